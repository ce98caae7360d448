"""Points in the plane: shapes that a small network can learn in a second, and whose truth can be written down.

Every shape fits into the square from -1 to 1 (a little noise may stick out), so all pictures share their axes.

Shapes: N points.
"""

from collections.abc import Callable
from math import inf
from typing import Any

import numpy as np

from core.problems import Problem

SPREAD = 0.02  # of each mode of ring and grid, as a share of the square's half side
NOISE = 0.03  # of the curves
RADIUS = 0.8


def ring_centres() -> np.ndarray:
    """(8, 2) the middles of eight clouds on a ring, the classic test for mode collapse (Metz et al. 2017)."""
    angles = np.arange(8) * (np.pi / 4)
    return RADIUS * np.stack((np.cos(angles), np.sin(angles)), axis=1)


def grid_centres() -> np.ndarray:
    """(25, 2) the middles of a five by five grid."""
    side = np.linspace(-RADIUS, RADIUS, 5)
    return np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)


CENTRES: dict[str, Callable[[], np.ndarray]] = {"ring": ring_centres, "grid": grid_centres}


def draw(shape: str, count: int, rng: np.random.Generator, drawn: np.ndarray | None = None) -> np.ndarray:
    """(N, 2) `count` points of a shape. `drawn` are the learner's own points, for the shape "drawn".

    ValueError where there is no such shape, or nothing was drawn.
    """
    if shape in CENTRES:
        centres = CENTRES[shape]()
        return centres[rng.integers(len(centres), size=count)] + rng.normal(0, SPREAD, (count, 2))
    if shape == "drawn":
        if drawn is None or len(drawn) == 0:
            raise Problem("nothing drawn")
        return np.asarray(drawn)[rng.integers(len(drawn), size=count)] + rng.normal(0, SPREAD, (count, 2))
    if shape not in CURVES:
        raise ValueError(f"There is no shape called {shape!r}; choose one of {', '.join(SHAPES)}.")
    return CURVES[shape](rng.random(count), rng) + rng.normal(0, NOISE, (count, 2))


def sent(drawn: Any, most: int, edge: float = inf) -> list[list[float]]:
    """The learner's own points as a browser sent them: at most so many, none beyond the edge. None where it is anything else.

    >>> sent([[0, -1], [0.5, 0.5]], most=2), sent([[0, 2]], most=2, edge=1), sent("points", most=2)
    ([[0.0, -1.0], [0.5, 0.5]], [], [])
    """
    if not isinstance(drawn, list) or len(drawn) > most:
        return []
    pairs = [pair for pair in drawn if isinstance(pair, list) and len(pair) == 2]
    good = [pair for pair in pairs if all(type(one) in (int, float) and -edge <= one <= edge for one in pair)]
    return [[float(x), float(y)] for x, y in good] if len(good) == len(drawn) else []


def _moons(t: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    upper, angle = rng.random(len(t)) < 0.5, np.pi * t
    x = np.where(upper, np.cos(angle) - 0.5, 0.5 - np.cos(angle))
    y = np.where(upper, np.sin(angle) - 0.25, 0.25 - np.sin(angle))
    return np.stack((x, y), axis=1) * (RADIUS / 1.5)


def _spiral(t: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    along = np.sqrt(t)  # as many points on each piece of the way, although the outer turns are longer
    angle = 3 * np.pi * along
    return RADIUS * along[:, None] * np.stack((np.cos(angle), np.sin(angle)), axis=1)


def _line(t: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return RADIUS * np.stack((2 * t - 1, 1 - 2 * t), axis=1)


CURVES: dict[str, Callable[[np.ndarray, np.random.Generator], np.ndarray]] = {
    "moons": _moons,
    "spiral": _spiral,
    "line": _line,
}
SHAPES = (*CENTRES, *CURVES, "drawn")
