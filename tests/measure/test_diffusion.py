"""A single step, told the digit and not; and what the measurements of diffusion come to."""

import numpy as np
import pytest

from core.data.digits import digits
from core.measure import diffusion as measure
from core.measure.images import like_real
from core.models.diffusion import Config, Denoiser

LEARNED, HELD_OUT = digits()


def test_averages_of_each_digit_pass_for_digits_and_the_average_of_all_does_not() -> None:
    each, all = measure.of_averages()
    assert 1 < each < 3 and all > 20


def test_a_network_that_says_zero_makes_the_same_told_and_not_told() -> None:
    model = Denoiser(Config("flow", conditions=10))
    one = measure.one_step(model, "euler")
    assert one.named == pytest.approx(one.unnamed) and one.named > 3 and 0 < one.ink_or_paper < 1


def test_what_looks_like_handwriting_is_asked_of_the_pixels() -> None:
    noise = np.random.default_rng(0).random((50, 64))
    assert like_real(HELD_OUT.images).mean() == pytest.approx(0.95, abs=0.005)
    assert like_real(LEARNED.images).all() and not like_real(np.rint(noise)).any()


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (measure.with_fewer_steps(0.41, 0.36), "nearly"),
        (measure.with_fewer_steps(1.7, 0.36), "worse"),
        (measure.settled(0.5), "noise"),
        (measure.settled(0.49), "picture"),
        (measure.met(0.9), "nearly_all"),
        (measure.spread_left(1.0), "stays"),
        (measure.nearer({"flow": 1.0, "ddim": 1.05}), "same"),
        (measure.nearer({"flow": 1.0, "ddim": 2.0}), "flow"),
        (measure.nearer({"flow": 2.0, "ddim": 1.0}), "ddim"),
    ],
)
def test_a_number_has_its_answer(answer: str, expected: str) -> None:
    assert answer == expected


@pytest.mark.parametrize(
    ("far", "fewest"),
    [
        ({200: 0.2, 20: 0.25, 10: 0.35}, 20),
        ({200: 0.2, 20: 0.35, 10: 0.2}, 200),
        ({200: 0.35, 20: 0.2}, None),
        ({200: 0.3}, None),
        ({200: 0.2, 1: 0.1}, 1),
    ],
)
def test_a_curve_lies_below_the_floor_from_where_it_does_not_rise_above_it_again(
    far: dict[int, float], fewest: int | None
) -> None:
    assert measure.below_from(far, floor=0.3) == fewest
