"""Which factors would draw this face? Found by drawing: the truth about a picture, without a judge that had to learn.

Shapes: N faces, F factors, P pixels.
"""

import numpy as np

from core.caches import cache
from core.data.faces import FACTORS, NAMES, Faces, draw, faces

CANDIDATES, ROUNDS, TRIES = 3_000, 3, 7


def factors_of(images: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(N, F) the factors whose drawing is most like each of (N, P) pictures, and (N,) how far that drawing is from it.

    Begins with the nearest of many drawn faces; then moves one factor at a time to the best of a few values, ever finer.
    The distance is the root of the mean squared difference of a pixel.
    """
    images, known = np.clip(np.asarray(images, np.float32), 0, 1), drawn()
    squares = (known.images**2).sum(axis=1) - 2 * images @ known.images.T  # (N, candidates), short of a constant
    best = known.factors[squares.argmin(axis=1)].copy()  # (N, F)
    away = _away(draw(best), images)
    for reach in 0.6 ** np.arange(ROUNDS) * 0.5:
        for column, name in enumerate(NAMES):
            best, away = _improved(best, away, images, column, _tries(name, reach))
    return best, away


@cache
def drawn() -> Faces:
    """Faces to begin with, of all combinations."""
    return faces(CANDIDATES, seed=99)


def _tries(name: str, reach: float) -> np.ndarray:
    """Steps to try from where a factor stands, or, for glasses, both of its values."""
    low, high = FACTORS[name].low, FACTORS[name].high
    return np.array([-1.0, 1.0]) if name == "glasses" else np.linspace(-reach, reach, TRIES) * (high - low)


def _improved(
    best: np.ndarray, away: np.ndarray, images: np.ndarray, column: int, tries: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """One factor moved to the best of its tries, wherever that draws the picture better."""
    N, _ = best.shape
    moved = np.repeat(best[None], len(tries), axis=0)  # (tries, N, F)
    factor = FACTORS[NAMES[column]]
    moved[..., column] = np.clip(moved[..., column] + tries[:, None], factor.low, factor.high)
    distances = np.stack([_away(one, images) for one in draw(moved)])  # (tries, N)
    winner = distances.argmin(axis=0)
    better = distances[winner, np.arange(N)] < away
    best = np.where(better[:, None], moved[winner, np.arange(N)], best)
    return best, np.minimum(away, distances.min(axis=0))


def _away(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    away: np.ndarray = np.sqrt(((a - b) ** 2).mean(axis=1))
    return away
