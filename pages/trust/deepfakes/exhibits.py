"""What /deepfakes and its second page show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from core.data.faces import PEOPLE
from core.data.instruments import INSTRUMENTS
from core.figures import deepfakes as figures
from core.figures import sound, watermark
from core.figures.chips import percent
from core.figures.deepfakes import Moment, game_payload, puppet_payload
from core.figures.palette import Palette
from core.lessons import Lesson
from core.measure.watermark import tail
from core.models.face_swap import Config
from core.sentences import Sentence
from core.studies.arms_race import GENERATIONS, UPDATES, Retrained
from core.studies.face_reenactment import DRIVERS, CarriedOver
from core.studies.fake_faces import Judged
from core.studies.voice_swap import VoiceSwapped
from core.studies.watermark import Marked, Unmarked
from pages.kit.exhibit import Exhibit, Origin, Picture, together
from pages.kit.studies import OpenStudy
from pages.trust.deepfakes import marked_text, pictures, voices

CROSSED = 0.6  # from here on a factor counts as carried over
DOUBTFUL = 0.75  # an AUC below this is near to guessing
PRICED = (0.0, 2.0, 4.0, 6.0)  # the deltas whose price is said


def puppet(text: Lesson, found: Sequence[Moment[CarriedOver]], seen: OpenStudy[CarriedOver], origin: Origin) -> Exhibit:
    """The driver, the fake and the truth, moved in the browser."""
    config = Config()
    payload = puppet_payload(found, PEOPLE, (config.pixels, config.hidden, config.latent), seen.run.id)
    picture = Picture("puppet", payload, ("networks", "faces"))
    return Exhibit(picture, follows(text, found), pictures.table(seen), origin)


def follows(text: Lesson, found: Sequence[Moment[CarriedOver]]) -> Sentence:
    """How well the fake follows at the end."""
    last = found[-1][0]
    carried = {name: last.values.carried[name] for name in pictures.FACTORS[:3]}
    whose = percent(last.values.identity)
    return text.say(
        "follows", faces=DRIVERS, driver=PEOPLE[0], updates=last.step, share=whose, person=PEOPLE[1], **carried
    )


def carried(
    text: Lesson, shared: OpenStudy[CarriedOver], apart: OpenStudy[CarriedOver], each: bool, colours: Palette,
    origin: Origin,
) -> Exhibit:  # fmt: skip
    """What crosses over, over training time; drawn with an encoder for each person, or with a shared one."""
    said = crossed(text, shared, apart)
    picture = figures.carried(pictures.over_time(text, apart if each else shared), colours)
    return Exhibit(picture, said, pictures.table(shared, apart), origin, text.say("carried.alt", said=said))


def crossed(text: Lesson, shared: OpenStudy[CarriedOver], apart: OpenStudy[CarriedOver]) -> Sentence:
    """What crossed over first, what at last, and what happens without a shared encoder."""
    measured = [record for record in shared.records if record.values]
    names = pictures.FACTORS[:3]
    first = [next((one.step for one in measured if one.values.carried[name] >= CROSSED), None) for name in names]
    alone = apart.records[-1].values.carried
    return together([
        text.say("carried.first", least=CROSSED),
        *(
            text.say(
                "carried.after" if step else "carried.never", factor=text.say(f"factor.{name}"), updates=step,
                then="." if name == names[-1] else ",",
            )
            for name, step in zip(names, first, strict=True)
        ),
        _with_minus(text.say("carried.apart", **{name: alone[name] for name in names})),
        text.say("carried.whose", person=PEOPLE[1], share=percent(measured[-1].values.identity)),
    ])  # fmt: skip


def _with_minus(said: Sentence) -> Sentence:
    """With the sign that mathematics writes."""
    return Sentence(said.replace("-", "−"), {name: written.replace("-", "−") for name, written in said.facts.items()})


def race(
    text: Lesson, auc: Sequence[Sequence[float]], detector: int, generation: int, remember: bool, colours: Palette,
    origin: Origin,
) -> Exhibit:  # fmt: skip
    """Every detector on every generation of fakes, the chosen field marked."""
    said = race_says(text, auc, detector, generation, remember)
    picture = figures.race(auc, GENERATIONS, (detector - 1, generation - 1), colours)
    return Exhibit(picture, said, pictures.race_table(auc), origin, said)


def race_says(text: Lesson, auc: Sequence[Sequence[float]], detector: int, generation: int, remember: bool) -> Sentence:
    """The chosen field in words, and what retraining would bring."""
    if max(detector, generation) > len(auc):
        return text.say("race.missing", generation=max(detector, generation))
    found = auc[detector - 1][generation - 1]
    outcome = "race.several" if remember and detector > 1 else "race.one"
    said = [text.say(outcome, detector=detector, generation=generation, found=percent(found))]
    if detector < generation:
        again = percent(auc[generation - 1][generation - 1])
        said.append(text.say("race.again", generation=generation, again=again))
    elif detector > generation and found < DOUBTFUL:
        said.append(text.say("race.old"))
    return together([*said, text.say("race.guess") if found < DOUBTFUL else ""])


def retrained(text: Lesson, rows: Sequence[Retrained], after: int, colours: Palette, origin: Origin) -> Exhibit:
    """One detector that meets the next generation and goes on learning."""
    said = retrained_says(text, rows, after)
    return Exhibit(figures.retrained(rows, UPDATES, colours), said, [asdict(row) for row in rows], origin, said)


def retrained_says(text: Lesson, rows: Sequence[Retrained], after: int) -> Sentence:
    """Before and after."""
    last, before = rows[-1], [row for row in rows if not row.retrained][-1]
    known = {
        "updates": before.updates,
        "auc_on_old": before.old,
        "auc_on_new": before.new,
        "generation": after,
        "next_generation": after + 1,
    }
    later = {
        "more_updates": last.updates - before.updates,
        "later_auc_on_old": last.old,
        "later_auc_on_new": last.new,
    }
    return together([
        text.say("retrained.alone" if before.new is None else "retrained.meets", **known),
        text.say("retrained.later", **later) if last.retrained else "",
    ])  # fmt: skip


def faces_to_judge(found: Sequence[Moment[Judged]], run: str) -> Picture:
    """The game against two detectors."""
    return Picture("fake_game", game_payload(found, run), ("networks",))


def game(text: Lesson, found: Sequence[Moment[Judged]], origin: Origin) -> Exhibit:
    """What stands under the game: how well both detectors do over all held-out faces."""
    first, last = found[0][0], found[-1][0]
    (early_yesterday, early_today), (yesterday, today) = first.values.auc, last.values.auc
    said = text.say(
        "game", updates=last.step, yesterdays_detector=yesterday, todays_detector=today, first_updates=first.step,
        yesterdays_detector_at_first=early_yesterday, todays_detector_at_first=early_today,
    )  # fmt: skip
    return Exhibit(None, said, pictures.game_table(found), origin)


# --- deeper


def heard(text: Lesson, payload: Mapping[str, Any], facts: Mapping[str, float], who: int, origin: Origin) -> Exhibit:
    """A melody in three voices, to be played; and how near the fake comes. `payload` and `facts` come from `voices`."""
    nearer = facts["fake_to_truth"] < facts["fake_to_source"]
    said = text.say(
        "voices", keys=len(voices.PITCHES), right_pitch=facts["right_pitch"], fake_to_truth=facts["fake_to_truth"],
        fake_to_source=facts["fake_to_source"], source_to_truth=facts["source_to_truth"], other=INSTRUMENTS[1 - who],
        sounds_like=INSTRUMENTS[1 - who] if nearer else INSTRUMENTS[who],
    )  # fmt: skip
    return Exhibit(Picture("voices", dict(payload)), said, [dict(facts)], origin)


def whose(
    text: Lesson, shared: OpenStudy[VoiceSwapped], apart: OpenStudy[VoiceSwapped], colours: Palette, origin: Origin
) -> Exhibit:
    """How near the fakes come to the truth and to the source over training; and what is carried over."""
    said = ""
    if any(record.values for record in shared.records):
        one, two = voices.last(shared).values, voices.last(apart).values
        said = text.say(
            "crossed", right_pitch=one.pitch_kept, right_pitch_without_sharing=two.pitch_kept,
            decibels_to_truth=one.to_truth, decibels_to_source=one.to_source,
            nearer_to_the_truth=one.nearer_to_the_truth, vowel_kept=one.vowel_kept,
        )  # fmt: skip
    rows = voices.table([shared, apart])
    return Exhibit(sound.whose(shared.records, colours), together([said]), rows, origin, text.say("crossed.alt"))


def of_sweep(text: Lesson, origin: Origin) -> Origin:
    """The sweep's origin, and whose texts it marked."""
    return replace(origin, says=(*origin.says, text.say("sweep")))


