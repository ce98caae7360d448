"""What is said of generated points, recomputed another way on clouds with known answers."""

import numpy as np
import pytest
from scipy.spatial.distance import jensenshannon

from core.data import points
from core.measure.points import EDGE, SIDE, counts, floor, jensen_shannon, match

RNG = np.random.default_rng(0)
PLAIN = [shape for shape in points.SHAPES if shape != "drawn"]


@pytest.mark.parametrize("shape", PLAIN)
def test_real_points_are_perfect(shape: str) -> None:
    fit = match(points.draw(shape, 2_000, np.random.default_rng(5)), shape)
    assert fit.covered == fit.places and fit.quality > 0.97 and fit.divergence < 0.02
    assert fit.divergence == pytest.approx(floor(shape, 2_000), abs=0.01)


@pytest.mark.parametrize("clouds", [1, 3, 8])
def test_clouds_that_are_left_out_are_missed(clouds: int) -> None:
    made = np.repeat(points.ring_centres()[:clouds], 100, axis=0)
    fit = match(made, "ring")
    assert (fit.covered, fit.places, fit.quality) == (clouds, 8, 1.0)


def test_one_lucky_point_covers_nothing_and_a_point_just_outside_does_not_hit() -> None:
    centres = points.ring_centres()
    made = np.concatenate((np.repeat(centres[:1], 999, axis=0), centres[1:2]))
    assert match(made, "ring").covered == 1
    reach = 3 * points.SPREAD
    assert match(centres + [[0.99 * reach, 0]], "ring").quality == 1
    assert match(centres + [[1.01 * reach, 0]], "ring").quality == 0


def test_hits_counted_one_by_one() -> None:
    made = RNG.uniform(-1, 1, (400, 2))
    fit = match(made, "grid")
    held, hit = {}, 0
    for x, y in made:
        distances = [np.hypot(x - a, y - b) for a, b in points.grid_centres()]
        if min(distances) <= 3 * points.SPREAD:
            hit += 1
            nearest = int(np.argmin(distances))
            held[nearest] = held.get(nearest, 0) + 1
    assert fit.quality == hit / 400
    assert fit.covered == sum(count >= 4 for count in held.values())


def test_the_divergence_has_its_known_values() -> None:
    assert jensen_shannon(np.array([2, 2, 0]), np.array([5, 5, 0])) == 0
    assert jensen_shannon(np.array([1, 1, 0, 0]), np.array([0, 0, 3, 3])) == 1
    assert jensen_shannon(np.array([1, 1, 0]), np.array([0, 1, 1])) == pytest.approx(0.5)


def test_the_divergence_is_scipys() -> None:
    for _ in range(5):
        a, b = RNG.integers(0, 9, (2, 30))
        assert jensen_shannon(a, b) == pytest.approx(jensenshannon(a, b, base=2) ** 2)


def test_counts_are_numpys_histogram_and_lose_no_point() -> None:
    cloud = RNG.normal(0, 0.8, (3_000, 2))
    edges = np.linspace(-EDGE, EDGE, SIDE + 1)
    theirs = np.histogram2d(cloud[:, 1], cloud[:, 0], [edges, edges])[0].ravel()
    ours = counts(cloud)
    assert np.array_equal(ours[:-1], theirs) and ours.sum() == len(cloud)


def test_own_points_are_measured_against_themselves() -> None:
    drawn = np.array([[0.5, 0.5], [-0.5, 0.0]])
    fit = match(np.repeat(drawn[:1], 50, axis=0), "drawn", drawn)
    assert (fit.covered, fit.places, fit.quality) == (1, 2, 1.0)
    with pytest.raises(ValueError, match="Draw some points"):
        match(drawn, "drawn", np.empty((0, 2)))
