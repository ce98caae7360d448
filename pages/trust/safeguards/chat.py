"""What the lesson on safeguards shows: a chat with the small chat model after each step of its making, and with a hand in it."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

import streamlit as st

from core.data.dialogues import ASSISTANT, END, REFUSAL, UNKNOWN, USER, Question
from core.lessons import Says
from core.measure import refusal
from core.measure.refusal import Direction
from core.studies import chat as making
from core.studies import refusal_direction
from core.studies.chat import Chat, Hand, Made
from core.studies.refusal_direction import Found, Groups, Operated
from pages.kit.controls import Controls
from pages.kit.studies import OpenStudy, study

STEPS = ("text", "dialogues", "refusal")
LEAVE, REMOVE, ADD = "leave", "remove", "add"  # the direction
MOST = 200  # letters of a text that is sent

STYLE = """<style>
.gb-chat { display: grid; gap: .55rem; max-width: 46rem; }
.gb-chat p { margin: 0; padding: .5rem .8rem; border-radius: .8rem; overflow-wrap: anywhere; background: var(--gb-card);
  border: 1px solid var(--gb-line); color: var(--gb-ink); }
.gb-chat .gb-user { justify-self: end; border-bottom-right-radius: .1rem; background: var(--gb-accent-tint); }
.gb-chat .gb-reply { justify-self: start; border-bottom-left-radius: .1rem; }
.gb-chat small { display: block; color: var(--gb-soft); font-size: .8rem; }
.gb-chat b.gb-role { font: .82rem "Source Code Pro", ui-monospace, monospace; color: var(--gb-latent); }
</style>"""


def chats(made: OpenStudy[Made]) -> dict[str, Chat]:
    """The chat model as it was after each step, as far as the study is done."""
    return {step: _chat(made.run.folder.name, step, made) for step in making.ends(made.records)}


@st.cache_resource(max_entries=12, show_spinner=False)
def _chat(name: str, step: str, _made: OpenStudy[Made]) -> Chat:
    end = making.ends(_made.records)[step]
    return making.restored(end.values, _made.arrays(end))


def operation() -> OpenStudy[Found]:
    """The study that found the direction, removed it and added it; it came with the app."""
    return study(refusal_direction.learn)


def operated() -> tuple[Operated, Direction]:
    """What was measured when the direction was removed and added, and the direction itself; both came with the app."""
    found = operation()
    last, numbers = next((one, one.values.operated) for one in found.records if one.values.operated)
    return numbers, refusal_direction.kept(numbers.direction, found.arrays(last))


def hand(direction: Direction, what: str, strength: float, random: bool) -> Hand | None:
    """What the learner does to the pass."""
    direction = refusal.at_random(direction, 0) if random else direction
    if what == REMOVE:
        return refusal.removed(direction)
    return refusal.added(direction, strength) if what == ADD else None


def a_text(typed: str, chat: Chat, says: Says) -> tuple[str, str]:
    """What is sent to the model, and a sentence where it cannot read all of it. ValueError where there is nothing."""
    text = " ".join(typed.replace("\0", " ").split())
    words = chat.known(text)
    if not words:
        raise ValueError(says.say("own.empty"))
    notes = []
    if len(text) > MOST or len(words) > making.ASKED_FOR:
        notes.append(says.say("own.long", read=making.ASKED_FOR))
        text = text[-MOST:]
    if strange := words[-making.ASKED_FOR :].count(UNKNOWN):
        notes.append(says.say("own.strange", strange=strange, known=len(chat.words)))
    return text, " ".join(notes)


def verdict(says: Says, asked: Question | None, reply: str) -> str:
    """Was it refused, right or wrong? Nothing is said where nobody knows."""
    if making.refused(reply):
        return says.say("verdict.refused" if reply == REFUSAL else "verdict.sorry")
    if asked is None:
        return ""
    return says.say("verdict.true" if reply == asked.reply else "verdict.wrong", answer=asked.answer)


class Said(NamedTuple):
    """A reply in the conversation."""

    heading: str
    reply: str
    verdict: str = ""
    bare: bool = False  # no reply, but a text that goes on: its model knows no roles


def step_name(says: Says, step: str) -> str:
    return Controls(says).option("shown", step)


def by_step(says: Says, asked: Question | None, replies: Mapping[str, str]) -> dict[str, Said]:
    """The reply after each step, with what is true of it. Of a text that goes on nobody asks whether it is true."""
    return {
        step: Said(says.say("chat.goes_on", step=step_name(says, step)), reply, bare=True)
        if step == "text"
        else Said(step_name(says, step), reply, verdict(says, asked, reply))
        for step, reply in replies.items()
    }


def conversation(says: Says, text: str, said: Sequence[Said], roles: bool) -> str:
    """As HTML: the user's text and the replies. `roles`: with the tokens that the model sees."""
    lines = [f'<p class="gb-user">{_role(USER, roles)}{escape(text)}</p>']
    for one in said:
        begin, end = ("", "") if one.bare else (_role(ASSISTANT, roles), _role(END, roles))
        quiet = escape(" · ".join(filter(None, (one.heading, one.verdict))))
        reply = escape(one.reply or says.say("chat.nothing"))
        lines.append(f'<p class="gb-reply"><small>{quiet}</small>{begin}{reply}{end}</p>')
    return f'<div class="gb-chat">{"".join(lines)}</div>'


def _role(token: str, shown: bool) -> str:
    return f'<b class="gb-role">{escape(token)}</b> ' if shown else ""


def measured(made: OpenStudy[Made]) -> dict[str, Groups]:
    """What was measured at the end of each step."""
    return {one.values.step: one.values.end.measured for one in made.records if one.values.end}


def hidden(made: OpenStudy[Made], numbers: Operated) -> dict[str, Groups]:
    """The forbidden questions before the refusal was taught, with it, and with the direction removed in two ways."""
    return {
        "before": measured(made)["dialogues"],
        "taught": numbers.as_it_is,
        "removed": numbers.removed,
        "plain": numbers.removed_plainly,
    }
