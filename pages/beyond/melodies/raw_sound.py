"""What /melodies_deeper shows: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.data.instruments import HOP, INSTRUMENTS, RATE
from core.exhibit import Exhibit, Origin, Picture
from core.figures import raw_sound as figures
from core.figures.palette import Palette
from core.figures.payload import Array
from core.figures.raw_sound import Row, joined, rows_payload
from core.language import number, percent
from core.lessons.parts import Lesson
from core.measure.heard_notes import Told
from core.measure.sound_written import WAYS, Wrong, beginning, numbers_a_second, one_wrong, three_ways
from core.sentences import together
from core.studies import sound_codes, sound_samples
from core.studies.sound_codes import Kept
from core.studies.sound_samples import milliseconds
from core.tables import Rows
from core.training.events import Record

KINDS = {"notes": "notes", "spectrum": "spectrum", "samples": "wave"}
CLEARLY = 0.1  # a difference of shares in tune by less counts as none
BEAT = (0.7, 1.3)  # notes a second, over those of a real tune, that count as its beat

Moments = Sequence[tuple[Record[Any], Mapping[str, Array]]]


def three(text: Lesson, who: int, tune: int, origin: Origin) -> Exhibit:
    """The same tune as notes, as a spectrum and as samples."""
    tokens, sounds = beginning(tune), three_ways(who, tune)
    counts = numbers_a_second(tokens)
    rows = [
        Row(text.say(f"way.{way}"), text.say(f"way.{way}.says", **{way: counts[way]}), sounds[way], KINDS[way],
            "made" if way == "spectrum" else "data", tokens=tokens if way == "notes" else ())
        for way in WAYS
    ]  # fmt: skip
    table: Rows = [
        {"raw.way": text.say(f"way.{way}"), "raw.numbers": number(counts[way], ",.1f" if way == "notes" else ",.0f")}
        for way in WAYS
    ]
    said = text.say("three", player=INSTRUMENTS[who], **counts)
    return Exhibit(
        Picture("sound_rows", rows_payload(rows, id=f"three {who} {tune}"), helpers=("sound",)), said, table, origin
    )


def wrong_heard(text: Lesson, who: int, tune: int, origin: Origin) -> Exhibit:
    """The tune with one wrong number, in each way of writing."""
    found = one_wrong(who, tune)
    rows = [
        Row(text.say(f"way.{way}"), text.say(f"wrong.{way}"), one.sound, KINDS[way], "made", tokens=one.tokens,
            marks=[(one.first, one.seconds)])
        for way, one in found.items()
    ]  # fmt: skip
    picture = Picture("sound_rows", rows_payload(rows, id=f"wrong {who} {tune}"), helpers=("sound",))
    return Exhibit(picture, text.say("wrong.heard"), _wrong_rows(text, found), origin)


def _wrong_rows(text: Lesson, found: Mapping[str, Wrong]) -> Rows:
    return [
        {"raw.way": text.say(f"way.{way}"), "raw.milliseconds": number(1_000 * one.seconds, ",.2f"),
         "raw.energy": percent(one.energy, 2)}
        for way, one in found.items()
    ]  # fmt: skip


def wrong(text: Lesson, found: Mapping[str, Wrong], colours: Palette, origin: Origin) -> Exhibit:
    """How long each of the wrong numbers is heard."""
    seconds = {way: one.seconds for way, one in found.items()}
    said = text.say("wrong", **{way: 1_000 * one for way, one in seconds.items()})
    verdict = text.came_out("one_wrong_number", max(seconds, key=lambda way: seconds[way]))
    picture = figures.wrong(seconds, colours)
    return Exhibit(picture, said, _wrong_rows(text, found), origin, text.say("wrong.alt"), verdict)


# --- what models made


def samples_heard(text: Lesson, moments: Moments, id: str, origin: Origin) -> Exhibit:
    """A tune as it really goes on, and as the network of samples goes on with it, moment by moment."""
    begun, real = sound_samples.given("Oolo")
    made = {record.step: joined(begun, sound_samples.heard(arrays["written"])) for record, arrays in moments}
    return _heard(text, joined(begun, real), made, len(begun) / RATE, moments, id, origin)


def codes_heard(text: Lesson, moments: Moments, id: str, origin: Origin) -> Exhibit:
    """The same of the GPT that writes codes."""
    book = moments[0][1]["codes"]
    made = {record.step: sound_codes.heard(book, arrays["begun"], arrays["written"]) for record, arrays in moments}
    given = sound_codes.GIVEN * HOP / RATE
    return _heard(text, sound_codes.truth("Oolo"), made, given, moments, id, origin)


def _heard(
    text: Lesson, real: Array, made: Mapping[int, Array], given: float, moments: Moments, id: str, origin: Origin
) -> Exhibit:
    rows = [Row(text.say("row.real"), text.say("row.real.says"), real, "spectrum")]
    for record, _ in moments:
        told = record.values.made
        says = text.say("row.made.says", in_tune_then=told.in_tune, notes_then=told.notes_a_second)
        rows.append(Row(text.say("row.made", updates=record.step), says, made[record.step], "spectrum", "made"))
    last = moments[-1][0]
    one: Told = last.values.made
    said = text.say(
        "heard", updates=last.step, surprise=last.values.surprise, in_tune=one.in_tune, notes=one.notes_a_second,
        real_notes=last.values.real.notes_a_second,
    )  # fmt: skip
    picture = Picture("sound_rows", rows_payload(rows, id=id, given=given), helpers=("sound",))
    return Exhibit(picture, said, _over_time([record for record, _ in moments]), origin)


def _over_time(records: Sequence[Record[Any]]) -> Rows:
    return [{"step": one.step, **_row(one.values.surprise, one.values.made)} for one in records]


def _row(surprise: float, made: Told) -> dict[str, str]:
    return {
        "raw.surprise": number(surprise, ".2f"), "raw.in_tune": percent(made.in_tune),
        "raw.own_voice": percent(made.own_voice), "raw.notes": number(made.notes_a_second, ".1f"),
    }  # fmt: skip


Last = Mapping[str, Any]  # what was measured at the end of each training that is compared


def _compared(
    text: Lesson, found: Last, names: Mapping[str, str], colours: Palette, beat: bool = False
) -> tuple[Any, Rows]:
    """Bars and rows of the trainings, beside the real tunes; with `beat`, their notes a second as a share of the real ones."""
    real: Told = next(iter(found.values())).real
    told = {text.say("row.real"): real, **{names[key]: one.made for key, one in found.items()}}
    bars = {
        name: {"in_tune": one.in_tune, "own_voice": one.own_voice}
        | ({"beat": one.notes_a_second / max(real.notes_a_second, 1e-9)} if beat else {})
        for name, one in told.items()
    }
    table: Rows = [{"raw.who": names[key], **_row(one.surprise, one.made)} for key, one in found.items()]
    return figures.bars(bars, colours), table


def hiss(text: Lesson, found: Last, colours: Palette, origin: Origin) -> Exhibit:
    """Learned with a little hiss and without it."""
    picture, table = _compared(text, found, {key: text.say(f"learned.{key}") for key in found}, colours)
    one, other = found["hiss"], found["clean"]
    said = text.say(
        "hiss", surprise_clean=other.surprise, surprise_hiss=one.surprise, in_tune_clean=other.made.in_tune,
        in_tune_hiss=one.made.in_tune,
    )  # fmt: skip
    verdict = text.came_out("hiss", better(one.made.in_tune, other.made.in_tune, "hiss", "clean"))
    return Exhibit(picture, said, table, origin, text.say("bars.alt"), verdict)


def better(one: float, other: float, first: str, second: str) -> str:
    """Which share is clearly larger.

    >>> better(0.9, 0.4, "one", "other"), better(0.4, 0.9, "one", "other"), better(0.9, 0.85, "one", "other")
    ('one', 'other', 'same')
    """
    return "same" if abs(one - other) < CLEARLY else first if one > other else second


def reach(text: Lesson, found: Last, colours: Palette, origin: Origin) -> Exhibit:
    """The same layers with narrow and with wide holes."""
    names = {key: text.say("reach.name", back=milliseconds(key)) for key in found}
    picture, table = _compared(text, found, names, colours)
    near, far = found["few"].made, found["note"].made
    said = text.say(
        "reach", near=milliseconds("few"), far=milliseconds("note"), in_tune_near=near.in_tune, in_tune_far=far.in_tune,
        notes_far=far.notes_a_second, notes_real=found["note"].real.notes_a_second,
    )  # fmt: skip
    verdict = text.came_out("reach", better(far.in_tune, near.in_tune, "better", "worse"))
    return Exhibit(picture, said, table, origin, text.say("bars.alt"), verdict)


def beat(text: Lesson, codes: int, found: Last, kept: Kept, colours: Palette, origin: Origin) -> Exhibit:
    """Samples and codes: who plays as many notes a second as the real tunes have?"""
    names = {"samples": text.say("who.samples"), "codes": text.say("who.codes", codes=codes)}
    picture, table = _compared(text, found, names, colours, beat=True)
    said = together([
        text.say("kept", codes=codes, right_pitch=kept.right_pitch, right_voice=kept.right_voice, decibels=kept.decibels),
        text.say("beat", samples=found["samples"].made.notes_a_second, codes_notes=found["codes"].made.notes_a_second,
                 real=found["codes"].real.notes_a_second),
    ])  # fmt: skip
    rows: Rows = [*table, {"raw.who": text.say("kept.row"), "raw.in_tune": percent(kept.right_pitch),
                           "raw.own_voice": percent(kept.right_voice)}]  # fmt: skip
    verdict = text.came_out("beat", keeps(found["samples"], found["codes"]))
    return Exhibit(picture, said, rows, origin, text.say("bars.alt"), verdict)


def keeps(samples: Any, codes: Any) -> str:
    """Who plays about as many notes a second as there are in the tunes."""
    least, most = BEAT
    one, other = (
        least <= last.made.notes_a_second / max(last.real.notes_a_second, 1e-9) <= most for last in (samples, codes)
    )
    return "both" if one and other else "samples" if one else "codes" if other else "neither"
