"""The judge of pictures, against data with a known answer."""

import numpy as np
import pytest
from scipy.linalg import sqrtm

from core.data.digits import CLASSES, digits
from core.measure import images as measure


def test_the_judge_that_ships_names_digits_that_it_never_saw() -> None:
    _, held_out = digits()
    assert (measure.judge().named(held_out.images) == held_out.labels).mean() > 0.97


def test_the_judge_that_ships_is_the_one_that_training_gives() -> None:
    again, (_, held_out) = measure.trained(), digits()
    apart = np.abs(again.chances(held_out.images) - measure.judge().chances(held_out.images))
    assert apart.mean() < 0.01  # 16-bit weights, and another machine may round otherwise


def test_chances_are_chances_and_ink_beyond_black_counts_as_black() -> None:
    pictures = np.random.default_rng(0).normal(0.5, 2, (20, 64))
    chances = measure.judge().chances(pictures)
    assert chances.shape == (20, CLASSES) and np.allclose(chances.sum(axis=1), 1, atol=1e-5)
    assert np.array_equal(chances, measure.judge().chances(np.clip(pictures, 0, 1)))


def test_the_distance_of_two_gaussians_along_the_axes_is_the_sum_over_the_axes() -> None:
    mean_a, mean_b, spread_a, spread_b = np.array([0.0, 1]), np.array([3.0, 1]), np.array([1.0, 2]), np.array([2.0, 5])
    by_hand = 9 + (1 - 2) ** 2 + (2 - 5) ** 2
    assert measure.gaussian_frechet(mean_a, np.diag(spread_a**2), mean_b, np.diag(spread_b**2)) == pytest.approx(
        by_hand
    )


def test_the_distance_of_any_two_gaussians_is_what_a_root_of_the_product_gives() -> None:
    rng = np.random.default_rng(1)
    a, b = (m @ m.T for m in rng.normal(size=(2, 6, 6)))
    mean_a, mean_b = rng.normal(size=(2, 6))
    another_way = ((mean_a - mean_b) ** 2).sum() + np.trace(a + b - 2 * sqrtm(a @ b).real)
    assert measure.gaussian_frechet(mean_a, a, mean_b, b) == pytest.approx(another_way)


def test_the_distance_of_clouds_comes_close_to_that_of_the_gaussians_they_were_drawn_from() -> None:
    rng = np.random.default_rng(2)
    a, b = rng.normal(0, 1, (20_000, 3)), rng.normal([2, 0, 0], [1, 1, 3], (20_000, 3))
    assert measure.frechet(a, b) == pytest.approx(4 + (1 - 3) ** 2, rel=0.03)
    assert measure.frechet(a, a) == pytest.approx(0, abs=1e-9)


def test_a_flat_cloud_has_a_distance_too() -> None:
    flat = np.zeros((50, 4))
    assert measure.frechet(flat, flat + 1) == pytest.approx(4)


def test_the_root_of_a_matrix_times_itself_is_the_matrix() -> None:
    matrix = np.cov(np.random.default_rng(3).normal(size=(5, 40)))
    assert np.allclose(measure.square_root(matrix) @ measure.square_root(matrix), matrix)


def test_the_nearest_picture_is_found_as_by_looking_at_all() -> None:
    rng = np.random.default_rng(4)
    pictures, known = rng.random((7, 64)), rng.random((30, 64))
    rows, away = measure.nearest(pictures, known)
    by_hand = np.array([[np.linalg.norm(p - k) for k in known] for p in pictures])
    assert rows.tolist() == by_hand.argmin(axis=1).tolist() and np.allclose(away, by_hand.min(axis=1))
    assert measure.nearest(known, known)[1].max() == 0


def test_classes_that_hardly_anybody_shows_do_not_count() -> None:
    assert measure.present(np.repeat(np.arange(10), 10)) == 10
    assert measure.present(np.array([3] * 98 + [4] * 2)) == 1


def test_real_digits_are_near_and_noise_is_far() -> None:
    learned, _ = digits()
    real, rng = measure.quality(learned.images), np.random.default_rng(0)
    noise = measure.quality(rng.random((1000, 64)))
    assert measure.floor() < 0.3 < 5 < noise.frechet
    assert real.classes == CLASSES and real.nearest == 0 and real.confidence > 0.85 > noise.confidence
