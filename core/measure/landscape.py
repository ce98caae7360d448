"""The loss as a landscape: a plane through the trained weights, and how far off it the training walked.

A model of N weights is a point among N directions. A plane shows two of them. One plane leads back to where training began;
another is spanned by random directions whose rows are as long as the model's own rows, for otherwise a matrix of large
weights would hardly move and one of small weights would be drowned.

Sources: Goodfellow, Vinyals and Saxe (2015), "Qualitatively characterizing neural network optimization problems" (the
straight way from the first weights to the last); Li, Xu, Taylor, Studer and Goldstein (2018), "Visualizing the loss
landscape of neural nets" (directions with the rows' own lengths, planes through a path).

Shapes: N weights in one line, K moments of a training.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

STRAIGHT = 1e-8  # of the squared way: a path that leaves its line by less goes straight


@dataclass(frozen=True, eq=False)
class Plane:
    """Two directions of length one from the trained weights, both (N,), at right angles."""

    here: np.ndarray  # (N,) the trained weights
    right: np.ndarray
    up: np.ndarray
    way: float  # the unit of the plane: how far it is, straight, from the first weights to the trained ones

    def at(self, right: float, up: float) -> np.ndarray:
        """(N,) the weights at a place of the plane."""
        place: np.ndarray = self.here + np.float32(self.way) * (
            np.float32(right) * self.right + np.float32(up) * self.up
        )
        return place

    def of(self, weights: np.ndarray) -> tuple[float, float]:
        """The place of the plane that is nearest to these (N,) weights."""
        apart = (weights - self.here) / self.way
        return float(apart @ self.right), float(apart @ self.up)


def in_a_line(weights: Mapping[str, np.ndarray]) -> np.ndarray:
    """(N,) all weights of a model, one table after the other."""
    return np.concatenate([table.ravel() for table in weights.values()]).astype(np.float32)


def as_tables(line: np.ndarray, like: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The reverse of `in_a_line`, for tables of these shapes."""
    ends = np.cumsum([table.size for table in like.values()])
    parts = np.split(line, ends[:-1])
    return {name: part.reshape(table.shape) for (name, table), part in zip(like.items(), parts, strict=True)}


def random_direction(weights: Mapping[str, np.ndarray], seed: int) -> np.ndarray:
    """(N,) noise whose rows are as long as the rows of the weights; norms, which are no matrices, are left alone."""
    rng, parts = np.random.default_rng(seed), []
    for table in weights.values():
        noise = rng.standard_normal(table.shape)
        lengths = np.linalg.norm(table, axis=-1, keepdims=True) if table.ndim == 2 else np.zeros(1)
        parts.append((noise * lengths / np.linalg.norm(noise, axis=-1, keepdims=True)).ravel())
    return np.concatenate(parts).astype(np.float32)


def plane_of_path(moments: Sequence[np.ndarray]) -> Plane:
    """Right leads straight back to the first moment; up is where the moments between leave that line the most.

    Args:
        moments: (N,) weights each, from the first to the trained ones; two or more that differ.
    """
    here = moments[-1]
    back = moments[0] - here
    way = float(np.linalg.norm(back))
    right = back / way
    aside = np.stack([moment - here for moment in moments])
    aside -= (aside @ right)[:, None] * right
    values, vectors = np.linalg.eigh(aside @ aside.T)  # K x K, for N is large
    up = vectors[:, -1] @ aside if values[-1] > STRAIGHT * way**2 else _noise(right)
    return Plane(here, right, _upright(up, right), way)


def plane_of_noise(weights: Mapping[str, np.ndarray], way: float, seed: int) -> Plane:
    """Two random directions; the unit is that of the path, so that both planes are equally wide."""
    right, up = (random_direction(weights, 2 * seed + one) for one in range(2))
    right /= np.linalg.norm(right)
    return Plane(in_a_line(weights), right, _upright(up, right), way)


def _noise(line: np.ndarray) -> np.ndarray:
    """(N,) noise, for a path that never leaves its line."""
    noise: np.ndarray = np.random.default_rng(0).standard_normal(line.shape).astype(np.float32)
    return noise


def _upright(up: np.ndarray, right: np.ndarray) -> np.ndarray:
    """At right angles to `right`, and one long."""
    up = up - (up @ right) * right
    upright: np.ndarray = (up / np.linalg.norm(up)).astype(np.float32)
    return upright


def share_in_plane(plane: Plane, moments: Sequence[np.ndarray]) -> float:
    """How much of the squared distances from the trained weights the plane shows: 1 where no moment leaves it."""
    whole = sum(float(np.sum(((moment - plane.here) / plane.way) ** 2)) for moment in moments)
    shown = sum(right**2 + up**2 for right, up in map(plane.of, moments))
    return min(1.0, shown / whole)