def by_length(
    text: Lesson, delta: float, rows: Sequence[Marked], unmarked: Sequence[Unmarked], point: tuple[int, float] | None,
    colours: Palette, origin: Origin,
) -> Exhibit:  # fmt: skip
    """How z grows with the text at this delta; `point`: tokens and z of the open model's own text."""
    row = next(row for row in rows if row.delta == delta)
    z = {one.length: one.z for one in row.by_length if one.z is not None}
    found = next(one.found for one in row.by_length if one.length == 200)
    said = text.say(
        "by_length", delta=delta, z_after_100=z[100], z_after_400=z[400], times_z=z[400] / z[100], found=found
    )
    picture = watermark.by_length(row, unmarked, point, colours)
    return Exhibit(picture, said, marked_text.length_rows(rows), of_sweep(text, origin), said)


def edited(text: Lesson, rows: Sequence[Marked], share: float, colours: Palette, origin: Origin) -> Exhibit:
    """Still found or not, over the share of tokens that was replaced; one row for each delta."""
    said = together(
        text.say(
            "edited", delta=row.delta, found_untouched=row.by_edit[0].found,
            found_after_30_percent=row.by_edit[3].found, found_after_half=row.by_edit[5].found,
        )
        for row in rows
    )  # fmt: skip
    picture = watermark.edited(rows, share, colours)
    return Exhibit(picture, said, marked_text.edit_rows(rows), of_sweep(text, origin), text.say("edited.alt"))


