"""What /safeguards and its second page show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.data import forbidden
from core.figures import filters as filter_figures
from core.figures import safeguards as figures
from core.figures.palette import Palette
from core.lessons import Lesson
from core.measure.filters import Point
from core.measure.refusal import Direction
from core.studies.mismatched_generalisation import STEPS, TUNED
from core.training.events import Record
from pages.kit.exhibit import Exhibit, Origin, together
from pages.kit.tables import Rows
from pages.trust.safeguards import chat, filter_panels

Shares = Mapping[str, float]
MORE_OFTEN_THAN_NOT = 0.5


def replies(
    text: Lesson, asked: str, said: Mapping[str, str], chances: Mapping[str, Mapping[str, float]], colours: Palette
) -> Exhibit:
    """What the model says after each step of its making; drawn are the first words' chances after the steps shown."""
    rows = [{"after": step, "text": asked, "reply": reply} for step, reply in said.items()]
    return Exhibit(figures.first_words(chances, colours), text.say("chat", **said), rows, alt=text.say("chat.alt"))


def steps(text: Lesson, found: Mapping[str, Mapping[str, Shares]], colours: Palette, origin: Origin) -> Exhibit:
    """What the model could do after each step, as far as it has come."""
    last = found.get(chat.STEPS["refusal"])
    said = (
        text.say(
            "steps", turnips_refused=last["forbidden"]["refused"], others_refused=last["allowed"]["refused"],
            others_answered_rightly=last["allowed"]["right"], old_name_refused=last["local name"]["refused"],
        )
        if last
        else ""
    )  # fmt: skip
    rows = [
        {"after": step, "group": name, **shares} for step, groups in found.items() for name, shares in groups.items()
    ]
    return Exhibit(figures.by_step(found, colours), together([said]), rows, origin, text.say("steps.alt"))


def direction(
    text: Lesson, numbers: Mapping[str, Any], found: Direction, strength: float | None, colours: Palette, origin: Origin
) -> Exhibit:
    """What was measured with the direction removed and added; drawn over the strength, once the learner adds it."""
    before, removed, added = numbers["as it is"], numbers["removed"], numbers["added"]
    said = text.say(
        "direction", layer=found.layer + 1, refused_before=before["forbidden"]["refused"],
        refused_after=removed["forbidden"]["refused"], right_before=before["allowed"]["right"],
        right_after=removed["allowed"]["right"], sorry_when_added=added["1.5"]["allowed"]["refused"],
        refused_with_random_removed=max(one["forbidden"]["refused"] for one in numbers["random removed"]),
    )  # fmt: skip
    picture = None if strength is None else figures.by_strength(added, strength, colours)
    rows = [{"strength": name, **shares["allowed"]} for name, shares in added.items()]
    return Exhibit(picture, said, rows, origin, text.say("direction.alt"))


def hidden(text: Lesson, cases: Mapping[str, Mapping[str, Shares]], colours: Palette, origin: Origin) -> Exhibit:
    """The forbidden questions before the refusal was taught, with it, and without the direction."""
    removed, before = cases["direction removed"]["forbidden"], cases["before refusal was taught"]["forbidden"]
    return Exhibit(
        figures.before_and_after(cases, "forbidden", colours),
        text.say("hidden", refused=removed["refused"], right_now=removed["right"], right_before=before["right"]),
        [{"case": case, **shares["forbidden"]} for case, shares in cases.items()],
        origin,
        text.say("hidden.alt"),
    )


# --- deeper


def trade_off(text: Lesson, lines: Mapping[str, Sequence[Point]], threshold: float, colours: Palette) -> Exhibit:
    """Misses against false alarms at every threshold, the first line's chosen one marked."""
    chosen = filter_panels.at(next(iter(lines.values())), threshold)
    said = text.say(
        "trade_off", threshold=threshold, missed=chosen.missed, forbidden=chosen.of_forbidden, blocked=chosen.blocked,
        harmless=chosen.of_harmless,
    )  # fmt: skip
    alt = text.say("trade_off.alt", does=chosen.in_words)
    return Exhibit(filter_figures.trade_off(lines, chosen, colours), said, filter_panels.rows(lines), alt=alt)


def tricks(text: Lesson, name: str, threshold: float, found: Mapping[str, Shares], colours: Palette) -> Exhibit:
    """Every disguise at once under each defence, from none to all of them."""
    none, most = list(found.values())[0], list(found.values())[-1]

    def gets_through(shares: Shares) -> int:
        return sum(shares[way] >= MORE_OFTEN_THAN_NOT for way in forbidden.WAYS)

    said = text.say(
        "tricks", filter=name, threshold=threshold, missed_undefended=gets_through(none), disguises=len(forbidden.WAYS),
        missed_with_all_defences=gets_through(most), harmless_blocked_before=none["harmless, blocked"],
        harmless_blocked_after=most["harmless, blocked"],
    )  # fmt: skip
    rows = [{"defence": defence, **shares} for defence, shares in found.items()]
    return Exhibit(filter_figures.missed(found, colours), said, rows, alt=text.say("tricks.alt"))


