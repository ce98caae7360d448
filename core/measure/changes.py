"""How much something changed from one saved moment of a training to the next, and which moments tell most of it.

Knows nothing of what changes: chances, attention, losses. F moments have F - 1 changes between them.
"""

from collections.abc import Sequence

import numpy as np


def of_chances(moments: Sequence[np.ndarray]) -> tuple[float, ...]:
    """The share of all chance that changed hands between each moment and the next, from 0 (none) to 1 (all).

    Each moment is an array (..., V) whose last axis sums to one: the chances of the next token, or rows of attention. The
    share is the total variation distance, half the sum of the absolute differences, and its mean over all other axes.

    >>> of_chances([np.array([1.0, 0.0]), np.array([0.5, 0.5]), np.array([0.5, 0.5])])
    (0.5, 0.0)
    """
    pairs = zip(moments, moments[1:], strict=False)
    return tuple(float(np.abs(after - before).sum(-1).mean() / 2) for before, after in pairs)


def of_losses(losses: Sequence[float | None]) -> tuple[float, ...]:
    """By how many nats the loss moved between each moment and the next; by none where it is not known.

    >>> of_losses([7.0, 3.0, None, 2.0])
    (4.0, 0.0, 0.0)
    """
    pairs = zip(losses, losses[1:], strict=False)
    return tuple(0.0 if None in (before, after) else abs(after - before) for before, after in pairs)  # type: ignore[operator]


def of_curves(curves: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """How far several curves moved between each moment and the next, as a share of all that they moved, from 0 to 1.

    Every curve counts alike, whatever its unit: a loss in nats, a share of sentences.

    >>> of_curves([[7.0, 3.0, 3.0], [0.0, 0.0, 0.5]])
    (0.5, 0.5)
    """
    moves = [np.abs(np.diff(curve)) for curve in curves]
    shares = [move / move.sum() for move in moves if move.sum() > 0]
    return tuple(float(share) for share in np.mean(shares, axis=0)) if shares else ()


def telling(changes: Sequence[float], count: int) -> tuple[int, ...]:
    """The places of at most `count` moments that tell most: the first, the last, and those by which equal parts of all change
    were done. Where nothing changed, they lie evenly.

    >>> telling([0.0, 0.0, 6.0, 1.0, 1.0], 3), telling([0.0, 0.0, 0.0, 0.0], 3)
    ((0, 3, 5), (0, 2, 4))
    """
    done = np.cumsum([0.0, *(changes if any(changes) else [1.0] * len(changes))])
    parts = np.linspace(0, done[-1], count)
    # rounding must not push the first and the last part beyond the ends
    places = np.searchsorted(done, parts[1:-1] - 1e-9 * done[-1])
    return tuple(sorted({0, *(int(place) for place in places), len(changes)}))
