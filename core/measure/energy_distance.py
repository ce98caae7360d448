"""How far apart two clouds of points are, whatever their shapes: the energy distance, which is zero for equals only.

Knows nothing about who made the points.

Shapes: N, M points, P numbers of a point.

Source: Székely and Rizzo (2013), "Energy statistics: a class of statistics based on distances".
"""

import numpy as np


def energy_distance(a: np.ndarray, b: np.ndarray) -> float:
    """2 E|a - b| - E|a - a'| - E|b - b'|: how much longer the ways between the clouds are than those within them.

    A point's way to itself does not count, so that the value is right on average for clouds of any size. It can then fall
    a little below zero where the clouds come from the same place.
    """
    return float(2 * _ways(a, b).mean() - within(a) - within(b))


def within(a: np.ndarray) -> float:
    """The mean way between two different points of a cloud."""
    N = len(a)
    if N < 2:
        raise ValueError(f"A way within a cloud needs two points or more, but there is {N}.")
    return float(_ways(a, a).sum() / (N * (N - 1)))


def _ways(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """(N, M) the length of the way from every point to every other."""
    squares = (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1)[None] - 2 * a @ b.T
    ways: np.ndarray = np.sqrt(np.clip(squares, 0, None))
    return ways
