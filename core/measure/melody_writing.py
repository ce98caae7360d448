"""How a model goes on with a tune: token by token, and what else it thought of at each of them.

A composer is small weights and the token of each number; it reads a beginning and throws dice. Knows nothing of training.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.data.melodies import BAR, FULL, PART, Note, heard, metre, written
from core.models.decode import Decoder
from core.models.transformer import Config
from core.sampling import draws, seeded, softmax
from core.tokenizers import END, SPECIAL, START, UNKNOWN

CONTEXT, WIDTH, HEADS, LAYERS = 128, 48, 4, 2
NEVER = -1e4  # a logit that no die can draw
SHOWN = 5  # chances that are shown for each token


def shape(alphabet: Sequence[str]) -> Config:
    """The transformer that writes tunes of these tokens."""
    vocabulary = len(alphabet) + SPECIAL
    return Config(vocabulary, context=CONTEXT, width=WIDTH, heads=HEADS, layers=LAYERS, positions="rotary")


@dataclass(frozen=True)
class Thought:
    """A token that was written, and the likeliest ones at its place: what they are, and their chances."""

    token: str
    likeliest: tuple[tuple[str, float], ...]  # "" is the end of the tune


@dataclass(frozen=True)
class Continued:
    """A tune: its beginning as it was read, and what the model wrote after it."""

    begun: tuple[str, ...]
    thoughts: tuple[Thought, ...]
    ended: bool  # the model said that it is over; else it had no room left

    @property
    def tokens(self) -> tuple[str, ...]:
        return (*self.begun, *(thought.token for thought in self.thoughts))


class Sayable:
    """A reader that expects nothing but tokens of tunes and their end."""

    def __init__(self, reader: Decoder) -> None:
        self.reader = reader

    def read(self, tokens: Sequence[int]) -> np.ndarray:
        return self._only(self.reader.read(tokens))

    def step(self, token: int) -> np.ndarray:
        return self._only(self.reader.step(token))

    def _only(self, logits: np.ndarray) -> np.ndarray:
        return np.where(np.arange(len(logits)) < END, NEVER, logits)


class Composer:
    """Weights that learned tunes, and the alphabet that they learned."""

    def __init__(self, weights: Mapping[str, np.ndarray], alphabet: Sequence[str]) -> None:
        self.alphabet = tuple(alphabet)
        self.ids = {token: place + SPECIAL for place, token in enumerate(alphabet)}
        self.weights, self.config = weights, shape(alphabet)

    def encode(self, tokens: Sequence[str]) -> list[int]:
        return [self.ids.get(token, UNKNOWN) for token in tokens]

    def goes_on(self, begun: Sequence[str], temperature: float, *seed: int) -> Continued:
        """Read a beginning and write on until the tune ends, or the context does. The same seed, the same tune."""
        read = [START, *self.encode(begun)][: CONTEXT - 1]
        thoughts, ended = [], False
        reader = Sayable(Decoder(self.weights, self.config))
        for draw in draws(reader, read, CONTEXT - len(read), seeded(*seed), temperature, stop=END):
            if draw.token == END:
                ended = True
                break
            order = draw.distribution.order[: SHOWN + SPECIAL]
            chances = draw.distribution.softened
            likeliest = [(self._text(token), float(chances[token])) for token in order if token >= END][:SHOWN]
            thoughts.append(Thought(self._text(draw.token), tuple(likeliest)))
        return Continued(tuple(begun[: len(read) - 1]), tuple(thoughts), ended)

    def writes(self, count: int, temperature: float, rng: np.random.Generator) -> list[tuple[str, ...]]:
        """So many tunes from nothing, side by side."""
        reader = Decoder(self.weights, self.config, batch=count)
        logits = reader.read(np.full((count, 1), START))
        rows: list[list[str]] = [[] for _ in range(count)]
        over = np.zeros(count, dtype=bool)
        for _ in range(CONTEXT - 1):
            logits = np.asarray(logits, dtype=np.float64)
            logits[:, :END] = -np.inf
            chances = np.array([softmax(row / temperature) for row in logits]).cumsum(1)
            drawn = (rng.random((count, 1)) * chances[:, -1:] >= chances).sum(1)
            over |= drawn == END
            if over.all():
                break
            for row, token in zip(rows, np.where(over, END, drawn), strict=True):
                if token != END:
                    row.append(self._text(token))
            logits = reader.step(np.where(over, END, drawn))
        return [tuple(row) for row in rows]

    def knows(self, tokens: Sequence[str]) -> tuple[str, ...]:
        """The same with each note that it never met as the one of the same length that is nearest; without what is unlike all."""
        fits = []
        for token in tokens:
            near = token if token in self.ids else self._near(heard(token))
            fits += [near] if near else []
        return tuple(fits)

    def _near(self, note: Note | None) -> str:
        if note is None or note.pitch is None:
            return ""
        known = [(token, one) for token in self.alphabet if (one := heard(token)) and one.pitch is not None]
        if not known:
            return ""
        return min(known, key=lambda pair: (abs(pair[1].length - note.length), abs((pair[1].pitch or 0) - note.pitch)))[  # type: ignore[operator]
            0
        ]

    def _text(self, token: int) -> str:
        return self.alphabet[token - SPECIAL] if token >= SPECIAL else ""


def barred(beats: str, played: Sequence[Note]) -> tuple[str, ...]:
    """Notes as the beginning of a tune of this metre. One that is too long for its bar ends with the bar.

    >>> barred("3/4", [Note(60, 4), Note(62, 12), Note(64, 4)])
    ('M:3/4', 'C2', 'D4', '|', 'E2')
    """
    full, filled = FULL[beats], 0
    tokens = [f"M:{beats}"]
    for note in played:
        length = min(note.length, full - filled)
        tokens.append(written(Note(note.pitch, length)))
        filled += length
        if filled == full:
            tokens.append(BAR)
            filled = 0
    return tuple(tokens)


def first_bars(tokens: Sequence[str], count: int) -> tuple[str, ...]:
    """The first bars of a tune, an upbeat not counted; at most all but the last one.

    >>> first_bars("M:4/4 C8 | D8 | E8 | F8 ||".split(), 2)
    ('M:4/4', 'C8', '|', 'D8', '|')
    """
    lines = [place for place, token in enumerate(tokens) if token in (BAR, PART)]
    if not lines:
        return tuple(tokens)
    upbeat = sum(note.length for token in tokens[: lines[0]] if (note := heard(token))) < FULL.get(metre(tokens), 16)
    return tuple(tokens[: lines[min(count - 1 + upbeat, max(0, len(lines) - 2))] + 1])
