"""Learning curves, and training time as a line to move on: facts become payloads; learning.js and training_time.js draw."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from math import ceil, isfinite, log2
from typing import Any

from core.training.events import Event, Measured, Step

MOST_POINTS = 600  # of a curve; more would not be seen, and four updates a second must stay light
MEMORY = 0.9  # of a smoothed curve: about its last ten steps


def smoothed(values: Sequence[float], memory: float = MEMORY) -> list[float]:
    """An exponential moving average that starts at the first value, by Adam's bias correction (Kingma & Ba 2015).

    >>> smoothed([2.0, 2.0, 2.0])
    [2.0, 2.0, 2.0]
    """
    average, weight, result = 0.0, 0.0, []
    for value in values:
        average = memory * average + (1 - memory) * value
        weight = memory * weight + (1 - memory)
        result.append(average / weight)
    return result


def thinned(points: Sequence[tuple[int, float]], most: int = MOST_POINTS) -> list[tuple[int, float]]:
    """Every 1st, 2nd, 4th, 8th ... point, and the last: powers of two, so that a growing curve moves no point."""
    stride = 2 ** max(0, ceil(log2(max(1, len(points)) / most)))
    return [*points[::stride], *points[-1:]] if (len(points) - 1) % stride else list(points[::stride])


def series(label: str, events: Iterable[Event], whole: bool = False) -> dict[str, Any]:
    """One run as the learning curves show it. Steps that were done again after an interruption count once.

    `whole`: it learned all of its text, so what it is measured on is not unseen.
    """
    steps: dict[int, Step] = {}
    measured: dict[int, Measured] = {}
    for event in events:
        if isinstance(event, Step) and isfinite(event.loss):
            steps[event.step] = event
        elif isinstance(event, Measured):
            measured[event.step] = event
    ordered = sorted(steps)
    points = thinned(list(zip(ordered, smoothed([steps[step].loss for step in ordered]), strict=True)))
    looks = sorted(measured.items())
    shares = {
        name: [[step, round(share, 4)] for step, look in looks if (share := getattr(look, name)) is not None]
        for name in ("grammatical", "true", "recalled")
    }
    return {
        "label": label,
        "steps": [step for step, _ in points],
        "loss": [round(steps[step].loss, 4) for step, _ in points],
        "smooth": [round(calm, 4) for _, calm in points],
        "validation": [[step, round(look.validation, 4)] for step, look in looks if isfinite(look.validation)],
        "shares": {name: values for name, values in shares.items() if values},
        "whole": whole,
    }


def training_time_payload(
    losses: Iterable[tuple[int, float]], steps: Sequence[int], step: int, *, run: str = "", total: int | None = None
) -> dict[str, Any]:
    """The smoothed loss curve, thinned; and each checkpoint with the loss there (None where none is known)."""
    if not steps:
        raise ValueError("Training time needs at least one saved moment, but the run has no checkpoint yet.")
    finite = sorted((at, loss) for at, loss in losses if isfinite(loss))
    at, calm = [at for at, _ in finite], smoothed([loss for _, loss in finite])
    return {
        "curve": [[at, round(loss, 4)] for at, loss in thinned(list(zip(at, calm, strict=True)))],
        "steps": list(steps),
        "step": step,
        "losses": [calm[max(0, bisect_right(at, step) - 1)] if calm else None for step in steps],
        "run": run,
        "total": total or max([steps[-1], *at]),
    }
