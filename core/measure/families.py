"""What tells families of models apart on the same data: how sharp, how varied, how much copied. Beside `images.py`,
whose judge and Fréchet distance say how good a sheet of pictures is as a whole.

Every measure compares with real digits that nobody learned from, and gives them the value that a model can hope for.

Shapes: N pictures, P = 64 pixels, F = 32 features.

Sources: Naeem et al. (2020), "Reliable fidelity and diversity metrics for generative models" (coverage); Meehan,
Chaudhuri and Dasgupta (2020), "A non-parametric test to detect data-copying in generative models" (nearer to what was
learned than to what was held out).
"""

from collections.abc import Callable
from time import process_time

import numpy as np

from core.data.digits import CLASSES, SIDE, digits
from core.measure.images import Judge, held_out_features, judge, nearest

NEIGHBOURS = 5  # k of Naeem et al. 2020
FAIR = 1 / CLASSES


def shares(named: np.ndarray) -> np.ndarray:
    """(C,) which share of the pictures shows each digit."""
    return np.bincount(named, minlength=CLASSES) / len(named)


def contrast(images: np.ndarray) -> float:
    """How much neighbouring pixels differ, on average: little in a blurred picture, much in a noisy one."""
    squares = np.clip(images, 0, 1).reshape(-1, SIDE, SIDE)
    return float((np.abs(np.diff(squares, axis=1)).mean() + np.abs(np.diff(squares, axis=2)).mean()) / 2)


def sharpness(images: np.ndarray) -> float:
    """Contrast as a share of the held-out digits': below 1 is blurred, above 1 is noisy."""
    return contrast(images) / contrast(digits()[1].images)


def variety(images: np.ndarray, by: Judge | None = None) -> float:
    """Coverage of Naeem et al. 2020: the share of held-out digits that have a made picture in their neighbourhood.

    A held-out digit's neighbourhood reaches to the fifth nearest of its own kind, all in the judge's features. Blur raises
    it: pulled towards the average of their digit, the same pictures meet more real ones. So it is no measure of variety
    alone, and sharpness stands beside it.
    """
    by = by or judge()
    return coverage(by.features(images), held_out_features(by))


def coverage(made: np.ndarray, real: np.ndarray) -> float:
    """(N, F), (M, F) -> the share of real pictures that have a made one as near as their own fifth neighbour (Naeem et al.)."""
    return float((apart(real, made).min(axis=1) <= to_neighbour(real)).mean())


def to_neighbour(cloud: np.ndarray) -> np.ndarray:
    """(N,) how far each point is from its fifth nearest neighbour in the same cloud; the nearest one is the point itself."""
    distances: np.ndarray = np.sort(apart(cloud, cloud), axis=1)[:, NEIGHBOURS]
    return distances


def apart(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """(N, F), (M, F) -> (N, M) how far each point is from each other one; equal points are at zero, to the digit."""
    a, b = np.asarray(a, np.float64), np.asarray(b, np.float64)
    distances: np.ndarray = np.sqrt(((a[:, None] - b[None]) ** 2).sum(axis=-1))
    return distances


def copied(images: np.ndarray) -> float:
    """The share of pictures that are nearer to a digit that was learned than to any of as many held-out ones.

    Half of them, if the model drew new digits; all of them, if it drew those that it is compared with (after Meehan et al.
    2020). They are a third of what was learned: a sheet of any learned digits gets about two thirds.
    """
    learned, held_out = digits()
    few = learned.images[np.random.default_rng(0).choice(len(learned), len(held_out), replace=False)]
    return float((nearest(images, few)[1] < nearest(images, held_out.images)[1]).mean())


def milliseconds(draw: Callable[[], object], pictures: int, times: int = 5) -> float:
    """The time of one core for one picture: the median of some tries."""
    took = []
    for _ in range(times):
        start = process_time()
        draw()
        took.append(process_time() - start)
    return 1000 * float(np.median(took)) / pictures
