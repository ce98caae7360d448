"""How well generated points match a shape in the plane: what is covered, what hits, and how far the two clouds differ.

Measured against what the shape is made of, without its noise: the centres of ring and grid, the bare curve of the others,
the learner's own points. A point hits where it lies within three spreads of it (Lin et al. 2018, "PacGAN", use the same).

Shapes: N points, C places the shape is made of.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.caches import lru_cache
from core.data import points
from core.problems import Problem

REACH = 3.0  # spreads: 99.7 % of a normal cloud lies within, along each axis
FAIR = 0.01  # of all points must hit a cloud before it counts as covered: one lucky point does not
PLACES = 200  # along a curve
SIDE, EDGE = 24, 1.2  # cells along a side of the grid of the divergence, and where the grid ends
REFERENCE = 100_000  # real points; their own noise must not show


@dataclass(frozen=True)
class Match:
    """Shares from 0 to 1. `divergence` in bits: 0 where both clouds are the same, 1 where they share no place."""

    covered: int  # clouds (ring, grid) or places along the shape (the others)
    places: int  # how many there are
    quality: float  # share of points that hit
    divergence: float


def match(made: np.ndarray, shape: str, drawn: np.ndarray | None = None) -> Match:
    """All measures of (N, 2) generated points."""
    made = np.asarray(made, dtype=np.float64)
    covered, quality = hits(made, *skeleton(shape, drawn), fair=FAIR if shape in points.CENTRES else 0.0)
    real = reference(shape) if shape != "drawn" else counts(points.draw(shape, 10_000, np.random.default_rng(0), drawn))
    return Match(int(covered.sum()), len(covered), quality, jensen_shannon(counts(made), real))


def skeleton(shape: str, drawn: np.ndarray | None = None) -> tuple[np.ndarray, float]:
    """(C, 2) what a shape is made of, without its noise, and how far from it a point still hits."""
    if shape in points.CENTRES:
        return points.CENTRES[shape](), REACH * points.SPREAD
    if shape == "drawn":
        if drawn is None or len(drawn) == 0:
            raise Problem("nothing drawn")
        return np.asarray(drawn, dtype=np.float64), REACH * points.SPREAD
    along = (np.arange(PLACES) + 0.5) / PLACES
    return points.CURVES[shape](along, np.random.default_rng(0)), REACH * points.NOISE


def hits(made: np.ndarray, places: np.ndarray, reach: float, fair: float) -> tuple[np.ndarray, float]:
    """(C,) bool which places are covered, and the share of points that hit any.

    Each point belongs to its nearest place. With `fair` a place must hold that share of all points; without, the places
    lie so close that a point serves all within reach.
    """
    if not len(made):
        return np.zeros(len(places), bool), 0.0
    distance = np.hypot(made[:, :1] - places[:, 0], made[:, 1:] - places[:, 1])  # (N, C)
    near = distance.min(axis=1) <= reach
    if fair:
        held = np.bincount(distance.argmin(axis=1)[near], minlength=len(places))
        return held >= fair * len(made), float(near.mean())
    return distance.min(axis=0) <= reach, float(near.mean())


# --- a divergence


def counts(cloud: np.ndarray) -> np.ndarray:
    """How many points fall into each cell of a fixed grid; the last cell holds all that lie outside."""
    column, row = np.floor((cloud.T + EDGE) * (SIDE / (2 * EDGE))).astype(int).clip(-1, SIDE)
    outside = (column < 0) | (column == SIDE) | (row < 0) | (row == SIDE)
    return np.bincount(np.where(outside, SIDE * SIDE, row * SIDE + column), minlength=SIDE * SIDE + 1)


def jensen_shannon(a: np.ndarray, b: np.ndarray) -> float:
    """The Jensen-Shannon divergence of two histograms, in bits (Lin 1991): each one's surprise at the mean of both.

    What a perfect discriminator can win is this number (Goodfellow et al. 2014, theorem 1). Both histograms are counted on
    the same cells and each is divided by its own sum, so both add up to one.

    >>> jensen_shannon(np.array([1, 1, 0]), np.array([0, 1, 1]))
    0.5
    """
    p, q = a / a.sum(), b / b.sum()
    middle = (p + q) / 2
    return float((_surprise(p, middle) + _surprise(q, middle)) / 2)


def _surprise(p: np.ndarray, middle: np.ndarray) -> float:
    there = p > 0
    return float((p[there] * np.log2(p[there] / middle[there])).sum())


@lru_cache(maxsize=len(points.SHAPES))
def reference(shape: str) -> np.ndarray:
    """The counts of many real points of a shape, always the same ones."""
    real = counts(points.draw(shape, REFERENCE, np.random.default_rng(0)))
    real.setflags(write=False)
    return real


def floor(shape: str, count: int, drawn: np.ndarray | None = None) -> float:
    """The divergence of `count` fresh real points: a perfect generator's, which is above 0 because they are so few."""
    return match(points.draw(shape, count, np.random.default_rng(1), drawn), shape, drawn).divergence


# --- to look at


def examples(shape: str, count: int, drawn: Sequence[Sequence[float]] = ()) -> np.ndarray:
    """(N, 2) real points of a shape, always the same ones; none where the learner has yet to draw them."""
    if shape == "drawn" and not drawn:
        return np.empty((0, 2))
    return points.draw(shape, count, np.random.default_rng(2), np.array(drawn, dtype=float).reshape(-1, 2))
