"""The box for a learner's own text: paste it or choose a file, and see what was read before anything is trained on it.

A text that is too long to stay in the box leaves it, and is handed in like a file.
"""

from html import escape

import streamlit as st

from core.data import own_text
from core.data.own_text.encodings import KNOWN, called
from core.lessons import frame
from core.training import jobs, texts
from core.training.texts import Read
from pages.kit import kept, visit
from pages.kit.controls import Controls
from pages.kit.inbox import HandedIn, Inbox, arrived
from pages.kit.keys import quoted

INBOX = Inbox[Read]("own_text_now", "own text handed in", texts.found)
STAYS = 20_000  # letters that stay in the box; it travels with every click, and a longer text would be felt at each
STYLE = """<style>
.gb-begins { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 10rem; overflow-y: auto; line-height: 1.5;
  border: 1px solid var(--gb-line); border-radius: 0.5rem; padding: 0.5rem 0.75rem; font-size: 0.9rem; }
.gb-about { margin: 0; overflow-wrap: anywhere; }
.gb-left-out { margin: 0.25rem 0 0; padding-left: 1.2rem; overflow-wrap: anywhere; font-size: 0.9rem; }
</style>"""


def box(label: str) -> Read | None:
    """The controls, and below them what was read. None while there is no text, or none that can be used."""
    key = kept.control("own_text", page=kept.EVERYWHERE)
    _move_a_long_one(key)
    pasted = st.text_area(label, key=key, height=120, help=str(own_text.LIMITS)) or ""
    upload = st.file_uploader(
        frame().say("choose a file"), key="own_file", on_change=INBOX.forget, help=str(own_text.KINDS)
    )
    now = INBOX.latest(pasted, upload)
    if now is None:
        st.markdown(f"{frame().say('private')} {own_text.LIMITS}")
        return None
    if now.answer is None and now.read is None:
        _ask(now)
    if now.answer is not None and not arrived(now):
        return None
    assert now.read
    return _show(now, now.read)


def _move_a_long_one(key: str) -> None:
    """Hand a long pasted text in at once and empty the box, before it is made. While a file is chosen, that one counts."""
    typed = str(visit.get(key) or "")
    if len(typed) > STAYS and not visit.get("own_file"):
        INBOX.hand_in(typed, "", "", moved=True)
        visit.put(key, "")


def _ask(now: HandedIn[Read], encoding: str = "") -> None:
    now.answer = jobs.start().ask(texts.read, now.key, now.name, encoding)


def _show(now: HandedIn[Read], read: Read) -> Read | None:
    """What was read, how it begins, and for a plain file in which encoding; the learner may know better."""
    words = frame()
    with st.container(key="own_text_read"):
        if now.moved:
            st.markdown(words.say("moved"))
        if read.refused:
            st.warning(str(read.refused))
        else:
            notes = "".join(f"<li>{escape(str(note))}</li>" for note in read.notes)
            described = " ".join(map(str, read.described))
            said = words.say("read file" if now.name else "read text", name=now.name, described=described)
            st.html(
                f'{STYLE}<p class="gb-about">{escape(said)}</p>'
                f'<div class="gb-begins" dir="auto" role="region" aria-label="{escape(words.say("begins"))}" tabindex="0">'
                f"{escape(read.begins)}</div>" + (f'<ul class="gb-left-out">{notes}</ul>' if notes else "")
            )
        if read.encoding in KNOWN:
            chosen = st.selectbox(
                words.say("encoding"), KNOWN, KNOWN.index(read.encoding),
                format_func=lambda code: str(called(code)), key=f"own_encoding_{quoted(read.key)}",
            )  # fmt: skip
            if chosen != read.encoding:
                _ask(now, chosen)
                st.rerun()
        if not now.file and (now.name or now.moved):
            what = "forget_file" if now.name else "forget_text"
            Controls(words).button("forget_file", words=what, on_click=INBOX.forget)
        if not read.refused:
            st.markdown(f"{read.learned} {words.say('private')}")
    return None if read.refused else read
