"""What /hallucination and its second page show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.exhibit import Exhibit, Origin, Picture
from core.figures import half_known as figures
from core.figures import trust
from core.figures.palette import Palette
from core.figures.payload import Array
from core.language import number, percent
from core.lessons import frame
from core.lessons.parts import Lesson
from core.measure.asking import Asked
from core.measure.claim_confidence import best_threshold, doubted, how_well, told_apart
from core.measure.confidence import (
    Abstaining,
    as_sure_as_right,
    calibration,
    calibration_error,
    finds_better,
    follows_a_note,
    foretells,
    misreads,
    untrue_beside,
    when_cold,
    when_full,
    who_suffers,
    who_wins,
)
from core.opened import recall
from core.opened.half_known import Written, claims_of, to_read
from core.opened.half_known import table as half_known_table
from core.sentences import Sentence, together
from core.studies.facts import Known
from core.studies.recall_by_tellings import COMPARED, STRANGERS, Heated, Moment
from core.studies.told_once import Foretold, Traded
from core.tables import Rows, as_row
from pages.trust.hallucination import asked_facts
from pages.trust.hallucination.asked_facts import Filled

Groups = Mapping[str, Mapping[str, float | None]]  # shares by name of a series and name of a group

OFTEN, ONCE, NEVER, _ = COMPARED


def answers(text: Lesson, asked: Asked, colours: Palette) -> Exhibit:
    """The likeliest answers to one question, with their truth and their tellings."""
    said = answered(text, asked)
    truths = frame().control("truth").options
    rows = [
        {"answer": a.value, "chance": percent(a.chance), "truth": truths[a.truth], "told": a.told}
        for a in asked.answers
    ]
    return Exhibit(trust.answers(asked, colours), said, rows, alt=text.say("answers.alt", said=said))


def answered(text: Lesson, asked: Asked) -> Sentence:
    """How sure, how true, and how often told: three things that need not go together."""
    first = asked.first
    verdict = "nowhere" if first.truth == "nobody" and asked.kind == "capital" else first.truth
    return together(
        [
            text.say("answers", answer=first.value, chance=first.chance),
            text.say(f"answers.{verdict}"),
            text.say("answers.told" if first.told else "answers.never", tellings=first.told),
            text.say("answers.doubt", doubt=asked.evenness),
        ]
    )


def half_known(text: Lesson, written: Sequence[Written], false_share: float) -> Exhibit:
    """Claims in texts of the model's own, each with how sure it was: do these chances tell true from untrue?

    Args:
        false_share: of what the training text told.
    """
    claims = claims_of(written)
    if not claims:
        return Exhibit(None, text.say("half_known.none", texts=len(written)), [])
    apart, best = told_apart(claims), best_threshold(claims)
    untrue = sum(not one.true for one in claims)
    its = doubted(claims, best)
    said = [
        text.say("half_known.misled" if false_share else "half_known.truthful", false_share=false_share),
        text.say(
            "half_known", texts=len(written), claims=len(claims), untrue_claims=untrue, untrue_share=untrue / len(claims)
        ),
        text.say("half_known.apart", told_apart=apart) if apart is not None else "",
        text.say("half_known.best", threshold=best, caught=its.caught, suspected=its.suspected) if its.caught else "",
    ]  # fmt: skip
    return Exhibit(
        Picture("half_known", figures.half_known(to_read(written), claims)), together(said), half_known_table(claims),
        verdict=text.came_out("half_known", how_well(apart)),
    )  # fmt: skip


def tail(text: Lesson, lines: Sequence[Moment], colours: Palette) -> Exhibit:
    """Right and sure by how often the text told it, at the end of training; groups that nobody is in are not spoken of."""
    end = recall.last_moment(lines)
    early, late = recall.first_and_last(lines, STRANGERS)
    often, once = (end[group].right if group in end else None for group in (OFTEN, ONCE))
    said = together(
        [
            text.say("tail.often", right_told_often=often) if often is not None else "",
            text.say("tail.once", right_told_once=once) if once is not None else "",
            text.say("tail.nobody", sure_about_nobody=late, sure_about_nobody_before=early),
        ]
    )
    named: Groups = {
        text.say("tail.right"): {text.say(f"group.{group}"): one.right for group, one in end.items()},
        text.say("tail.sure"): {text.say(f"group.{group}"): one.confidence for group, one in end.items()},
    }
    picture = trust.by_group(named, colours, text.say("tail.axis"), hues=("true", "made"))
    verdict = text.came_out("tail", recall.doubts_strangers(lines))
    return Exhibit(picture, said, [as_row(line) for line in lines], alt=text.say("tail.alt"), verdict=verdict)


def look_up(text: Lesson, known: Known, done: bool, colours: Palette, origin: Origin) -> Exhibit:
    """From memory, with a note, with a wrong one; and how often the wrong note wins against facts told most often.

    Args:
        done: is the training over, so that it can be judged?
    """
    said = text.say(
        "look_up", right_from_memory=known.from_memory["1"], right_with_a_note=known.with_a_note["1"],
        wrong_note_copied=known.copies_a_wrong_note["64"],
    )  # fmt: skip
    named: Groups = {
        text.say("look_up.from memory"): known.from_memory,
        text.say("look_up.with a note"): known.with_a_note,
        text.say("look_up.with a wrong note"): known.copies_a_wrong_note,
    }
    whom = follows_a_note(known.copies_a_wrong_note["64"], known.with_a_wrong_note["64"])
    shown = by_tellings(named, said, text.say("look_up.alt"), colours, origin, text.say("look_up.axis"))
    return replace(shown, verdict=text.came_out("look_up", whom) if done else None)


def by_tellings(
    shown: Groups, said: Sentence, alt: Sentence, colours: Palette, origin: Origin, axis: str = "",
    hues: Sequence[str] = ("made", "true", "false"),
) -> Exhibit:  # fmt: skip
    """Shares by number of tellings, as bars; what they are shares of stands at the axis, else they are right answers."""
    named: Groups = {
        name: {asked_facts.in_words(n): shares[n] for n in asked_facts.GROUPS} for name, shares in shown.items()
    }
    tellings, right = (asked_facts.says().say(f"times.{what}") for what in ("axis", "right"))
    rows = [{"told": n, **{name: values[n] for name, values in named.items()}} for n in next(iter(named.values()))]
    return Exhibit(trust.by_group(named, colours, tellings, axis or right, hues), said, rows, origin, alt)


# --- deeper


def trade_off(text: Lesson, rows: Sequence[Traded], percent: int, colours: Palette, origin: Origin) -> Exhibit:
    """From parrot to dreamer: what is invented, and how far from calibrated, at λ in percent."""
    at = min(rows, key=lambda row: abs(row.share - percent / 100))
    said = text.say(
        "trade_off", percent_untold=percent, invented=at.invented, miscalibration=at.miscalibration,
        told_once=at.told_once,
    )  # fmt: skip
    picture = trust.trade_off(rows, at.share, colours)
    return Exhibit(picture, said, [as_row(row) for row in rows], origin, text.say("trade_off.alt"))


def foretold(text: Lesson, rows: Sequence[Foretold], done: bool, colours: Palette, origin: Origin) -> Exhibit:
    """Counted before, measured after: told once, and invented; a row for each tail, until all are `done`."""
    first, last = rows[0], rows[-1]
    said = text.say(
        "foretold", first_told_once=first.told_once, first_invented=first.invented, last_told_once=last.told_once,
        last_invented=last.invented, invented_where_repeated=last.invented_where_repeated,
    )  # fmt: skip
    best = foretells([row.told_once for row in rows], [row.invented for row in rows])
    verdict = text.came_out("count", best) if done else None
    table = [as_row(row) for row in rows]
    return Exhibit(trust.foretold(rows, colours), said, table, origin, text.say("foretold.alt"), verdict)


def own_curve(text: Lesson, untrue: Mapping[int, float], once: float, colours: Palette, origin: Origin) -> Exhibit:
    """What the open model invented while it learned. `once`: the share of tellings that are the only one of their fact."""
    first, last = min(untrue), max(untrue)
    said = text.say(
        "own_curve", first_untrue=untrue[first], first_step=first, last_untrue=untrue[last], last_step=last,
        told_once=once,
    )  # fmt: skip
    rows = [{"step": step, "untrue": share} for step, share in untrue.items()]
    picture = trust.while_it_learns(untrue, once, colours)
    verdict = text.came_out("own_curve", untrue_beside(untrue[last], once))
    return Exhibit(picture, said, rows, origin, text.say("own_curve.alt"), verdict)


def bots(text: Lesson, rules: Mapping[str, tuple[Abstaining, Abstaining]], origin: Origin) -> Exhibit:
    """A bot that always answers and a careful one, under a rule that forgives wrong answers and one that does not."""
    rows: list[dict[str, Any]] = [
        {
            "rule": text.say(f"bots.{rule}"), "bot": text.say(f"bots.{name}"), "right": bot.right, "wrong": bot.wrong,
            "silent": 1 - bot.answered, "score": bot.score,
        }
        for rule, both in rules.items()
        for name, bot in zip(("bold", "careful"), both, strict=True)
    ]  # fmt: skip
    winners = ["bold" if bold.score > careful.score else "careful" for bold, careful in rules.values()]
    said = [text.say(f"bots.{rule}.{winner}") for rule, winner in zip(rules, winners, strict=True)]
    shares = ("right", "wrong", "silent")
    table = [
        row | {name: percent(row[name]) for name in shares} | {"score": number(row["score"], ".2f")} for row in rows
    ]
    scores = [[bot.score for bot in each] for each in zip(*rules.values(), strict=True)]
    verdict = text.came_out("bots", who_wins(scores[0], scores[1]))
    return Exhibit(table, together([*said, text.say("bots.same")]), rows, origin, verdict=verdict)


def silence(text: Lesson, curve: Sequence[Abstaining], percent: int, colours: Palette, origin: Origin) -> Exhibit:
    """Answering only from a confidence in percent on: how many answers are left, and how many of them are wrong."""
    here = min(curve, key=lambda one: abs(one.threshold - percent / 100))
    said = text.say(
        "silence", wrong_if_it_always_answers=curve[0].risk, percent_sure=percent, answered=here.answered,
        wrong_among_them=here.risk,
    )  # fmt: skip
    rows = [{"threshold": one.threshold, "answered": one.answered, "wrong_among_them": one.risk} for one in curve]
    return Exhibit(trust.risk(curve, percent / 100, colours), said, rows, origin, text.say("silence.alt"))


def sure(text: Lesson, confidence: Array, right: Array, strangers: float, colours: Palette, origin: Origin) -> Exhibit:
    """As good as it says? Of people that it was told of; `strangers`: how sure it is about the others."""
    bins = calibration(confidence, right)
    said = text.say(
        "sure", sure_and_right_differ=calibration_error(confidence, right), sure_about_the_never_told=strangers
    )
    rows = [{"sure": b.confidence, "right": b.right, "answers": b.count} for b in bins]
    verdict = text.came_out("sure", as_sure_as_right(bins))
    return Exhibit(trust.calibration(bins, colours), said, rows, origin, text.say("sure.alt"), verdict)


def several(text: Lesson, found: Mapping[str, float], colours: Palette, origin: Origin) -> Exhibit:
    """How well each kind of doubt finds wrong answers; `found` comes from `recall.by_meaning`."""
    named: Mapping[str, float] = {text.say(f"several.{name}"): share for name, share in found.items()}
    return Exhibit(
        trust.by_group({text.say("several.finds"): named}, colours, "", text.say("several.axis")),
        text.say("several", by_meanings=found["towns"], by_exact_words=found["strings"]),
        [{"by": name, "ranks_wrong_above_right": share} for name, share in named.items()],
        origin,
        text.say("several.alt"),
        text.came_out("several", finds_better(found["towns"], found["strings"])),
    )


def temperature(text: Lesson, rows: Sequence[Heated], heat: float, colours: Palette) -> Exhibit:
    """Exact chances of untrue answers over the temperature, by group; the chosen one in words."""
    at = {row.told: row for row in rows if row.temperature == heat}
    untrue = {group: row.untrue for group, row in at.items()}
    if untrue.keys() >= set(COMPARED):
        spoken = text.say(
            "temperature", temperature=heat, untrue_told_often=untrue[OFTEN], untrue_told_once=untrue[ONCE],
            untrue_never_told=untrue[NEVER], untrue_about_nobody=untrue[STRANGERS],
        )  # fmt: skip
    else:  # a text may tell nothing just once, or nothing often
        spoken = text.say("temperature.nobody", temperature=heat, untrue_about_nobody=untrue[STRANGERS])
    true = text.say("temperature.true", true_told_once=at[ONCE].true) if ONCE in at else ""
    names: dict[str, str] = {group: text.say(f"group.{group}") for group in COMPARED}
    picture = trust.by_temperature(rows, names, heat, colours)
    coldest = min(row.temperature for row in rows)
    outcome = when_cold(
        {row.temperature: row.untrue for row in rows if row.told == OFTEN},
        [row.untrue for row in rows if row.told != OFTEN and row.temperature == coldest],
    )
    return Exhibit(
        picture, together([spoken, true]), [as_row(row) for row in rows], alt=text.say("temperature.alt"),
        verdict=text.came_out("temperature", outcome),
    )  # fmt: skip


def filled(text: Lesson, models: Sequence[Filled], colours: Palette, origin: Origin) -> Exhibit:
    """One width, told more and more facts: what it holds of them."""
    first, before, last = models[0], models[-2], models[-1]
    said = text.say(
        "filled", weights=last.held.weights, fewest_facts=first.facts, right_of_the_fewest=first.held.right,
        most_facts=last.facts, right_of_the_most=last.held.right, full_from=before.facts,
        bits_then=before.held.bits, bits_at_last=last.held.bits,
    )  # fmt: skip
    picture = trust.filled({model.facts: model.held for model in models}, colours)
    verdict = text.came_out("room", when_full(before.facts * before.held.right, last.facts * last.held.right))
    return Exhibit(picture, said, [model.row for model in models], origin, text.say("filled.alt"), verdict)


def mine(text: Lesson, widths: Sequence[Filled], own: Filled, colours: Palette, origin: Origin) -> Exhibit:
    """The learner's own model, a star among the recorded ones."""
    held = own.held
    said = text.say("held", weights=held.weights, bits=held.bits, bits_a_weight=held.a_weight)
    picture = trust.held([model.held for model in widths], colours, live=held)
    return Exhibit(picture, said, [model.row for model in (*widths, own)], origin, text.say("held.alt"))


