"""Three rules at many rates: the same start for all, an explosion that is told, and the best of a sweep."""

from itertools import islice

import pytest
import torch

from core.models.transformer import next_token_loss
from core.studies import learning_rates
from core.studies.learning_rates import OPTIMIZERS, RATES, Best, Trained, letters, network, rule, trained


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> learning_rates.Letters:
    monkeypatch.setattr(learning_rates, "STEPS", 20)
    return letters(0, 20_000)


def test_every_rule_begins_with_the_same_weights_and_reads_the_same_letters(short: learning_rates.Letters) -> None:
    crawls = [trained(short, name, 1e-9, 0) for name in OPTIMIZERS]
    assert len({one.start for one in crawls}) == 1
    assert all(one.end == pytest.approx(one.start, abs=1e-3) for one in crawls)
    firsts = [one.curve[0] for one in crawls]
    assert firsts == pytest.approx([firsts[0]] * 3, abs=1e-3)


def test_plain_gradient_descent_is_what_its_name_says() -> None:
    model = network(50, 0)
    windows = torch.randint(50, (4, 33), generator=torch.Generator().manual_seed(0))
    (optimizer,) = rule("sgd", model, 0.1)
    next_token_loss(model(windows[:, :-1]), windows[:, 1:]).backward()
    wanted = {name: (weight - 0.1 * weight.grad).detach().clone() for name, weight in model.named_parameters()}
    optimizer.step()
    assert all(torch.allclose(weight, wanted[name], atol=1e-6) for name, weight in model.named_parameters())


def test_each_weight_has_one_rule() -> None:
    model = network(50, 0)
    for name in OPTIMIZERS:
        turned = [
            weight
            for optimizer in rule(name, model, 0.1)
            for group in optimizer.param_groups
            for weight in group["params"]
        ]
        assert len(turned) == len(set(turned)) == len(list(model.parameters()))
    with pytest.raises(ValueError, match="sgd, adamw, muon"):
        rule("luck", model, 0.1)


def test_a_rate_that_is_too_high_explodes_and_is_told_as_no_number(short: learning_rates.Letters) -> None:
    exploded = trained(short, "sgd", 1e4, 0)
    assert exploded.end is None and exploded.curve[-1] is None and learning_rates.exploded(exploded)
    assert not learning_rates.exploded(trained(short, "sgd", 0.1, 0))


def test_a_sweep_begins_in_the_middle_and_has_every_training_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning_rates, "trained", lambda text, name, rate, seed: Trained(name, rate, 4.0, rate, ()))
    records = list(learning_rates.learn())
    assert {(one.values.optimizer, one.values.rate) for one in records} == {
        (name, rate) for name in OPTIMIZERS for rate in RATES
    }
    assert len(records) == records[-1].step == records[-1].total
    assert [one.values.optimizer for one in islice(records, 3)] == list(OPTIMIZERS)
    assert records[0].values.rate == RATES[len(RATES) // 2]


def test_the_best_of_a_sweep_and_where_it_explodes() -> None:
    found = [
        Trained("adamw", rate, 4.0, end, ())
        for rate, end in ((0.1, 2.0), (0.01, 1.0), (1.0, 5.0), (10.0, None), (0.001, 4.5))
    ]
    assert learning_rates.bests(found) == {"adamw": Best(0.01, 1.0)}
    assert learning_rates.first_explosion(found, "adamw", 0.01) == 1.0
    assert learning_rates.first_explosion(found[:2], "adamw", 0.01) is None
