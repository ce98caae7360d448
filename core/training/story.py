"""What a run's events say, in numbers that a sentence can hold: which came first, how far two runs parted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import Literal

from core.training.events import Measured, Step

LEARNED = 0.9  # the share from which on something counts as learned
HALF = 0.5
CLOSE = 0.01  # nats, up to which two losses would look like one line in a picture of both


@dataclass(frozen=True)
class FirstReached:
    """The first measured step at which a share reached the mark; None where it never did."""

    grammatical: int | None
    recalled: int | None


def first_reached(measured: Sequence[Measured], mark: float) -> FirstReached:
    """When did the sentences become grammatical, and when were the facts told often known?"""

    def first(field: str) -> int | None:
        return next((m.step for m in measured if (getattr(m, field) or 0.0) >= mark), None)

    return FirstReached(first("grammatical"), first("recalled"))


def parted(runs: Mapping[str, Sequence[Step]]) -> dict[str, float]:
    """The largest difference between the first run's losses and each other run's, in nats; 0 means equal to the last digit."""
    (_, reference), *others = runs.items()
    return {name: max(abs(a.loss - b.loss) for a, b in zip(reference, steps, strict=False)) for name, steps in others}


def came_first(when: FirstReached) -> Literal["grammar", "facts", "both", "neither"]:
    """What reached the mark at an earlier measurement; both, where it was the same one."""
    grammar, facts = (inf if step is None else step for step in (when.grammatical, when.recalled))
    if grammar == facts:
        return "neither" if grammar == inf else "both"
    return "grammar" if grammar < facts else "facts"


def lie(apart: float) -> Literal["exact", "close", "apart"]:
    """How two curves lie whose largest difference this is, in nats: close up to `CLOSE`, exact only where there is none."""
    return "exact" if apart == 0 else "close" if apart <= CLOSE else "apart"


def faster(reached: Mapping[str, int | None]) -> str:
    """Who of two reached something at the earlier step; "both", where it was the same one, and "neither", where nobody did."""
    steps = {name: step for name, step in reached.items() if step is not None}
    if not steps:
        return "neither"
    first = [name for name, step in steps.items() if step == min(steps.values())]
    return first[0] if len(first) == 1 else "both"


def steepest(measured: Sequence[Measured]) -> int:
    """The step by which the loss had fallen fastest: the end of the stretch between two measurements in which it fell by the most
    nats a step. There one update is seen to do something; 0, where it never fell."""
    falls = {
        after.step: (before.validation - after.validation) / (after.step - before.step)
        for before, after in pairwise(measured)
    }
    step = max(falls, key=falls.__getitem__, default=0)
    return step if falls.get(step, 0.0) > 0 else 0
