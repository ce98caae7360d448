"""What the lesson on society shows: votes before and after, what an answer costs, who is in the text, what a tool saves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape

import streamlit as st

from core.ballots import EVERYBODY, Ballot, TooMany, fresh_code
from core.cards import Figure, Society, Statement
from core.data.world import Fact
from core.lessons import Says
from core.measure import electricity, represented, votes
from core.opened.model import OpenModel
from core.sentences import Sentence
from core.studies import who_is_spoken_of
from pages.kit import frame, kept, learner, visit
from pages.kit.controls import Controls
from pages.kit.keys import quoted
from pages.kit.questions import Asked, ask_once

MILLI = 1 / 1000
PAGE = "society"
GROUP_OF = dict(zip(("tenths", "sexes", "towns", "kinds"), represented.GROUPS, strict=True))  # by code
SPEEDS = tuple(n / 100 for n in range(101))


# --- votes


def ballot() -> Ballot:
    """The vote that the address or the learner names; the open one of this server where the code is none."""
    asked = str(visit.get("vote", "")).strip().lower()
    try:
        return Ballot(asked or EVERYBODY)
    except ValueError:
        return Ballot(EVERYBODY)


def choose_vote(words: Controls) -> None:
    """A code of one's own class, or a fresh one."""

    def anew() -> None:
        visit.put("vote", fresh_code())

    with st.popover(words.label("class_vote"), type="tertiary"):
        code = words.line("vote", "", most=40)
        if code.strip() and ballot().code != code.strip().lower():
            st.text(words.text.say("vote.code"))
        words.button("new_vote", on_click=anew)
        st.markdown(words.text.say("vote.class"))
        st.markdown(words.text.say("vote.own"))


@dataclass
class Own:
    """What this learner voted, by statement; and which of these votes they have in the counts."""

    chosen: dict[str, int] = field(default_factory=dict)
    counted: set[str] = field(default_factory=set)


def own_votes(code: str, when: str) -> Own:
    record = kept.get(f"votes {code} {when}", {}, page=PAGE)
    chosen, counted = record.get("chosen", {}), record.get("counted", [])
    if not (isinstance(chosen, dict) and isinstance(counted, list)):
        return Own()
    steps = range(len(votes.SCALE))
    return Own(
        {name: step for name, step in chosen.items() if type(step) is int and step in steps}, set(map(str, counted))
    )


def keep_votes(own: Own, code: str, when: str) -> None:
    kept.put(f"votes {code} {when}", {"chosen": own.chosen, "counted": sorted(own.counted)}, page=PAGE)


