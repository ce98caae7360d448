"""What the lesson on society asks: the votes before and after, and of whom the open model speaks."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from core.ballots import EVERYBODY, Ballot, Own, TooMany, fresh_code
from core.cards import Statement
from core.data.world import Fact
from core.lessons.parts import Says
from core.measure import represented, votes
from core.opened.model import OpenModel
from core.sentences import Sentence
from core.studies import who_is_spoken_of
from pages.kit import frame, kept, learner, visit
from pages.kit.controls import Controls
from pages.kit.keys import quoted
from pages.kit.questions import Asked, ask_once

PAGE = "society"
GROUP_OF = dict(zip(("tenths", "sexes", "towns", "kinds"), represented.GROUPS, strict=True))  # by code


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


def own_votes(code: str, when: str) -> Own:
    """What this learner voted under this code, as their notebook has it."""
    return Own.read(kept.get(f"votes {code} {when}", {}, page=PAGE))


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
        kept.put(f"votes {now.code} {when}", own.record, page=PAGE)
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


# --- who is in the text


def spoken_of(opened: OpenModel, temperature: float) -> Asked[dict[Fact, int]]:
    """What the open model claims in texts of its own; asked of a worker once a visit."""
    key, folder = _named("spoken", opened, temperature), str(opened.run.folder)
    return ask_once(key, who_is_spoken_of.claims, folder, opened.step, temperature)


def quiet_ones(opened: OpenModel) -> list[Asked[who_is_spoken_of.Spoken]]:
    """Of how many people the model speaks, one answer for each temperature, the lowest first; asked once a visit."""
    folder = str(opened.run.folder)
    return [
        ask_once(_named("quiet", opened, heat), who_is_spoken_of.of_whom, folder, opened.step, heat)
        for heat in who_is_spoken_of.TEMPERATURES
    ]


def _named(what: str, opened: OpenModel, temperature: float) -> str:
    return f"{what} {temperature} {opened.run.id} {opened.step}"
