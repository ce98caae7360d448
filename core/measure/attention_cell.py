"""One cell of an attention map, worked through: every number between a query, a key and what the head hands on.

Shapes: T positions, K width of a head.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from core.models.transformer import LayerTrace, Transformer


@dataclass(frozen=True, eq=False)
class Cell:
    """The row that looks, the column that it sees, and each step from one to the other, as the model computed it."""

    row: int
    column: int
    q: np.ndarray  # (K,) what the row looks for
    k: np.ndarray  # (K,) what the column can be found by
    products: np.ndarray  # (K,) number by number
    dot: float  # their sum
    scores: np.ndarray  # (T,) the whole row, scaled by 1/√K; minus infinity where the future lies
    weights: np.ndarray  # (T,) after softmax
    v: np.ndarray  # (K,) what the column hands over
    taken: np.ndarray  # (K,) the share of it that is taken
    mixed: np.ndarray  # (K,) the sum over all columns: what the head says here

    @property
    def score(self) -> float:
        return float(self.scores[self.column])

    @property
    def weight(self) -> float:
        return float(self.weights[self.column])

    @property
    def powers(self) -> float:
        """The sum of e to the scores, by which softmax divides."""
        return float(np.exp(self.scores[: self.row + 1].astype(np.float64)).sum())


def worked(layer: LayerTrace, head: int, row: int, column: int) -> Cell:
    """The cell of a head (counted from 0). ValueError where the row cannot see the column."""
    if not 0 <= column <= row < layer.q.shape[2]:
        raise ValueError(f"Row {row} cannot look at column {column}.")

    def numbers(name: str) -> np.ndarray:
        array: np.ndarray = getattr(layer, name)[0, head].detach().numpy()
        return array

    q, k, v = numbers("q")[row], numbers("k")[column], numbers("v")[column]
    weights = numbers("attention")[row]
    return Cell(
        row, column, q, k, q * k, float((q * k).sum()), numbers("scores")[row], weights,
        v, weights[column] * v, numbers("mixed")[row],
    )  # fmt: skip


@torch.inference_mode()
def worked_in(model: Transformer, tokens: Sequence[int], layer: int, head: int, row: int, column: int) -> Cell:
    """The same for a text: one pass of the model, and the cell in it."""
    return worked(model.trace(torch.tensor([list(tokens)])).layers[layer], head, row, column)
