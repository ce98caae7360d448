"""A small GPT learns tunes, one token a note; beside it counting learns the same tunes, and what both write is measured.

Three sources: two thousand tunes of our own grammar, thirty of them alone, and real folk tunes out of music21's wheel. Of each
source some tunes are kept back. What they are like, and what they happen to have in common with the others, is what a model
has to be compared with: a new tune is not without any copied run, either.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np
import torch

from core.data import folk_tunes
from core.data.melodies import INVENTED, Tune, invented
from core.measure.melodies import Library, Structure, average, shuffled
from core.measure.melody_writing import CONTEXT, Composer, shape
from core.models.ngram import NGram
from core.models.transformer import Transformer, next_token_loss
from core.problems import Problem
from core.tokenizers import END, SPECIAL, START
from core.training.descent import descend
from core.training.events import Record
from core.training.text import optimizers, schedule
from core.training.windows import Windows

FEW, FOLK = "few", folk_tunes.FOLK
SOURCES = (INVENTED, FEW, FOLK)
TUNES, ALONE, KEPT_BACK = 1_800, 30, 200  # to learn from, of the source "few", and never to learn from
STEPS, EVERY, BATCH, RATE = 1_200, 60, 16, 0.02  # the rate of Muon, the best of three that were tried
ORDER = 4  # counting looks at three tokens and tells the fourth
WRITTEN = 100  # tunes of each kind that are measured
TEMPERATURES = (0.2, 0.5, 0.8, 1.0, 1.3, 1.6, 2.0)
HEARD = 0.8  # temperature of the tune that is kept with each record
KINDS = ("data", "gpt", "counting", "shuffled")
SHIPPED: list[dict[str, Any]] = [{}, {"source": FEW}, {"source": FOLK}]


@dataclass(frozen=True)
class Runs:
    """The longest run of each of some tunes that stands in the tunes that were learned, in notes, in any key."""

    longest: Sequence[int]
    of: Sequence[int]  # notes of each tune

    @property
    def middle(self) -> float:
        return float(median(self.longest))


@dataclass(frozen=True)
class Copied:
    """The tune with the longest copied run of all that the model wrote."""

    tune: str
    notes: int
    place: int
    title: str  # of the tune that has the same run
    collection: str


@dataclass(frozen=True)
class Warm:
    """Tunes that were drawn at a temperature."""

    temperature: float
    structure: Structure
    longest: float  # the longest run in common with what was learned: the middle one of all tunes
    different: int  # kinds of bars in all of them


@dataclass(frozen=True)
class Ended:
    """What is measured once, at the end."""

    structure: Mapping[str, Structure]  # by kind; "data" are tunes that were kept back
    runs: Mapping[str, Runs]  # "new": tunes that were kept back
    copied: Copied
    warm: Sequence[Warm]
    alphabet: Sequence[str]
    learned: int  # tunes
    samples: Mapping[str, str]  # a tune of each kind, to be heard; nobody else's tune is kept here


@dataclass(frozen=True)
class Learned:
    """How surprised it is by tokens of tunes that it never learned, and what it writes by now."""

    loss: float  # nats a token
    tune: str
    ended: Ended | None = None


@dataclass(frozen=True, eq=False)
class Material:
    """The tunes of a source."""

    learned: Sequence[Tune]
    kept_back: Sequence[Tune]
    alphabet: Sequence[str]
    ours: bool  # made by our own grammar


def material(source: str) -> Material:
    """The tunes, the same ones every time. Problem where this machine does not have them."""
    if source == FOLK:
        if not folk_tunes.there():
            raise Problem("melodies.no folk tunes")
        tunes = folk_tunes.tunes()
    else:
        tunes = invented(TUNES + KEPT_BACK)
    order = np.random.default_rng(0).permutation(len(tunes))
    kept_back = [tunes[place] for place in order[:KEPT_BACK]]
    learned = [tunes[place] for place in order[KEPT_BACK:]]
    if source == FEW:
        learned = learned[:ALONE]
    alphabet = sorted({token for tune in learned for token in tune.tokens})
    return Material(learned, kept_back, alphabet, source != FOLK)


def learn(*, source: str = INVENTED, seed: int = 0) -> Iterator[Record[Learned]]:
    """Train on the tunes of this source; a record now and then with a tune, and at the end all that is measured."""
    tunes = material(source)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = Transformer(shape(tunes.alphabet))
    composer = composed(model, tunes.alphabet)
    windows = Windows([composer.encode(tune.tokens) for tune in tunes.learned], CONTEXT, seed)
    unseen = torch.from_numpy(
        next(Windows([composer.encode(tune.tokens) for tune in tunes.kept_back], CONTEXT).all(100))
    )

    def loss(step: int) -> torch.Tensor:
        batch = torch.from_numpy(windows.batch(step, BATCH))
        return next_token_loss(model(batch[:, :-1]), batch[:, 1:])

    for step in descend(optimizers(model, "muon", RATE), loss, STEPS, lambda step: RATE * schedule(step, STEPS)):
        if step % EVERY:
            continue
        composer = composed(model, tunes.alphabet)
        with torch.inference_mode():
            surprise = round(float(next_token_loss(model(unseen[:, :-1]), unseen[:, 1:])), 4)
        tune = " ".join(composer.goes_on((), HEARD, seed, 0).tokens)
        if step < STEPS:
            yield Record(step, STEPS, Learned(surprise, tune))
    weights = {name: weight.detach().numpy().astype(np.float16) for name, weight in model.named_parameters()}
    yield Record(STEPS, STEPS, Learned(surprise, tune, ended(composer, tunes, seed)), weights)


def composed(model: Transformer, alphabet: Sequence[str]) -> Composer:
    """The model's weights as they are now, to write with."""
    return Composer({name: weight.detach().numpy() for name, weight in model.named_parameters()}, alphabet)


