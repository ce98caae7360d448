"""What /training shows: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence

from core.figures import curves
from core.figures.palette import Palette
from core.lessons import Lesson
from core.training.events import Measured, Step
from core.training.story import first_reached, parted
from pages.kit.exhibit import Exhibit, Origin, together
from pages.kit.tables import Rows

MARK = 0.9  # the share from which on something counts as learned


def learning(text: Lesson, steps: Sequence[Step], origin: Origin) -> Exhibit:
    """What stands under the living picture: the numbers of the run's steps. The picture says itself where the run stands."""
    rows: Rows = [{name: getattr(step, name) for name in ("step", "loss", "rate", "tokens")} for step in steps]
    return Exhibit(None, together([]), rows, origin)


def first(text: Lesson, measured: Sequence[Measured], colours: Palette, origin: Origin) -> Exhibit:
    """Grammar or facts: which share reached the mark first."""
    when = first_reached(measured, MARK)
    if when.grammatical is None:
        said = text.say("first.neither", mark=MARK)
    elif when.recalled is None:
        said = text.say("first.grammar", mark=MARK, grammatical_at_step=when.grammatical)
    else:
        said = text.say("first", mark=MARK, grammatical_at_step=when.grammatical, recalled_at_step=when.recalled)
    names = ("step", "grammatical", "true", "recalled")
    rows: Rows = [{name: getattr(one, name) for name in names} for one in measured]
    return Exhibit(curves.shares(measured, colours), said, rows, origin, text.say("first.alt"))


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
    return Exhibit(curves.losses(named, colours), said, rows, origin, text.say("twice.alt"))


def optimizer(text: Lesson, ends: Mapping[str, Measured], colours: Palette, origin: Origin) -> Exhibit:
    """What runs recall at their ends, by how often their text told it."""
    recalls = {name: end.recall or {} for name, end in ends.items()}
    groups = dict.fromkeys(group for recall in recalls.values() for group in recall)
    rows: Rows = [{"told": group, **{name: recall.get(group) for name, recall in recalls.items()}} for group in groups]
    said = [
        text.say("optimizer", steps=end.step, optimizer=name, recalled=end.recalled or 0) for name, end in ends.items()
    ]
    return Exhibit(curves.recall(recalls, colours), together(said), rows, origin, text.say("optimizer.alt"))
