"""What /latent_space and its second page show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence
from typing import Any

from core import language
from core.exhibit import Exhibit, Origin
from core.figures import latent as figures
from core.figures.palette import Palette
from core.figures.payload import Array
from core.language import number, percent
from core.lessons.parts import Lesson
from core.measure import latent_walks as measure
from core.measure.images import sure_in_the_middle
from core.measure.latent import middle_norms
from core.sentences import together
from core.tables import Rows
from pages.kit.film import film_of


def thrown(text: Lesson, facts: Mapping[str, Any], at_every_beta: Rows) -> Exhibit:
    """What stands under the map: how good the pictures are that dice make at this β, and at every other."""
    said = text.say(
        "thrown", beta=facts["beta"], distance=facts["frechet_distance"], digits_present=facts["digits_present"]
    )
    return Exhibit(None, said, by_beta(at_every_beta))


def by_beta(at_every_beta: Rows) -> Rows:
    """The same facts as they are read: each kind of number with its own digits."""
    digits = {"beta": "g", "frechet_distance": ".2f", "error_of_digits_made_again": ".4f", "nats_kept": ".2f"}
    return [{name: number(value, digits.get(name, "")) for name, value in row.items()} for row in at_every_beta]


def between(text: Lesson, films: Mapping[str, Array]) -> Exhibit:
    """Three (S, P) films from one picture to another, by the names of `WAYS`, and how sure the judge is half way."""
    sure = {way: sure_in_the_middle(frames) for way, frames in films.items()}
    names = {way: text.say(f"way.{way}") for way in films}
    rows: Rows = [{"way": names[way], "the_judge_is_sure": percent(sure[way])} for way in films]
    return Exhibit(
        film_of({names[way]: frames for way, frames in films.items()}), text.say("between", **sure), rows,
        verdict=text.came_out("between", measure.half_way(films["straight"], films["mixed"])),
    )  # fmt: skip


def smile(text: Lesson, name: str, changes: Mapping[str, float], colours: Palette) -> Exhibit:
    """What adding one attribute changed: every factor's move, as a share of its range."""
    moved: dict[str, float] = {text.say(f"factor.{factor}"): change for factor, change in changes.items()}
    added = text.say(f"factor.{name}")
    others = {factor: change for factor, change in moved.items() if factor != added}
    most = max(others, key=lambda factor: abs(others[factor]))
    rows: Rows = [{"factor": factor, "change": language.change(share)} for factor, share in moved.items()]
    said = text.say(
        "smile", name=added, percent=_percents(moved)[added], most=most, side_percent=_percents(moved)[most]
    )
    return Exhibit(
        figures.effect(moved, added, colours), said, rows, alt=text.say("smile.alt", name=added),
        verdict=text.came_out("smile", measure.changed(changes, name)),
    )  # fmt: skip


def _percents(changes: Mapping[str, float]) -> dict[str, int]:
    """Whole percents, among which there is no -0."""
    return {name: round(100 * change) for name, change in changes.items()}


def chaos(text: Lesson, at_every_beta: Rows) -> Exhibit:
    """How good thrown pictures are at every β."""
    best = min(at_every_beta, key=lambda row: row["frechet_distance"])
    outcome = measure.best_pull({row["beta"]: row["frechet_distance"] for row in at_every_beta})
    rows = by_beta(at_every_beta)
    return Exhibit(rows, text.say("chaos", beta=best["beta"]), rows, verdict=text.came_out("chaos", outcome))


# --- deeper


def collapse(
    text: Lesson, variances: Sequence[float], noise: float, predicted: Sequence[float], found: Sequence[float] | None,
    colours: Palette, origin: Origin,
) -> Exhibit:  # fmt: skip
    """Which numbers live at this noise: the nats of each, predicted and, where it was trained, found."""
    alive = sum(nats > 0 for nats in predicted)
    rows: Rows = [
        {"number": i, "variance": number(variance, ".3f"), "nats_predicted": number(nats, ".3f")}
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
    said = text.say("ask", digit=digit, share=share)
    return Exhibit(None, said, rows, verdict=text.came_out("ask", measure.obeys(share)))


def arc(text: Lesson) -> Exhibit:
    """How far from the middle the half way points of line and arc lie, by the count of numbers."""
    norms = {codes: middle_norms(codes, 1000, 0) for codes in (2, 8, 16, 64)}
    rows: Rows = [
        {"numbers": codes, "straight": number(straight, ".2f"),
         "arc": number(around, ".2f")}
        for codes, (straight, around) in norms.items()
    ]  # fmt: skip
    straight, around = norms[16]
    said = text.say("arc", numbers=16, straight=straight, arc=around)
    return Exhibit(rows, said, rows, verdict=text.came_out("arc", "seven tenths"))
