"""What /autoencoder and its second page show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.data.digits import HELD_OUT
from core.exhibit import Exhibit, Origin
from core.figures import latent as figures
from core.figures.palette import Palette
from core.figures.payload import Array
from core.language import number, percent
from core.lessons import head
from core.lessons.parts import Lesson
from core.measure import autoencoders as measure
from core.measure.autoencoders import Gaps, Lost
from core.measure.images import sure_at_the_ends, sure_in_the_middle
from core.sentences import Sentence, together
from core.tables import Rows
from pages.kit.film import film_of

Table = Sequence[Mapping[str, Any]]


def squeezed(text: Lesson, codes: int, error: float, lost: Sequence[Lost]) -> Exhibit:
    """What stands under the squeezed picture: the mean squared error on held-out digits, and each digit's own."""
    said = text.say("squeezed", held_out=HELD_OUT, numbers=codes, missed_by=error**0.5)
    return Exhibit(None, said, by_digit(text, lost))


def by_digit(text: Lesson, found: Sequence[Lost]) -> Rows:
    """What each digit loses, a row each."""
    return [
        {"digit": lost.digit, "squared_error": number(lost.error, ".4f"), "pictures_differ": number(lost.spread, ".4f"),
         "still_named_the_same": percent(lost.same)}
        for lost in found
    ]  # fmt: skip


def own(text: Lesson, step: int, error: float) -> Sentence:
    """How far the learner's own network has come."""
    return text.say("own", step=step, held_out=HELD_OUT, missed_by=error**0.5)


def width(text: Lesson, rivals: Table, colours: Palette, origin: Origin) -> Exhibit:
    """The held-out errors of autoencoder and PCA at every width."""
    better = [str(row["numbers"]) for row in rivals if row["autoencoder"] < row["PCA"]]
    worse = [str(row["numbers"]) for row in rivals if row["autoencoder"] >= row["PCA"]]
    said = text.say("width.both" if worse else "width", better=", ".join(better), worse=", ".join(worse))
    network, pca = ({row["numbers"]: row[name] for row in rivals} for name in ("autoencoder", "PCA"))
    return Exhibit(
        figures.rivals(rivals, colours), said, rivals, origin, text.say("width.alt"),
        verdict=text.came_out("width", measure.loses_less(network, pca)),
    )  # fmt: skip


def noise(text: Lesson, errors: Mapping[str, float]) -> Exhibit:
    """The squared error of the noisy digits and of what each network made of them, by name."""
    named = {text.say(f"noise.{name}"): error for name, error in errors.items()}
    rows: Rows = [{"pictures": name, "squared_error": number(error, ".4f")} for name, error in named.items()]
    said = [text.say("noise", pictures=name, squared_error=error) for name, error in named.items()]
    return Exhibit(None, together(said), rows, verdict=text.came_out("noise", measure.cleaner(errors)))


def gaps(text: Lesson, found: Gaps) -> Exhibit:
    """Pictures at random codes against real digits that were squeezed and made again."""
    rows: Rows = [
        {"pictures": text.say(f"gaps.{name}"), "unclear": percent(unclear), "frechet_distance": number(judged.frechet, ".2f"),
         "confidence": percent(judged.confidence)}
        for name, judged, unclear in (
            ("random", found.random, found.unclear), ("real", found.real, measure.UNUSUAL)
        )
    ]  # fmt: skip
    said = text.say(
        "gaps", unclear_at_random=found.unclear, unclear_made_again=measure.UNUSUAL,
        confidence_at_random=found.random.confidence, confidence_made_again=found.real.confidence,
    )  # fmt: skip
    outcome = measure.at_random_codes(found.unclear, found.copies)
    return Exhibit(None, said, rows, verdict=text.came_out("gaps", outcome))


# --- deeper


def walk(text: Lesson, codes: int, way: Array, lost: Sequence[Lost]) -> Exhibit:
    """The (S, P) film from one digit's code to another's, and how sure the judge is on the way."""
    said = text.say("walk", middle=sure_in_the_middle(way), ends=sure_at_the_ends(way))
    return Exhibit(film_of({text.say("walk.name", numbers=codes): way}), said, by_digit(text, lost))


def lost(text: Lesson, found: Sequence[Lost]) -> Exhibit:
    """The error of each digit, and which loses most."""
    most, least = (pick(found, key=lambda one: one.error) for pick in (max, min))
    said = text.say("lost", digit=most.digit, most=most.error, other_digit=least.digit, least=least.error)
    rows = by_digit(text, found)
    return Exhibit(rows, said, rows, verdict=text.came_out("lost", measure.loses_most(found)))


def flat(text: Lesson, linear: float, plane: float) -> Exhibit:
    """The held-out errors of a linear autoencoder and of PCA."""
    rows: Rows = [
        {head("with_numbers", numbers=8): text.say(f"flat.{name}"), "held_out_error": number(error, ".4f")}
        for name, error in (("linear", linear), ("pca", plane))
    ]
    said = text.say("flat", numbers=8, linear=linear, pca=plane)
    return Exhibit(None, said, rows, verdict=text.came_out("flat", measure.against_pca(linear, plane)))
