"""The tokenizers that a learner opened: which text they learned from, how many tokens, and what they make of a text.

Those of the default size come with the app; others a worker learns in some seconds, once for everybody who asks.
"""

import json
import threading
from collections import OrderedDict
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import accumulate

from core.caches import cache, shared
from core.data.paragraphs import PARAGRAPHS
from core.figures import cuts as figures
from core.measure import tokens as measure
from core.measure.tokens import Cut
from core.training import jobs
from core.training.recipe import TextChoice, TokenizerChoice
from core.training.texts import Read
from core.training.tokens import SHIPPED, Learned, learn_for_page

USUAL = TokenizerChoice().size
KEPT = 24  # answers of workers


@dataclass(frozen=True)
class Chosen:
    """What a tokenizer is learned from. `own` is what was read of the learner's text, None for the others."""

    source: str
    size: int
    own: Read | None = None

    @property
    def text(self) -> TextChoice:
        """As a run's recipe names it."""
        return self.own.choice if self.own else TextChoice(self.source)

    @property
    def shipped(self) -> bool:
        """Did it come with the app?"""
        return self.size == USUAL and not self.own


@cache
def shipped(source: str) -> Learned:
    """The tokenizers of this text that came with the app; of the world, where the text is a learner's own."""
    name = "world" if source == "own" else source
    return Learned.from_json(json.loads((SHIPPED / f"{name}.json").read_text("utf-8")))


_answers: OrderedDict[Chosen, Future[Learned]] = OrderedDict()
_lock = threading.Lock()


def asked(chosen: Chosen) -> Future[Learned]:
    """The answer to come of the worker that learns these. A choice is asked once, whoever makes it."""
    with _lock:
        if chosen not in _answers:
            key = chosen.own.key if chosen.own else ""
            _answers[chosen] = jobs.start().ask(learn_for_page, chosen.text, key, chosen.size)
            while len(_answers) > KEPT:
                _answers.popitem(last=False)
        return _answers[chosen]


def forget(chosen: Chosen) -> None:
    """The next one who makes this choice asks anew."""
    with _lock:
        _answers.pop(chosen, None)


def _of(those: Learned, text: str) -> tuple[object, ...]:
    """What tells two sets of tokenizers and two texts apart."""
    return those.size, those.letters, len(those.merges), tuple(those.words), text


@shared(64, _of)
def cuts(those: Learned, text: str) -> dict[str, Cut]:
    """The text cut in six ways."""
    return figures.cuts(those, text)


def bytes_of(those: Learned, text: str) -> list[bytes]:
    """The bytes of each token of byte pair encoding."""
    cut, data = cuts(those, text)["bpe"], text.encode()
    ends = accumulate(cut.lengths.tolist())
    return [data[end - length : end] for length, end in zip(cut.lengths.tolist(), ends, strict=True)]


def paragraphs(those: Learned) -> dict[str, int]:
    """How many tokens of byte pair encoding the same paragraph is in each language."""
    return {name: len(measure.cut(those.tokenizers["bpe"], text)) for name, text in PARAGRAPHS.items()}