def capacity(text: Lesson, widths: Sequence[Filled], few: Filled, origin: Origin) -> Exhibit:
    """What stands under them: the bits a weight of the recorded models. `few`: one that was told each fact seldom."""
    each = [model.held.a_weight for model in widths]
    said = text.say("capacity", least_a_weight=min(each), most_a_weight=max(each), told_seldom=few.held.a_weight)
    return Exhibit(None, said, [model.row for model in (*widths, few)], origin)


def lies(text: Lesson, true: Known, lied: Known, done: bool, colours: Palette, origin: Origin) -> Exhibit:
    """The small model after true text, and after text with three tenths of its tellings made false; is it `done`?"""
    said = text.say(
        "lies", right_told_4_times=true.from_memory["4"], right_told_4_times_after_lies=lied.from_memory["4"],
        right_told_64_times_after_lies=lied.from_memory["64"],
    )  # fmt: skip
    named: Groups = {text.say("lies.true"): true.from_memory, text.say("lies.lied"): lied.from_memory}
    lost = {told: true.from_memory[told] - lied.from_memory[told] for told in ("64", "4")}
    verdict = text.came_out("lies", who_suffers(lost["64"], lost["4"])) if done else None
    return replace(
        by_tellings(named, said, text.say("lies.alt"), colours, origin, hues=("true", "false")), verdict=verdict
    )


def judge(text: Lesson, found: Mapping[str, Any]) -> Exhibit:
    """The judge of truth, measured: right by kind of text."""
    told, untold = found["new"]
    said = text.say(
        "judge", texts=found["texts"], right=found["right"], new_facts_found=told["right"], new_facts=told["texts"],
        left_alone=untold["right"], without_a_fact=untold["texts"],
    )  # fmt: skip
    rows: Rows = [
        {name: one[name] for name in ("group", "texts", "right")} for one in (*found["groups"], *found["new"])
    ]
    verdict = text.came_out("judge", misreads(found["right"]))
    return Exhibit(rows, said, rows, Origin("live", (text.say("judge.origin"),)), verdict=verdict)
