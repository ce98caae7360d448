"""Votes on a scale of five, before and after: their counts, their mean, and how far they moved.

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


def moved(before: int, after: int) -> str:
    """One learner's own shift, in words.

    >>> moved(1, 3), moved(2, 2), moved(4, 3)
    ('2 steps towards agreeing', 'not moved', '1 step towards disagreeing')
    """
    steps = abs(after - before)
    if not steps:
        return "not moved"
    return f"{steps} step{'s' * (steps > 1)} towards {'agreeing' if after > before else 'disagreeing'}"