def price(text: Lesson, rows: Sequence[Marked], colours: Palette, origin: Origin) -> Exhibit:
    """Perplexity and grammar over delta."""
    numbers = [{"delta": row.delta, "perplexity": row.perplexity, "grammatical": row.grammatical} for row in rows]
    said = together(
        text.say({PRICED[0]: "price.first", PRICED[-1]: "price.last"}.get(row["delta"], "price.next"), **row)
        for row in numbers
        if row["delta"] in PRICED
    )
    return Exhibit(watermark.price(rows, colours), said, numbers, of_sweep(text, origin), said)


def alarms(text: Lesson, unmarked: Sequence[Unmarked], colours: Palette, origin: Origin) -> Exhibit:
    """How often the detector is wrong about text that nobody marked."""
    windows = sum(row.windows for row in unmarked)
    above = {limit: round(sum(row.windows * row.above[str(limit)] for row in unmarked)) for limit in (2, 4)}
    said = text.say(
        "alarms", pieces=windows, above_2=above[2], above_4=above[4], by_chance_above_2=windows * tail(2),
        by_chance_above_4=windows * tail(4),
    )  # fmt: skip
    rows = marked_text.alarm_rows(unmarked)
    return Exhibit(watermark.alarms(unmarked, colours), said, rows, of_sweep(text, origin), said)
