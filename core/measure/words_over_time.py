"""The words of a model at every saved moment of its training: their vectors, their places on a map, and who is near whom.

Every function takes all moments at once, so that nothing jumps when time moves. What holds at a single moment stands in
`embeddings.py`.

Shapes: F moments, N words, D numbers of a vector, C coordinates of a map (2 or 3), K neighbours.

Sources: Pearson (1901), "On lines and planes of closest fit to systems of points in space" (the main axes); van der
Maaten and Hinton (2008), "Visualizing data using t-SNE" (the maps that are handed in here).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.measure.embeddings import (
    Pair,
    Placed,
    Word,
    central,
    clusters,
    cosines,
    main_axes,
    nearest,
    pairs,
    same_size,
    unit,
)


@dataclass(frozen=True)
class Words:
    """Words with their vectors at every saved moment. Shared by visitors, never changed."""

    words: tuple[Word, ...]
    frames: np.ndarray  # (F, N, D)

    @cached_property
    def names(self) -> list[str]:
        return [word.text for word in self.words]

    def at(self, moment: int) -> np.ndarray:
        """(N, D) the vectors at one moment."""
        return np.asarray(self.frames[moment])


def followed(words: Sequence[Word], tables: Iterable[np.ndarray]) -> Words:
    """Their rows in the (V, D) table of embeddings of every moment."""
    rows = [word.token for word in words]
    return Words(tuple(words), np.stack([table[rows] for table in tables]))


def nearest_to(vectors: np.ndarray, row: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """(K,) the nearest other words of the word in that row of (N, D) by cosine, nearest first, and (K,) those cosines."""
    directions = unit(vectors)
    alike = directions @ directions[row]  # (N,)
    alike[row] = -2.0
    order = np.argsort(-alike, kind="stable")[: min(count, len(vectors) - 1)]
    return order, alike[order]


def stand_in(spots: Sequence[Placed]) -> np.ndarray:
    """(F, D) what stands for a typed word at every moment; each of the spots must have a vector."""
    return np.stack([np.asarray(spot.vector) for spot in spots])


# --- maps


@dataclass(frozen=True)
class Drawn:
    """A map at some moments."""

    points: np.ndarray  # (F, N, C)
    steps: tuple[int, ...]
    share: float | None = None  # of all differences, that the map keeps; for principal components


def by_main_axes(words: Words, steps: Sequence[int], dimensions: int) -> Drawn:
    """Principal components of the last moment's directions; all moments are seen along the same axes."""
    directions = unit(words.frames)
    mean, axes, share = main_axes(directions[-1], dimensions)
    return Drawn((directions - mean) @ axes, tuple(steps), share)


def by_tsne(maps: Mapping[int, np.ndarray]) -> Drawn:
    """The (N, C) maps that t-SNE drew, by step, each brought to one size: for t-SNE, sizes mean nothing."""
    steps = tuple(sorted(maps))
    return Drawn(np.stack([same_size(maps[step].astype(float)) for step in steps]), steps)


def with_own(points: np.ndarray, vectors: np.ndarray, own: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The (F, N, C) points and (F, N, D) vectors of a map with more words behind them, (F, D) each.

    No map was drawn with these, so each stands in the middle of the three words that are nearest to it.
    """
    if not own:
        return points, vectors
    added = np.stack(own, axis=1)  # (F, own, D)
    alike = np.einsum("fod,fnd->fon", unit(added), unit(vectors))
    three = np.argsort(-alike, axis=2)[:, :, :3]  # (F, own, 3)
    among = np.stack([frame[rows].mean(1) for frame, rows in zip(points, three, strict=True)])
    return np.concatenate([points, among], axis=1), np.concatenate([unit(vectors), unit(added)], axis=1)


# --- near, and together


def near(vectors: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """(F, N, K) the nearest of every word at every moment, nearest first, and (F, N, K) their cosines."""
    found = [nearest(frame, count) for frame in vectors]
    return np.stack([order for order, _ in found]), np.stack([alike for _, alike in found])


def cosine(a: np.ndarray, b: np.ndarray) -> float:
    """How alike the directions of two vectors (D,) are."""
    return float(cosines(a[None], b)[0])


def every_two(vectors: Mapping[str, np.ndarray]) -> list[Pair]:
    """Every two of these words, (D,) each, the nearest first."""
    names = list(vectors)
    wanted = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    return sorted(pairs(np.stack(list(vectors.values())), names, wanted), key=lambda pair: -pair.cosine)


def clustered(words: Words) -> tuple[list[int], list[list[str]]]:
    """The cluster of every word at the last moment, and for each cluster the words in its middle."""
    labels = clusters(words.frames[-1])
    named = central(words.frames[-1], labels, words.names)
    return labels.tolist(), [named[label] for label in sorted(named)]
