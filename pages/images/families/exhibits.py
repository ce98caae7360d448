"""What /families and its second page show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Iterable, Mapping, Sequence

from core.figures import families as figures
from core.figures.chips import percent
from core.figures.families import Frames
from core.figures.palette import Palette
from core.lessons import Lesson
from core.measure.pixel_drawing import Drawing
from core.sentences import Sentence
from core.studies import families as study
from core.studies.face_swap import DRIVEN
from core.studies.families import Cost, Measured
from core.studies.pixel_transformer import Learned
from pages.images.families import race_picture as race_of
from pages.images.families.race_picture import called
from pages.kit.exhibit import Exhibit, Origin, Picture, together
from pages.kit.tables import Rows

Costs = Mapping[str, Sequence[Cost]]  # by family, one for each number of steps that was tried


def listed(parts: Mapping[str, Sentence]) -> Sentence:
    """A list with commas and a full stop; each number in it is a fact of its part's name."""
    facts = {name: written for name, part in parts.items() for written in part.facts.values()}
    return Sentence(", ".join(parts.values()) + ".", facts)


def distances(text: Lesson, second: int, at: Mapping[str, Measured]) -> Iterable[Sentence]:
    """The distances of the families at that second, the nearest to real digits first."""
    yield text.say("race.after", seconds=second)
    order = sorted(at, key=lambda name: at[name].frechet)
    yield listed({
        text.say("fact.after", family=called(name), seconds=second):
        text.say("family", family=called(name), distance=at[name].frechet)
        for name in order
    })  # fmt: skip


def race(text: Lesson, found: Frames, numbers: Rows, origin: Origin) -> Exhibit:
    """The race as it stands at the last second that all families have reached."""
    reached = [moments[-1][0].second for moments in found.values() if moments]
    if len(reached) < len(found):
        return Exhibit(None, text.say("race.begun"), numbers, origin)
    second = min(reached)
    _, places = distances(text, second, race_of.at(found, second))
    said = [text.say("race", seconds=second), places, text.say("race.real", real_digits=race_of.floor())]
    return Exhibit(None, together(said), numbers, origin)


def first(text: Lesson, found: Frames, colours: Palette, origin: Origin) -> Exhibit:
    """Who comes near to real digits first: after one second, and at the end."""
    over_time = race_of.over_time(found)
    rows: Rows = [
        {"family": name, "seconds": second, "frechet": round(distance, 3)}
        for name, line in over_time.items()
        for second, distance in line
    ]
    said = [sentence for second in (1, 12) for sentence in distances(text, second, race_of.at(found, second))]
    figure = figures.distances(over_time, race_of.floor(), colours)
    return Exhibit(figure, together(said), rows, origin, text.say("first.alt"))


def missing(text: Lesson, found: Frames, picture: Picture, origin: Origin) -> Exhibit:
    """How many digits each family shows after a second, and when the GAN without its brake shows all."""
    second, say = study.MARKS[0], text.say
    rows: Rows = [
        {"family": called(name), "seconds": one.second,
         "digits_shown": one.classes}
        for name, moments in found.items()
        for one, _ in moments
    ]  # fmt: skip
    healed = next((one.second for one, _ in found["free"] if one.classes == 10), None)
    said = [
        text.say("missing", seconds=second),
        listed({
            say("fact.digits", family=called(name)):
            say("missing.family", family=called(name), digits=one.classes)
            for name, one in race_of.at(found, second).items()
        }),
        text.say("missing.all", all_ten_after=healed) if healed else text.say("missing.never"),
    ]  # fmt: skip
    return Exhibit(picture, together(said), rows, origin)


