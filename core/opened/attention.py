"""What the open model attends to: the weights of its heads at every moment of its training, and one head changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.caches import shared
from core.figures.payload import Array
from core.measure import attention as measure
from core.measure import surgery
from core.measure.changes import of_chances
from core.opened.model import OpenModel
from core.tokenizers import END

MOST_WEIGHTS = 3_000_000  # that travel to the browser at once; a long text of a large model gets fewer moments
SEEN = 0.01  # a change of a chance that one can see in the picture


def moments(opened: OpenModel, length: int) -> tuple[int, ...]:
    """The checkpoints whose attention is shown: all, or so many, evenly spread, as a long text leaves room for."""
    config, steps = opened.config, opened.steps
    most = max(2, MOST_WEIGHTS // (config.layers * config.heads * length * (length + 1) // 2))
    if len(steps) <= most:
        return steps
    kept = {steps[round(i * (len(steps) - 1) / (most - 1))] for i in range(most)} | {opened.step}
    return tuple(sorted(kept))


def frames(opened: OpenModel, tokens: Sequence[int], steps: Sequence[int]) -> Array:
    """(F, L, H, T, T) attention over the tokens at these checkpoints."""
    return measure.frames(_attention(opened.at(step), tuple(tokens)) for step in steps)


@shared(2_000)
def _attention(opened: OpenModel, tokens: tuple[int, ...]) -> Array:
    """(L, H, T, T) by the NumPy model; kept for whoever asks the same."""
    return measure.attention_of(opened.decoder(), tokens)


@dataclass(frozen=True, eq=False)
class Looks:
    """What every head looks at, at several moments of the training."""

    steps: tuple[int, ...]  # of those moments
    frames: Array  # (F, L, H, T, T) attention
    here: Array  # (L, H, T, T) at the moment that is open


def looks(opened: OpenModel, tokens: Sequence[int]) -> Looks:
    """How every head of the open model looks over these tokens."""
    steps = moments(opened, len(tokens))
    seen = frames(opened, tokens, steps)
    return Looks(steps, seen, seen[steps.index(opened.step)])


def changed(opened: OpenModel, looks: Looks) -> tuple[float, ...]:
    """The share of all attention that changed hands between each saved moment and the next; nothing is known of it between
    moments that are left out, and then there are no numbers."""
    return of_chances(list(looks.frames)) if looks.steps == opened.steps else ()


def a_head(layers: int, heads: int, asked: Any) -> tuple[int, int] | None:
    """The layer and head that are asked for, counted from 0; None where a model of so many layers and heads has no such."""
    match asked:
        case [int(layer), int(head)] if 0 <= layer < layers and 0 <= head < heads:
            return layer, head
    return None


def a_cell(length: int, asked: Any) -> tuple[int, ...] | None:
    """The row that is pinned, and its column where one is; () where all is let go. None where `length` tokens have no such."""
    match asked:
        case [] | [None, None]:
            return ()
        case [int(row)] | [int(row), None] if 0 <= row < length:
            return (row,)
        case [int(row), int(column)] if 0 <= column <= row < length:
            return row, column
    return None


def pinned(pin: Sequence[int], strongest: tuple[int, int], length: int) -> tuple[int, int]:
    """The cell to work through: the one that is pinned; of a pinned row its own column; else the strongest."""
    row, column = (*pin, *pin)[:2] if pin else strongest
    return (row, column) if 0 <= column <= row < length else strongest


@dataclass(frozen=True)
class Moved:
    """How much the weights changed with another last token."""

    end: str  # that token
    changes: Mapping[str, float]


def with_another_end(opened: OpenModel, tokens: Sequence[int]) -> Moved:
    """The same tokens with another last one, and how much the weights changed."""
    choices = [*opened.tokenizer.encode("and the"), *range(END + 1, opened.tokenizer.size)]
    other = next(token for token in choices if token != tokens[-1])
    before, after = _attention(opened, tuple(tokens)), _attention(opened, (*tokens[:-1], other))
    return Moved(opened.tokenizer.spell([other])[0].strip(), measure.change_of_last(before, after))


@dataclass(frozen=True)
class Operated:
    """The next word as the model expects it, and as it expects it with one head changed."""

    words: tuple[str, ...]
    before: tuple[float, ...]
    after: tuple[float, ...]
    favourites: tuple[str, str]
    apart: float  # in nats
    strongest: tuple[int, int]  # the head, counted from 1, whose change moves most
    strongest_apart: float

    @property
    def effect(self) -> str:
        """What became of the next word: "favourite", another one; "chances", one of those shown moved by `SEEN` or more; else
        "hardly"."""
        if self.favourites[0] != self.favourites[1]:
            return "favourite"
        moved = max(abs(then - now) for now, then in zip(self.before, self.after, strict=True))
        return "chances" if moved >= SEEN else "hardly"


def operated(opened: OpenModel, tokens: Sequence[int], head: tuple[int, int], kind: str) -> Operated:
    """Change one head of the open model (counted from 0), and look at its next word."""
    found = _operated(opened, tuple(tokens), head, kind)
    best, then = (opened.tokenizer.spell([token])[0].strip() or "␣" for token in found.favourites)
    words = tuple(opened.texts(found.tokens))
    return Operated(words, found.before, found.after, (best, then), found.apart, found.strongest, found.strongest_apart)


@shared(200)
def _operated(opened: OpenModel, tokens: tuple[int, ...], head: tuple[int, int], kind: str) -> surgery.Operation:
    return surgery.operated(opened.model(), tokens, head, kind)
