"""Budgets that are spent: each model reads what its budget pays for, and one's own point is the recorded one again."""

from collections.abc import Iterator

import pytest
import torch

from core.measure.compute import training
from core.models.transformer import Transformer
from core.studies import iso_flop
from core.studies.iso_flop import BATCH, BUDGETS, CONTEXT, OFFERED, WIDTHS, config, done, multiplied


@pytest.fixture(autouse=True)
def poor(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Budgets that a test can afford."""
    monkeypatch.setattr(iso_flop, "BUDGETS", {name: 4e8 * place for place, name in enumerate(BUDGETS, 1)})
    monkeypatch.setattr(iso_flop, "WIDTHS", dict.fromkeys(WIDTHS, (8, 16)))
    monkeypatch.setattr(iso_flop, "EVERY", 10)
    yield


def test_the_weights_are_all_that_a_token_is_multiplied_with() -> None:
    for width in OFFERED:
        model = Transformer(config(width))
        every = {name: weight.numel() for name, weight in model.named_parameters()}
        assert multiplied(config(width)) == sum(every.values()) - every["position_embedding.weight"]


def test_every_model_spends_its_budget_to_within_half_a_step() -> None:
    ended = done([record.values for record in iso_flop.learn()])
    assert [(one.budget, one.width) for one in ended] == [(budget, width) for budget in BUDGETS for width in (8, 16)]
    for one in ended:
        step = training(one.parameters, BATCH * CONTEXT)
        assert one.read == one.tokens
        assert abs(training(one.parameters, one.tokens) - iso_flop.BUDGETS[one.budget]) <= step / 2


def test_a_point_of_ones_own_is_the_recorded_one_again() -> None:
    recorded = next(one for one in done([r.values for r in iso_flop.learn()]) if one.width == 16)
    *before, last = iso_flop.point(width=16)
    assert last.values == recorded and (last.step, last.total) == (recorded.tokens, recorded.tokens)
    assert all(record.values.held_out is None for record in before)


def test_another_start_is_another_model() -> None:
    one, other = (list(iso_flop.point(width=16, seed=seed))[-1].values for seed in (0, 1))
    assert one.tokens == other.tokens and one.held_out != other.held_out


def test_it_learns() -> None:
    losses = [record.values.loss for record in iso_flop.point(width=8, budget="large")]
    assert losses[-1] < losses[0] < 6


def test_the_held_out_text_is_not_learned() -> None:
    text = iso_flop.text()
    assert text.held_out.shape[1] == CONTEXT + 1
    rows = {tuple(row.tolist()) for row in text.held_out}
    learned = torch.tensor([token for document in text.documents for token in document])
    assert not any(tuple(learned[at : at + CONTEXT].tolist()) in rows for at in range(0, 5_000))


def test_the_sizes_around_each_valley_are_shared_between_budgets() -> None:
    assert all(set(widths) <= set(OFFERED) for widths in WIDTHS.values())
