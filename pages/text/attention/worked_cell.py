"""One attention weight worked through in six steps, with the model's own numbers."""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any

import numpy as np
from streamlit.components.v2.bidi_component import ComponentResult

from core.measure.attention_cell import Cell
from pages.kit.components import component

DIGITS = 4


def worked_cell_payload(cell: Cell, tokens: Sequence[Mapping[str, Any]], layer: int, head: int) -> dict[str, Any]:
    """The cell as plain numbers, with the tokens of its text; layer and head counted from 0. The future is None."""
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


def worked_cell(payload: Mapping[str, Any], *, key: str) -> ComponentResult:
    """Query, key, scale, mask, softmax, value, output: one after another. `payload` comes from `worked_cell_payload`."""
    return component("worked_cell")(key=key, data=dict(payload))
