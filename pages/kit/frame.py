"""The parts that pages are set in: heading, picture, section, a computed sentence, and what every figure has.

They look the same on every page, so that whoever knows one knows all. Knows nothing about what a page computes.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from html import escape
from typing import Literal

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core import lessons
from core.exhibit import Badge
from core.lessons import STATIONS
from core.lessons.parts import Lesson, Welcome
from core.tables import Rows, to_file, with_heads
from pages.kit import visit
from pages.kit.components import component
from pages.kit.keys import quoted

REGISTERS = ("plain", "technical")


def register() -> Literal["plain", "technical"]:
    """How the learner wants to be spoken to; chosen once in the header (shell.py), for all pages."""
    return "technical" if visit.get("register") == "technical" else "plain"


@contextmanager
def heading(text: Lesson | Welcome) -> Iterator[None]:
    """The question, in one thin row whatever is put in, and then at once what to do.

    Nothing else stands above the picture, so that on every screen it begins in the upper third.
    """
    with st.container(key="head", gap="xxsmall"):
        st.title(text.question, anchor=False)
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="head_row"):
            yield
        st.html(f'<p class="gb-task">{escape(text.task)}</p>')


def pipeline(stations: Sequence[str]) -> str:
    """The way from text to the next token as a list in HTML, with the stations of this lesson filled.

    >>> pipeline(["blocks"]).count("<li"), pipeline(["blocks"]).count("gb-here")
    (6, 1)
    """
    items = (_station(name, name in stations, name == stations[0]) for name in STATIONS)
    way = escape(lessons.frame().say("way"))
    return f'<nav aria-label="{way}"><ol class="gb-pipeline">{"".join(items)}</ol></nav>'


def _station(name: str, here: bool, first: bool) -> str:
    words = lessons.frame()
    shown = escape(words.control("stations").options[name])
    if not here:
        return f"<li>{shown}</li>"
    current = ' aria-current="step"' if first else ""
    return (
        f'<li class="gb-here"{current}><span class="gb-spoken">{escape(words.say("this lesson"))} </span>{shown}</li>'
    )


@contextmanager
def living_picture(text: Lesson | Welcome) -> Iterator[tuple[DeltaGenerator, DeltaGenerator]]:
    """The picture speaks first, and its controls stand quietly at its side; on a small screen they stay in sight below it.

    Then how to read it, and the answer to the question, with what it takes.
    """
    with st.container(key="living_picture"):
        picture, controls = st.columns([3, 1], gap="large")
        yield picture, controls
        picture.html(f'<p class="gb-quiet">{escape(text.look)}</p>')
        takes = lessons.frame().say("takes", minutes=text.minutes, able=text.able)
        component("in_sight")(key="in_sight", data={})
        st.html(f'<p class="gb-answer">{escape(text.answer)}</p><p class="gb-quiet">{escape(takes)}</p>')


@contextmanager
def section(title: str, key: str) -> Iterator[None]:
    """A part of the page: its title stands at the left, what it says beside it; on a phone, above."""
    with st.container(key=key):
        left, right = st.columns([1, 3], gap="large")
        left.header(title, anchor=False)
        with right:
            yield


def says(text: str) -> None:
    """The computed result in one sentence, under its figure.

    It may hold words of a model or a learner, so it is shown as it is, never as markup.
    """
    st.html(f'<p class="gb-says" role="status">{escape(text)}</p>')


def tools(
    *, badge: Badge, name: str, numbers: Rows, origin: Sequence[str] = (), facts: Rows = (),
    behind: Callable[[], None] | None = None,
) -> None:  # fmt: skip
    """What every figure has: an honest badge, its numbers as a table and as a file, and itself as a picture.

    Args:
        badge: where the figure comes from.
        name: of the files, and unique on the page.
        numbers: one mapping a row.
        origin: the sentences behind the badge, instead of its own.
        facts: the numbers of the figure's sentence, shown with the others.
        behind: what else stands behind the badge, called when somebody looks.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"tools_{quoted(name)}"):
        label = lessons.frame().control("badge").options[badge]
        key = f"badge_{quoted(badge)}_{quoted(name)}"
        with st.popover(label, type="tertiary", key=key, on_change="rerun" if behind else "ignore") as asked:
            st.markdown(" ".join(origin) or lessons.frame().say(badge))
            if behind and asked.open:
                behind()
        numbers_and_csv(numbers, name, facts)
        st.html(_saved_as(name), width="content")


def _saved_as(name: str) -> str:
    """Buttons that save the picture above as a file of that name; `pictures_are_saved` hears them."""
    helps = {"PNG": lessons.frame().say("save png"), "SVG": lessons.frame().say("save svg")}
    buttons = (f'<button type="button" title="{escape(help)}">{kind}</button>' for kind, help in helps.items())
    return f'<div class="gb-save" data-name="{quoted(name)}">{"".join(buttons)}</div>'


def pictures_are_saved() -> None:
    """Once on a page: whoever presses a button below any picture gets it as a file."""
    component("save_picture")(key="save_picture", data={})


def numbers_and_csv(rows: Rows, name: str, facts: Rows = ()) -> None:
    """A table that comes when it is asked for, below it the numbers of the sentence, and a CSV file."""
    words = lessons.frame()
    asked = st.popover(words.say("numbers"), type="tertiary", key=f"numbers_{quoted(name)}", on_change="rerun")
    if asked.open:  # not before: most visitors never look, and every run would send it
        with asked:
            for table in filter(None, (rows, facts)):
                st.dataframe(pd.DataFrame(with_heads(table)), hide_index=True, width="content")
    st.download_button(
        words.say("csv"), data=lambda: to_file(with_heads(rows or facts)), file_name=f"{quoted(name)}.csv", mime="text/csv",
        type="tertiary", key=f"csv_{quoted(name)}", on_click="ignore", help=words.say("csv help"),
    )  # fmt: skip


def teachers_note(note: str) -> None:
    """How to use the page with a class."""
    with st.expander(lessons.frame().say("for teachers")):
        st.markdown(note)
