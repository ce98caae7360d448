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
