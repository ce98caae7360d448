"""What somebody's votes between two answers say: a reward for every answer, such that the preferred one has more.

The model of Bradley and Terry: the chance that the first is preferred is σ(reward of the first − reward of the second). The
reward here is a weighted count of an answer's words, and of how many there are. A large system has a whole language model in its
place. Knows nothing of the models that answer.

Sources: Bradley and Terry (1952), "Rank analysis of incomplete block designs"; Stiennon et al. (2020), "Learning to summarize
from human feedback" (a reward learned from votes).

Shapes: N votes, F features.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.outcomes import band

LENGTH = "(length)"  # a tenth of the number of words
HELD = 0.3  # how strongly weights are held near zero: few votes must not claim much

Vote = tuple[str, str]  # the preferred answer, and the other one


@dataclass(frozen=True)
class Reward:
    """What each word of an answer adds."""

    weights: Mapping[str, float]

    def of(self, answer: str) -> float:
        return sum(self.weights.get(name, 0.0) * count for name, count in counted(answer).items())

    def agrees(self, votes: Sequence[Vote]) -> float:
        """The share of votes that it foretells."""
        return sum(self.of(better) > self.of(worse) for better, worse in votes) / len(votes) if votes else 0.0


def counted(answer: str) -> dict[str, float]:
    """The features of an answer."""
    words = answer.split()
    return {word: float(words.count(word)) for word in set(words)} | {LENGTH: len(words) / 10}


def fit(votes: Sequence[Vote], words: Sequence[str]) -> Reward:
    """The reward under which the votes are likeliest, of these words' weights; by Newton's method."""
    names = [*words, LENGTH]
    rows = [(counted(better), counted(worse)) for better, worse in votes]
    difference = np.array([[a.get(name, 0.0) - b.get(name, 0.0) for name in names] for a, b in rows])  # (N, F)
    weights = np.zeros(len(names))  # (F,)
    for _ in range(12 if votes else 0):
        chance = 1 / (1 + np.exp(-difference @ weights))  # (N,) of what was voted
        slope = difference.T @ (1 - chance) - HELD * weights
        bend = difference.T @ (difference * (chance * (1 - chance))[:, None]) + HELD * np.eye(len(names))
        weights = weights + np.linalg.solve(bend, slope)
    return Reward({name: float(weight) for name, weight in zip(names, weights, strict=True)})


def wins(now: Sequence[float], before: Sequence[float]) -> float:
    """The share of all pairs in which a reward of now is larger; a tie counts half.

    >>> wins([1, 2], [1, 0])
    0.875
    """
    first, second = np.array(now)[:, None], np.array(before)[None]
    return float((first > second).mean() + 0.5 * (first == second).mean())


def variety(before: float, after: float) -> str:
    """What became of the number of distinct answers, in a word: fewer (by more than a tenth), same or more.

    >>> variety(20, 10), variety(20, 19), variety(20, 30)
    ('fewer', 'same', 'more')
    """
    return band(after / before, {"fewer": 0.9, "same": 1.1, "more": 2})
