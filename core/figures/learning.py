"""Learning curves, and training time as a line to move on: facts become payloads; learning.js and training_time.js draw."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from math import ceil, isfinite, log2
from typing import Any

from core.caches import lru_cache
from core.measure.changes import of_losses, telling
from core.training.events import Event, Measured, Step

MOST_POINTS = 600  # of a curve; more would not be seen, and four updates a second must stay light
REACH = 10  # how many steps to each side a smoothed curve averages, at most
# Milliseconds that a moment of a film stays: where all change alike, at least, at most.
BEAT, SHORT, LONG = 700, 350, 2_400
IN_STRIP = 5  # moments whose text stays to be read
LETTERS = 200  # of a text that travels for every moment


def smoothed(values: Sequence[float], reach: int = REACH) -> list[float]:
    """The mean of each value and as many before it as after it, so that a falling curve stays where it is.

    An average over the past alone would lag: at the start, where the loss falls fast, it would stand a nat too high. There
    the mean reaches less far, and not at all at both ends.

    >>> smoothed([2.0, 2.0, 2.0])
    [2.0, 2.0, 2.0]
    """
    result = []
    for place in range(len(values)):
        near = min(reach, place // 4, len(values) - 1 - place)
        around = values[place - near : place + near + 1]
        result.append(sum(around) / len(around))
    return result


def thinned(points: Sequence[tuple[int, float]], most: int = MOST_POINTS) -> list[tuple[int, float]]:
    """Every 1st, 2nd, 4th, 8th ... point, and the last: powers of two, so that a growing curve moves no point."""
    stride = 2 ** max(0, ceil(log2(max(1, len(points)) / most)))
    return [*points[::stride], *points[-1:]] if (len(points) - 1) % stride else list(points[::stride])


def series(label: str, events: Iterable[Event], whole: bool = False, run: str = "") -> dict[str, Any]:
    """One run as the learning curves show it. Steps that were done again after an interruption count once.

    Args:
        whole: it learned all of its text, so what it is measured on is not unseen.
        run: its id, if the curves follow the slider of its training time.
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
        "run": run,
        "steps": [step for step, _ in points],
        "loss": [round(steps[step].loss, 4) for step, _ in points],
        "smooth": [round(calm, 4) for _, calm in points],
        "validation": [[step, round(look.validation, 4)] for step, look in looks if isfinite(look.validation)],
        "shares": {name: values for name, values in shares.items() if values},
        "whole": whole,
    }


def beats(changes: Sequence[float]) -> list[int]:
    """How many milliseconds each moment of a film stays: the longer, the more of all change led to it.

    >>> beats([1.0, 1.0]), beats([0.0, 3.0]), beats([])
    ([700, 700, 700], [700, 350, 1400], [700])
    """
    usual = sum(changes) / max(1, len(changes))
    stays = (BEAT * change / usual if usual else BEAT for change in changes)
    return [BEAT, *(round(min(LONG, max(SHORT, stay))) for stay in stays)]


@lru_cache(maxsize=64)
def _smooth(losses: tuple[tuple[int, float], ...]) -> tuple[list[int], list[float]]:
    """The steps at which a loss is known, growing, and the losses there, smoothed. Asked for at every click."""
    finite = sorted((at, loss) for at, loss in losses if isfinite(loss))
    return [at for at, _ in finite], smoothed([loss for _, loss in finite])


def training_time_payload(
    losses: Iterable[tuple[int, float]], steps: Sequence[int], step: int, *, run: str = "", total: int | None = None,
    changes: Sequence[float] = (), writes: Mapping[int, str] | None = None, given: str = "", strip: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """The smoothed loss curve, thinned; and each checkpoint with the loss there (None where none is known).

    Args:
        changes: how much that which is looked at changed from each checkpoint to the next; by default the loss.
        writes: what the model wrote at each checkpoint, as far as it is known.
        given: the words that all of it goes on from.
        strip: whether some of it, from the checkpoints that tell most by `changes`, stays to be read.
    """
    if not steps:
        raise ValueError("Training time needs at least one saved moment, but the run has no checkpoint yet.")
    at, calm = _smooth(tuple(losses))
    known = [calm[max(0, bisect_right(at, step) - 1)] if calm else None for step in steps]
    moves = changes or of_losses(known)
    return {
        "curve": [[at, round(loss, 4)] for at, loss in thinned(list(zip(at, calm, strict=True)))],
        "steps": list(steps),
        "step": step,
        "losses": known,
        "beats": beats(moves),
        "writes": {"given": given, "texts": [writes.get(step, "")[:LETTERS] for step in steps]} if writes else None,
        "strip": list(telling(moves, IN_STRIP)) if writes and strip else [],
        "run": run,
        "total": total or max([steps[-1], *at]),
    }
