# ruff: noqa: F722 - "B H T T" below are shapes for jaxtyping, not Python
"""Surgery on attention: silence a head, or make it look where we say, and see what the model expects then.

A weight says where a head looks. Only a change says whether that mattered.

Shapes: B batch, H heads, T position, K width of a head, V vocabulary. Layers and heads are counted from 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from core.models.transformer import Edit, Transformer

KINDS = {  # what may be done to a head, in words that follow "this head ..."
    "zero": "says nothing",
    "mean": "says its average everywhere",
    "previous": "looks at the token before",
    "itself": "looks at the token itself",
    "uniform": "looks everywhere alike",
}


def silenced(layer: int, heads: Sequence[int]) -> Edit:
    """The edit that takes away everything that these heads of a layer bring home."""

    def edit(name: str, at: int, tensor: Tensor) -> Tensor:
        if name != "mixed" or at != layer:
            return tensor
        keep = torch.ones(tensor.shape[1])
        keep[list(heads)] = 0.0
        return tensor * keep[:, None, None]

    return edit


def averaged(layer: int, head: int, average: Float[Tensor, " K"] | None = None) -> Edit:
    """The edit that lets a head say one thing everywhere: its average over all places, or the one that is given.

    Milder than silence: what the layers above are used to hear is still there, but nothing of *this* text in it.
    """

    def edit(name: str, at: int, tensor: Tensor) -> Tensor:
        if name != "mixed" or at != layer:
            return tensor
        changed = tensor.clone()  # (B, H, T, K)
        changed[:, head] = tensor[:, head].mean(dim=(0, 1)) if average is None else average
        return changed

    return edit


def pattern(kind: str, T: int) -> Float[Tensor, "T T"]:
    """Where a head looks whose pattern is fixed; every row sums to one."""
    if kind == "itself":
        return torch.eye(T)
    if kind == "uniform":
        return torch.ones(T, T).tril() / torch.arange(1, T + 1)[:, None]
    if kind == "previous":
        return torch.eye(T)[(torch.arange(T) - 1).clamp_min(0)]  # the first token has only itself
    raise ValueError(f"There is no pattern {kind!r}.")


def fixed(layer: int, head: int, kind: str) -> Edit:
    """The edit that makes a head look where the pattern says, whatever stands there."""

    def edit(name: str, at: int, tensor: Tensor) -> Tensor:
        if name != "attention" or at != layer:
            return tensor
        changed = tensor.clone()  # (B, H, T, T)
        changed[:, head] = pattern(kind, tensor.shape[-1])
        return changed

    return edit


def edit_of(layer: int, head: int, kind: str) -> Edit:
    """The edit for one of `KINDS`."""
    if kind == "zero":
        return silenced(layer, [head])
    if kind == "mean":
        return averaged(layer, head)
    return fixed(layer, head, kind)


def joined(edits: Sequence[Edit]) -> Edit:
    """Several edits, one after another."""

    def edit(name: str, at: int, tensor: Tensor) -> Tensor:
        for one in edits:
            tensor = one(name, at, tensor)
        return tensor

    return edit


@torch.inference_mode()
def next_chances(model: Transformer, tokens: Sequence[int], edit: Edit | None = None) -> np.ndarray:
    """(V,) how likely each token comes next, with the edit in the pass."""
    chances: np.ndarray = model.trace(torch.tensor([list(tokens)]), edit).logits[0, -1].softmax(-1).numpy()
    return chances


def divergence(before: np.ndarray, after: np.ndarray) -> float:
    """How far apart two sets of chances are: the Kullback-Leibler divergence in nats, 0 where nothing changed."""
    return float((before * (np.log(np.maximum(before, 1e-30)) - np.log(np.maximum(after, 1e-30)))).sum())


def most_moved(before: np.ndarray, after: np.ndarray, count: int = 8) -> list[int]:
    """The tokens to show: the likeliest before and after, likeliest before first."""
    half = count // 2
    shown = {*np.argsort(-before)[: count - half], *np.argsort(-after)[:half]}
    return sorted((int(token) for token in shown), key=lambda token: -before[token])


@dataclass(frozen=True)
class Operation:
    """The chances of the next token before and after one head was changed."""

    tokens: tuple[int, ...]  # those that are worth showing, likeliest before first
    before: tuple[float, ...]  # their chances
    after: tuple[float, ...]
    favourites: tuple[int, int]  # the likeliest token, before and after
    apart: float  # in nats
    strongest: tuple[int, int]  # the head, counted from 1 as on the page, whose change moves most
    strongest_apart: float


def operated(model: Transformer, tokens: Sequence[int], head: tuple[int, int], kind: str) -> Operation:
    """Change one head (its layer and number, counted from 0) in one of the ways of `KINDS`; and each other one alike."""
    before, after = next_chances(model, tokens), next_chances(model, tokens, edit_of(*head, kind))
    effects = by_effect(model, tokens, kind)
    shown = most_moved(before, after)
    layer, number = np.unravel_index(int(effects.argmax()), effects.shape)
    return Operation(
        tuple(shown), tuple(map(float, before[shown])), tuple(map(float, after[shown])),
        (int(before.argmax()), int(after.argmax())), divergence(before, after), (int(layer) + 1, int(number) + 1),
        float(effects.max()),
    )  # fmt: skip


def by_effect(model: Transformer, tokens: Sequence[int], kind: str) -> np.ndarray:
    """(L, H) how far the chances of the next token move when this is done to each head alone."""
    before = next_chances(model, tokens)
    config = model.config
    return np.array(
        [
            [
                divergence(before, next_chances(model, tokens, edit_of(layer, head, kind)))
                for head in range(config.heads)
            ]
            for layer in range(config.layers)
        ]
    )
