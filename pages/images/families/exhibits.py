"""What /families and its second page show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from core.exhibit import Exhibit, Origin, Picture
from core.figures import families as figures
from core.figures import race as race_of
from core.figures.chips import percent
from core.figures.families import Frames
from core.figures.palette import Palette
from core.figures.race import called
from core.figures.rows import Row
from core.language import number
from core.lessons.parts import Lesson
from core.measure import carried_over, fooled_scores
from core.measure import race as outcomes
from core.measure.fooled_scores import Scores
from core.measure.pixel_drawing import Drawing
from core.sentences import Sentence, together
from core.studies import families as study
from core.studies.face_swap import DRIVEN, Swapped
from core.studies.families import Cost, Measured
from core.studies.pixel_transformer import Learned
from core.tables import Rows
from core.training.events import Record

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
    said = [text.say("race", seconds=second), places, text.say("race.real", real_digits=race_of.real()["frechet"])]
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
    figure = figures.distances(over_time, race_of.real()["frechet"], colours)
    quickest = outcomes.first({name: one.frechet for name, one in race_of.at(found, study.MARKS[0]).items()})
    return Exhibit(figure, together(said), rows, origin, text.say("first.alt"), text.came_out("first", quickest))


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
    left = outcomes.left(race_of.at(found, second)["free"].classes)
    return Exhibit(picture, together(said), rows, origin, verdict=text.came_out("missing", left))


def copies(text: Lesson, found: Frames, colours: Palette, origin: Origin) -> Exhibit:
    """Are the pictures nearer to what was learned than to what nobody saw? And how near, beside real digits?"""
    last, real = {name: moments[-1][0] for name, moments in found.items()}, race_of.real()["nearest"]
    ends = {called(name): one for name, one in last.items()}
    shares: dict[str, float] = {name: one.copied for name, one in ends.items()}
    rows: Rows = [
        {"family": name, "nearer_to_a_learned_picture": percent(one.copied, 1),
         "distance_to_the_nearest": round(one.nearest, 3)}
        for name, one in ends.items()
    ]  # fmt: skip
    said = [
        text.say("copies"),
        listed({name: text.say("family", family=name, distance=one.nearest) for name, one in ends.items()}),
        text.say("copies.real", real_digits=real),
    ]
    nearest = {name: one.nearest for name, one in last.items()}
    who = outcomes.copies({name: one.copied for name, one in last.items()}, nearest, real)
    verdict = text.came_out("copies", who, family=called(min(nearest, key=nearest.__getitem__)))
    return Exhibit(figures.copying(shares, colours), together(said), rows, origin, text.say("copies.alt"), verdict)


# --- deeper


def drawing(text: Lesson, drawn: Drawing) -> Exhibit:
    """What stands under the picture that is drawn: what the judge sees in it and in the others; its pixels, a row each."""
    named = drawn.named()
    wanted = drawn.truth if drawn.asked is None else drawn.asked
    if wanted is None:
        said = text.say("drawing.chance", drawn=", ".join(text.say("drawing.a", digit=digit) for digit in named))
    else:
        right = sum(digit == wanted for digit in named)
        which = "drawing.began" if drawn.asked is None else "drawing.asked"
        said = text.say(which, right=right, pictures=len(named), digit=wanted)
    rows = [
        {"row": one.row, "column": one.column, "given": one.given, "level": one.level, "likeliest": one.likeliest,
         "its_chance": round(one.chance, 2)}
        for one in drawn.first()
    ]  # fmt: skip
    return Exhibit(None, said, rows)


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
    hurried = outcomes.hurried(by_steps[1].frechet, by_steps[study.STEPS].frechet)
    return Exhibit(rows, together(said), rows, origin, verdict=text.came_out("steps", hurried))


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
    verdict = text.came_out("slips", outcomes.after_slips(wrong["4"], wrong["0"]))
    return Exhibit(figures.endings(wrong, label, colours), said, rows, origin, text.say("slips.alt"), verdict)


def swap(
    text: Lesson, shared: Sequence[Record[Swapped]], apart: Sequence[Record[Swapped]], errors: Sequence[float]
) -> Exhibit:
    """What is kept of the driver's face, and how far this row is from the truth: with a shared encoder and without."""
    kept, alone = shared[-1].values.kept, apart[-1].values.kept
    factors = {name: text.say(f"factor.{name}") for name in DRIVEN}
    written = [
        text.say("swap.kept", factor=factor, kept=kept[name], apart=alone[name]) for name, factor in factors.items()
    ]
    facts: dict[str, str] = {
        text.say(f"fact.{how}", factor=factor): number
        for factor, part in zip(factors.values(), written, strict=True)
        for how, number in part.facts.items()
    }
    said = [
        text.say("swap"),
        Sentence(", ".join(written) + ".", facts),
        text.say("swap.error", error=errors[0], error_without=errors[1]),
    ]
    rows = [
        {
            "encoder": text.say(f"encoder.{name}"),
            "step": record.step,
            **{
                text.say("fact.kept", factor=factor): round(record.values.kept[driven], 3)
                for driven, factor in factors.items()
            },
            "error_against_the_truth": round(record.values.error, 3),
            "any_other_picture_of_her": round(record.values.chance, 3),
        }
        for name, records in (("shared", shared), ("apart", apart))
        for record in records
    ]
    verdict = text.came_out("swap", carried_over.expression(kept))
    return Exhibit(None, together(said), rows, verdict=verdict)


def sheet_rows(text: Lesson) -> list[Row]:
    """What each row of pictures shows, in the order of `fooled_scores.sheets`."""
    names = {name: text.say(f"fool.{name}") for name in fooled_scores.sheets()}
    return [
        Row(shown, "data" if name == "real" else "made", text.say("fool.alt", sheet=shown))
        for name, shown in names.items()
    ]  # fmt: skip


def fool(text: Lesson, found: Mapping[str, Scores]) -> Exhibit:
    """What each score says of sheets that are no good, beside real digits; and how many scores each of them fools."""
    real, softened = found["real"], found["softened"]
    names = {name: text.say(f"fool.{name}") for name in found}
    fooled = {name: len(fooled_scores.fooled(one, real)) for name, one in found.items() if name != "real"}
    rows: Rows = [
        {"sheet": names[name], "judge_is_sure": percent(one.sure), "as_asked": percent(one.as_asked),
         "digits_shown": f"{one.digits}", "like_handwriting": percent(one.handwriting),
         "distance_to_the_nearest": number(one.nearest, ".2f"), "frechet": number(one.frechet, ".2f"),
         "coverage": percent(one.coverage), "recall": percent(one.recall), "scores_fooled": f"{fooled.get(name, '')}"}
        for name, one in found.items()
    ]  # fmt: skip
    said = [
        text.say("fool", scores=len(asdict(real))),
        listed({
            text.say("fact.fooled", sheet=names[name]): text.say("fool.sheet", sheet=names[name], fooled=count)
            for name, count in fooled.items()
        }),
    ]  # fmt: skip
    verdict = text.came_out(
        "fool", fooled_scores.rewarded(softened, real), coverage_of_real=real.coverage, recall_of_real=real.recall,
        coverage_if_softened=softened.coverage, recall_if_softened=softened.recall,
    )  # fmt: skip
    return Exhibit(rows, together(said), rows, verdict=verdict)
