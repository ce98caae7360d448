"""A watermark in what a text model writes: found or not by length, edited away, and what it costs (MEM-4).

`sweep` is a study on the model that came with the app. `live` and `read` are plain functions for a worker: one point on
whatever model is open.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from core.measure import watermark as mark
from core.measure.text import judge
from core.measure.watermark import SURE, Key
from core.models.decode import Decoder
from core.tokenizers import Tokenizer
from core.training.corpus import Corpus, corpus
from core.training.events import Record
from core.training.run import SHIPPED as RUNS
from core.training.run import Run

MODEL = "world"  # the run that the sweep writes with
DELTAS = (0.0, 1.0, 2.0, 3.0, 4.0, 6.0)
LENGTHS = (25, 50, 100, 200, 400)  # tokens
EDITS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
LENGTH_EDITED = 200
ROUNDS, AT_ONCE = 4, 64  # texts of some 50 tokens: 256 at each delta
HUMAN = 200  # windows of text that no model wrote, at each length
SHOWN = 4  # texts that a record carries
SHIPPED = {"sweep": [{"seed": 0}]}


@dataclass(frozen=True)
class Unmarked:
    """What the detector says of pieces of text that no model wrote, each so many tokens long."""

    length: int
    windows: int  # how many pieces
    z: float  # on average
    spread: float  # of z
    above: Mapping[str, float]  # the share of false alarms by limit: "2", "3", "4"


@dataclass(frozen=True)
class Detected:
    """What the detector says of pieces of marked text, each so many tokens long."""

    length: int
    windows: int  # how many pieces
    z: float | None  # on average; None where there is no piece
    found: float | None  # the share of them
    edited: float = 0.0  # the share of tokens that were replaced


@dataclass(frozen=True)
class Marked:
    """Everything that one delta does."""

    delta: float
    perplexity: float  # under the model without the mark
    grammatical: float | None  # a share of the sentences; None where nobody knows the grammar
    by_length: Sequence[Detected]
    by_edit: Sequence[Detected]
    texts: Sequence[str]  # some of them


@dataclass(frozen=True)
class Swept:
    """Text without a mark, by length; or what one delta does."""

    unmarked: Sequence[Unmarked] = ()
    marked: Marked | None = None


def sweep(*, seed: int = 0) -> Iterator[Record[Swept]]:
    """First what the detector says of text that nobody marked; then a record for each delta."""
    written = Written(Run(RUNS / MODEL), seed)
    total = len(DELTAS) + 1
    yield Record(1, total, Swept(written.unmarked()))
    for done, delta in enumerate(DELTAS, 2):
        yield Record(done, total, Swept(marked=written.at(delta)))


class Written:
    """A run's model with a key, and the text that it was trained on, to compare with."""

    def __init__(self, run: Run, seed: int, step: int | None = None) -> None:
        self.tokenizer: Tokenizer = run.tokenizer()
        self.config = run.recipe.with_vocabulary(self.tokenizer.size).model
        self.weights = run.weights(run.steps[-1] if step is None else step)[1]
        self.corpus: Corpus = corpus(run.recipe.text, run.text())
        self.key, self.seed = Key(self.tokenizer.size, secret=seed), seed

    def texts(self, delta: float, rounds: int = ROUNDS, at_once: int = AT_ONCE) -> tuple[list[list[int]], float]:
        """What the model writes with this delta, and its perplexity under the model without it."""
        texts: list[list[int]] = []
        surprise = []
        for i in range(rounds):
            rng = np.random.default_rng((self.seed, i))
            some, perplexity = mark.write(Decoder(self.weights, self.config, at_once), self.key, delta, rng)
            texts += [text for text in some if text]
            surprise.append(np.log(perplexity))
        return texts, float(np.exp(np.mean(surprise)))

    def human(self, windows: int = HUMAN) -> list[list[int]]:
        """Text that no model wrote, enough for so many of the longest windows."""
        enough, found = windows * max(LENGTHS), []
        for document in self.corpus.documents:
            found.append(self.tokenizer.encode(document))
            enough -= len(found[-1])
            if enough <= 0:
                break
        return found

    def unmarked(self) -> list[Unmarked]:
        """By length: how z spreads where no mark is, and how often it would raise a false alarm."""
        human, rows = self.human(), []
        for length in LENGTHS:
            z = np.array([mark.count(w, self.key).z for w in mark.windows(human, length)[:HUMAN]])
            alarms = {str(limit): float((z > limit).mean()) for limit in (2, 3, 4)}
            rows.append(Unmarked(length, len(z), float(z.mean()), float(z.std()), alarms))
        return rows

    def at(self, delta: float) -> Marked:
        """Everything that one delta does: z and detection by length and by editing, the price, and some texts."""
        texts, perplexity = self.texts(delta)
        by_length = [self._detected(length, mark.windows(texts, length)) for length in LENGTHS]
        pool = [token for text in self.human(1) for token in text]
        pieces, rng = mark.windows(texts, LENGTH_EDITED), np.random.default_rng(self.seed)
        by_edit = []
        for share in EDITS:
            changed = [[mark.edited(text, share, pool, rng) for text in piece] for piece in pieces]
            by_edit.append(self._detected(LENGTH_EDITED, changed, share))
        some = [self.tokenizer.decode(text) for text in texts[:SHOWN]]
        return Marked(delta, perplexity, self.grammatical(texts), by_length, by_edit, some)

    def grammatical(self, texts: Sequence[Sequence[int]]) -> float | None:
        """The share of sentences that follow the world's grammar; None where nobody knows it."""
        if not self.corpus.world:
            return None
        return judge([self.tokenizer.decode(list(text)) for text in texts], self.corpus.world, {}).grammatical

    def _detected(self, length: int, pieces: Sequence[Sequence[Sequence[int]]], edited: float = 0.0) -> Detected:
        z = np.array([mark.count(piece, self.key).z for piece in pieces])
        if not len(z):
            return Detected(length, 0, None, None, edited)
        return Detected(length, len(z), float(z.mean()), float((z > SURE).mean()), edited)


