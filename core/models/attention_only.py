# ruff: noqa: F722 - "B T D" below are shapes for jaxtyping, not Python
"""A transformer with everything taken away but attention: what heads can do alone, and what takes two layers of them.

Knows nothing about text or training. Same pass, same letters and same `edit` as `transformer.py`; no MLP, and a table of
its own to read the next token from, so that embeddings need not serve two ends.

Source: Elhage et al. (2021), "A mathematical framework for transformer circuits".
"""

from dataclasses import dataclass

import torch
from jaxtyping import Float, Int
from torch import Tensor, nn

from core.models.transformer import Edit, attend, unedited


@dataclass(frozen=True)
class Config:
    """The defaults find out how to repeat a pattern in a few seconds on one core."""

    vocabulary: int = 64
    context: int = 64
    width: int = 64
    heads: int = 2
    layers: int = 2


@dataclass(frozen=True, eq=False)
class Trace:
    """What one pass leaves behind."""

    attention: Float[Tensor, "L B H T T"]  # row: the position that looks, column: what it sees
    logits: Float[Tensor, "B T V"]


class Heads(nn.Module):
    """One layer: heads look back, and what they bring home is added to the residual stream."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        D = config.width
        self.heads = config.heads
        self.norm = nn.LayerNorm(D, bias=False)
        self.qkv = nn.Linear(D, 3 * D, bias=False)  # rows: queries, keys, values, each head by head
        self.out = nn.Linear(D, D, bias=False)

    def forward(self, x: Float[Tensor, "B T D"], mask: Tensor, edit: Edit, layer: int) -> tuple[Tensor, Tensor]:
        """The residual stream after this layer, and the attention (B, H, T, T) in it."""
        B, T, D = x.shape
        H = self.heads
        qkv = self.qkv(self.norm(x)).view(B, T, 3, H, D // H).permute(2, 0, 3, 1, 4)  # (3, B, H, T, K)
        q, k, v = qkv.unbind()
        _, attention, mixed = attend(q, k, v, mask, edit, layer)
        return x + self.out(mixed.transpose(1, 2).reshape(B, T, D)), attention


class AttentionOnly(nn.Module):
    """Embed the tokens, let them look back layer by layer, and read off what is expected next."""

    mask: Tensor  # (T, T) minus infinity where the future lies, else zero

    def __init__(self, config: Config) -> None:
        super().__init__()
        V, T, D = config.vocabulary, config.context, config.width
        self.config = config
        self.token_embedding = nn.Embedding(V, D)
        self.position_embedding = nn.Embedding(T, D)
        self.layers = nn.ModuleList(Heads(config) for _ in range(config.layers))
        self.norm = nn.LayerNorm(D, bias=False)
        self.unembedding = nn.Linear(D, V, bias=False)
        self.register_buffer("mask", torch.full((T, T), float("-inf")).triu(diagonal=1), persistent=False)
        for name, weight in self.named_parameters():
            if weight.ndim > 1:
                nn.init.normal_(weight, std=0.02 if "embedding" in name else 0.5 * D**-0.5)

    def forward(self, tokens: Int[Tensor, "B T"]) -> Float[Tensor, "B T V"]:
        """Token ids -> logits of what comes next, at every position."""
        return self.trace(tokens).logits

    def trace(self, tokens: Int[Tensor, "B T"], edit: Edit | None = None) -> Trace:
        """One pass that keeps where every head looked; `edit` as in `transformer.Transformer.trace`."""
        T = tokens.shape[1]
        x = self.token_embedding(tokens) + self.position_embedding.weight[:T]
        looked = []
        for layer, heads in enumerate(self.layers):
            x, attention = heads(x, self.mask[:T, :T], edit or unedited, layer)
            looked.append(attention)
        return Trace(torch.stack(looked), self.unembedding(self.norm(x)))
