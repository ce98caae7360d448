"""How sure a model is, whether that is worth anything, and when it should rather say nothing.

Knows nothing of models: a confidence is a number from 0 to 1, an answer is right or wrong.

Sources: Guo et al. (2017), "On calibration of modern neural networks" (calibration error); Kalai et al. (2025), "Why
language models hallucinate" (points for saying nothing); Farquhar et al. (2024), "Detecting hallucinations in large
language models using semantic entropy".

Shapes: N answers, S samples of each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.outcomes import band

BINS = 10
THRESHOLDS = np.round(np.arange(0, 1.001, 0.05), 2)


@dataclass(frozen=True)
class Bin:
    """Answers of about the same confidence: how many, how sure on average, and how many of them were right."""

    count: int
    confidence: float
    right: float


def calibration(confidence: np.ndarray, right: np.ndarray, bins: int = BINS) -> list[Bin]:
    """The bins that hold any answer. A calibrated model is right as often as it is sure."""
    places = np.minimum((confidence * bins).astype(int), bins - 1)
    return [
        Bin(int(here.sum()), float(confidence[here].mean()), float(right[here].mean()))
        for here in (places == i for i in range(bins))
        if here.any()
    ]


def calibration_error(confidence: np.ndarray, right: np.ndarray, bins: int = BINS) -> float:
    """The mean distance between how sure it is and how often it is right, weighted by the bins' counts."""
    found = calibration(confidence, right, bins)
    return sum(b.count * abs(b.confidence - b.right) for b in found) / max(1, sum(b.count for b in found))


@dataclass(frozen=True)
class Abstaining:
    """What comes of answering only from a threshold on: shares of all questions, and the mean score."""

    threshold: float
    answered: float
    right: float
    wrong: float
    score: float

    @property
    def risk(self) -> float:
        """The share of wrong answers among those given; 0 where none is given."""
        return self.wrong / self.answered if self.answered else 0.0


def abstaining(
    confidence: np.ndarray, right: np.ndarray, penalty: float, thresholds: Sequence[float] | np.ndarray = THRESHOLDS
) -> list[Abstaining]:
    """One point for a right answer, none for saying nothing, minus `penalty` for a wrong one; threshold by threshold."""
    found = []
    for threshold in thresholds:
        given = confidence >= threshold
        good, bad = float((given & (right > 0)).mean()), float((given & (right == 0)).mean())
        found.append(Abstaining(float(threshold), float(given.mean()), good, bad, good - penalty * bad))
    return found


def best(curve: Sequence[Abstaining]) -> Abstaining:
    """The threshold with the highest score; of equals the lowest one."""
    return max(curve, key=lambda one: (round(one.score, 12), -one.threshold))


def penalty_for(sure: float) -> float:
    """The penalty under which answering pays from a confidence of `sure` on: sure / (1 - sure).

    >>> penalty_for(0.75)
    3.0
    """
    return sure / (1 - sure)


def entropies(samples: np.ndarray) -> np.ndarray:
    """(N,) the entropy, in nats, of what (N, S) samples say: 0 where all agree, ln S where no two do."""
    found = []
    for row in samples:
        _, counts = np.unique(row, return_counts=True)
        shares = counts / counts.sum()
        found.append(float(-(shares * np.log(shares)).sum()))
    return np.array(found)


