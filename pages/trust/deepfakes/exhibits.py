"""What /deepfakes and its second page show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from core.data.faces import PEOPLE
from core.data.instruments import INSTRUMENTS, KEYS
from core.exhibit import Exhibit, Origin, Picture
from core.figures import deepfakes as figures
from core.figures import sound, watermark
from core.figures.chips import percent
from core.figures.deepfakes import game_payload, puppet_payload
from core.figures.palette import Palette
from core.figures.sound import three_voices
from core.lessons import head
from core.lessons.parts import Lesson
from core.measure import arms_race, carried_over
from core.measure import watermark as detected
from core.measure.carried_over import CROSSED
from core.measure.watermark import tail
from core.models.face_swap import Config
from core.sentences import Sentence, together
from core.studies.arms_race import GENERATIONS, UPDATES, Retrained
from core.studies.face_reenactment import CARRIED, DRIVERS, CarriedOver
from core.studies.fake_faces import Judged
from core.studies.voice_swap import Heard, VoiceSwapped
from core.studies.watermark import Marked, Unmarked
from core.tables import Rows, as_row
from core.training.events import Record
from pages.kit.studies import OpenStudy

ASKED = (2, 3)  # the detector of the question, and the generation of fakes that it meets
DOUBTFUL = 0.75  # an AUC below this is near to guessing
EDITED = 4.0  # the delta of the text that a cheat edits
PRICED = (0.0, 2.0, 4.0, 6.0)  # the deltas whose price is said


def puppet(text: Lesson, seen: OpenStudy[CarriedOver], origin: Origin, *, earlier: bool) -> Exhibit:
    """The driver, the fake and the truth, moved in the browser.

    Args:
        earlier: with the model at all moments, as the picture asks for them (its answer `earlier`) once somebody goes back.
    """
    config = Config()
    widths = (config.pixels, config.hidden, config.latent)
    payload = puppet_payload(seen.moments, PEOPLE, widths, seen.run.id, earlier=earlier)
    picture = Picture("puppet", payload, ("networks", "faces"), ("earlier",))
    return Exhibit(picture, follows(text, seen.measured[-1]), table(shared=seen.measured), origin)


def follows(text: Lesson, last: Record[CarriedOver]) -> Sentence:
    """How well the fake follows at the end."""
    carried = {name: last.values.carried[name] for name in CARRIED[:3]}
    whose = percent(last.values.identity)
    return text.say(
        "follows", faces=DRIVERS, driver=PEOPLE[0], updates=last.step, share=whose, person=PEOPLE[1], **carried
    )


def table(**models: Sequence[Record[CarriedOver]]) -> Rows:
    """What was measured while the models learned, a row a moment."""
    return [
        {"encoder": name.replace("_", " "), "step": record.step}
        | {f"{factor}_carried": round(record.values.carried[factor], 3) for factor in CARRIED}
        | {
            head("in_the_fake", person=PEOPLE[1]): round(record.values.identity, 3),
            "error": round(record.values.error, 3),
        }
        for name, records in models.items()
        for record in records
    ]


def carried(
    text: Lesson, shared: Sequence[Record[CarriedOver]], apart: Sequence[Record[CarriedOver]], each: bool,
    colours: Palette, origin: Origin,
) -> Exhibit:  # fmt: skip
    """What crosses over, over training time; drawn with an encoder for each person, or with a shared one."""
    said = crossed(text, shared, apart)
    lines: dict[str, list[tuple[int, float]]] = {
        text.say(f"factor.{name}"): [(one.step, one.values.carried[name]) for one in (apart if each else shared)]
        for name in CARRIED
    }
    rows = table(shared=shared, one_each=apart)
    by_moment = [(one.step, {name: one.values.carried[name] for name in CARRIED[:3]}) for one in shared]
    verdict = text.came_out("carries", carried_over.first(by_moment))
    return Exhibit(figures.carried(lines, colours), said, rows, origin, text.say("carried.alt", said=said), verdict)


def crossed(text: Lesson, shared: Sequence[Record[CarriedOver]], apart: Sequence[Record[CarriedOver]]) -> Sentence:
    """What crossed over first, what at last, and what happens without a shared encoder."""
    names = CARRIED[:3]
    first = [next((one.step for one in shared if one.values.carried[name] >= CROSSED), None) for name in names]
    alone = apart[-1].values.carried
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
        text.say("carried.whose", person=PEOPLE[1], share=percent(shared[-1].values.identity)),
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
    rows = [
        {"learned_from": row}
        | {head("auc_on_generation", generation=column): round(one, 3) for column, one in enumerate(line, 1)}
        for row, line in enumerate(auc, 1)
    ]
    asked, new = ASKED
    there = len(auc) >= new
    outcome = arms_race.on_new_fakes(auc[asked - 1][asked - 1], auc[asked - 1][new - 1]) if there else ""
    return Exhibit(picture, said, rows, origin, said, text.came_out("race", outcome) if there else None)


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
    elif detector > generation and found < DOUBTFUL and not remember:
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
        "updates": before.updates, "auc_on_old": before.old, "auc_on_new": before.new, "generation": after,
        "next_generation": after + 1,
    }  # fmt: skip
    later = {
        "more_updates": last.updates - before.updates, "later_auc_on_old": last.old, "later_auc_on_new": last.new,
    }  # fmt: skip
    return together([
        text.say("retrained.alone" if before.new is None else "retrained.meets", **known),
        text.say("retrained.later", **later) if last.retrained else "",
    ])  # fmt: skip


def faces_to_judge(cards: OpenStudy[Judged]) -> Picture:
    """The game against two detectors."""
    return Picture("fake_game", game_payload(cards.moments, cards.run.id), ("networks",))


def game(text: Lesson, found: Sequence[Record[Judged]], origin: Origin) -> Exhibit:
    """What stands under the game: how well both detectors do over all held-out faces."""
    first, last = found[0], found[-1]
    (early_yesterday, early_today), (yesterday, today) = first.values.auc, last.values.auc
    said = text.say(
        "game", updates=last.step, yesterdays_detector=yesterday, todays_detector=today, first_updates=first.step,
        yesterdays_detector_at_first=early_yesterday, todays_detector_at_first=early_today,
    )  # fmt: skip
    rows: Rows = [
        {"step": record.step, "auc_of_yesterdays_detector": round(record.values.auc[0], 3),
         "auc_of_todays_detector": round(record.values.auc[1], 3)}
        for record in found
    ]  # fmt: skip
    verdict = text.came_out("game", arms_race.right_more_often(yesterday, today))
    return Exhibit(None, said, rows, origin, verdict=verdict)


# --- deeper


def heard(
    text: Lesson, sounds: Heard, facts: Mapping[str, float], who: int, tune: tuple[str, str], id: str, origin: Origin
) -> Exhibit:  # fmt: skip
    """A melody in three voices, to be played: its key, and how it is called; and how near the fake comes, as `compared`."""
    other = INSTRUMENTS[1 - who]
    nearer = facts["fake_to_truth"] < facts["fake_to_source"]
    said = text.say("voices", keys=len(KEYS), **facts, other=other, sounds_like=other if nearer else INSTRUMENTS[who])
    return Exhibit(
        Picture("voices", three_voices(text, sounds, who, tune, id), helpers=("sound", "piano")), said, [facts], origin
    )


def whose(
    text: Lesson, shared: Sequence[Record[VoiceSwapped]], apart: Sequence[Record[VoiceSwapped]], colours: Palette,
    origin: Origin,
) -> Exhibit:  # fmt: skip
    """How near the fakes come to the truth and to the source over training; and what is carried over."""
    said, verdict = "", None
    if shared:
        one, two = shared[-1].values, apart[-1].values
        said = text.say(
            "crossed", right_pitch=one.pitch_kept, right_pitch_without_sharing=two.pitch_kept,
            decibels_to_truth=one.to_truth, decibels_to_source=one.to_source,
            nearer_to_the_truth=one.nearer_to_the_truth, vowel_kept=one.vowel_kept,
        )  # fmt: skip
        if shared[-1].step == shared[-1].total:  # it has learned to its end
            verdict = text.came_out("crosses", carried_over.of_the_source(one.pitch_kept, one.nearer_to_the_truth))
    rows = [
        {"encoder": encoder, "step": record.step}
        | {name: round(value, 3) for name, value in as_row(record.values).items()}
        for encoder, records in (("shared", shared), ("one each", apart))
        for record in records
    ]
    return Exhibit(sound.whose(shared, colours), together([said]), rows, origin, text.say("crossed.alt"), verdict)


def of_sweep(text: Lesson, origin: Origin) -> Origin:
    """The sweep's origin, and whose texts it marked."""
    return replace(origin, says=(*origin.says, text.say("sweep")))


