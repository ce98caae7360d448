"""Worst in the middle: test error against the number of weights, where a model of random features just fits what it learned.

Pictures of digits, a tenth of them with a random label; each number of features sees the same pictures, and the weights on
them are found in one stroke, without training: the smallest ones that fit best. The control is the same with a penalty on
large weights (ridge), as strong as serves best on pictures kept for that. Sources: Belkin, Hsu, Ma and Mandal (2019),
"Reconciling modern machine-learning practice and the classical bias-variance trade-off"; Nakkiran et al. (2019), "Deep
double descent".

Shapes: N pictures, P pixels, F features, C classes, R singular values.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from core.data.digits import CLASSES, digits
from core.outcomes import band
from core.training.events import Record

DRAWS = 5
TUNED_ON = 300  # pictures that only the strength of the penalty is chosen by
PENALTIES = np.logspace(-4, 4, 17)
SIZES = (
    0.05,
    0.1,
    0.2,
    0.35,
    0.5,
    0.7,
    0.85,
    0.93,
    1,
    1.07,
    1.15,
    1.4,
    2,
    3,
    5,
    10,
)  # features, in units of the pictures
ZERO = 1e-6  # singular values below this share of the largest are rounding


@dataclass(frozen=True)
class Erred:
    """Shares of wrong answers with so many features, a mean over the draws."""

    features: int
    learned: float  # on the labels it learned, the random ones included
    unseen: float
    ridge: float  # on unseen pictures, with the penalty


@dataclass(frozen=True, eq=False)
class Task:
    """One draw: what is learned, what the penalty is tuned on, what is asked."""

    learned: np.ndarray  # (N, P)
    labels: np.ndarray  # (N,), some of them random
    tuned: tuple[np.ndarray, np.ndarray]
    unseen: tuple[np.ndarray, np.ndarray]


def task(pictures: int, noise: float, rng: np.random.Generator) -> Task:
    """So many pictures at random, a share of them with a random label."""
    known, unseen = digits()
    order = rng.permutation(len(known))
    ours, others = order[:pictures], order[pictures : pictures + TUNED_ON]
    wrong = rng.random(pictures) < noise
    labels = np.where(wrong, rng.integers(CLASSES, size=pictures), known.labels[ours])
    return Task(
        known.images[ours], labels, (known.images[others], known.labels[others]), (unseen.images, unseen.labels)
    )


def fitted(given: Task, features: int, rng: np.random.Generator) -> tuple[float, float, float]:
    """Errors on what was learned and on unseen pictures, and on unseen ones with the best penalty."""
    directions = rng.standard_normal((given.learned.shape[1], features))

    def seen(pictures: np.ndarray) -> np.ndarray:
        """(N, F)"""
        return np.maximum(pictures @ directions, 0) / np.sqrt(features)

    u, s, vt = np.linalg.svd(seen(given.learned), full_matrices=False)  # (N, R) (R,) (R, F)
    targets = u.T @ np.eye(CLASSES)[given.labels]  # (R, C)

    def error(of: tuple[np.ndarray, np.ndarray], shrunk: np.ndarray) -> float:
        weights = vt.T @ (shrunk[:, None] * targets)  # (F, C)
        return float(((seen(of[0]) @ weights).argmax(1) != of[1]).mean())

    plain = np.where(s > ZERO * s[0], 1 / np.maximum(s, ZERO * s[0]), 0.0)
    scale = s[0] ** 2 * 1e-4
    ridged = [s / (s**2 + penalty * scale) for penalty in PENALTIES]
    best = min(ridged, key=lambda shrunk: error(given.tuned, shrunk))
    return error((given.learned, given.labels), plain), error(given.unseen, plain), error(given.unseen, best)


def learn(*, pictures: int = 300, noise: float = 0.1, seed: int = 0) -> Iterator[Record[Erred]]:
    """A record for each number of features, from few to many; the step counts them."""
    for step, size in enumerate(SIZES, 1):
        features = max(2, round(size * pictures))
        draws = []
        for draw in range(DRAWS):
            given = task(pictures, noise, np.random.default_rng((seed, draw)))
            draws.append(fitted(given, features, np.random.default_rng((seed, draw, features))))
        yield Record(step, len(SIZES), Erred(features, *(float(mean) for mean in np.mean(draws, axis=0))))


def peak(curve: Sequence[Erred]) -> Erred:
    """Where the error on unseen pictures is greatest, of a curve in the order of its features; but for the first descent.

    A model with hardly any features errs as well, and that is no peak: what is looked for lies behind the first valley.
    """
    valley = next((i for i, (one, after) in enumerate(pairwise(curve)) if after.unseen > one.unseen), len(curve) - 1)
    return max(curve[valley:], key=lambda one: one.unseen)


def rises(errors: Sequence[float]) -> float:
    """How far a curve lies above an earlier place of its own, at most.

    >>> rises([3, 1, 2, 1.5]), rises([3, 2])
    (1, 0)
    """
    return max((later - min(errors[: i + 1]) for i, later in enumerate(errors)), default=0)


def worst(curve: Sequence[Erred], pictures: int) -> str:
    """Where the error on unseen pictures is greatest: with "few" features, "as_many" as pictures, or "more"."""
    top = max(curve, key=lambda one: one.unseen)
    return band(top.features / pictures, {"few": 0.8, "as_many": 1.2, "more": 1})
