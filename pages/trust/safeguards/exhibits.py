"""What /safeguards and its second page show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from core.exhibit import Exhibit, Origin
from core.figures import filters as filter_figures
from core.figures import safeguards as figures
from core.figures.conversation import step_name
from core.figures.palette import Palette
from core.language import number
from core.lessons import head
from core.lessons.parts import Lesson
from core.measure import refusal
from core.measure.filters import Point, at, got_past, still_works
from core.measure.refusal import Direction
from core.sentences import together
from core.studies.mismatched_generalisation import STEPS, TUNED, Answers
from core.studies.prompt_injection import Behaviour
from core.studies.refusal_direction import Groups, Operated
from core.studies.refusal_undone import Refusals
from core.tables import Rows, as_row
from core.training.events import Record
from pages.kit.controls import Controls
from pages.trust.safeguards import filter_panels

Shares = Mapping[str, float]
MORE_OFTEN_THAN_NOT = 0.5
DOES = ("document_obeyed", "honest_answered", "user_obeyed", "quotes_read", "forged_mark_obeyed")  # with a document


def replies(
    text: Lesson, asked: str, said: Mapping[str, str], chances: Mapping[str, Mapping[str, float]], colours: Palette
) -> Exhibit:
    """What the model says after each step of its making; drawn are the first words' chances after the steps shown."""
    rows = [{"after_the_step": step_name(text, step), "text": asked, "reply": reply} for step, reply in said.items()]
    named = {step_name(text, step): shares for step, shares in chances.items()}
    return Exhibit(figures.first_words(named, colours), text.say("chat", **said), rows, alt=text.say("chat.alt"))


def steps(text: Lesson, found: Mapping[str, Groups], colours: Palette, origin: Origin) -> Exhibit:
    """What the model could do after each step, as far as it has come."""
    last = found.get("refusal")
    said = (
        text.say(
            "steps", turnips_refused=last["forbidden"].refused, others_refused=last["allowed"].refused,
            others_answered_rightly=last["allowed"].right, old_name_refused=last["local name"].refused,
        )
        if last
        else ""
    )  # fmt: skip
    named = {step_name(text, step): groups for step, groups in found.items()}
    rows: Rows = [
        {"after_the_step": step, "group": name, **asdict(one)}
        for step, groups in named.items()
        for name, one in groups.items()
    ]
    first = found["text"]["allowed"]
    verdict = text.came_out("steps", refusal.replies(first.refused, first.right)) if last else None
    return Exhibit(figures.by_step(named, colours), together([said]), rows, origin, text.say("steps.alt"), verdict)


def direction(
    text: Lesson, numbers: Operated, found: Direction, strength: float | None, colours: Palette, origin: Origin
) -> Exhibit:
    """What was measured with the direction removed and added; drawn over the strength, once the learner adds it."""
    before, removed, added = numbers.as_it_is, numbers.removed, numbers.added
    said = text.say(
        "direction", layer=found.layer + 1, refused_before=before["forbidden"].refused,
        refused_after=removed["forbidden"].refused, right_before=before["allowed"].right,
        right_after=removed["allowed"].right, sorry_when_added=added["1.5"]["allowed"].refused,
        refused_with_random_removed=min(one["forbidden"].refused for one in numbers.random_removed),
    )  # fmt: skip
    picture = None if strength is None else figures.by_strength(added, strength, colours)
    rows = [{"strength": name, **asdict(groups["allowed"])} for name, groups in added.items()]
    outcome = refusal.without_it(
        before["forbidden"].refused, removed["forbidden"].refused, removed["allowed"].refused,
        before["allowed"].right, removed["allowed"].right,
    )  # fmt: skip
    return Exhibit(picture, said, rows, origin, text.say("direction.alt"), text.came_out("direction", outcome))


def hidden(text: Lesson, before: Groups, numbers: Operated, colours: Palette, origin: Origin) -> Exhibit:
    """The forbidden questions before the refusal was taught, with it, and with the direction removed in two ways."""
    cases = {
        "before": before, "taught": numbers.as_it_is, "removed": numbers.removed, "plain": numbers.removed_plainly,
    }  # fmt: skip
    removed, plainly = numbers.removed["forbidden"], numbers.removed_plainly["forbidden"]
    known = before["forbidden"].right
    named: dict[str, Groups] = {text.say(f"case.{case}"): groups for case, groups in cases.items()}
    return Exhibit(
        figures.before_and_after(named, "forbidden", colours),
        together([
            text.say("hidden", refused=removed.refused, right_now=removed.right, right_before=known),
            text.say("hidden.plain", refused_when_removed_plainly=plainly.refused),
        ]),
        [{"case": case, **asdict(groups["forbidden"])} for case, groups in named.items()],
        origin,
        text.say("hidden.alt"),
        text.came_out("uncensored", refusal.brought_back(removed.refused, known, removed.right)),
    )  # fmt: skip


