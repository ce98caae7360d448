"""The price of a token, and where a valley lies."""

import numpy as np
import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from core.measure.compute import Valley, bottom, how_it_lies, tokens_for, training, valley
from core.models.transformer import Transformer, next_token_loss
from core.studies.iso_flop import config, multiplied


@pytest.mark.parametrize("width", [16, 48, 96])
def test_six_operations_for_each_weight_are_what_pytorch_counts(width: int) -> None:
    """Forward and back, for texts of one token, so that attention has next to nothing to compare."""
    model, tokens = Transformer(config(width)), 64
    windows = torch.zeros(tokens, 2, dtype=torch.long)
    with FlopCounterMode(display=False) as counter:
        next_token_loss(model(windows[:, :-1]), windows[:, 1:]).backward()
    assert counter.get_total_flops() == pytest.approx(training(multiplied(config(width)), tokens), rel=0.01)


def test_a_budget_pays_for_what_it_costs() -> None:
    assert tokens_for(training(7, 300), 7) == pytest.approx(300)


def test_a_valley_lies_inside_or_at_an_end() -> None:
    points = [(1e3, 3.0), (1e4, 2.0), (1e5, 2.5)]
    assert valley(points).place == "inside" and valley(points).weights == 1e4
    assert valley(points[1:]) == Valley(1e4, 2.0, "smallest", 1e4)
    assert valley(points[:2]) == Valley(1e4, 2.0, "largest", 1e4)
    with pytest.raises(ValueError, match="one model or more"):
        valley([])


def test_the_bottom_of_a_parabola_is_found_again() -> None:
    sizes = [4e3, 9e3, 2e4, 7e4]
    points = [(size, 2 + 0.3 * (np.log(size) - np.log(1.2e4)) ** 2) for size in sizes]
    assert bottom(points[::-1]) == pytest.approx(1.2e4)
    assert bottom(points[1:]) is None


@pytest.mark.parametrize(
    ("places", "best", "said"),
    [
        (("inside",) * 3, (1, 2, 3), "grows"),
        (("inside",) * 3, (1, 3, 2), "inside"),
        (("inside",) * 3, (1, 2, 2), "inside"),
        (("smallest", "inside", "inside"), (1, 2, 3), "smallest"),
        (("inside", "largest", "largest"), (1, 2, 3), "largest"),
        (("smallest", "inside", "largest"), (1, 2, 3), "mixed"),
    ],
)
def test_three_valleys_are_told_in_a_word(places: tuple[str, ...], best: tuple[float, ...], said: str) -> None:
    found = {str(n): Valley(best[n], 2.0, place, best[n]) for n, place in enumerate(places)}
    assert how_it_lies(found) == said
