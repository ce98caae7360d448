"""From noise to picture on one slider: all frames of it in one message. Knows nothing about models."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from streamlit.components.v2.bidi_component import ComponentResult

from pages.kit import kept
from pages.kit.components import component

MOST = 32_767  # the edge of the picture, as a 16-bit number


def points_payload(
    frames: np.ndarray, real: np.ndarray, field: np.ndarray, *, edge: float, levels: Sequence[float],
    steps: Sequence[int], said: Sequence[str], begin: float = 1.0,
) -> bytes:  # fmt: skip
    """A cloud at every noise level, the real points, and the direction at each place of a grid.

    Args:
        frames: (F, N, 2) the points at each level.
        real: (M, 2) real points.
        field: (F, G, G, 2) how far the network would move what is there, the rows from the bottom.
        edge: the picture reaches from -edge to edge.
        levels: F noise levels; `steps`, how many steps each is from the start; `said`, a sentence for each.
        begin: the share of the way at which the slider stands at first.
    """
    F, N, _ = frames.shape
    head = {
        "kind": "points", "count": N, "real": len(real), "grid": field.shape[1], "levels": list(levels), "steps": list(steps),
        "of": steps[-1], "said": list(said), "names": ["Dots: made. Crosses: real. Arrows: where each place is sent."],
        "begin": begin,
    }  # fmt: skip
    numbers = np.concatenate([(array / edge).ravel() for array in (frames, real, field)])
    return _packed(head, (np.clip(numbers, -1, 1) * MOST).round().astype("<i2"))


def sheet_payload(
    frames: np.ndarray, beliefs: np.ndarray, *, side: int, columns: int, levels: Sequence[float], steps: Sequence[int],
    said: Sequence[str], begin: float = 1.0,
) -> bytes:  # fmt: skip
    """Pictures at every noise level, and what the network believes to be hidden in them; (F, N, P), ink from 0 to 1."""
    F, N, _ = frames.shape
    head = {
        "kind": "sheet", "count": N, "side": side, "columns": columns, "levels": list(levels), "steps": list(steps),
        "of": steps[-1], "said": list(said), "names": ["what there is", "what the network believes is hidden in it"],
        "begin": begin,
    }  # fmt: skip
    return _packed(head, (np.clip(np.stack((frames, beliefs)), 0, 1) * 255).round().astype(np.uint8))


def denoising(payload: bytes, *, key: str) -> ComponentResult:
    """The picture with its slider. Keys move the slider; a voice hears the sentence of the level."""
    return component("denoising")(key=key, data=payload)


def _packed(head: dict[str, Any], numbers: np.ndarray) -> bytes:
    return json.dumps(head).encode() + b"\0" + numbers.tobytes()


# --- a learner's own points


def own_points(most: int, *, key: str) -> list[list[float]]:
    """A square to draw in; the points from -1 to 1 that are there, at most so many."""
    before = sent_points(kept.get(key, [], page=kept.here()), most)
    result = component("own_points")(
        key=kept.anew(key), data={"most": most, "points": before}, on_points_change=lambda: None
    )
    return sent_points(kept.held(key, result.points), most)


def sent_points(sent: Any, most: int) -> list[list[float]]:
    """What the browser sent, as points; none where it is anything else."""
    if not isinstance(sent, list) or len(sent) > most:
        return []
    pairs = [pair for pair in sent if isinstance(pair, list) and len(pair) == 2]
    good = [pair for pair in pairs if all(type(one) in (int, float) and -1 <= one <= 1 for one in pair)]
    return good if len(good) == len(sent) else []
