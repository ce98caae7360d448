"""The map of words: facts become its payload here; assets/components/embedding_map.js draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from streamlit.components.v2.bidi_component import ComponentResult

from core.figures.palette import CATEGORIES
from core.figures.payload import packed
from pages.kit.components import component

WHOLE = 32767  # a coordinate of 1, as it travels
HUES = CATEGORIES[:6]  # the seventh, a yellow, is hard to see on white


@dataclass(frozen=True)
class Dot:
    """A word on the map."""

    text: str
    group: int
    own: bool = False  # typed by the learner
    note: str = ""  # what has to be said about it


def groups(names: Sequence[str], plain: str = "") -> list[dict[str, Any]]:
    """A look for each group: six hues and seven shapes, so that colour never stands alone. `plain` stays grey.

    >>> groups(["pets", "other"], plain="other")[1]
    {'name': 'other', 'colour': '', 'shape': 0}
    """
    return [
        {"name": name, "colour": "" if name == plain else HUES[i % 6], "shape": (i % 6 + i // 6) % 7}
        for i, name in enumerate(names)
    ]


def map_payload(
    points: np.ndarray, order: np.ndarray, alike: np.ndarray, dots: Sequence[Dot], looks: Sequence[dict[str, Any]], *,
    steps: Sequence[int], step: int, width: int, pins: Sequence[str] = (), run: str = "",
) -> bytes:  # fmt: skip
    """All moments as bytes: a line of JSON, a zero byte, then 16-bit numbers.

    Args:
        points: (F, N, C) where each word stands at each moment, on a map of 2 or 3 dimensions. Their range over all
            moments settles the scale, so that nothing jumps.
        order, alike: (F, N, K) the nearest words of each, and their cosines.
        dots: the N words, and `looks`, their groups from `groups`.
        steps: the F moments, and `step`, the one to show first.
        width: how many numbers a vector really has.
        pins: words that are pinned at first.
        run: whose time is followed; empty follows every training-time slider on the page.
    """
    F, N, C = points.shape
    if (len(steps), len(dots)) != (F, N) or order.shape[:2] != (F, N) or C not in (2, 3):
        raise ValueError(
            f"A map needs points of shape ({len(steps)} steps, {len(dots)} words, 2 or 3), but {points.shape} came."
        )
    low, high = points.min((0, 1)), points.max((0, 1))
    scale = max(float((high - low).max()) / 2, 1e-9)
    centred = np.zeros((F, N, 3))
    centred[:, :, :C] = (points - (low + high) / 2) / scale  # within -1 and 1, the same scale for every axis
    head = {
        "words": [{"text": dot.text, "group": dot.group, "own": dot.own, "note": dot.note} for dot in dots],
        "groups": list(looks), "steps": list(steps), "step": step, "width": width, "dimensions": C, "run": run,
        "near": int(order.shape[2]), "pins": list(pins),
        "reach": [max(0.05, float(r)) for r in np.abs(centred).max((0, 1))],
    }  # fmt: skip
    places = np.rint(centred.clip(-1, 1) * WHOLE).astype(np.int16)
    return packed(head, places, order.astype(np.uint16), np.rint(alike * 10_000).astype(np.int16))


def embedding_map(payload: bytes, *, key: str) -> ComponentResult:
    """The map, with search, pins and each word's nearest by cosine. Follows the training-time slider by itself.

    Returns:
        A result with `.pins`: None, or the pinned words, the last one pinned last.
    """
    return component("embedding_map")(key=key, data=payload, on_pins_change=lambda: None)