def vote(words: Controls, statements: Sequence[Statement], when: str) -> None:
    """One statement at a time, with a scale of five steps. A vote may be changed."""
    now = ballot()
    own = own_votes(now.code, when)
    at, widget = f"place_{when}_{now.code}", f"vote_{when}_{now.code}"
    place = visit.once(at, 0)
    statement = statements[place]

    def cast() -> None:
        step = visit.get(f"{quoted(widget)}_{quoted(statement.key)}")
        if step is None:
            return
        visit.put("vote_note", _counted(words.text, now, own, statement.key, when, step))
        own.chosen[statement.key] = step
        keep_votes(own, now.code, when)
        go(1)

    def go(steps: int) -> None:
        visit.put(at, min(max(0, visit.get(at, 0) + steps), len(statements) - 1))

    say = words.text.say
    said = say(f"vote.{when}", place=place + 1, statements=len(statements), voted=len(own.chosen))
    st.html(f'<p class="gb-quiet">{escape(said)}</p>')
    st.pills(
        statement.text, range(len(votes.SCALE)), default=own.chosen.get(statement.key),
        format_func=lambda step: say(f"scale.{step}"), key=f"{quoted(widget)}_{quoted(statement.key)}", on_change=cast,
        wrap=True,
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", key=f"turn_{quoted(when)}"):
        first, last = place == 0, place == len(statements) - 1
        words.button(f"back_{quoted(when)}", words="back", type="tertiary", disabled=first, on_click=go, args=(-1,))
        words.button(f"next_{quoted(when)}", words="next", type="tertiary", disabled=last, on_click=go, args=(1,))
    if note := visit.get("vote_note"):
        st.text(note)


def _counted(text: Says, now: Ballot, own: Own, statement: str, when: str, step: int) -> str:
    """Count the vote, or say why it was not counted."""
    earlier = own.chosen.get(statement) if statement in own.counted else None
    try:
        if now.vote(learner.learner_id(), statement, when, step, earlier):
            own.counted.add(statement)
            return ""
    except TooMany:
        return text.say("vote.too_many")
    return text.say("vote.once")


def class_votes(words: Controls, statements: Sequence[Statement], show: Callable[[Statement], None]) -> None:
    """The learner's own shift; and, once somebody asks for it, how all votes with this code fell, before and after."""
    frame.says(own_shift(words.text, ballot().code, statements))
    if not words.switch("show_votes"):
        return
    there = {statement.key: statement for statement in statements}
    with st.container(horizontal=True, vertical_alignment="bottom", key="class_votes"):
        shown = words.choice("statement", there, statements[0].key, written=lambda code: there[code].text)
        words.button("count_again")
    show(there[shown])


def own_shift(text: Says, code: str, statements: Sequence[Statement]) -> Sentence:
    """How this learner moved, over all statements."""
    before, after = own_votes(code, "before").chosen, own_votes(code, "after").chosen
    both = [one for one in statements if one.key in before and one.key in after]
    if not both:
        return text.say("shift.none")
    moves = [_moved(text, one, after[one.key] - before[one.key]) for one in both]
    return text.say("shift", moves="; ".join(moves))


def _moved(text: Says, statement: Statement, steps: int) -> Sentence:
    way = "stays" if not steps else "agrees" if steps > 0 else "disagrees"
    return text.say(f"shift.{way}", statement=statement.text, steps=abs(steps))


# --- electricity


def costs(figures: Sequence[Figure], answers: int, people: int) -> dict[str, float]:
    """Watt-hours a day by each published figure, the smallest first."""
    ordered = sorted(figures, key=lambda one: one.amount)
    return {one.name: electricity.daily(one.amount * MILLI, answers, people) for one in ordered}


def known_things(text: Says, society: Society) -> dict[str, float]:
    """Watt-hours of well-known things: one computed from physics, the others published."""
    things = {str(text.say("costs.kettle")): electricity.kettle()} | {
        one.name: one.amount * MILLI for one in society.things
    }
    return dict(sorted(things.items(), key=lambda pair: pair[1]))


def cited(figure: Figure) -> None:
    """Where a figure is from, and what it is worth."""
    st.markdown(f"[{figure.source}]({figure.link}), {figure.date}. {figure.note}")


def beside_published(text: Says, society: Society, mine: float) -> dict[str, float]:
    """Watt-hours of one answer: of our model, and as published; the smallest first."""
    energies = {str(text.say("mine.name")): mine} | {one.name: one.amount * MILLI for one in society.answers}
    return dict(sorted(energies.items(), key=lambda pair: pair[1]))


# --- who is in the text


def spoken_of(opened: OpenModel, temperature: float) -> Asked[dict[Fact, int]]:
    """What the open model claims in texts of its own; asked of a worker once a visit."""
    return ask_once(
        _named("spoken", opened, temperature), who_is_spoken_of.claims, str(opened.run.folder), opened.step, temperature
    )


def quiet_ones(opened: OpenModel) -> list[Asked[who_is_spoken_of.Spoken]]:
    """Of how many people the model speaks, one answer for each temperature, the lowest first; asked once a visit."""
    return [
        ask_once(
            _named("quiet", opened, temperature),
            who_is_spoken_of.of_whom,
            str(opened.run.folder),
            opened.step,
            temperature,
        )
        for temperature in who_is_spoken_of.TEMPERATURES
    ]


def _named(what: str, opened: OpenModel, temperature: float) -> str:
    return f"{what} {temperature} {opened.run.id} {opened.step}"


# --- work


def saved_lines(society: Society, faster: int, mine: str) -> dict[str, list[tuple[float, float]]]:
    """Time saved over the part of the work that a tool touches, as others measured it and as the learner assumes."""
    speeds = {one.name: one.amount / 100 for one in society.work} | {mine: faster / 100}
    return {name: [(part, electricity.work_saved(part, speed)) for part in SPEEDS] for name, speed in speeds.items()}
