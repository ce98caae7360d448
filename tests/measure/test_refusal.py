"""A direction between two kinds of prompts: what removing and adding do to the stream is what the formula says."""

import pytest
import torch

from core.measure import refusal
from core.measure.refusal import Direction
from core.models.transformer import Config, Transformer

pytestmark = pytest.mark.numeric

PLACE = 2


@pytest.fixture
def model() -> Transformer:
    torch.manual_seed(0)
    return Transformer(Config(vocabulary=20, context=8, width=16, heads=2, layers=2)).requires_grad_(False)


@pytest.fixture
def direction(model: Transformer) -> Direction:
    return refusal.directions(model, [[1, 2, 3], [4, 2, 3, 3]], [[5, 6, 7], [5, 8]])[1]


def test_the_means_of_both_kinds_lie_at_0_and_1(model: Transformer, direction: Direction) -> None:
    forbidden = refusal.along(model, [[1, 2, 3], [4, 2, 3, 3]], direction)
    allowed = refusal.along(model, [[5, 6, 7], [5, 8]], direction)
    assert forbidden.mean() == pytest.approx(1, abs=1e-4) and allowed.mean() == pytest.approx(0, abs=1e-4)


@pytest.mark.parametrize("affine", [True, False])
def test_what_is_removed_is_gone_at_that_place_and_only_there(
    model: Transformer, direction: Direction, affine: bool
) -> None:
    tokens = torch.tensor([[1, 2, 3, 4]])
    before = model.trace(tokens).layers[1].residual_after
    after = model.trace(tokens, refusal.removed(direction, affine=affine)(PLACE)).layers[1].residual_after
    left = direction.allowed if affine else 0.0
    assert float(after[0, PLACE] @ direction.unit) == pytest.approx(left, abs=1e-4)
    across = torch.eye(16) - torch.outer(direction.unit, direction.unit)
    torch.testing.assert_close(after[0, PLACE] @ across, before[0, PLACE] @ across, atol=1e-4, rtol=1e-4)
    torch.testing.assert_close(after[0, :PLACE], before[0, :PLACE])
    torch.testing.assert_close(after[0, PLACE + 1 :], before[0, PLACE + 1 :])


def test_adding_pushes_by_the_distance_of_the_means(model: Transformer, direction: Direction) -> None:
    tokens = torch.tensor([[1, 2, 3]])
    before = model.trace(tokens).layers[1].residual_after
    after = model.trace(tokens, refusal.added(direction, 0.5)(PLACE)).layers[1].residual_after
    moved = after[0, PLACE] - before[0, PLACE]
    torch.testing.assert_close(moved, 0.5 * direction.gap * direction.unit, atol=1e-4, rtol=1e-4)


def test_a_random_direction_is_as_long_and_follows_its_seed(direction: Direction) -> None:
    one, again, other = (refusal.at_random(direction, seed) for seed in (0, 0, 1))
    assert torch.equal(one.unit, again.unit) and not torch.equal(one.unit, other.unit)
    assert float(one.unit.norm()) == pytest.approx(1) and one.gap == direction.gap
