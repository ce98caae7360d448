"""What /gan and its second page show: each a value of picture, sentence and numbers, made from the records of a run."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.lessons import Lesson
from core.sentences import Sentence
from core.studies.digit_gan import Fought
from core.studies.plane_gan import SWITCH, Stands
from core.training.events import Record
from pages.kit.exhibit import Exhibit, Origin, Picture, together
from pages.kit.tables import Rows

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
    return Exhibit(picture, said, curves(records), origin)


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


def healthy(text: Lesson, records: Plane, origin: Origin, picture: Picture) -> Exhibit:
    """What the collapsing settings did to a GAN that was good already."""
    before, last = next(one for one in reversed(records) if one.step <= SWITCH), records[-1]
    said = text.say(
        "healthy", step=before.step, covered_before=before.values.covered, steps_later=last.step - before.step,
        covered_later=last.values.covered,
    )  # fmt: skip
    return Exhibit(picture, said, curves(records), origin)
