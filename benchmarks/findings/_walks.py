"""Pairs of digits to walk between, for several findings."""

import numpy as np

from core.data.digits import digits


def pairs(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Twice (count, P): held-out pictures of two different digits."""
    held_out = digits()[1]
    rows = np.random.default_rng(seed).integers(len(held_out), size=(4 * count, 2))
    differ = held_out.labels[rows[:, 0]] != held_out.labels[rows[:, 1]]
    first, second = rows[differ][:count].T
    return held_out.images[first], held_out.images[second]
