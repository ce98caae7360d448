"""The energy distance, against sums by hand and a case with a formula."""

import math

import numpy as np
import pytest

from core.measure.energy_distance import energy_distance, within


def test_it_is_the_sum_over_all_pairs() -> None:
    rng = np.random.default_rng(0)
    a, b = rng.normal(size=(5, 2)), rng.normal(1, 1, size=(4, 2))
    between = np.mean([math.dist(p, q) for p in a for q in b])
    in_a = np.mean([math.dist(a[i], a[j]) for i in range(5) for j in range(5) if i != j])
    in_b = np.mean([math.dist(b[i], b[j]) for i in range(4) for j in range(4) if i != j])
    assert energy_distance(a, b) == pytest.approx(2 * between - in_a - in_b)


def test_two_points_far_apart_are_twice_their_way_apart() -> None:
    a, b = np.zeros((3, 2)), np.full((3, 2), [3.0, 4.0])
    assert energy_distance(a, b) == pytest.approx(10)


def test_two_normal_clouds_on_a_line_have_the_distance_of_the_formula() -> None:
    """E|N(m, 2)| = 2/√π exp(-m²/4) + m erf(m/2), for the difference of two standard normal numbers m apart."""
    rng, m = np.random.default_rng(1), 1.0
    far = 2 / math.sqrt(math.pi) * math.exp(-(m**2) / 4) + m * math.erf(m / 2)
    by_formula = 2 * far - 2 * (2 / math.sqrt(math.pi))
    made = energy_distance(rng.normal(0, 1, (3000, 1)), rng.normal(m, 1, (3000, 1)))
    assert made == pytest.approx(by_formula, rel=0.1)


def test_clouds_from_the_same_place_are_near_zero() -> None:
    rng = np.random.default_rng(2)
    assert abs(energy_distance(rng.normal(size=(1500, 2)), rng.normal(size=(1500, 2)))) < 0.01


def test_one_point_is_no_cloud() -> None:
    with pytest.raises(ValueError, match="two points or more, but there is 1"):
        within(np.zeros((1, 2)))
