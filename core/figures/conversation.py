"""A conversation with the small chat model as HTML: what was sent, and the replies with what is true of them."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from core.data.dialogues import ASSISTANT, END, REFUSAL, UNKNOWN, USER, Question
from core.lessons.parts import Says
from core.studies import chat as making
from core.studies.chat import Chat

MOST = 200  # letters of a text that is sent


class Said(NamedTuple):
    """A reply in the conversation."""

    heading: str
    reply: str
    verdict: str = ""
    bare: bool = False  # no reply, but a text that goes on: its model knows no roles


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


def step_name(says: Says, step: str) -> str:
    return says.control("shown").options[step]


def by_step(says: Says, asked: Question | None, replies: Mapping[str, str]) -> dict[str, Said]:
    """The reply after each step, with what is true of it. Of a text that goes on nobody asks whether it is true."""
    return {
        step: Said(says.say("chat.goes_on", step=step_name(says, step)), reply, bare=True)
        if step == "text"
        else Said(step_name(says, step), reply, verdict(says, asked, reply))
        for step, reply in replies.items()
    }


def conversation(says: Says, text: str, said: Sequence[Said], roles: bool) -> str:
    """The user's text and the replies. `roles`: with the tokens that the model sees."""
    lines = [f'<p class="gb-user">{_role(USER, roles)}{escape(text)}</p>']
    for one in said:
        begin, end = ("", "") if one.bare else (_role(ASSISTANT, roles), _role(END, roles))
        quiet = escape(" · ".join(filter(None, (one.heading, one.verdict))))
        reply = escape(one.reply or says.say("chat.nothing"))
        lines.append(f'<p class="gb-reply"><small>{quiet}</small>{begin}{reply}{end}</p>')
    return f'<div class="gb-chat">{"".join(lines)}</div>'


def _role(token: str, shown: bool) -> str:
    return f'<b class="gb-role">{escape(token)}</b> ' if shown else ""