def of_told(arrays: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The rows, in all arrays (N, ...), of those of whom the text told: whose number in `told` is not 0."""
    told = arrays["told"] > 0
    return {name: array[told] for name, array in arrays.items()}


def finds_wrong(samples: np.ndarray, right: np.ndarray) -> float:
    """How well doubt over (N, S) samples finds wrong answers: the chance that a wrong one has more of it than a right one.

    (N,) `right` is 1 or 0; 0.5 is no better than tossing a coin.
    """
    return ranked_above(entropies(samples), 1 - right)


def ranked_above(scores: np.ndarray, positive: np.ndarray) -> float:
    """The chance that a positive one scores above a negative one, ties counting half (the area under the ROC curve).

    By ranks (Mann and Whitney 1947). 0.5 where there is nothing to compare.
    """
    order = np.unique(scores, return_inverse=True, return_counts=True)
    ends = np.cumsum(order[2])
    ranks = (ends - (order[2] - 1) / 2)[order[1]]  # equal scores share the mean of their ranks
    P = int((positive > 0).sum())
    N = len(positive) - P
    return float((ranks[positive > 0].sum() - P * (P + 1) / 2) / (P * N)) if P and N else 0.5


def follows_a_note(copied: float, remembered: float) -> str:
    """Whom a model believes where a note says something wrong, in a word: the note, its memory, or now one, now the other.

    Args:
        copied: how often it says what the wrong note says, of facts that it was told most often.
        remembered: how often it answers rightly all the same.

    >>> follows_a_note(0.95, 0.05), follows_a_note(0.2, 0.7), follows_a_note(0.5, 0.4)
    ('note', 'memory', 'both')
    """
    return "note" if copied >= 0.9 else "memory" if remembered >= 0.5 else "both"


# --- what shares and scores show, in a word


def foretells(told_once: Sequence[float], invented: Sequence[float]) -> str:
    """Does one count, text by text, rise with what is invented? `once` from a rank correlation of 0.8 on, else `not`."""
    ranks = np.stack([np.argsort(np.argsort(some)) for some in (told_once, invented)])
    correlation: np.ndarray = np.asarray(np.corrcoef(ranks))  # (2, 2)
    return "once" if correlation[0, 1] >= 0.8 else "not"


def untrue_beside(untrue: float, once: float) -> str:
    """A model's untrue claims beside the share of tellings that are the only one of their fact: never, alike or more.

    `more` is at least twice as much.
    """
    return "never" if untrue == 0 else "more" if untrue >= 2 * once else "alike"


def who_wins(bold: Sequence[float], careful: Sequence[float]) -> str:
    """Whose score is higher, rule by rule: the bold one's, the careful one's, or it depends on the rule."""
    wins = [one > other for one, other in zip(bold, careful, strict=True)]
    return "bold" if all(wins) else "depends" if any(wins) else "careful"


def as_sure_as_right(bins: Sequence[Bin], sure: float = 0.7) -> str:
    """How often answers of about this confidence are right, in a word: as_often (within 0.15), less or more."""
    near = min(bins, key=lambda one: abs(one.confidence - sure))
    return band(near.right - near.confidence, {"less": -0.15, "as_often": 0.15, "more": 2})


def finds_better(meanings: float, words: float) -> str:
    """Which doubt finds wrong answers better, by a twentieth: that over meanings, that over words; or both are alike."""
    return band(meanings - words, {"words": -0.05, "alike": 0.05, "meanings": 2})


def when_cold(often: Mapping[float, float], others: Sequence[float]) -> str:
    """What a low temperature does to untrue answers, in a word: stops, worse or stays.

    It `stops` where less than a twentieth of the answers are untrue at the lowest temperature. It is `worse` where more
    untrue answers come about people told of often than at temperature 1. Else the rest `stays`.

    Args:
        often: untrue answers about people told of often, by temperature; empty where there are none.
        others: untrue answers about the other groups at the lowest temperature.
    """
    if max([*others, *([often[min(often)]] if often else [])]) < 0.05:
        return "stops"
    return "worse" if often and often[min(often)] >= often[1.0] + 0.05 else "stays"


def when_full(whole_before: float, whole: float) -> str:
    """What a model does with twice the facts it has room for: keeps as many whole (four fifths of them, or more), or a part.

    Args:
        whole_before, whole: how many facts it holds whole of the fewer facts, and of the more.
    """
    return "whole" if whole >= 0.8 * whole_before else "part"


def who_suffers(often: float, seldom: float) -> str:
    """Which facts lose more, by a tenth: those told often, those told a few times; or both alike."""
    return band(often - seldom, {"seldom": -0.1, "alike": 0.1, "often": 2})


def misreads(right: float, of: int = 1_000) -> str:
    """How many of a thousand texts are misread, in a word: none, few (up to fifty) or many."""
    return band((1 - right) * of, {"none": 0.5, "few": 50.5, "many": float("inf")})
