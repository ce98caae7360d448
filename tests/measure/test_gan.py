"""Sheets of digits are looked over: how varied they are, and how good."""

import numpy as np
import pytest

from core.data.digits import digits, held_out_digit
from core.measure.gan import looked_over

REAL = (digits()[1].images[:64] * 255).astype(np.uint8)


def test_one_good_digit_again_and_again_is_clear_and_has_no_variety() -> None:
    copies = looked_over(np.tile(held_out_digit(0) * 255, (64, 1)).astype(np.uint8))
    real = looked_over(REAL)
    assert copies.apart == 0 and copies.digits == 1 and copies.sure > 0.9
    assert real.apart > 1 and real.digits == 10


def test_the_distance_is_that_to_the_nearest_other_picture() -> None:
    pictures = np.zeros((3, 64), np.uint8)
    pictures[1, 0], pictures[2, 0] = 255, 102
    assert looked_over(pictures).apart == pytest.approx((0.4 + 0.6 + 0.4) / 3)