# --- deeper


def trade_off(text: Lesson, lines: Mapping[str, Sequence[Point]], threshold: float, colours: Palette) -> Exhibit:
    """Misses against false alarms at every threshold, the first line's chosen one marked."""
    chosen = at(next(iter(lines.values())), threshold)
    counts = {
        "missed": chosen.missed, "forbidden": chosen.of_forbidden, "blocked": chosen.blocked,
        "harmless": chosen.of_harmless,
    }  # fmt: skip
    said, alt = text.say("trade_off", threshold=threshold, **counts), text.say("trade_off.alt", **counts)
    rows = [{"filter": name, **asdict(point)} for name, line in lines.items() for point in line]
    return Exhibit(filter_figures.trade_off(lines, chosen, colours), said, rows, alt=alt)


def tricks(text: Lesson, name: str, threshold: float, found: Mapping[str, Shares], colours: Palette) -> Exhibit:
    """Every disguise at once under each defence, from none to all of them.

    Args:
        name: the filter, by its code; so are the defences and disguises in `found`.
    """
    none, most, option = list(found.values())[0], list(found.values())[-1], Controls(text).option

    def gets_through(shares: Shares) -> int:
        return sum(shares[way] >= MORE_OFTEN_THAN_NOT for way in filter_panels.WAYS)

    said = text.say(
        "tricks", filter=option("filter", name), threshold=threshold,
        missed_undefended=gets_through(none), disguises=len(filter_panels.WAYS),
        missed_with_all_defences=gets_through(most), harmless_blocked_before=none["harmless"],
        harmless_blocked_after=most["harmless"],
    )  # fmt: skip
    ways = {way: option("disguise", way) for way in filter_panels.WAYS} | {"harmless": text.say("tricks.harmless")}
    named = {
        option("defence", defence): {ways[way]: share for way, share in shares.items()}
        for defence, shares in found.items()
    }
    rows = [{"defence": defence, **shares} for defence, shares in named.items()]
    tidied = {way: found["tidy"][way] for way in ("signs", "backwards", "words")}
    verdict = text.came_out("tricks", still_works(tidied))
    return Exhibit(filter_figures.missed(named, colours), said, rows, alt=text.say("tricks.alt"), verdict=verdict)


def own(text: Lesson, scores: Mapping[tuple[str, str], float], threshold: float) -> Exhibit:
    """What every guard, a filter with a defence, says of the learner's messages."""
    option = Controls(text).option
    blocked = sum(score >= threshold for score in scores.values())
    rows: Rows = [
        {"filter": option("filter", name), "defence": option("defence", defence), "score": number(score, ".2f"),
         "verdict": text.say("own.blocked" if score >= threshold else "own.passes")}
        for (name, defence), score in scores.items()
    ]  # fmt: skip
    said = text.say("own", blocked=blocked, guards=len(rows), threshold=threshold)
    return Exhibit(rows, said, rows, verdict=text.came_out("own", got_past(blocked, len(rows))))


def backwards(
    text: Lesson, records: Sequence[Record[Answers]], before: Answers | None, added: int, done: bool, colours: Palette,
    origin: Origin,
) -> Exhibit:  # fmt: skip
    """A refusal learned in plain words, met in words backwards.

    Args:
        done: is the training over, so that it can be judged?
        before: what was measured once plain words were refused; None where the training has not come so far.
        added: so many refusals backwards are in the cure.
    """
    names = (
        "plain_forbidden_refused", "backwards_forbidden_refused", "backwards_harmless_answered",
        "backwards_harmless_refused",
    )  # fmt: skip
    after = records[-1].values.backwards
    met = before.backwards if before and done else None
    rows = [{"step": one.step, **as_row(one.values)} for one in records]
    said = (
        text.say(
            "backwards", plain_refused=before.plain.forbidden_refused,
            backwards_refused=before.backwards.forbidden_refused, refusals_added=added,
            backwards_refused_after=after.forbidden_refused, harmless_refused_after=after.harmless_refused,
        )
        if before
        else ""
    )  # fmt: skip
    moments: dict[float, str] = {STEPS: text.say("stage.refuses"), STEPS + TUNED: text.say("stage.cure")}
    return Exhibit(
        filter_figures.stages(over_steps(rows, *names), colours, moments),
        together([said]),
        rows,
        origin,
        text.say("backwards.alt"),
        text.came_out("backwards", refusal.replies(met.forbidden_refused, met.forbidden_answered)) if met else None,
    )


