"""The best of n answers, exactly: what is drawn n times from a pool, of which only the answer with the largest reward is shown.

Knows nothing of models; a pool is answers, their rewards, and which of them are right.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

NUMBERS = (1, 2, 4, 8, 16, 32)  # of answers that are drawn for each that is shown


class Answers(Protocol):
    """Answers to one question."""

    @property
    def answers(self) -> Sequence[str]: ...
    @property
    def rewards(self) -> Sequence[float]: ...
    @property
    def right(self) -> Sequence[bool]: ...


@dataclass(frozen=True)
class Shown:
    """What is shown where the best of n is."""

    wins: float  # share of pairs in which it beats a single answer; ties count half
    distinct: float  # of so many that are shown
    right: float


def chances(rewards: Sequence[float], n: int) -> list[float]:
    """How likely each is the best of n draws; those with equal rewards share.

    >>> chances([0, 1], 2), chances([5, 5], 7)
    ([0.25, 0.75], [0.5, 0.5])
    """
    size = len(rewards)
    return [
        ((sum(r <= one for r in rewards) / size) ** n - (sum(r < one for r in rewards) / size) ** n)
        / sum(r == one for r in rewards)
        for one in rewards
    ]


def best(pools: Sequence[Answers], n: int, shown: int) -> Shown:
    """The mean over the pools."""
    wins = distinct = right = 0.0
    for pool in pools:
        each = chances(pool.rewards, n)
        wins += sum(p * beats(one, pool.rewards) for p, one in zip(each, pool.rewards, strict=True))
        right += sum(p for p, is_right in zip(each, pool.right, strict=True) if is_right)
        of: dict[str, float] = defaultdict(float)
        for p, answer in zip(each, pool.answers, strict=True):
            of[answer] += p
        distinct += sum(1 - (1 - p) ** shown for p in of.values())
    return Shown(wins / len(pools), distinct / len(pools), right / len(pools))


def commonest(pool: Answers, n: int) -> tuple[str, float]:
    """The answer that is the best of n most often, and how often."""
    of: dict[str, float] = defaultdict(float)
    for p, answer in zip(chances(pool.rewards, n), pool.answers, strict=True):
        of[answer] += p
    best = max(of, key=lambda answer: of[answer])
    return best, of[best]


def beats(reward: float, others: Sequence[float]) -> float:
    """The share of the others that it beats; a tie counts half."""
    return sum((reward > other) + 0.5 * (reward == other) for other in others) / len(others)


def needed(pools: Sequence[Answers], wins: float) -> int | None:
    """The smallest n that is liked as well; None where none of NUMBERS is."""
    return next((n for n in NUMBERS if best(pools, n, 1).wins >= wins), None)


def how_many(n: int | None) -> str:
    """In a word: two (or one), few (up to 8), many, or never.

    >>> how_many(2), how_many(8), how_many(16), how_many(None)
    ('two', 'few', 'many', 'never')
    """
    if n is None:
        return "never"
    return "two" if n <= 2 else "few" if n <= 8 else "many"
