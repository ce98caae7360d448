"""What /latent_space and its second page show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.figures import latent as figures
from core.figures.palette import Palette
from core.figures.payload import Array
from core.lessons import Lesson
from core.measure.images import sure_in_the_middle
from core.measure.latent import middle_norms
from core.sentences import percent
from pages.kit.exhibit import Exhibit, Origin, together
from pages.kit.film import film_of
from pages.kit.tables import Rows


def thrown(text: Lesson, facts: Mapping[str, Any], at_every_beta: Rows) -> Exhibit:
    """What stands under the map: how good the pictures are that dice make at this β, and at every other."""
    said = text.say(
        "thrown", beta=facts["beta"], distance=facts["frechet_distance"], digits_present=facts["digits_present"]
    )
    return Exhibit(None, said, at_every_beta)


def between(text: Lesson, films: Mapping[str, Array]) -> Exhibit:
    """Three (S, P) films from one picture to another, by the names of `WAYS`, and how sure the judge is half way."""
    sure = {way: sure_in_the_middle(frames) for way, frames in films.items()}
    names = {way: text.say(f"way.{way}") for way in films}
    rows: Rows = [{"way": names[way], "the_judge_is_sure": percent(sure[way])} for way in films]
    return Exhibit(film_of({names[way]: frames for way, frames in films.items()}), text.say("between", **sure), rows)


def smile(text: Lesson, name: str, changes: Mapping[str, float], colours: Palette) -> Exhibit:
    """What adding one attribute changed: every factor's move, as a share of its range."""
    moved: dict[str, float] = {text.say(f"factor.{factor}"): change for factor, change in changes.items()}
    added = text.say(f"factor.{name}")
    others = {factor: change for factor, change in moved.items() if factor != added}
    most = max(others, key=lambda factor: abs(others[factor]))
    rows: Rows = [{"factor": factor, "change": f"{change:+.0%}"} for factor, change in moved.items()]
    said = text.say("smile", name=added, percent=100 * moved[added], most=most, side_percent=100 * others[most])
    return Exhibit(figures.effect(moved, added, colours), said, rows, alt=text.say("smile.alt", name=added))


def chaos(text: Lesson, at_every_beta: Rows) -> Exhibit:
    """How good thrown pictures are at every β."""
    best = min(at_every_beta, key=lambda row: row["frechet_distance"])
    return Exhibit(at_every_beta, text.say("chaos", beta=best["beta"]), at_every_beta)


# --- deeper


def collapse(
    text: Lesson, variances: Sequence[float], noise: float, predicted: Sequence[float], found: Sequence[float] | None,
    colours: Palette, origin: Origin,
) -> Exhibit:  # fmt: skip
    """Which numbers live at this noise: the nats of each, predicted and, where it was trained, found."""
    alive = sum(nats > 0 for nats in predicted)
    rows: Rows = [
        {"number": i, "variance": variance, "nats_predicted": nats}
        for i, (variance, nats) in enumerate(zip(variances, predicted, strict=True), 1)
    ]
    said = [text.say("collapse", alive=alive, numbers=len(predicted), nats=sum(predicted))]
    if found:
        said.append(text.say("collapse.after", nats_after=sum(found)))
    figure = figures.collapse(variances, noise, found, predicted, colours)
    return Exhibit(figure, together(said), rows, origin, text.say("collapse.alt"))


def ask(text: Lesson, digit: int, share: float) -> Exhibit:
    """How often the judge sees the digit that was asked for."""
    rows: Rows = [{"asked_for": digit, "named_so_by_the_judge": percent(share, 1)}]
    return Exhibit(None, text.say("ask", digit=digit, share=share), rows)


def arc(text: Lesson) -> Exhibit:
    """How far from the middle the half way points of line and arc lie, by the count of numbers."""
    norms = {codes: middle_norms(codes, 1000, 0) for codes in (2, 8, 16, 64)}
    rows: Rows = [
        {"numbers": codes, "straight": f"{straight:.2f}",
         "arc": f"{around:.2f}"}
        for codes, (straight, around) in norms.items()
    ]  # fmt: skip
    straight, around = norms[16]
    return Exhibit(rows, text.say("arc", numbers=16, straight=straight, arc=around), rows)