# --- one point on the open model, for a worker


def live(folder: str, step: int, delta: float, seed: int = 0) -> dict[str, Any]:
    """Some text of a run's model with the mark and without: its colours, z, perplexity and grammar. With it come tokens
    of text that no model wrote, to replace some of the model's with.
    """
    written = Written(Run(Path(folder)), seed, step)
    found: dict[str, Any] = {}
    for name, strength in (("marked", delta), ("plain", 0.0)):
        texts, perplexity = written.texts(strength, rounds=1, at_once=16)
        piece = next(iter(mark.windows(texts, LENGTH_EDITED)), texts)
        found[name] = described(written.tokenizer, written.key, piece) | {
            "perplexity": perplexity, "grammatical": written.grammatical(texts),
            "whole": "\n".join(written.tokenizer.decode(text) for text in texts),
        }  # fmt: skip
    return found | {"others": [token for text in written.human(1) for token in text]}


def described(tokenizer: Tokenizer, key: Key, texts: Sequence[list[int]]) -> dict[str, Any]:
    """Each text's tokens and their colours, and what the detector counts over all of them."""
    counted, once = mark.count(texts, key), mark.count(texts, key, once=True)
    return {
        "tokens": [tokenizer.spell(text) for text in texts],
        "green": [mark.marks(text, key) for text in texts],
        "ids": [list(text) for text in texts],
        "z": counted.z, "counted": counted.counted, "share": counted.green / max(1, counted.counted),
        "z once": once.z, "counted once": once.counted,
    }  # fmt: skip


def replaced(
    tokenizer: Tokenizer, texts: Sequence[Sequence[int]], share: float, others: Sequence[int]
) -> dict[str, Any]:
    """The same after this share of the tokens was replaced, with `changed` telling which."""
    rng = np.random.default_rng(0)
    edited = [mark.edited(text, share, others, rng) for text in texts]
    changed = [[a != b for a, b in zip(*pair, strict=True)] for pair in zip(texts, edited, strict=True)]
    return described(tokenizer, Key(tokenizer.size), edited) | {"changed": changed}


def read(tokenizer: Tokenizer, text: str, seed: int = 0) -> dict[str, Any]:
    """What the detector says of any text: each line is a text of its own, as in the model's training text."""
    texts = [tokens for line in text.splitlines() if (tokens := tokenizer.encode(line))]
    return described(tokenizer, Key(tokenizer.size, seed), texts)