def copies(text: Lesson, found: Frames, colours: Palette, origin: Origin) -> Exhibit:
    """Are the pictures nearer to what was learned than to what nobody saw? And how near, beside real digits?"""
    ends = {called(name): moments[-1][0] for name, moments in found.items()}
    shares: dict[str, float] = {name: one.copied for name, one in ends.items()}
    rows: Rows = [
        {"family": name, "nearer_to_a_learned_picture": percent(one.copied, 1),
         "distance_to_the_nearest": round(one.nearest, 3)}
        for name, one in ends.items()
    ]  # fmt: skip
    said = [
        text.say("copies"),
        listed({name: text.say("family", family=name, distance=one.nearest) for name, one in ends.items()}),
        text.say("copies.real", real_digits=race_of.nearest_of_real()),
    ]
    return Exhibit(figures.copying(shares, colours), together(said), rows, origin, text.say("copies.alt"))


# --- deeper


def drawing(text: Lesson, drawn: Drawing, numbers: Rows) -> Exhibit:
    """What stands under the picture that is drawn: what the judge sees in it and in the others."""
    named = drawn.named()
    wanted = drawn.truth if drawn.asked is None else drawn.asked
    if wanted is None:
        return Exhibit(
            None,
            text.say("drawing.chance", drawn=", ".join(text.say("drawing.a", digit=digit) for digit in named)),
            numbers,
        )
    right = sum(digit == wanted for digit in named)
    which = "drawing.began" if drawn.asked is None else "drawing.asked"
    return Exhibit(None, text.say(which, right=right, pictures=len(named), digit=wanted), numbers)


def steps(text: Lesson, costs: Costs, origin: Origin) -> Exhibit:
    """What drawing costs in each family, and what haste costs diffusion."""
    by_steps = {one.evaluations: one for one in costs["flow"]}
    rows = race_of.cost_table(costs)
    said = [
        text.say("steps"),
        listed({
            text.say("fact.steps", steps=count): text.say("steps.in", steps=count, distance=by_steps[count].frechet)
            for count in (1, 4, study.STEPS, 64)
        }),
        text.say("steps.gan", single_pass=costs["gan"][0].frechet),
    ]  # fmt: skip
    return Exhibit(rows, together(said), rows, origin)


def slips(text: Lesson, learned: Learned, colours: Palette, origin: Origin) -> Exhibit:
    """What wrong pixels among the given ones do to the transformer, and how well it knows real pictures."""
    assert learned.drawn and learned.end, "asked of a transformer that has learned to its end"
    wrong, given = learned.end.slips, learned.end.given
    rows: Rows = [
        {"what_was_given": text.say(what, count=int(count)), "end_as_the_digit_begun": percent(share)}
        for what, some in (("slips.wrong pixels", wrong), ("slips.given rows", given))
        for count, share in some.items()
    ]
    told, by_rows = (
        ", ".join(text.say(name, count=count, share=percent(share)) for count, share in some.items())
        for name, some in (("slips.wrong", wrong), ("slips.rows", given))
    )
    said = text.say("slips", by_wrong_pixels=told, by_rows=by_rows, nats=learned.drawn.nats)
    label = text.say("slips.axis")
    return Exhibit(figures.endings(wrong, label, colours), said, rows, origin, text.say("slips.alt"))


def swap(
    text: Lesson, kept: Mapping[str, float], alone: Mapping[str, float], errors: Sequence[float], numbers: Rows
) -> Exhibit:  # fmt: skip
    """What is kept of the driver's face, and how far this row is from the truth: with a shared encoder and without."""
    factors = {name: text.say(f"factor.{name}") for name in DRIVEN}
    written = [
        text.say("swap.kept", factor=factor, kept=kept[name], apart=alone[name]) for name, factor in factors.items()
    ]
    facts: dict[str, str] = {
        text.say(f"fact.{how}", factor=factor): number
        for factor, part in zip(factors.values(), written, strict=True)
        for how, number in part.facts.items()
    }
    swapped, apart = errors
    said = [
        text.say("swap"),
        Sentence(", ".join(written) + ".", facts),
        text.say("swap.error", error=swapped, error_without=apart),
    ]
    return Exhibit(None, together(said), numbers)
