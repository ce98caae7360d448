"""What each head looks at, at every saved moment: facts become a payload; attention.js draws it."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from core.figures.payload import packed

MOST_EXACT = 64  # tokens whose attention travels with 16 bits a weight


def attention_payload(
    frames: np.ndarray, tokens: Sequence[Mapping[str, Any]], steps: Sequence[int], step: int, *,
    run: str = "", opened: tuple[int, int] = (0, 0), sinks: np.ndarray | bool = False,
) -> bytes:  # fmt: skip
    """All weights as bytes: a line of JSON, a zero byte, then whole numbers, of which the largest is a weight of 1.

    They have 16 bits each; 8 for a long text, whose weights would else take megabytes.

    Args:
        frames: (F, L, H, T, T) attention weights by checkpoint; row: the position that looks, column: what it sees.
        tokens: T chips, from `chips`.
        steps: the F steps of the checkpoints, and `step`, the one to show first.
        run: whose time is followed; empty follows every training-time slider on the page.
        opened: layer and head to open first.
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
        "open": list(opened), "sinks": np.broadcast_to(np.asarray(sinks, dtype=bool), frames.shape[:3]).tolist(),
    }  # fmt: skip
    return packed(head, weights)
