"""The measures of the race, computed another way on pictures with a known answer."""

import numpy as np
import pytest

from core.data.digits import digits
from core.measure import families as measure
from core.measure.images import judge

LEARNED, HELD_OUT = digits()


def some(count: int, seed: int = 0) -> np.ndarray:
    return LEARNED.images[np.random.default_rng(seed).choice(len(LEARNED), count, replace=False)]


def blurred(images: np.ndarray) -> np.ndarray:
    """Each pixel the mean of itself and its four neighbours."""
    padded = np.pad(images.reshape(-1, 8, 8), ((0, 0), (1, 1), (1, 1)), mode="edge")
    inner = padded[:, 1:-1, 1:-1]
    mixed = inner + padded[:, :-2, 1:-1] + padded[:, 2:, 1:-1] + padded[:, 1:-1, :-2] + padded[:, 1:-1, 2:]
    return (mixed / 5).reshape(-1, 64)


def test_shares_count_what_was_named() -> None:
    assert measure.shares(np.array([0, 0, 3, 9])).tolist() == [0.5, 0, 0, 0.25, 0, 0, 0, 0, 0, 0.25]


def test_contrast_of_a_chessboard_is_one_and_of_grey_paper_nothing() -> None:
    board = (np.indices((8, 8)).sum(0) % 2).reshape(1, 64).astype(np.float32)
    assert measure.contrast(board) == 1 and measure.contrast(np.full((3, 64), 0.4)) == 0


def test_contrast_counted_pixel_by_pixel() -> None:
    images = some(5)
    steps = []
    for image in images.reshape(-1, 8, 8):
        steps += [abs(image[i, j] - image[i + 1, j]) for i in range(7) for j in range(8)]
        steps += [abs(image[i, j] - image[i, j + 1]) for i in range(8) for j in range(7)]
    assert measure.contrast(images) == pytest.approx(np.mean(steps), rel=1e-5)


def test_blur_lowers_sharpness_and_noise_raises_it() -> None:
    real = measure.sharpness(some(450))
    noisy = some(450) + np.random.default_rng(1).normal(0, 0.3, (450, 64))
    assert measure.sharpness(HELD_OUT.images) == 1 and real == pytest.approx(1, abs=0.03)
    assert measure.sharpness(blurred(some(450))) < 0.85 * real and measure.sharpness(noisy) > 1.1


def test_variety_by_brute_force() -> None:
    images = some(40)
    real, made = (judge().features(part).astype(float) for part in (HELD_OUT.images, images))
    covered = 0
    for one in real:
        reach = sorted(np.linalg.norm(real - one, axis=1))[5]  # the first is the picture itself
        covered += bool(np.linalg.norm(made - one, axis=1).min() <= reach + 1e-9)
    assert measure.variety(images) == pytest.approx(covered / len(real), abs=0.003)


def test_variety_falls_with_every_digit_that_is_missing() -> None:
    def without(gone: int) -> float:
        return measure.variety(LEARNED.images[LEARNED.labels >= gone])

    values = [without(gone) for gone in (0, 3, 6, 9)]
    assert values[0] > 0.95 and values == sorted(values, reverse=True) and values[-1] < 0.2
    assert measure.variety(np.repeat(some(1), 450, 0)) < 0.05


def test_averages_copies_and_a_single_digit_are_told_apart_by_the_measures_together_and_by_none_alone() -> None:
    """Coverage rewards averaging, so sharpness stands beside it on the page; a single digit passes for sharp, copies for both."""
    images, rows = LEARNED.images[:50], LEARNED.labels[:50]
    means = np.stack([LEARNED.images[LEARNED.labels == digit].mean(axis=0) for digit in range(10)])
    pulled = 0.6 * images + 0.4 * means[rows]
    assert measure.variety(pulled) > measure.variety(images) and measure.sharpness(pulled) < measure.sharpness(images)
    assert measure.variety(means) > measure.variety(images[:10]) and measure.sharpness(means) < 0.8
    one = LEARNED.images[LEARNED.labels == 0]
    assert measure.variety(one) < 0.2 and measure.sharpness(one) > 0.9
    copies = LEARNED.images[np.random.default_rng(0).choice(len(LEARNED), len(HELD_OUT), replace=False)]
    assert measure.variety(copies) > 0.8 and measure.copied(copies) == 1


def test_a_model_that_repeats_what_it_learned_is_found_and_real_digits_are_not_accused() -> None:
    learned = LEARNED.images[np.random.default_rng(0).choice(len(LEARNED), len(HELD_OUT), replace=False)]
    noise = np.random.default_rng(2).normal(0, 0.02, learned.shape)
    assert measure.copied(learned + noise) == 1
    assert measure.copied(HELD_OUT.images) == 0
    fresh = np.setdiff1d(
        np.arange(len(LEARNED)), np.random.default_rng(0).choice(len(LEARNED), len(HELD_OUT), replace=False)
    )
    assert measure.copied(LEARNED.images[fresh]) == pytest.approx(0.5, abs=0.08)


def test_time_is_divided_among_the_pictures() -> None:
    calls: list[int] = []
    assert measure.milliseconds(lambda: calls.append(1), 10, times=3) >= 0 and len(calls) == 3
