"""Reads what `core.figures.payload.packed` packs, as assets/components/shared.js does."""

import numpy as np


def numbers(part: bytes, kind: str) -> np.ndarray:
    """The numbers of a part: the lowest byte of all of them came first, then the next one of all."""
    by_bytes = np.frombuffer(part, np.uint8).reshape(np.dtype(kind).itemsize, -1)
    return np.frombuffer(by_bytes.T.tobytes(), kind)
