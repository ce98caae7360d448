"""What /training shows: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence

from core.exhibit import Exhibit, Origin
from core.figures import curves
from core.figures.palette import Palette
from core.lessons.parts import Lesson
from core.sentences import together
from core.tables import Rows
from core.training.events import Measured, Step
from core.training.story import HALF, LEARNED, came_first, faster, first_reached, lie, parted


def learning(text: Lesson, steps: Sequence[Step], origin: Origin) -> Exhibit:
    """What stands under the living picture: the numbers of the run's steps. The picture says itself where the run stands."""
    rows: Rows = [{name: getattr(step, name) for name in ("step", "loss", "rate", "tokens")} for step in steps]
    return Exhibit(None, together([]), rows, origin)


def first(text: Lesson, measured: Sequence[Measured], colours: Palette, origin: Origin) -> Exhibit:
    """Grammar or facts: which share reached the mark first."""
    when = first_reached(measured, LEARNED)
    outcome = came_first(when)
    reached = {"grammatical_at_step": when.grammatical, "recalled_at_step": when.recalled}
    facts = {name: step for name, step in reached.items() if step is not None}
    said = text.say(_first(when.grammatical, when.recalled), mark=LEARNED, **facts)
    names = ("step", "grammatical", "true", "recalled")
    rows: Rows = [{name: getattr(one, name) for name in names} for one in measured]
    return Exhibit(
        curves.shares(measured, colours), said, rows, origin, text.say("first.alt"), text.came_out("first", outcome)
    )


def _first(grammatical: int | None, recalled: int | None) -> str:
    """The sentence that says which of the two the run reached."""
    match grammatical, recalled:
        case None, None:
            return "first.neither"
        case _, None:
            return "first.only grammar"
        case None, _:
            return "first.only facts"
    return "first"


def twice(text: Lesson, runs: Mapping[str, Sequence[Step]], colours: Palette) -> Exhibit:
    """The losses of runs that should be one; `runs` comes from `core.training.twins`."""
    apart = parted(runs)
    said = text.say("twice", same_seed=apart["again, same seed"], one_letter_changed=apart["one letter changed"])
    named: dict[str, Sequence[Step]] = {text.say(f"twice.{name}"): steps for name, steps in runs.items()}
    rows: Rows = [
        {"step": steps[0].step, **{name: one.loss for name, one in zip(named, steps, strict=True)}}
        for steps in zip(*runs.values(), strict=False)
    ]
    origin = Origin("live", (text.say("twice.origin"),))
    verdict = text.came_out("twice", lie(apart["again, same seed"]))
    return Exhibit(curves.losses(named, colours), said, rows, origin, text.say("twice.alt"), verdict)


def optimizer(text: Lesson, runs: Mapping[str, Sequence[Measured]], colours: Palette, origin: Origin) -> Exhibit:
    """What runs that differ in the optimizer, "muon" and "adamw", recall at each moment; both were measured at the same steps."""
    reached = {name: first_reached(measured, HALF).recalled for name, measured in runs.items()}
    names = {name: text.say(f"optimizer.{name}") for name in runs}
    said = [
        text.say(
            "optimizer.never" if reached[name] is None else "optimizer", optimizer=names[name], mark=HALF,
            reached_at_step=reached[name], recalled=measured[-1].recalled or 0,
        )
        for name, measured in runs.items()
    ]  # fmt: skip
    rows: Rows = [
        {"step": looks[0].step, **{name: one.recalled for name, one in zip(names.values(), looks, strict=True)}}
        for looks in zip(*runs.values(), strict=False)
    ]
    shown: dict[str, Sequence[Measured]] = {names[name]: measured for name, measured in runs.items()}
    verdict = text.came_out("optimizer", faster(reached))
    return Exhibit(curves.recalled(shown, colours), together(said), rows, origin, text.say("optimizer.alt"), verdict)
