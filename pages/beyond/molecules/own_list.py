"""The learner's own list of molecules: a box or a file with one SMILES a line, read by a worker, and what it says of it."""

from html import escape

import streamlit as st

from core.learners import OWN_LIST
from core.lessons import frame
from core.measure.molecule_lists import LIMITS
from core.training import jobs, molecule_lists
from core.training.molecule_lists import ReadList
from pages.kit.controls import Controls
from pages.kit.inbox import Inbox, arrived
from pages.kit.lesson import Lesson

MOST = 20_000  # letters of the box, which travel with every click
INBOX = Inbox[ReadList]("own_list_now", OWN_LIST.split("/")[1], molecule_lists.found)


def box(lesson: Lesson, writing: str) -> ReadList | None:
    """The controls, and below them what was read. None while there is no list, or none that can be learned so written."""
    pasted = lesson.controls.box("own_list", "", most=MOST, linked=False).strip()
    upload = st.file_uploader(
        frame().say("choose a file"), type=["smi", "smiles", "txt", "csv"], key="own_list_file", on_change=INBOX.forget,
        help=str(LIMITS),
    )  # fmt: skip
    now = INBOX.latest(pasted, upload)
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
        Controls(frame()).button("forget_file", on_click=INBOX.forget)
    return found


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
