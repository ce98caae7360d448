"""What each head looks at, at every saved moment, and one of its weights step by step: facts become payloads.

attention.js and worked_cell.js draw them.
"""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any

import numpy as np

from core.figures.payload import packed
from core.measure.attention_cell import Cell

MOST_EXACT = 64  # tokens whose attention travels with 16 bits a weight
DIGITS = 4  # behind the point, of the numbers in a worked cell


def attention_payload(
    frames: np.ndarray, tokens: Sequence[Mapping[str, Any]], steps: Sequence[int], step: int, *,
    run: str = "", opened: tuple[int, int] = (0, 0), pinned: Sequence[int] = (), sinks: np.ndarray | bool = False,
) -> bytes:  # fmt: skip
    """All weights as bytes: a line of JSON, a zero byte, then whole numbers, of which the largest is a weight of 1.

    They have 16 bits each; 8 for a long text, whose weights would else take megabytes.

    Args:
        frames: (F, L, H, T, T) attention weights by checkpoint; row: the position that looks, column: what it sees.
        tokens: T chips, from `chips`.
        steps: the F steps of the checkpoints, and `step`, the one to show first.
        run: whose time is followed; empty follows every training-time slider on the page.
        opened: layer and head to open first.
        pinned: a row, or a row and a column, to pin first.
        sinks: bool, (F, L, H) or anything that stretches to it: where to offer the picture without the first token.
    """
    frames = np.asarray(frames, dtype=np.float64)
    count = len(tokens)
    if frames.ndim != 5 or frames.shape[0] != len(steps) or frames.shape[3:] != (count, count) or not count:
        raise ValueError(
            f"Attention needs weights of shape ({len(steps)} steps, layers, heads, {count}, {count} tokens), "
            f"but {frames.shape} came. Give one frame for each step, of the very tokens that are shown."
        )
    if not np.allclose(np.tril(frames).sum(-1), 1, atol=1e-3):
        raise ValueError("Each row of attention weights must add up to 1, with nothing on the future, but some do not.")
    rows, columns = np.tril_indices(count)
    most = 65_535 if count <= MOST_EXACT else 255
    weights = np.rint(frames[..., rows, columns].clip(0, 1) * most).astype(np.uint16 if most > 255 else np.uint8)
    _, layers, heads, *_ = frames.shape
    head = {
        "tokens": list(tokens), "most": most, "layers": layers, "heads": heads, "steps": list(steps), "step": step, "run": run,
        "open": list(opened), "pinned": list(pinned),
        "sinks": np.broadcast_to(np.asarray(sinks, dtype=bool), frames.shape[:3]).tolist(),
    }  # fmt: skip
    return packed(head, weights)


def worked_cell_payload(cell: Cell, tokens: Sequence[Mapping[str, Any]], layer: int, head: int) -> dict[str, Any]:
    """One cell as plain numbers, with the tokens of its text; layer and head counted from 0. The future is left out."""
    seen = cell.row + 1
    return {
        "layer": layer + 1, "head": head + 1, "row": cell.row, "column": cell.column,
        "tokens": [token["spoken"] for token in tokens],
        "q": _plain(cell.q), "k": _plain(cell.k), "products": _plain(cell.products), "dot": round(cell.dot, DIGITS),
        "root": round(sqrt(len(cell.q)), DIGITS), "score": round(cell.score, DIGITS),
        "scores": _plain(cell.scores[:seen]), "later": len(cell.scores) - seen,
        "weights": _plain(cell.weights[:seen]), "weight": cell.weight, "powers": round(cell.powers, DIGITS),
        "v": _plain(cell.v), "taken": _plain(cell.taken), "mixed": _plain(cell.mixed),
    }  # fmt: skip


def _plain(values: np.ndarray) -> list[float]:
    return [round(float(value), DIGITS) for value in values]
