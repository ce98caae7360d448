"""What /gan and its second page show: each a value of picture, sentence and numbers, made from the records of a run."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.exhibit import Exhibit, Origin, Picture
from core.language import number
from core.lessons.parts import Lesson
from core.measure import gan as measure
from core.measure.gan import Sheet
from core.sentences import Sentence, percent, together
from core.studies.digit_gan import Fought
from core.studies.plane_gan import SWITCH, Stands
from core.tables import Rows
from core.training.events import Record

Plane = Sequence[Record[Stands]]
Digits = Sequence[Record[Fought]]


def stands(text: Lesson, records: Plane, floor: float) -> Sentence:
    """Where a run in the plane stands. `floor`: the bits by which two clouds of real points differ."""
    step, now = records[-1].step, records[-1].values
    covered, places, hit = now.covered, now.places, now.quality
    return together([
        text.say("plane.clouds", step=step, covered=covered, places=places, hit=hit)
        if now.shape in ("ring", "grid")
        else text.say("plane.shape", step=step, covered=covered / places, hit=hit),
        text.say("plane.drawn", bits=now.divergence)
        if now.shape == "drawn"
        else text.say("plane.real", bits=now.divergence, bits_of_real_points=floor),
    ])  # fmt: skip


def plane(text: Lesson, records: Plane, floor: float, origin: Origin, picture: Picture | None = None) -> Exhibit:
    """A run in the plane: where it stands, and its curves as a table."""
    return Exhibit(picture, stands(text, records, floor), curves(records), origin)


def losses(text: Lesson, records: Plane, origin: Origin, picture: Picture) -> Exhibit:
    """What the losses did while the points got better: from a tenth of the run to its end."""
    begin, end = records[len(records) // 10], records[-1]
    first, last = begin.values, end.values
    said = text.say(
        "losses", first_step=begin.step, last_step=end.step, hit_at_first=first.quality, hit_at_last=last.quality,
        discriminators_loss_at_first=first.judge_loss, discriminators_loss_at_last=last.judge_loss,
        generators_loss_at_first=first.maker_loss, generators_loss_at_last=last.maker_loss,
    )  # fmt: skip
    moved = measure.losses_moved((first.judge_loss, first.maker_loss), (last.judge_loss, last.maker_loss))
    return Exhibit(picture, said, curves(records), origin, verdict=text.came_out("losses", moved))


def collapse(text: Lesson, records: Plane, floor: float, origin: Origin, picture: Picture) -> Exhibit:
    """What five generator updates to each of the discriminator made of a fresh pair."""
    end = records[-1].values
    verdict = text.came_out("collapse", measure.covers(end.covered, end.places))
    return replace(plane(text, records, floor, origin, picture), verdict=verdict)


def cure(text: Lesson, judging: Plane, pairs: Plane, origin: Origin) -> Exhibit:
    """Both cures at their ends."""
    ends = {"judging": judging[-1], "pairs": pairs[-1]}
    rows: Rows = [
        {"way": text.controls[way].label, **table([end], {"covered": 0, "places": 0, "quality": 3})[0]}
        for way, end in ends.items()
    ]
    by_judging, by_pairs = (end.values for end in ends.values())
    said = text.say(
        "cure", steps_of_judging=judging[-1].step, covered_by_judging=by_judging.covered, places=by_judging.places,
        steps_of_pairs=pairs[-1].step, covered_by_pairs=by_pairs.covered,
    )  # fmt: skip
    back = measure.brings_back(by_judging.covered / by_judging.places, by_pairs.covered / by_pairs.places)
    return Exhibit(None, said, rows, origin, verdict=text.came_out("cure", back))


def curves(records: Plane) -> Rows:
    """The curves of a run in the plane as a table."""
    values = {"judge_loss": 4, "maker_loss": 4, "covered": 0, "places": 0, "quality": 3, "divergence": 4}
    return table(records, values)


def table(records: Plane | Digits, values: Mapping[str, int]) -> Rows:
    """Of every record its step and some of its values, rounded to so many digits."""
    return [
        {"step": one.step} | {name: _rounded(getattr(one.values, name), digits) for name, digits in values.items()}
        for one in records
    ]


def _rounded(value: Any, digits: int) -> Any:
    return round(value, digits) if isinstance(value, float) else value


def digits(text: Lesson, records: Digits, origin: Origin, picture: Picture | None = None) -> Exhibit:
    """The digits of a GAN: how well the discriminator tells both apart, early and at the end, and every moment as a row."""
    early, last = records[min(2, len(records) - 1)], records[-1]
    rows = table(records, {"right": 3, "judge_loss": 4, "maker_loss": 4})
    said = text.say(
        "digits", early_step=early.step, right_early=early.values.right, last_step=last.step, right_at_last=last.values.right
    )  # fmt: skip
    return Exhibit(picture, said, rows, origin)


# --- deeper


def without(text: Lesson, records: Digits, sheet: Sheet, usual: Sheet, origin: Origin, picture: Picture) -> Exhibit:
    """The digits of a GAN without R1, beside the sheet of the usual one."""
    shown = digits(text, records, origin, picture)
    said = text.say(
        "without", sure_without=sheet.sure, apart_without=sheet.apart, digits_without=sheet.digits,
        sure_with=usual.sure, apart_with=usual.apart, digits_with=usual.digits,
    )  # fmt: skip
    rows: Rows = [
        {"pictures": text.say(f"without.{name}"), "digits_present": one.digits, "confidence": percent(one.sure),
         "neighbour": number(one.apart, ".2f")}
        for name, one in (("bare", sheet), ("usual", usual))
    ]  # fmt: skip
    verdict = text.came_out("without", measure.beside(sheet, usual))
    return replace(shown, says=together([shown.says, said]), numbers=rows, verdict=verdict)


def healthy(text: Lesson, records: Plane, origin: Origin, picture: Picture) -> Exhibit:
    """What the collapsing settings did to a GAN that was good already."""
    before, last = next(one for one in reversed(records) if one.step <= SWITCH), records[-1]
    said = text.say(
        "healthy", step=before.step, covered_before=before.values.covered, steps_later=last.step - before.step,
        covered_later=last.values.covered,
    )  # fmt: skip
    verdict = text.came_out("healthy", measure.stays(before.values.covered, last.values.covered))
    return Exhibit(picture, said, curves(records), origin, verdict=verdict)
