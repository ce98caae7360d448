"""The learner's own list of molecules: a box or a file with one SMILES a line, read by a worker, and what it says of it.

The list stays on disk (`core.training.molecule_lists`); the notebook keeps its key, so it is there after a reload.
"""

from concurrent.futures import Future
from dataclasses import dataclass
from html import escape

import streamlit as st

from core.learners import OWN_LIST
from core.lessons import frame
from core.measure.molecule_lists import LIMITS
from core.training import jobs, molecule_lists, texts
from core.training.molecule_lists import ReadList
from pages.kit import kept, visit
from pages.kit.controls import Controls
from pages.kit.lesson import Lesson
from pages.kit.own_text_box import arrived

MOST = 20_000  # letters of the box, which travel with every click
NOW = "own_list_now"  # in the session: what was handed in last
_, HANDED_IN = OWN_LIST.split("/")


@dataclass
class HandedIn:
    """What was pasted or chosen last, and the worker's answer to it."""

    key: str
    name: str  # of the file; empty for what was pasted
    pasted: str  # what stood in the box then
    file: str = ""  # which upload it was
    answer: Future[ReadList] | None = None
    read: ReadList | None = None


def box(lesson: Lesson, writing: str) -> ReadList | None:
    """The controls, and below them what was read. None while there is no list, or none that can be learned so written."""
    pasted = lesson.controls.box("own_list", "", most=MOST, linked=False).strip()
    upload = st.file_uploader(
        frame().say("choose a file"), type=["smi", "smiles", "txt", "csv"], key="own_list_file", on_change=_forget,
        help=str(LIMITS),
    )  # fmt: skip
    now: HandedIn | None = visit.get(NOW) or _kept(pasted)
    if now and not kept.get(HANDED_IN):  # everything was set back to its beginning
        visit.take(NOW, None)
        now = None
    if upload and (now is None or now.file != upload.file_id):
        now = _hand_in(upload.getvalue(), upload.name, pasted, upload.file_id)
    elif not upload and (now is None or now.pasted != pasted):  # a file stays until the box says something else
        _forget()
        now = _hand_in(pasted, "", pasted) if pasted else None
    if now is None:
        st.markdown(str(LIMITS))
        return None
    if now.read is None and now.answer is None:
        now.answer = jobs.start().ask(molecule_lists.read, now.key)
    if now.answer is not None and not arrived(now):
        return None
    assert now.read
    found = _show(lesson, now.read, writing)
    if now.name and not upload:  # it was chosen before the page was loaded anew
        Controls(frame()).button("forget_file", on_click=_forget)
    return found


def _kept(pasted: str) -> HandedIn | None:
    """What was handed in before the page was loaded anew, where a worker has read it."""
    before = kept.get(HANDED_IN, {})
    read = molecule_lists.found(str(before.get("key", "")))
    if read is None:
        return None
    now: HandedIn = visit.put(NOW, HandedIn(read.key, str(before.get("name", "")), pasted, read=read))
    return now


def _hand_in(content: bytes | str, name: str, pasted: str, file: str = "") -> HandedIn:
    _forget()
    now: HandedIn = visit.put(NOW, HandedIn(texts.hand_in(content), name, pasted, file))
    kept.put(HANDED_IN, {"key": now.key, "name": name})
    return now


def _forget() -> None:
    now: HandedIn | None = visit.take(NOW, None)
    if now:
        texts.forget(now.key)
        kept.put(HANDED_IN, None)


def _show(lesson: Lesson, read: ReadList, writing: str) -> ReadList | None:
    """How many molecules it has, and which lines are left out."""
    if read.refused:
        st.warning(escape(str(read.refused)))
        return None
    if few := read.too_few(writing):
        st.warning(str(few))
        return None
    lesson.says(lesson.text.say("own.read" if read.notes else "own.all", molecules=read.room[writing]))
    if read.notes:
        st.html("<ul>" + "".join(f"<li>{escape(str(note))}</li>" for note in read.notes) + "</ul>")
    return read