def in_rows(rows: Sequence[Marked], what: str) -> Rows:
    """What the detector says of marked text of each delta, by its length or by how much of it was edited."""
    return [{"delta": row.delta, **asdict(one)} for row in rows for one in getattr(row, what)]


def by_length(
    text: Lesson, delta: float, rows: Sequence[Marked], unmarked: Sequence[Unmarked], point: tuple[int, float] | None,
    colours: Palette, origin: Origin,
) -> Exhibit:  # fmt: skip
    """How z grows with the text at this delta; `point`: tokens and z of the open model's own text."""
    row = next(row for row in rows if row.delta == delta)
    z = {one.length: one.z for one in row.by_length if one.z is not None}
    found = next(one.found for one in row.by_length if one.length == 200)
    surer = detected.times_as_sure(z[100], z[400])
    known = {"delta": delta, "z_after_100": z[100], "z_after_400": z[400], "found": found}
    if surer == "unmarked":
        said = text.say("by_length.unmarked", **known)
    else:
        said = text.say("by_length", **known, times_z=z[400] / z[100])
    picture, verdict = watermark.by_length(row, unmarked, point, colours), text.came_out("length", surer)
    return Exhibit(picture, said, in_rows(rows, "by_length"), of_sweep(text, origin), said, verdict)


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
    half = next(row.by_edit[5].found for row in rows if row.delta == EDITED)
    verdict = text.came_out("edit", detected.still_found(half or 0.0))
    return Exhibit(picture, said, in_rows(rows, "by_edit"), of_sweep(text, origin), text.say("edited.alt"), verdict)


