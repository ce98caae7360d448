"""What /training and its further pages show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.exhibit import Exhibit, Origin
from core.figures import curves, in_depth, landscape
from core.figures.palette import Palette
from core.figures.payload import Array
from core.language import number, percent
from core.lessons.parts import Lesson
from core.measure.early_stopping import turned
from core.measure.one_weight import Weight
from core.measure.sentence_errors import ERRORS
from core.opened.one_weight import plain
from core.sentences import together
from core.studies.double_descent import Erred, worst
from core.studies.errors_over_time import Counted, most_frequent
from core.studies.grokking import Answered, grokked, heard
from core.studies.landscape import Ground, Off, steeper
from core.studies.learning_rates import OPTIMIZERS, Trained, bests, first_explosion
from core.studies.overfitting import Losses
from core.tables import Rows
from core.training.events import Measured, Step
from core.training.story import HALF, LEARNED, came_first, faster, first_reached, lie, parted

WORDS = "Yito lives in"  # that the open model is asked for at first, on the second page


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


# --- deeper


def weight(text: Lesson, found: Weight, nudge: float, colours: Palette) -> Exhibit:
    """The loss as one weight alone moves, and its slope, by the chain rule and by one nudge."""
    tried = next(one for one in found.tried if one.nudge == nudge)
    apart = abs(tried.slope - found.slope)
    said = text.say(
        "weight" if tried.change else "weight.rounded", weight=found.value, loss=found.loss, by_the_chain_rule=found.slope,
        nudge=plain(nudge), by_trying_out=tried.slope, apart=apart,
    )  # fmt: skip
    rows: Rows = [{"this_weight": value, "loss": loss} for value, loss in found.curve]
    return Exhibit(in_depth.loss_by_weight(found, tried, colours), said, rows, alt=text.say("weight.alt"))


def nudge(text: Lesson, found: Weight, colours: Palette) -> Exhibit:
    """How far the slope by trying out is from that of the chain rule, for every nudge."""
    best = min(zip(found.errors, found.tried, strict=True), key=lambda one: one[0])
    last = found.tried[-1]
    said = text.say(
        "nudge", by_the_chain_rule=found.slope, best_nudge=plain(best[1].nudge), apart=best[0], smallest=plain(last.nudge),
        apart_with_the_smallest=found.errors[-1], with_more_digits=abs(last.exact - found.slope),
    )  # fmt: skip
    rows: Rows = [
        {"nudged_by": plain(one.nudge), "change_of_the_loss": number(one.change, ".3g"), "slope": number(one.slope, ".6g"),
         "from_the_chain_rule": number(apart, ".3g"), "slope_with_more_digits": number(one.exact, ".9g")}
        for one, apart in zip(found.tried, found.errors, strict=True)
    ]  # fmt: skip
    return Exhibit(
        in_depth.errors_by_nudge(found, colours), said, rows, alt=text.say("nudge.alt"),
        verdict=text.came_out("nudge", found.outcome),
    )  # fmt: skip


def rates(
    text: Lesson, found: Sequence[Trained], view: str, all_of_them: bool, colours: Palette, origin: Origin
) -> Exhibit:
    """Where three rules end at every learning rate, or how one of them goes on at some; "ends" is the view of all."""
    names = {name: text.say(f"rates.{name}") for name in OPTIMIZERS}
    tops = bests(found)
    explode = {name: first_explosion(found, name, top.rate) for name, top in tops.items()}
    otherwise = "rates" if all_of_them else "rates.so far"
    said = [
        text.say(
            "rates.explodes" if explode[name] else otherwise, optimizer=names[name], best_rate=top.rate, loss=top.loss,
            explodes_at=explode[name],
        )
        for name, top in tops.items()
    ]  # fmt: skip
    start = text.say("rates.start", start=found[0].start)
    rows: Rows = [
        {"optimizer": names[one.optimizer], "rate": number(one.rate, "g"),
         "loss": text.say("rates.none") if one.end is None else one.end}
        for one in sorted(found, key=lambda one: (OPTIMIZERS.index(one.optimizer), one.rate))
    ]  # fmt: skip
    ends = view == "ends"
    figure = (
        in_depth.losses_by_rate(found, names, colours) if ends else in_depth.losses_over_steps(found, view, colours)
    )
    lowest = min(tops, key=lambda name: tops[name].loss) if tops else ""
    verdict = text.came_out("rates", lowest) if all_of_them and lowest else None
    alt = text.say("rates.alt" if ends else "rates.steps alt")
    return Exhibit(figure, together([start, *said]), rows, origin, alt, verdict)


def descent(
    text: Lesson, curve: Sequence[Erred], pictures: int, all_of_it: bool, colours: Palette, origin: Origin
) -> Exhibit:
    """Errors over the number of weights, and where they are greatest."""
    top = max(curve, key=lambda one: one.unseen)
    last = curve[-1]
    said = text.say(
        "descent", pictures=pictures, features=top.features, unseen=top.unseen, with_a_penalty=top.ridge,
        most_features=last.features, unseen_with_most=last.unseen,
    )  # fmt: skip
    rows: Rows = [
        {"features": one.features, "wrong_on_learned": percent(one.learned, 1), "wrong_on_unseen": percent(one.unseen, 1),
         "wrong_with_a_penalty": percent(one.ridge, 1)}
        for one in curve
    ]  # fmt: skip
    verdict = text.came_out("descent", worst(curve, pictures)) if all_of_it else None
    figure = in_depth.double_descent(curve, pictures, colours)
    return Exhibit(figure, said, rows, origin, text.say("descent.alt"), verdict)


def grokking(
    text: Lesson, answers: Sequence[tuple[int, Answered]], arrays: Mapping[str, Array], finished: bool, colours: Palette,
    origin: Origin,
) -> Exhibit:  # fmt: skip
    """When the learned sums are right, and when the others; and the table as it stands."""
    step, last = answers[-1]
    learned, others = heard(answers)
    shares = {"others": last.others, "others_without": last.others_without}
    if others is not None and learned is not None:
        said = text.say("grokking", learned_at=learned, others_at=others, step=step, **shares)
    else:
        said = text.say("grokking.so far", step=step, learned=last.learned, **shares)
    rows: Rows = [
        {"step": at, "learned_sums": percent(one.learned, 1), "other_sums": percent(one.others, 1),
         "other_sums_without_decay": percent(one.others_without, 1)}
        for at, one in answers
    ]  # fmt: skip
    outcome = grokked(answers)
    verdict = text.came_out("grokking", outcome) if finished or outcome != "never" else None
    figure = in_depth.grokking(answers, arrays["right"], arrays["learned"], colours)
    return Exhibit(figure, said, rows, origin, text.say("grokking.alt"), verdict)


def errors(text: Lesson, counted: Sequence[Counted], all_of_them: bool, colours: Palette, origin: Origin) -> Exhibit:
    """What the sentences of each checkpoint got wrong, and what most of them did at the last one."""
    names: dict[str, str] = {error: text.say(f"errors.{error}") for error in ERRORS}
    last = counted[-1]
    outcome = most_frequent(last)
    if last.shares:
        shares = {error: last.shares[error] for error in ERRORS if error != "none"}
        said = text.say("errors", step=last.step, sentences=last.sentences, faultless=last.shares["none"], **shares)
    else:
        said = text.say("errors.no sentence", step=last.step)
    rows: Rows = [
        {"step": one.step, "sentences": one.sentences,
         **{names[error]: percent(one.shares[error], 1) if one.shares else "" for error in ERRORS}}
        for one in counted
    ]  # fmt: skip
    figure = in_depth.errors_over_time(counted, names, colours)
    verdict = text.came_out("errors", outcome) if all_of_them else None
    return Exhibit(figure, said, rows, origin, text.say("errors.alt"), verdict)


def examples(text: Lesson, counted: Sequence[Counted]) -> Rows:
    """For each kind of mistake a sentence with it, from the last checkpoint that has one, and the step of that."""
    found: list[dict[str, Any]] = []
    for error in ERRORS:
        one = next((one for one in reversed(counted) if one.examples[error]), None)
        if one:
            found.append({"mistake": text.say(f"errors.{error}"), "step": one.step, "sentence": one.examples[error][0]})
    return found


# --- landscape


def ground(text: Lesson, found: Sequence[Ground], directions: str, colours: Palette, origin: Origin) -> Exhibit:
    """The loss around the trained weights, in a plane: the "path" of the run lies in it, or it is "random"."""
    first = found[0]
    places = [place for part in found for place in part.places]
    highest = max(places, key=lambda place: place.loss)
    facts: dict[str, float] = {
        "places": len(places), "trained": first.path[-1].loss, "began": first.path[0].loss, "highest": highest.loss,
        "weights": first.weights,
    }  # fmt: skip
    on_path = directions == "path"
    said = text.say("ground", shown=first.shown, **facts) if on_path else text.say("ground.random", **facts)
    rows: Rows = (
        [{"step": step, "straight_back": place.right, "aside": place.up, "loss": place.loss}
         for step, place in zip(first.steps, first.path, strict=True)]
        if on_path
        else [{"one_way": place.right, "other_way": place.up, "loss": place.loss} for place in places]
    )  # fmt: skip
    alt = text.say("ground.alt" if on_path else "ground.random alt")
    return Exhibit(landscape.ground(found, on_path, colours), said, rows, origin, alt)


def ways_off(text: Lesson, found: Sequence[Off], all_of_them: bool, colours: Palette, origin: Origin) -> Exhibit:
    """How the loss rises with the distance from the trained weights, straight back and in random directions."""
    last = found[-1]
    said = text.say(
        "ways",
        distance=last.distance,
        start=found[0].back,
        back=last.back,
        least=min(last.random),
        most=max(last.random),
    )
    rows: Rows = [
        {"distance": number(one.distance, ".1f"), "straight_back": one.back,
         **{text.say("ways.direction", place=place): loss for place, loss in enumerate(one.random, 1)}}
        for one in found
    ]  # fmt: skip
    verdict = text.came_out("ways", steeper(found)) if all_of_them else None
    return Exhibit(landscape.ways_off(found, colours), said, rows, origin, text.say("ways.alt"), verdict)


def by_heart(
    text: Lesson, losses: Sequence[tuple[int, Losses]], all_of_them: bool, colours: Palette, origin: Origin
) -> Exhibit:
    """The losses on pages that are read again and again, and on others."""
    step, last = losses[-1]
    at, least = min(losses, key=lambda one: one[1].unseen)
    said = text.say(
        "by_heart", step=step, learned=last.learned, unseen=last.unseen, least_at=at, least=least.unseen,
    )  # fmt: skip
    rows: Rows = [{"step": at, "pages_read": one.learned, "pages_not_read": one.unseen} for at, one in losses]
    verdict = text.came_out("by_heart", turned([one.unseen for _, one in losses])) if all_of_them else None
    return Exhibit(landscape.by_heart(losses, colours), said, rows, origin, text.say("by_heart.alt"), verdict)
