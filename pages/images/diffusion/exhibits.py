"""What /diffusion and its second page show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Sequence
from dataclasses import asdict

from core.exhibit import Exhibit, Origin
from core.figures import diffusion as figures
from core.figures.diffusion_films import Film
from core.figures.palette import Palette
from core.lessons.parts import Lesson
from core.measure import diffusion as outcomes
from core.measure.diffusion import OneStep
from core.sentences import together
from core.studies.diffusion_faces import UNSEEN
from core.studies.diffusion_measured import Decided, Drawn, FewSteps, Guided, Pair, Ring
from core.tables import Rows


def denoising(text: Lesson, film: Film) -> Exhibit:
    """What stands under a film from noise to picture."""
    return Exhibit(None, together(text.say(name, **facts) for name, facts in film.told.items()), film.numbers)


def drawn(found: Sequence[FewSteps]) -> list[Drawn]:
    """The digits that were drawn in ever fewer steps."""
    return [one.drawn for one in found if one.drawn]


def by_steps(measured: Sequence[Drawn]) -> Rows:
    """All distances to real digits, a row for each number of steps."""
    return [
        {"steps": one.steps, "floor": one.floor.energy, "frechet_floor": one.floor.frechet}
        | {name: far.energy for name, far in one.by.items()}
        | {f"{name}_frechet": far.frechet for name, far in one.by.items()}
        for one in measured
    ]


def fewer(
    text: Lesson, found: Sequence[FewSteps], ddim: OneStep, flow: OneStep, colours: Palette, origin: Origin
) -> Exhibit:
    """How good the digits are after fewer steps, by three ways of drawing; and one step alone, told the digit or not."""
    measured = drawn(found)
    far, flow_far = ({one.steps: one.by[name].frechet for one in measured} for name in ("ddim", "euler"))
    floor, (each, one) = measured[0].floor.frechet, outcomes.of_averages()
    below = outcomes.below_from(flow_far, floor)
    said = [
        text.say("fewer", **{f"in_{steps}": far[steps] for steps in (200, 20, 1)}, real_digits=floor),
        text.say("fewer.below", flow_steps=below, flow_least=min(flow_far.values())) if below else "",
        text.say(
            "fewer.one", flow_told=flow.named, flow_not_told=flow.unnamed, ddim_told=ddim.named, ddim_not_told=ddim.unnamed,
            ink_or_paper=ddim.ink_or_paper, each_average=each, one_average=one,
        ),
    ]  # fmt: skip
    return Exhibit(
        figures.few_steps(measured, colours), together(said), by_steps(measured), origin, text.say("fewer.alt"),
        text.came_out("fewer", outcomes.with_fewer_steps(far[20], far[200])),
    )  # fmt: skip


def decided(text: Lesson, measured: Sequence[Decided], colours: Palette, origin: Origin) -> Exhibit:
    """At which noise level half and nine tenths of the pictures had made up their mind."""
    half, most = (max(one.level for one in measured if one.decided >= share) for share in (0.5, 0.9))
    said = text.say("decided", level_of_half=half, level_of_most=most)
    rows = [asdict(one) for one in measured]
    verdict = text.came_out("decided", outcomes.settled(half))
    return Exhibit(figures.decided(measured, colours), said, rows, origin, text.say("decided.alt"), verdict)


def unseen(text: Lesson, measured: Sequence[Pair], colours: Palette, origin: Origin) -> Exhibit:
    """How often the pair that was held out came out, against the pairs that were shown, and against the same pair shown."""
    pair = ", ".join(UNSEEN)
    held_out = {one.pair: one.right for one in measured if one.held_out}
    shown = {one.pair: one.right for one in measured if not one.held_out}
    others = [right for name, right in held_out.items() if name != pair]
    said = text.say("unseen", pair=pair, both=held_out[pair], other_pairs=min(others), both_if_seen=shown[pair])
    rows = [asdict(one) for one in measured]
    verdict = text.came_out("unseen", outcomes.met(held_out[pair]))
    return Exhibit(figures.unseen(measured, colours), said, rows, origin, text.say("unseen.alt"), verdict)


# --- deeper


def guided(text: Lesson, measured: Sequence[Guided], colours: Palette, origin: Origin) -> Exhibit:
    """What guidance buys, and what it costs."""
    none, three = (next(one for one in measured if one.strength == strength) for strength in (0, 3))
    said = text.say(
        "guided", right_without=none.right, strength=3, right_with=three.right,
        spread_left=three.variance / none.variance,
    )  # fmt: skip
    rows = [asdict(one) for one in measured]
    verdict = text.came_out("guided", outcomes.spread_left(three.variance / none.variance))
    return Exhibit(figures.guidance(measured, colours), said, rows, origin, text.say("guided.alt"), verdict)


def twice(text: Lesson, found: Sequence[FewSteps], origin: Origin) -> Exhibit:
    """The same noise twice, by DDIM and by DDPM, with other dice on the way."""
    rows: Rows = [
        {"way_of_drawing": name.upper(), "same_picture_again": text.say("twice.yes" if same else "twice.no")}
        for name, same in found[-1].repeats.items()
    ]
    measured = drawn(found)
    by = next(one.by for one in measured if one.steps == 20)
    said = text.say("twice", steps=20, ddim=by["ddim"].energy, ddpm=by["ddpm"].energy)
    return Exhibit(rows, said, by_steps(measured), origin, verdict=text.came_out("twice", "ddim"))


def straight(text: Lesson, found: Sequence[FewSteps], ring: Ring, colours: Palette, origin: Origin) -> Exhibit:
    """Five steps, by DDIM and by flow; and what DDPM makes of the ring."""
    measured = drawn(found)
    by = next(one.by for one in measured if one.steps == 5)
    said = text.say(
        "straight", steps=5, flow=by["euler"].frechet, ddim=by["ddim"].frechet, clouds=ring.modes, hit=ring.quality
    )
    verdict = text.came_out("straight", outcomes.nearer({"flow": by["euler"].frechet, "ddim": by["ddim"].frechet}))
    rows = by_steps(measured)
    return Exhibit(figures.few_steps(measured, colours), said, rows, origin, text.say("straight.alt"), verdict)
