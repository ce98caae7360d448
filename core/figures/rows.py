"""Rows of small grey pictures with names: facts become a payload; picture_rows.js draws it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from core.figures.payload import packed


@dataclass(frozen=True)
class Row:
    """What a row of pictures shows, and in which of the palette's hues."""

    name: str
    hue: str
    says: str  # for those who hear it


def rows_payload(rows: Sequence[Row], pictures: Sequence[np.ndarray]) -> bytes:
    """A line of JSON, a zero byte, then all pictures, a byte a pixel; each of `pictures` is (N, P) uint8."""
    across, size = pictures[0].shape
    if len(rows) != len(pictures) or any(some.shape != (across, size) for some in pictures):
        raise ValueError(f"There must be as many pictures in each row, but {[p.shape for p in pictures]} came.")
    side = round(size**0.5)
    head = {
        "side": side,
        "gap": max(1, side // 8),
        "across": across,
        "rows": [asdict(row) for row in rows],
    }
    return packed(head, *(np.asarray(some, np.uint8) for some in pictures))
