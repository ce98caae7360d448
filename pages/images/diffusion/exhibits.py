"""What /diffusion and its second page show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.figures import diffusion as figures
from core.figures.palette import Palette
from core.lessons import Lesson
from core.studies.diffusion_faces import UNSEEN
from pages.images.diffusion.films import Film
from pages.kit.exhibit import Exhibit, Origin, together

Table = Sequence[Mapping[str, Any]]  # what a study measured


def denoising(text: Lesson, film: Film) -> Exhibit:
    """What stands under a film from noise to picture."""
    return Exhibit(None, together(text.say(name, **facts) for name, facts in film.told.items()), film.numbers)


def written(text: Lesson, measured: Table) -> Table:
    """What a study measured, under heads in words."""
    return [{text.say(f"column.{name}"): value for name, value in row.items()} for row in measured]


def fewer(text: Lesson, measured: Table, colours: Palette, origin: Origin) -> Exhibit:
    """How good the digits are after fewer steps, by three ways of drawing."""
    by_steps = {row["steps"]: row for row in measured}
    said = text.say(
        "fewer", **{f"in_{steps}": by_steps[steps]["ddim_frechet"] for steps in (200, 20, 1)},
        real_digits=by_steps[200]["frechet_floor"],
    )  # fmt: skip
    return Exhibit(figures.few_steps(measured, colours), said, written(text, measured), origin, text.say("fewer.alt"))


def decided(text: Lesson, measured: Table, colours: Palette, origin: Origin) -> Exhibit:
    """At which noise level half and nine tenths of the pictures had made up their mind."""
    half, most = (max(row["level"] for row in measured if row["decided"] >= share) for share in (0.5, 0.9))
    said = text.say("decided", level_of_half=half, level_of_most=most)
    return Exhibit(figures.decided(measured, colours), said, written(text, measured), origin, text.say("decided.alt"))


def unseen(text: Lesson, measured: Table, colours: Palette, origin: Origin) -> Exhibit:
    """How often the pair that was held out came out, against the pairs that were shown, and against the same pair shown."""
    pair = ", ".join(UNSEEN)
    held_out = {row["pair"]: row["right"] for row in measured if row["held_out"]}
    shown = {row["pair"]: row["right"] for row in measured if not row["held_out"]}
    others = [right for name, right in held_out.items() if name != pair]
    said = text.say("unseen", pair=pair, both=held_out[pair], other_pairs=min(others), both_if_seen=shown[pair])
    return Exhibit(figures.unseen(measured, colours), said, written(text, measured), origin, text.say("unseen.alt"))


# --- deeper


def guided(text: Lesson, measured: Table, colours: Palette, origin: Origin) -> Exhibit:
    """What guidance buys, and what it costs."""
    none, three = (next(row for row in measured if row["strength"] == strength) for strength in (0, 3))
    said = text.say(
        "guided", right_without=none["right"], strength=3, right_with=three["right"],
        spread_left=three["variance"] / none["variance"],
    )  # fmt: skip
    return Exhibit(figures.guidance(measured, colours), said, written(text, measured), origin, text.say("guided.alt"))


def twice(text: Lesson, measured: Table, repeats: Mapping[str, Any], origin: Origin) -> Exhibit:
    """The same noise twice, by DDIM and by DDPM, with other dice on the way."""
    rows: Table = [
        {text.say("twice.way"): name.upper(),
         text.say("twice.again"): text.say("twice.yes" if repeats[f"{name}_repeats"] else "twice.no")}
        for name in ("ddim", "ddpm")
    ]  # fmt: skip
    row = next(row for row in measured if row["steps"] == 20)
    return Exhibit(
        rows, text.say("twice", steps=20, ddim=row["ddim"], ddpm=row["ddpm"]), written(text, measured), origin
    )


def straight(text: Lesson, measured: Table, ring: Mapping[str, Any], colours: Palette, origin: Origin) -> Exhibit:
    """Five steps, by DDIM and by flow; and what DDPM makes of the ring."""
    row = next(row for row in measured if row["steps"] == 5)
    said = text.say(
        "straight",
        steps=5,
        flow=row["euler_frechet"],
        ddim=row["ddim_frechet"],
        clouds=ring["modes"],
        hit=ring["quality"],
    )
    return Exhibit(
        figures.few_steps(measured, colours), said, written(text, measured), origin, text.say("straight.alt")
    )