def price(text: Lesson, rows: Sequence[Marked], colours: Palette, origin: Origin) -> Exhibit:
    """Perplexity and grammar over delta."""
    numbers = [{"delta": row.delta, "perplexity": row.perplexity, "grammatical": row.grammatical} for row in rows]
    said = together(
        text.say({PRICED[0]: "price.first", PRICED[-1]: "price.last"}.get(row["delta"], "price.next"), **row)
        for row in numbers
        if row["delta"] in PRICED
    )
    verdict = text.came_out("price", detected.price([row.grammatical or 0.0 for row in rows]))
    return Exhibit(watermark.price(rows, colours), said, numbers, of_sweep(text, origin), said, verdict)


def alarms(text: Lesson, unmarked: Sequence[Unmarked], colours: Palette, origin: Origin) -> Exhibit:
    """How often the detector is wrong about text that nobody marked."""
    windows = sum(row.windows for row in unmarked)
    above = {limit: round(sum(row.windows * row.above[str(limit)] for row in unmarked)) for limit in (2, 4)}
    said = text.say(
        "alarms", pieces=windows, above_2=above[2], above_4=above[4], by_chance_above_2=windows * tail(2),
        by_chance_above_4=windows * tail(4),
    )  # fmt: skip
    rows = [
        {"length": one.length, "windows": one.windows, "z": one.z, "spread": one.spread}
        | {head("above", limit=limit): share for limit, share in one.above.items()}
        for one in unmarked
    ]
    verdict = text.came_out("own", detected.accused(above[4], windows))
    return Exhibit(watermark.alarms(unmarked, colours), said, rows, of_sweep(text, origin), said, verdict)