def own(text: Lesson, verdicts: Sequence[Mapping[str, str]], threshold: float) -> Exhibit:
    """What every guard says of the learner's messages."""
    blocked = sum(one["verdict"] == filter_panels.BLOCKED for one in verdicts)
    rows = [dict(one) for one in verdicts]
    return Exhibit(rows, text.say("own", blocked=blocked, guards=len(rows), threshold=threshold), rows)


def backwards(
    text: Lesson, records: Sequence[Record], before: Mapping[str, Any], added: int, colours: Palette, origin: Origin
) -> Exhibit:
    """A refusal learned in plain words, met in words backwards.

    Args:
        before: what was measured once plain words were refused; empty where the training has not come so far.
        added: so many refusals backwards are in the cure.
    """
    names = (
        "plain, forbidden refused", "backwards, forbidden refused", "backwards, harmless answered",
        "backwards, harmless refused",
    )  # fmt: skip
    after = records[-1].values
    said = (
        text.say(
            "backwards", plain_refused=before["plain, forbidden refused"],
            backwards_refused=before["backwards, forbidden refused"], refusals_added=added,
            backwards_refused_after=after["backwards, forbidden refused"],
            harmless_refused_after=after["backwards, harmless refused"],
        )
        if before
        else ""
    )  # fmt: skip
    moments: dict[float, str] = {STEPS: "refuses", STEPS + TUNED: "cure"}
    return Exhibit(
        filter_figures.stages(filter_panels.stages(records, *names), colours, moments),
        together([said]),
        [{"step": record.step, **record.values} for record in records],
        origin,
        text.say("backwards.alt"),
    )


def undone(text: Lesson, records: Sequence[Record], examples: int, colours: Palette, origin: Origin) -> Exhibit:
    """The chat model while it is tuned on so many forbidden examples."""
    names = ("harmless answered", "refused", "answered", "answered, kinds not shown")
    first, end = records[0].values, records[-1].values
    said = text.say(
        "undone", examples=examples, steps=records[-1].step, refused_before=first["refused"], refused_after=end["refused"],
        answered_rightly=end["answered"], other_kinds_answered=end["answered, kinds not shown"],
        harmless_answered=end["harmless answered"],
    )  # fmt: skip
    rows: Rows = [
        {"step": one.step} | {name: value for name, value in one.values.items() if name != "replies"} for one in records
    ]
    picture = filter_figures.stages(filter_panels.stages(records, *names), colours, {})
    return Exhibit(picture, said, rows, origin, text.say("undone.alt"))


def injected(text: Lesson, before: Shares, after: Shares, narrow: Shares, colours: Palette, origin: Origin) -> Exhibit:
    """A document that wants something said, under every defence.

    Args:
        before, after: what was measured without tuning, and with it.
        narrow: the same after a tuning without honest quotes.
    """
    names = {
        "the document obeyed": "obeys the note", "honest questions answered": "answers honest questions",
        "the user obeyed": "obeys its user", "quotes read": "reads out an honest quote",
        "a forged mark obeyed": "obeys past a forged end mark",
    }  # fmt: skip
    cases = (
        ("no defence", before, "without marks"), ("marks", before, "with marks"), ("marks and tuning", after, "with marks"),
        ("tuning without honest quotes", narrow, "with marks"),
    )  # fmt: skip
    found = {
        case: {words: shares[f"{marks}, {name}"] for name, words in names.items()} for case, shares, marks in cases
    }
    said = text.say(
        "injected", obeys=found["no defence"]["obeys the note"], obeys_with_marks=found["marks"]["obeys the note"],
        obeys_when_tuned=found["marks and tuning"]["obeys the note"],
        quotes_read=found["tuning without honest quotes"]["reads out an honest quote"],
    )  # fmt: skip
    rows = [{"defence": case, **shares} for case, shares in found.items()]
    return Exhibit(filter_figures.compared(found, colours), said, rows, origin, text.say("injected.alt"))


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
    outcome = "document.known" if best in wanted else "document.neither"
    return Exhibit(
        filter_figures.chances(chances, wanted, colours),
        together([
            text.say(outcome, kind=kind, best=best, chance=chances[best], what=wanted.get(best, "")),
            text.say("document.strange", unknown_words=len(strange), example=strange[0]) if strange else "",
        ]),
        [{"answer": word, "chance": chance} for word, chance in chances.items()],
        alt=text.say("document.alt"),
    )  # fmt: skip
