"""Where heads look: simple patterns, each as the share of attention that fits it. A score describes; it explains nothing.

Shapes: F moments of training, L layers, H heads, T positions. Row: the position that looks; column: what it sees.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.models.decode import Decoder

PATTERNS = {
    "previous": "the token just before",
    "itself": "the token itself",
    "first": "the first token",
    "same": "an earlier copy of the same token",
}


@dataclass(frozen=True)
class Head:
    """One head, counted from 1 as on the page, and its mean weight on each pattern, from 0 to 1."""

    layer: int
    head: int
    previous: float
    itself: float
    first: float
    same: float
    uniform: float  # what `previous` would be if the head looked everywhere alike

    @property
    def main(self) -> str:
        """The pattern that it fits best."""
        return max(PATTERNS, key=lambda name: getattr(self, name))


def attention_of(decoder: Decoder, tokens: Sequence[int]) -> np.ndarray:
    """(L, H, T, T) where every head looks while the model reads these (T,) tokens."""
    decoder.read(list(tokens))
    return decoder.attention.astype(np.float32)


def frames(moments: Iterable[np.ndarray]) -> np.ndarray:
    """(F, L, H, T, T) the attention of one text at several moments, one behind the other."""
    return np.stack(list(moments))


def whole_again(moments: Iterable[np.ndarray]) -> np.ndarray:
    """The same, of attention that was kept in half precision: every row adds up to one again."""
    kept = frames(moments).astype(np.float32)
    return kept / kept.sum(-1, keepdims=True)


def heads(attention: np.ndarray, tokens: Sequence[int]) -> list[Head]:
    """Score every head of an (L, H, T, T) attention on every pattern. Rows that cannot fit a pattern do not count."""
    L, H, T, _ = attention.shape
    same = np.tril(np.equal.outer(tokens, tokens), -1)  # (T, T): the column holds an earlier copy of the row's token
    later = np.arange(1, T)
    found = []
    for layer in range(L):
        for head in range(H):
            weights = attention[layer, head]
            copies = (weights * same).sum(1)[same.any(1)]
            found.append(
                Head(
                    layer + 1, head + 1,
                    previous=_mean(weights[later, later - 1]), itself=_mean(weights[later, later]),
                    first=_mean(weights[later, 0]), same=_mean(copies), uniform=_mean(1 / (later + 1)),
                )
            )  # fmt: skip
    return found


def strongest(scored: Sequence[Head], pattern: str) -> Head:
    """The head that fits the pattern best."""
    return max(scored, key=lambda head: getattr(head, pattern))


def sink_share(attention: np.ndarray) -> tuple[float, float]:
    """The mean weight on the first token, over all heads and later rows, and what looking everywhere alike would give it."""
    T = attention.shape[-1]
    if T < 2:
        return 1.0, 1.0
    return float(attention[..., 1:, 0].mean()), float(np.mean(1 / np.arange(2, T + 1)))


def has_sink(attention: np.ndarray) -> bool:
    """Does the first token soak up more than three times its uniform share? (Xiao et al. 2023 name it the attention sink.)"""
    share, uniform = sink_share(attention)
    return share > 3 * uniform


@dataclass(frozen=True)
class Sink:
    """One head, counted from 1 as on the page: its weight on the first token, and whether that makes it a sink."""

    layer: int
    head: int
    share: float
    rests: bool


def by_head(attention: np.ndarray) -> list[Sink]:
    """How much every head of an (L, H, T, T) attention rests on the first token."""
    return [
        Sink(layer, head, sink_share(weights)[0], has_sink(weights))
        for layer, each in enumerate(attention, 1)
        for head, weights in enumerate(each, 1)
    ]


def sinks(moments: np.ndarray) -> np.ndarray:
    """(F, L, H) bool, of (F, L, H, T, T) attention: where the first token soaks up more than three times its share."""
    return np.array([[[has_sink(head) for head in layer] for layer in attention] for attention in moments])


def evenness(attention: np.ndarray) -> float:
    """The mean entropy of the rows as a share of the greatest possible: 1, all tokens get the same; 0, one gets all."""
    T = attention.shape[-1]
    if T < 2:
        return 1.0
    weights = attention[..., 1:, :]
    entropy = -(weights * np.log(np.maximum(weights, 1e-30))).sum(-1)  # (L, H, T-1)
    return float((entropy / np.log(np.arange(2, T + 1))).mean())


def spread(attention: np.ndarray) -> str:
    """Where an (L, H, T, T) attention looks: "alike" everywhere (its evenness is 0.9 or more), at the "first" token (more than
    half of the weight), or at a "few" tokens."""
    if evenness(attention) >= 0.9:
        return "alike"
    return "first" if sink_share(attention)[0] > 0.5 else "few"


def how_many_rest(found: Sequence[Sink]) -> str:
    """How many heads rest on the first token: "none", "some" (half of them or fewer) or "most"."""
    rest = sum(one.rests for one in found)
    if not rest:
        return "none"
    return "most" if 2 * rest > len(found) else "some"


def looks_at(attention: np.ndarray, texts: Sequence[str], layer: int, head: int) -> tuple[int, int, float]:
    """The strongest single look of a head (counted from 1), its own place and the first one left aside: row, column, weight."""
    weights = np.tril(attention[layer - 1, head - 1], -1)[:, 1:] if len(texts) > 2 else attention[layer - 1, head - 1]
    row, column = np.unravel_index(int(weights.argmax()), weights.shape)
    return int(row), int(column) + (1 if len(texts) > 2 else 0), float(weights[row, column])


def change_of_last(before: np.ndarray, after: np.ndarray) -> Mapping[str, float]:
    """Two attentions of one text whose last token differs: the largest change in the rows before it, and in its own row."""
    moved = np.abs(before - after)
    return {"earlier rows": float(moved[..., :-1, :].max(initial=0.0)), "last row": float(moved[..., -1, :].max())}


def _mean(values: np.ndarray) -> float:
    return float(values.mean()) if values.size else 0.0
