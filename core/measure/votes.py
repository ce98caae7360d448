"""Votes on a scale of five, before and after: their counts, their shares and their mean.

Knows nothing of who voted, nor of where the counts are kept.
"""

from collections.abc import Sequence

SCALE = ("strongly disagree", "disagree", "neither", "agree", "strongly agree")
WHEN = ("before", "after")


def shares(counts: Sequence[int]) -> tuple[float, ...]:
    """Which part of the votes fell on each step; zeros where nobody voted.

    >>> shares([0, 1, 0, 3, 0])
    (0.0, 0.25, 0.0, 0.75, 0.0)
    """
    total = max(1, sum(counts))
    return tuple(count / total for count in counts)


def mean(counts: Sequence[int]) -> float | None:
    """The mean step, from -2 to +2; None where nobody voted.

    >>> mean([0, 1, 0, 3, 0])
    0.5
    """
    total = sum(counts)
    return sum((step - 2) * count for step, count in enumerate(counts)) / total if total else None
