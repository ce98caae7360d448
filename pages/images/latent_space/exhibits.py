"""What /latent_space and its second page show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.figures import latent as figures
from core.figures.palette import Palette
from core.figures.payload import Array
from core.lessons import Lesson
from core.measure.images import sure_in_the_middle
from core.measure.latent import middle_norms
from pages.images.latent_space.walks import WAYS
from pages.kit.exhibit import Exhibit, Origin, together
from pages.kit.film import film_of


def thrown(text: Lesson, facts: Mapping[str, Any], at_every_beta: Sequence[Mapping[str, Any]]) -> Exhibit:
    """What stands under the map: how good the pictures are that dice make at this β, and at every other."""
    said = text.say(
        "thrown", beta=facts["beta"], distance=facts["Fréchet distance"], digits_present=facts["digits present"]
    )
    return Exhibit(None, said, at_every_beta)


def between(text: Lesson, films: Mapping[str, Array]) -> Exhibit:
    """Three (S, P) films from one picture to another, by the names of `WAYS`, and how sure the judge is half way."""
    sure = {way: sure_in_the_middle(frames) for way, frames in films.items()}
    rows = [{"way": way, "the judge is sure": f"{share:.0%}"} for way, share in sure.items()]
    straight, arc, mixed = (sure[way] for way in WAYS)
    return Exhibit(film_of(films), text.say("between", straight=straight, arc=arc, mixed=mixed), rows)


def smile(text: Lesson, name: str, changes: Mapping[str, float], colours: Palette) -> Exhibit:
    """What adding one attribute changed: every factor's move, as a share of its range."""
    others = {factor: change for factor, change in changes.items() if factor != name}
    most = max(others, key=lambda factor: abs(others[factor]))
    rows = [{"factor": factor, "change": f"{change:+.0%}"} for factor, change in changes.items()]
    said = text.say("smile", name=name, percent=100 * changes[name], most=most, side_percent=100 * others[most])
    return Exhibit(figures.effect(changes, name, colours), said, rows, alt=text.say("smile.alt", name=name))


def chaos(text: Lesson, at_every_beta: Sequence[Mapping[str, Any]]) -> Exhibit:
    """How good thrown pictures are at every β."""
    best = min(at_every_beta, key=lambda row: row["Fréchet distance"])
    return Exhibit(at_every_beta, text.say("chaos", beta=best["beta"]), at_every_beta)


# --- deeper


def collapse(
    text: Lesson, variances: Sequence[float], noise: float, predicted: Sequence[float], found: Sequence[float] | None,
    colours: Palette, origin: Origin,
) -> Exhibit:  # fmt: skip
    """Which numbers live at this noise: the nats of each, predicted and, where it was trained, found."""
    alive = sum(nats > 0 for nats in predicted)
    rows = [
        {"number": i + 1, "variance": variance, "nats predicted": nats}
        for i, (variance, nats) in enumerate(zip(variances, predicted, strict=True))
    ]
    said = [text.say("collapse", alive=alive, numbers=len(predicted), nats=sum(predicted))]
    if found:
        said.append(text.say("collapse.after", nats_after=sum(found)))
    figure = figures.collapse(variances, noise, found, predicted, colours)
    return Exhibit(figure, together(said), rows, origin, text.say("collapse.alt"))


def ask(text: Lesson, digit: int, share: float) -> Exhibit:
    """How often the judge sees the digit that was asked for."""
    rows = [{"asked for": digit, "share of 500 pictures that the judge names so": f"{share:.1%}"}]
    return Exhibit(None, text.say("ask", digit=digit, share=share), rows)


def arc(text: Lesson) -> Exhibit:
    """How far from the middle the half way points of line and arc lie, by the count of numbers."""
    norms = {codes: middle_norms(codes, 1000, 0) for codes in (2, 8, 16, 64)}
    rows = [
        {"numbers": codes, "straight": f"{straight:.2f}", "arc": f"{around:.2f}"}
        for codes, (straight, around) in norms.items()
    ]
    straight, around = norms[16]
    return Exhibit(rows, text.say("arc", numbers=16, straight=straight, arc=around), rows)