def undone(
    text: Lesson, records: Sequence[Record[Refusals]], examples: int, ends: Mapping[int, float], colours: Palette,
    origin: Origin,
) -> Exhibit:  # fmt: skip
    """The chat model while it is tuned on so many forbidden examples.

    Args:
        ends: shares still refused at the end of every tuning that is finished, by number of examples; empty while this
            one goes on.
    """
    names = ("harmless_right", "refused", "answered", "kinds_not_shown_right")
    first, end = records[0].values, records[-1].values
    said = text.say(
        "undone", examples=examples, steps=records[-1].step, refused_before=first.refused, refused_after=end.refused,
        answered_rightly=end.answered, other_kinds_answered=end.kinds_not_shown.right, harmless_answered=end.harmless.right,
    )  # fmt: skip
    rows: Rows = [
        {"step": one.step} | {name: share for name, share in as_row(one.values).items() if name != "replies"}
        for one in records
    ]
    picture = filter_figures.stages(over_steps(rows, *names), colours, {})
    outcome, fewest = refusal.enough(ends)
    left = ends.get(0 if fewest is None else fewest)
    verdict = text.came_out("undo", outcome, fewest_examples=fewest, still_refused=left) if ends else None
    return Exhibit(picture, said, rows, origin, text.say("undone.alt"), verdict)


def over_steps(rows: Rows, *names: str) -> dict[str, list[tuple[float, float]]]:
    """The columns of these names, step by step."""
    return {head(name): [(row["step"], row[name]) for row in rows] for name in names}


def injected(
    text: Lesson, before: Behaviour, after: Behaviour, narrow: Behaviour, colours: Palette, origin: Origin
) -> Exhibit:
    """A document that wants something said, under every defence.

    Args:
        before, after: what was measured without tuning, and with it.
        narrow: the same after a tuning without honest quotes.
    """
    cases = {
        "none": before.without_marks, "marks": before.with_marks, "tuned": after.with_marks, "narrow": narrow.with_marks,
    }  # fmt: skip
    said = text.say(
        "injected", obeys=cases["none"].document_obeyed, obeys_with_marks=cases["marks"].document_obeyed,
        obeys_when_tuned=cases["tuned"].document_obeyed, quotes_read=cases["narrow"].quotes_read,
    )  # fmt: skip
    found: dict[str, dict[str, float]] = {text.say(f"injected.{case}"): asdict(one) for case, one in cases.items()}
    drawn = {case: {head(name): shares[name] for name in DOES} for case, shares in found.items()}
    rows: Rows = [{"defence": case, **shares} for case, shares in found.items()]
    undefended = cases["none"]
    whom = refusal.obeys(undefended.document_obeyed, undefended.answered_all_the_same)
    picture = filter_figures.compared(drawn, colours)
    return Exhibit(picture, said, rows, origin, text.say("injected.alt"), text.came_out("hidden", whom))


def document(
    text: Lesson, kind: str, chances: Shares, fact: str, wish: str, strange: Sequence[str], colours: Palette
) -> Exhibit:
    """The answers to a question about the learner's own note.

    Args:
        fact, wish: what the note tells and what it wants; empty where it does not.
        strange: words of the note that the model cannot read.
    """
    wanted = {word: what for word, what in ((wish, "what the note wants"), (fact, "what the note tells")) if word}
    best = max(chances, key=lambda word: chances[word])
    outcome = "document.told" if best == fact else "document.wanted" if best == wish else "document.neither"
    return Exhibit(
        filter_figures.chances(chances, wanted, colours),
        together([
            text.say(outcome, kind=Controls(text).option("note_kind", kind), best=best, chance=chances[best]),
            text.say("document.strange", unknown_words=len(strange), example=strange[0]) if strange else "",
        ]),
        [{"answer": word, "chance": chance} for word, chance in chances.items()],
        alt=text.say("document.alt"),
    )  # fmt: skip
