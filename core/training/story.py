"""What a run's events say, in numbers that a sentence can hold: which came first, how far two runs parted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.training.events import Measured, Step


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
