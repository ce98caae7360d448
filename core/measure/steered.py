"""Where the puck is in pictures, true or dreamed, how far a dream is from the truth, and how an experiment came out.

Shapes: N worlds, T pictures, S pixels of a side.
"""

from dataclasses import dataclass

import numpy as np

from core.outcomes import band

LOST = 2.0  # pixels: farther than that, the dream's puck is somewhere else; a puck is three wide
GONE = 0.5  # no pixel is as bright as that: there is no puck any more
AWAY = 8.0  # how far off a puck counts that is gone


@dataclass(frozen=True)
class Drifted:
    """How far dreams are from the truth."""

    off: list[float]  # by picture: pixels between the two pucks, in the middle dream
    kept: int  # pictures until the middle dream is lost
    gone: float  # the share of dreams in which no puck is left at the end
    size: float  # how much brightness the pucks have at the end, against the true ones


def middles(pictures: np.ndarray) -> np.ndarray:
    """(N, T, 2) x and y of the middle of the brightness squared, so that a faint blur weighs little."""
    weight = pictures.astype(float) ** 2
    at = np.arange(pictures.shape[-1]) + 0.5
    total = weight.sum((-1, -2)) + 1e-9
    return np.stack(((weight.sum(-2) * at).sum(-1) / total, (weight.sum(-1) * at).sum(-1) / total), axis=-1)


def drifted(made: np.ndarray, true: np.ndarray) -> Drifted:
    """These dreams against the true pictures, (N, T, S, S) both."""
    gone = made.max((-1, -2)) < GONE  # (N, T)
    off = np.where(gone, AWAY, np.linalg.norm(middles(made) - middles(true), axis=-1))
    lost = off > LOST
    kept = np.where(lost.any(1), lost.argmax(1), off.shape[1])
    size = made[:, -1].sum((-1, -2)) / true[:, -1].sum((-1, -2))
    return Drifted(
        np.round(np.median(off, axis=0), 3).tolist(),
        int(np.median(kept)),
        float(gone[:, -1].mean()),
        float(np.median(size)),
    )


# --- how experiments came out


def holds(plain: Drifted, noise: Drifted) -> str:
    """What noise in what it sees is good for: a puck that stays, and a place that is kept twice as long?"""
    stays = noise.gone + 0.1 <= plain.gone or abs(noise.size - 1) + 0.2 <= abs(plain.size - 1)
    longer = noise.kept >= 2 * plain.kept
    return "both" if stays and longer else "puck" if stays else "place" if longer else "neither"


def needs(one: Drifted, four: Drifted, told: Drifted) -> str:
    """Does more to see help, and does the velocity alone help more than pictures do?"""
    more = four.kept >= 1.5 * max(1, one.kept)
    if told.kept > four.kept:
        return "speed" if more else "told"
    return "pictures" if more else "nothing"


def doubled(made: float, known: float, true: float) -> str:
    """A push twice as strong moves the puck so far; how much of the additional way is in the dream?

    >>> [doubled(made, 1.0, 2.0) for made in (1.1, 1.6, 2.0, 3.0)]
    ['known', 'between', 'law', 'beyond']
    """
    return band((made - known) / (true - known), {"known": 0.33, "between": 0.8, "law": 1.2, "beyond": 99.0})
