"""One weight's slope: against a formula by hand, against trying out with many digits, and where there is none."""

from typing import Any

import numpy as np
import pytest
import torch
from torch import nn
from torch.func import functional_call

from core.measure import one_weight
from core.measure.one_weight import NUDGES, gradient, looked_at, losses, matrices
from core.models.transformer import Config, Transformer

TOKENS = (1, 5, 9, 5, 7)


@pytest.fixture(scope="module", params=["learned", "rotary", "value embeddings"])
def model(request: pytest.FixtureRequest) -> Transformer:
    torch.manual_seed(0)
    more = {"value_embeddings": True} if request.param == "value embeddings" else {"positions": request.param}
    return Transformer(Config(12, 8, width=8, heads=2, layers=2, **more)).requires_grad_(False)


def test_the_slope_of_the_last_norm_is_the_one_by_hand(model: Transformer) -> None:
    """dL/dg_d is the mean over tokens of x̂_d · Σ_v (p_v - y_v) E_vd, for the logits are (x̂ ∘ g) Eᵀ."""
    trace = model.trace(torch.tensor([TOKENS[:-1]]))
    gain, table = model.norm.weight.numpy(), model.token_embedding.weight.numpy()
    normed = trace.normed[0].numpy() / gain  # (T, D)
    chances = trace.logits[0].softmax(-1).numpy()  # (T, V)
    wrong = chances - np.eye(12)[list(TOKENS[1:])]
    by_hand = (normed * (wrong @ table)).mean(0)
    assert gradient(model, TOKENS, "norm.weight").numpy() == pytest.approx(by_hand, rel=1e-4, abs=1e-7)


def test_for_every_matrix_trying_out_with_many_digits_finds_the_slope(model: Transformer) -> None:
    for matrix, count in matrices(model).items():
        for rank in (1, count // 2, count):
            found = looked_at(model, TOKENS, matrix, rank)
            exact = next(one.exact for one in found.tried if one.nudge == 1e-6)
            assert exact == pytest.approx(found.slope, rel=1e-4, abs=2e-5), matrix


def test_the_ranks_go_from_steep_to_flat_and_name_each_weight_once(model: Transformer) -> None:
    found = [looked_at(model, TOKENS, "norm.weight", rank) for rank in range(1, 9)]
    slopes = [abs(one.slope) for one in found]
    assert slopes == sorted(slopes, reverse=True) and {one.place for one in found} == set(range(8))
    assert [one.rank for one in found] == list(range(1, 9))


def test_nothing_of_the_model_is_changed(model: Transformer) -> None:
    before = {name: weight.clone() for name, weight in model.state_dict().items()}
    looked_at(model, TOKENS, "blocks.0.qkv.weight")
    assert all(torch.equal(weight, before[name]) for name, weight in model.state_dict().items())
    assert all(weight.dtype == torch.float32 and not weight.requires_grad for weight in model.parameters())


def test_the_curve_goes_through_the_weight_as_it_is(model: Transformer) -> None:
    found = looked_at(model, TOKENS, "blocks.1.down.weight")
    value, loss = found.curve[len(found.curve) // 2]
    assert value == pytest.approx(found.value) and loss == pytest.approx(found.loss)
    weights = model.get_parameter("blocks.1.down.weight")
    assert float(losses(model, TOKENS, "blocks.1.down.weight")(weights)) == found.loss


def test_a_weight_that_these_words_do_not_use_has_no_slope() -> None:
    model = Transformer(Config(12, 8, width=8, heads=2, layers=1)).requires_grad_(False)
    found = looked_at(model, TOKENS, "position_embedding.weight", 64)  # the last place, which nothing stands at
    assert found.slope == 0 and found.outcome == "flat" and set(found.errors) == {0.0}
    assert [one.nudge for one in found.tried] == list(NUDGES)


def test_the_model_that_others_use_is_not_the_one_whose_weights_are_exchanged(
    model: Transformer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For the time of a call its weights are others, of another number type even; pages of others stopped, or showed them."""
    used: list[nn.Module] = []

    def noted(network: nn.Module, *given: Any) -> Any:
        used.append(network)
        return functional_call(network, *given)

    monkeypatch.setattr(one_weight, "functional_call", noted)
    looked_at(model, TOKENS, "norm.weight")
    theirs = {weight.data_ptr() for weight in model.parameters()}
    assert used and not any(weight.data_ptr() in theirs for network in used for weight in network.parameters())