def ended(composer: Composer, tunes: Material, seed: int) -> Ended:
    """What all of them write, held against tunes that nobody learned."""
    new = [tune.tokens for tune in tunes.kept_back]
    by_counting = counted(composer, tunes, seed)
    rng = np.random.default_rng((seed, 2))
    mixed = [shuffled(tune, rng) for tune in new]
    warm = {heat: composer.writes(WRITTEN, heat, np.random.default_rng((seed, 1, place)))
            for place, heat in enumerate(TEMPERATURES)}  # fmt: skip
    library = Library([tune.tokens for tune in tunes.learned])
    found = {"new": new[:WRITTEN], "gpt": warm[1.0], "counting": by_counting}
    shared = {name: [library.longest(tune) for tune in some] for name, some in found.items()}
    runs = {name: Runs([one.notes for one in some], [one.of for one in some]) for name, some in shared.items()}
    most = max(range(WRITTEN), key=lambda place: shared["gpt"][place].notes)
    like, first = tunes.learned[shared["gpt"][most].tune], shared["gpt"][most]
    return Ended(
        {name: average(some) for name, some in zip(KINDS, (new, warm[1.0], by_counting, mixed), strict=True)},
        runs,
        Copied(" ".join(warm[1.0][most]), first.notes, first.place, like.title, like.collection),
        [
            Warm(heat, average(some), float(median(library.longest(tune).notes for tune in some)), kinds_of_bars(some))
            for heat, some in warm.items()
        ],
        composer.alphabet,
        len(tunes.learned),
        {kind: " ".join(some[0]) for kind, some in zip(KINDS, (new, warm[HEARD], by_counting, mixed), strict=True)
         if tunes.ours or kind in KINDS[1:3]},
    )  # fmt: skip


def kinds_of_bars(tunes: Sequence[Sequence[str]]) -> int:
    """How many different bars these tunes have."""
    return len({bar for tune in tunes for bar in " ".join(tune).replace("||", "|").split("|")})


def counted(composer: Composer, tunes: Material, seed: int) -> list[tuple[str, ...]]:
    """Tunes by counting: which token followed which three."""
    line = [token for tune in tunes.learned for token in (START, *composer.encode(tune.tokens), END)]
    counts = NGram(np.array(line), len(composer.alphabet) + SPECIAL, ORDER)
    begin = np.full((WRITTEN, ORDER - 1), END)
    begin[:, -1] = START
    rows = counts.write(CONTEXT - 1, begin, np.random.default_rng((seed, 3)))
    return [
        tuple(composer.alphabet[token - SPECIAL] for token in until_end(row) if token >= SPECIAL)
        for row in rows.tolist()
    ]


def until_end(row: Sequence[int]) -> Sequence[int]:
    """What stands before the end of the first tune.

    >>> until_end([5, 6, 2, 1, 7])
    [5, 6]
    """
    return row[: row.index(END)] if END in row else row
