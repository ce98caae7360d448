"""Vectors without any network: count which words stand near each other, and squeeze the table of counts.

Positive pointwise mutual information says how much more often two words meet than chance would let them; the singular
value decomposition keeps the directions in which words differ most. Skip-gram's vectors come close to this (Levy and
Goldberg 2014, "Neural word embedding as implicit matrix factorization").

Shapes: V words, D numbers of a vector.
"""

import re
from collections.abc import Iterable, Sequence

import numpy as np

GAP = -1  # between two lines: no word looks across


def spelled(lines: Iterable[str]) -> tuple[list[str], np.ndarray]:
    """All words of a text in order of their first appearance, and the text as their numbers, with a gap after a line."""
    numbers: dict[str, int] = {}
    line: list[int] = []
    for text in lines:
        line += [numbers.setdefault(word, len(numbers)) for word in re.findall(r"[^\W\d_]+", text)]
        line.append(GAP)
    return list(numbers), np.array(line, dtype=np.int64)


def meetings(line: np.ndarray, count: int, window: int) -> np.ndarray:
    """(V, V) how often two words stand within `window` words of each other; the farther, the less it counts."""
    table = np.zeros(count * count)
    for distance in range(1, window + 1):
        left, right = line[:-distance], line[distance:]
        inside = (left != GAP) & (right != GAP)
        for between in range(1, distance):
            inside &= line[between : len(line) - distance + between] != GAP
        table += np.bincount(left[inside] * count + right[inside], minlength=count * count) / distance
    square = table.reshape(count, count)
    return np.asarray(square + square.T)


def surprise(table: np.ndarray, smoothing: float = 0.75) -> np.ndarray:
    """(V, V) positive pointwise mutual information. Rare words would look too surprising; so the chance of a context is
    smoothed by a power of 3/4 (Levy, Goldberg and Dagan 2015)."""
    total, rows = table.sum(), table.sum(1)
    contexts = rows**smoothing
    expected = np.outer(rows / total, contexts / contexts.sum())
    with np.errstate(divide="ignore"):
        return np.asarray(np.maximum(0.0, np.log(table / total) - np.log(expected)))


def squeezed(table: np.ndarray, width: int) -> np.ndarray:
    """(V, D) the directions in which the rows differ most, each weighted by the root of its strength."""
    u, strength, _ = np.linalg.svd(table, full_matrices=False)
    return np.asarray(u[:, :width] * np.sqrt(strength[:width]))


def vectors(lines: Sequence[str], window: int = 2, width: int = 32) -> tuple[list[str], np.ndarray]:
    """The words of a text and their vectors (V, D), by counting alone."""
    names, line = spelled(lines)
    return names, squeezed(surprise(meetings(line, len(names), window)), width)
