"""What /diffusion and its second page show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from core.figures import diffusion as figures
from core.figures.palette import Palette
from core.lessons import Lesson
from core.studies.diffusion_faces import UNSEEN
from core.studies.diffusion_measured import Decided, Drawn, Guided, Pair, Ring
from pages.images.diffusion.films import Film
from pages.kit.exhibit import Exhibit, Origin, together
from pages.kit.tables import Rows


def denoising(text: Lesson, film: Film) -> Exhibit:
    """What stands under a film from noise to picture."""
    return Exhibit(None, together(text.say(name, **facts) for name, facts in film.told.items()), film.numbers)


def by_steps(measured: Sequence[Drawn]) -> Rows:
    """All distances to real digits, a row for each number of steps."""
    return [
        {"steps": one.steps, "floor": one.floor.energy, "frechet_floor": one.floor.frechet}
        | {name: far.energy for name, far in one.by.items()}
        | {f"{name}_frechet": far.frechet for name, far in one.by.items()}
        for one in measured
    ]


def fewer(text: Lesson, measured: Sequence[Drawn], colours: Palette, origin: Origin) -> Exhibit:
    """How good the digits are after fewer steps, by three ways of drawing."""
    ddim = {one.steps: one.by["ddim"].frechet for one in measured}
    said = text.say(
        "fewer", **{f"in_{steps}": ddim[steps] for steps in (200, 20, 1)}, real_digits=measured[0].floor.frechet
    )
    return Exhibit(figures.few_steps(measured, colours), said, by_steps(measured), origin, text.say("fewer.alt"))


def decided(text: Lesson, measured: Sequence[Decided], colours: Palette, origin: Origin) -> Exhibit:
    """At which noise level half and nine tenths of the pictures had made up their mind."""
    half, most = (max(one.level for one in measured if one.decided >= share) for share in (0.5, 0.9))
    said = text.say("decided", level_of_half=half, level_of_most=most)
    rows = [asdict(one) for one in measured]
    return Exhibit(figures.decided(measured, colours), said, rows, origin, text.say("decided.alt"))


def unseen(text: Lesson, measured: Sequence[Pair], colours: Palette, origin: Origin) -> Exhibit:
    """How often the pair that was held out came out, against the pairs that were shown, and against the same pair shown."""
    pair = ", ".join(UNSEEN)
    held_out = {one.pair: one.right for one in measured if one.held_out}
    shown = {one.pair: one.right for one in measured if not one.held_out}
    others = [right for name, right in held_out.items() if name != pair]
    said = text.say("unseen", pair=pair, both=held_out[pair], other_pairs=min(others), both_if_seen=shown[pair])
    rows = [asdict(one) for one in measured]
    return Exhibit(figures.unseen(measured, colours), said, rows, origin, text.say("unseen.alt"))


# --- deeper


def guided(text: Lesson, measured: Sequence[Guided], colours: Palette, origin: Origin) -> Exhibit:
    """What guidance buys, and what it costs."""
    none, three = (next(one for one in measured if one.strength == strength) for strength in (0, 3))
    said = text.say(
        "guided", right_without=none.right, strength=3, right_with=three.right,
        spread_left=three.variance / none.variance,
    )  # fmt: skip
    rows = [asdict(one) for one in measured]
    return Exhibit(figures.guidance(measured, colours), said, rows, origin, text.say("guided.alt"))


def twice(text: Lesson, measured: Sequence[Drawn], repeats: Mapping[str, bool], origin: Origin) -> Exhibit:
    """The same noise twice, by DDIM and by DDPM, with other dice on the way."""
    rows: Rows = [
        {"way_of_drawing": name.upper(), "same_picture_again": text.say("twice.yes" if same else "twice.no")}
        for name, same in repeats.items()
    ]
    by = next(one.by for one in measured if one.steps == 20)
    said = text.say("twice", steps=20, ddim=by["ddim"].energy, ddpm=by["ddpm"].energy)
    return Exhibit(rows, said, by_steps(measured), origin)


def straight(text: Lesson, measured: Sequence[Drawn], ring: Ring, colours: Palette, origin: Origin) -> Exhibit:
    """Five steps, by DDIM and by flow; and what DDPM makes of the ring."""
    by = next(one.by for one in measured if one.steps == 5)
    said = text.say(
        "straight", steps=5, flow=by["euler"].frechet, ddim=by["ddim"].frechet, clouds=ring.modes, hit=ring.quality
    )
    rows = by_steps(measured)
    return Exhibit(figures.few_steps(measured, colours), said, rows, origin, text.say("straight.alt"))
