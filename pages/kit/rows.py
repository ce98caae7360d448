"""Rows of small grey pictures with names: the same column is the same face."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from streamlit.components.v2.bidi_component import ComponentResult

from pages.kit.components import component


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
    head: Mapping[str, object] = {
        "side": side,
        "gap": max(1, side // 8),
        "across": across,
        "rows": [asdict(row) for row in rows],
    }
    return (
        json.dumps(head).encode()
        + b"\0"
        + b"".join(np.ascontiguousarray(some, np.uint8).tobytes() for some in pictures)
    )


def picture_rows(rows: Sequence[Row], pictures: Sequence[np.ndarray], *, key: str) -> ComponentResult:
    """Rows of pictures under each other."""
    return component("picture_rows")(key=key, data=rows_payload(rows, pictures))
