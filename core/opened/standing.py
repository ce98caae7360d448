"""Where a run stands, in sentences: what is done, whose turn it is, how long the rest will take, and why it rests."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.lessons import frame
from core.training import events as e
from core.training.line import Place
from core.training.run import Run

REPLAY = 8.0  # seconds in which a finished run is shown again
ENOUGH = 20  # steps that a visitor has seen, from which on their pace tells how long the rest will take
LONG = 180  # seconds from which on the rest is told in minutes


@dataclass(frozen=True)
class Pace:
    """What one visitor has seen of a training."""

    seconds: float = 0.0
    steps: int = 0


def until(events: Sequence[e.Event], elapsed: float | None) -> list[e.Event]:
    """All events, or while a run is shown again only those that had happened by then."""
    if elapsed is None:
        return list(events)
    steps = max((event.step for event in events), default=0)
    return [event for event in events if event.step <= steps * elapsed / REPLAY and not isinstance(event, e.Finished)]


def standing(run: Run, seen: Sequence[e.Event], place: Place, pace: Pace, *, again: bool = False) -> str:
    """Where the run stands, in one sentence; in two where a part of its record is lost.

    Args:
        seen: the run's events, as many as are shown.
        place: its place in the line.
        pace: of this visitor.
        again: it is over, and shown once more.
    """
    return f"{_standing(run, seen, place, pace, again)} {run.gap}".strip()


def _standing(run: Run, seen: Sequence[e.Event], place: Place, pace: Pace, again: bool) -> str:
    say, step = frame().say, e.last(e.Step, seen)
    done = say("done", step=step.step, steps=run.recipe.steps, tokens=step.tokens) if step else say("done.nothing")
    lost = run.last(e.Interrupted)
    went_on = say("was interrupted") if lost else ""  # also when it is over: nobody need look just then
    match run.status:
        case "queued":
            return f"{say('in line', ahead=place.ahead, wait=place.wait) if place.ahead else say('its turn')} {done}."
        case "interrupted":
            return say("interrupted", step=lost.step if lost else 0)
        case "training" if step and not again:
            seconds = seconds_left(step, run.recipe.steps, place, pace)
            left = (
                say("left", done=done, seconds=seconds)
                if seconds < LONG
                else say("left.long", done=done, minutes=seconds / 60)
            )
            return f"{left} {went_on}".strip()
        case "training" if not again:
            return f"{done}. {went_on}".strip()
        case "failed":
            failed = run.last(e.Failed)
            return str(failed.reason) if failed else say("run failed")
        case "finished" | "paused" | "stopped" as status:
            stands = say("stands", done=done, status=frame().control("status").options[status])
            paused = run.last(e.Paused) if status == "paused" else None
            return " ".join(filter(None, (stands, went_on, str(paused.reason) if paused else "")))
        case _:
            return f"{done}."


def seconds_left(step: e.Step, planned: int, place: Place, pace: Pace) -> float:
    """How long the rest will take by the pace that this visitor has seen, whatever else the machine does.

    As long as that is too little: by the training alone, and by how many share the workers.
    """
    if pace.steps >= ENOUGH:
        return pace.seconds / pace.steps * (planned - step.step)
    return step.seconds / step.step * (planned - step.step) * max(1, place.sharing / max(1, place.workers))
