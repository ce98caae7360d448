"""A counting model of facts: how often it will invent can be read off its training text before it says a word.

Facts are four words in a row. The model counts which word followed which two, and writes by the counts: a Markov chain
of order two, as in the published experiment. Good and Turing's estimate of what was never seen, the share of facts that
were told exactly once, foretells how often it invents. The second function asks what a model pays that invents less.

Sources: Kalai and Vempala (2024), "Calibrated language models must hallucinate"; Miao and Kearns (2025),
"Hallucination, monofacts, and miscalibration: an empirical investigation" (the chain, its sizes, the repetition of a
share of the text); Good (1953), "The population frequencies of species".

Shapes: F true facts, N told facts, W words a place.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.training.events import Record

WORDS = 60  # for each of the four places
TRUE = 20_000
TOLD = 5_000
WRITTEN = 5_000
TAILS = tuple(round(1 + 0.25 * i, 2) for i in range(13))  # Pareto's exponent: 1 is a long tail, 4 is nearly even
PLAUSIBLE = 200_000  # statements that sound right, the true ones among them
CALIBRATED_TAIL = 2.0
SHIPPED: dict[str, list[dict[str, Any]]] = {"sweep": [{}], "trade_off": [{}]}


@dataclass(frozen=True)
class Foretold:
    """What the text foretells, and what the model then does; shares from 0 to 1, but for the tail."""

    tail: float  # Pareto's exponent
    told_once: float  # of the tellings
    untold: float  # what that estimates: the chance that the next telling is of a fact not told yet
    invented: float  # of the sentences that the model writes
    invented_where_repeated: float  # the same where a share of the text was repeated


@dataclass(frozen=True)
class Traded:
    """One share λ of what was not told, and what it costs; all from 0 to 1, but for the last, which may be below 0."""

    share: float
    told_once: float  # of the tellings
    invented: float  # of what the model says
    miscalibration: float
    bound: float  # Kalai and Vempala's without its further terms: told once minus miscalibration; it may be too high


@dataclass(frozen=True)
class Told:
    """True facts, the chance of each to be told, and which of them were."""

    facts: np.ndarray  # (F, 4)
    chances: np.ndarray  # (F,)
    draws: np.ndarray  # (N,) numbers of facts

    @property
    def counts(self) -> np.ndarray:
        return np.bincount(self.draws, minlength=len(self.facts))

    @property
    def told_once(self) -> float:
        """The share of tellings whose fact was told this once and never again: Good and Turing's estimate."""
        return float((self.counts == 1).sum() / len(self.draws))

    @property
    def untold(self) -> float:
        """What it estimates: the chance that the next telling is of a fact that was not told yet."""
        return float(self.chances[self.counts == 0].sum())


def tell(tail: float, seed: int) -> Told:
    """Facts drawn from all that could be, and told by a law with this tail."""
    rng = np.random.default_rng((seed, round(100 * tail)))
    numbers = rng.choice(WORDS**4, size=TRUE, replace=False)
    facts = np.stack(np.unravel_index(numbers, (WORDS,) * 4), axis=1)
    weights = 1 + rng.pareto(tail, TRUE)
    chances = weights / weights.sum()
    return Told(facts, chances, rng.choice(TRUE, size=TOLD, p=chances))


def repeated(told: Told, share: float, times: int, seed: int) -> np.ndarray:
    """The tellings with a share of them said `times` times over, as if somebody insisted."""
    insisted = np.random.default_rng((seed, 5)).random(len(told.draws)) < share
    return np.repeat(told.draws, np.where(insisted, times, 1))


class Chain:
    """Which word followed which two, counted."""

    def __init__(self, sentences: np.ndarray) -> None:
        self.followers: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
        for sentence in sentences.tolist():
            for place in range(4):
                self.followers[place, *sentence[max(0, place - 2) : place]].append(sentence[place])

    def write(self, count: int, rng: np.random.Generator) -> np.ndarray:
        """(count, 4) sentences, word by word, each as often as it was counted."""
        dice = rng.random((count, 4))
        written = []
        for throws in dice.tolist():
            sentence: list[int] = []
            for place, die in enumerate(throws):
                choices = self.followers[place, *sentence[-2:]]
                sentence.append(choices[int(die * len(choices))])
            written.append(sentence)
        return np.array(written)


def invented(written: np.ndarray, facts: np.ndarray) -> float:
    """The share of sentences that are not true."""
    base = WORDS ** np.arange(4)
    return float(1 - np.isin(written @ base, facts @ base).mean())


def sweep(*, seed: int = 0, insist: float = 0.15, times: int = 10) -> Iterator[Record[Foretold]]:
    """For every tail: count first, then let the model write, and once more where a share of the text was repeated."""
    for number, tail in enumerate(TAILS):
        told = tell(tail, seed)
        rng = np.random.default_rng((seed, 7))
        plain = invented(Chain(told.facts[told.draws]).write(WRITTEN, rng), told.facts)
        insisted = Chain(told.facts[repeated(told, insist, times, seed)])
        repetitive = invented(insisted.write(WRITTEN, rng), told.facts)
        yield Record(number + 1, len(TAILS), Foretold(tail, told.told_once, told.untold, plain, repetitive))


def trade_off(*, seed: int = 0, tail: float = CALIBRATED_TAIL) -> Iterator[Record[Traded]]:
    """A model that says what it was told, and with a share λ something plausible that it was not told.

    λ = 0 is a parrot. At λ = what was told once it is calibrated. Its miscalibration is half the sum, over groups of
    statements that it holds equally likely, of how far its chance for the group is from the true one.
    """
    told = tell(tail, seed)
    counts, rng = told.counts, np.random.default_rng((seed, 9))
    unsaid = PLAUSIBLE - int((counts > 0).sum())  # plausible, and not told; of these some are true all the same
    true_share = int((counts == 0).sum()) / unsaid
    groups = np.unique(counts)
    truth = np.array([told.chances[counts == count].sum() for count in groups])
    for number, share in enumerate(np.linspace(0, 1, 21)):
        model = np.array([share if c == 0 else (1 - share) * c * (counts == c).sum() / TOLD for c in groups])
        astray = float(np.abs(truth - model).sum() / 2)
        free = rng.random(WRITTEN) < share
        false = free & (rng.random(WRITTEN) >= true_share)
        found = Traded(float(share), told.told_once, float(false.mean()), astray, told.told_once - astray)
        yield Record(number + 1, 21, found)
