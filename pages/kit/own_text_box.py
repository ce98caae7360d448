"""The box for a learner's own text: paste it or choose a file, and see what was read before anything is trained on it.

A worker reads it once; a rerun of the page only shows what the worker said. The text itself stays on disk
(`core.training.texts`), and a page knows it by its key.
"""

from concurrent.futures import Future
from dataclasses import dataclass
from html import escape
from typing import Any, Protocol

import streamlit as st

from core.data import own_text
from core.data.own_text.encodings import KNOWN, called
from core.lessons import frame
from core.training import jobs, texts
from core.training.texts import Read
from pages.kit import kept, visit
from pages.kit.controls import Controls
from pages.kit.keys import quoted

NOW = "own_text_now"  # in the session: what was handed in last
HANDED_IN = "own text handed in"  # what is kept of it: its key and the file's name, so that it is there after a reload
STAYS = 20_000  # letters that stay in the box; it travels with every click, and a longer text would be felt at each
STYLE = """<style>
.gb-begins { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 10rem; overflow-y: auto; line-height: 1.5;
  border: 1px solid var(--gb-line); border-radius: 0.5rem; padding: 0.5rem 0.75rem; font-size: 0.9rem; }
.gb-about { margin: 0; overflow-wrap: anywhere; }
.gb-left-out { margin: 0.25rem 0 0; padding-left: 1.2rem; overflow-wrap: anywhere; font-size: 0.9rem; }
</style>"""


class Waiting(Protocol):
    """What was handed in to be read by a worker: `name` of the file, empty for what was pasted."""

    name: str
    answer: Future[Any] | None
    read: Any


@dataclass
class HandedIn:
    """What was pasted or chosen last, and the worker's answer to it."""

    key: str
    name: str  # of the file; empty for a text that was pasted
    pasted: str  # what stood in the box then
    file: str = ""  # which upload it was
    moved: bool = False  # was it too long to stay in the box?
    answer: Future[Read] | None = None
    read: Read | None = None


def box(label: str) -> Read | None:
    """The controls, and below them what was read. None while there is no text, or none that can be used."""
    key = kept.control("own_text", page=kept.EVERYWHERE)
    _move_a_long_one(key)
    pasted = st.text_area(label, key=key, height=120, help=str(own_text.LIMITS)) or ""
    upload = st.file_uploader(
        frame().say("choose a file"), key="own_file", on_change=_chosen_anew, help=str(own_text.KINDS)
    )
    now: HandedIn | None = visit.get(NOW) or _kept(pasted)
    if now and not kept.get(HANDED_IN):  # everything was set back to its beginning
        visit.take(NOW, None)
        now = None
    if upload and (now is None or now.file != upload.file_id):
        now = _hand_in(upload.getvalue(), upload.name, pasted, upload.file_id)
    elif not upload and now and now.pasted != pasted or now is None:  # a file stays until the box says something else
        _forget()
        now = _hand_in(pasted, "", pasted) if pasted.strip() else None
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
        _hand_in(typed, "", "", moved=True)
        visit.put(key, "")


def _chosen_anew() -> None:
    """The learner chose another file, or took the one away that was there."""
    _forget()


def _forget() -> None:
    now: HandedIn | None = visit.take(NOW, None)
    if now:
        texts.forget(now.key)
        kept.put(HANDED_IN, None)


def _kept(pasted: str) -> HandedIn | None:
    """What this learner handed in before the page was loaded anew, where a worker has read it already."""
    before = kept.get(HANDED_IN, {})
    read = texts.found(str(before.get("key", "")))
    if read is None:
        return None
    moved = bool(before.get("moved"))
    now = visit.put(NOW, HandedIn(read.key, str(before.get("name", "")), pasted, read=read, moved=moved))
    return now


def _hand_in(content: bytes | str, name: str, pasted: str, file: str = "", moved: bool = False) -> HandedIn:
    _forget()
    now = HandedIn(texts.hand_in(content), name, pasted, file, moved)
    visit.put(NOW, now)
    kept.put(HANDED_IN, {"key": now.key, "name": name, "moved": moved})
    return now


def _ask(now: HandedIn, encoding: str = "") -> None:
    now.answer = jobs.start().ask(texts.read, now.key, now.name, encoding)


def arrived(now: Waiting) -> bool:
    """Is the worker's answer there? Until it is, the page says so and looks again by itself."""
    answer = now.answer
    assert answer is not None
    if answer.done():
        now.answer = None
        if answer.exception() is None:
            now.read = answer.result()
            return True
        st.warning(frame().say("reader lost"))
        Controls(frame()).button("read_again")  # the rerun asks anew
        return False

    @st.fragment(run_every=0.3)
    def wait() -> None:
        st.markdown(frame().say("reads file" if now.name else "reads text"))
        if answer.done():
            st.rerun()

    wait()
    return False


def _show(now: HandedIn, read: Read) -> Read | None:
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
            Controls(words).button("forget_file", words=what, on_click=_forget)
        if not read.refused:
            st.markdown(f"{read.learned} {words.say('private')}")
    return None if read.refused else read
