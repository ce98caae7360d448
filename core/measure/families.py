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

    A held-out digit's neighbourhood reaches to the fifth nearest of its own kind, all in the judge's features.
    """
    by = by or judge()
    real, made = held_out_features(by).astype(np.float64), by.features(images).astype(np.float64)
    reach = np.sort(_distances(real, real), axis=1)[:, NEIGHBOURS]  # the nearest one is the picture itself
    return float((_distances(real, made).min(axis=1) <= reach).mean())


def copied(images: np.ndarray) -> float:
    """The share of pictures that are nearer to a digit that was learned than to any of as many held-out ones.

    Half of them, if the model drew new digits; all of them, if it drew what it had seen (after Meehan et al. 2020).
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


def _distances(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """(N, M) how far each row of a is from each row of b."""
    squares = (a**2).sum(1)[:, None] + (b**2).sum(1)[None] - 2 * a @ b.T
    return np.sqrt(np.clip(squares, 0, None))
