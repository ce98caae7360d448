"""What /generation shows: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence

from core.exhibit import Exhibit
from core.figures import drawing as figures
from core.figures.palette import Palette
from core.language import percent
from core.lessons.parts import Lesson
from core.measure.text import Written
from core.measure.text_by_temperature import breaks_first, cut_away
from core.sentences import together
from core.tables import Rows


def there(text: Lesson, repeated: float, judged: Written | None) -> Exhibit:
    """How much of the text repeats itself, and of a text about the world, how much is true."""
    said = text.say("there.repeats" if repeated else "there.new", repeated=repeated)
    claims = judged.claims if judged else 0
    if judged and claims:
        said = together([said, text.say("there.claims", claims=claims, true=judged.true)])
    return Exhibit(None, said, [{"repeated": percent(repeated), "claims": claims}])


def zero(text: Lesson, cold: Sequence[str], warm: Sequence[str]) -> Exhibit:
    """Endings drawn with the same dice at temperature 0 and at 1."""
    rows: Rows = [
        {"ending": number, "at_temperature_0": one, "at_temperature_1": other}
        for number, (one, other) in enumerate(zip(cold, warm, strict=True), 1)
    ]
    said = text.say("zero", different_at_temperature_0=len(set(cold)), different_at_temperature_1=len(set(warm)))
    return Exhibit(None, said, rows, verdict=text.came_out("zero", "one"))


def wild(text: Lesson, written: Mapping[float, Written], colours: Palette) -> Exhibit:
    """Grammar and truth by temperature."""
    said = [_at(text, heat, result) for heat, result in written.items()]
    rows: Rows = [
        {
            "temperature": heat, "sentences": result.sentences,
            "grammatical": _share(result.grammatical), "claims": result.claims,
            "true": _share(result.true),
        }
        for heat, result in written.items()
    ]  # fmt: skip
    return Exhibit(
        figures.shares_by_temperature(written, colours), together(said), rows, alt=text.say("wild.alt"),
        verdict=text.came_out("wild", breaks_first(written)),
    )  # fmt: skip


def _at(text: Lesson, heat: float, result: Written) -> str:
    judged = {"grammatical": result.grammatical or 0, "sentences": result.sentences}
    return text.say(
        "wild" if result.true is not None else "wild.silent",
        temperature=heat, **judged, true=result.true, claims=result.claims,
    )  # fmt: skip


def _share(share: float | None) -> str:
    return "–" if share is None else percent(share)


def rare(text: Lesson, counts: Sequence[int], tokens: Sequence[str], vocabulary: int, colours: Palette) -> Exhibit:
    """How many tokens top-p keeps after each of these tokens."""
    rows: Rows = [{"after_the_token": token, "tokens_kept": count} for token, count in zip(tokens, counts, strict=True)]
    said = text.say("rare", vocabulary=vocabulary, fewest=min(counts), most=max(counts))
    return Exhibit(
        figures.kept_tokens(counts, tokens, vocabulary, colours), said, rows, alt=text.say("rare.alt"),
        verdict=text.came_out("rare", cut_away(counts, vocabulary)),
    )  # fmt: skip
