"""What a few examples make of a model that read a text, and of networks that begin with nothing: the study's facts compared.

Knows nothing of how they were found; `core.studies.foundation` does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.data.three_tasks import TASKS

EXAMPLES = (0, 4, 16, 64, 256)  # to learn from; with none the model is only asked
STARTS = ADAPTED, FROM_NOTHING = ("adapted", "from_nothing")
CLEARLY = 0.1  # a difference that counts
FEW = 16  # examples


@dataclass(frozen=True)
class Said:
    """One new case, and what a model made of it."""

    given: str
    wanted: str
    said: str


@dataclass(frozen=True)
class Tried:
    """One model after so many examples of one task: the share of new cases that it gets right to the letter."""

    task: str  # one of TASKS
    start: str  # one of STARTS
    examples: int
    right: float
    tested: int
    shown: Sequence[Said]


def right(found: Sequence[Tried], examples: int) -> dict[tuple[str, str], float]:
    """By start and task: the share of new cases that is right after so many examples."""
    return {(one.start, one.task): one.right for one in found if one.examples == examples}


def line(found: Sequence[Tried], start: str, task: str) -> dict[int, float]:
    """The same over the number of examples."""
    return {one.examples: one.right for one in found if (one.start, one.task) == (start, task)}


def leads(by_both: Mapping[tuple[str, str], float]) -> str:
    """In how many of the tasks the adapted model is clearly ahead: `all`, `some` or `none`."""
    ahead = sum(by_both[ADAPTED, task] - by_both[FROM_NOTHING, task] >= CLEARLY for task in TASKS)
    return "all" if ahead == len(TASKS) else "some" if ahead else "none"


def far(found: Sequence[Tried], task: str) -> tuple[float, int, float]:
    """What the adapted one gets right after FEW examples; and the most examples that there are, with what the one from
    nothing gets right after them."""
    ours, theirs = line(found, ADAPTED, task), line(found, FROM_NOTHING, task)
    most = max(theirs)
    return ours[FEW], most, theirs[most]


def caught_up(found: Sequence[Tried]) -> str:
    """In how many tasks the one from nothing reaches, with the most examples, what the adapted one had after FEW."""
    reached = [end >= mark for mark, _, end in (far(found, task) for task in TASKS)]
    return "all" if all(reached) else "some" if any(reached) else "none"


def whole(found: Sequence[Tried]) -> bool:
    """Is everything there?"""
    return len(found) == len(EXAMPLES) * len(TASKS) * len(STARTS)
