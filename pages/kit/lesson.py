"""A lesson from top to bottom: every lesson has this frame, and a page only fills it in.

Question, what to do, living picture, predict → do → explain, open the box, what is simplified, check yourself, sources, the
teacher's note, the next lesson. The texts come from `core.lessons`. Knows nothing about what a page computes.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core import lessons
from core.ages import looked_at
from core.exhibit import Exhibit
from core.figures import source
from core.lessons import parts
from core.training.events import Values
from core.training.open_study import OpenStudy
from pages.kit import frame, grounds, open_model
from pages.kit.controls import Controls
from pages.kit.exhibit import show
from pages.kit.experiments import revealed, run_experiment
from pages.kit.frame import register
from pages.kit.keys import quoted
from pages.kit.quiz import answered, check_yourself
from pages.kit.studies import panel
from pages.kit.theme import colours

PAGES = Path(__file__).resolve().parents[1]
WELCOME = PAGES / "start" / "welcome" / "page.py"


class Lesson:
    """One lesson. A page calls its methods in their order."""

    show = staticmethod(show)
    says = staticmethod(frame.says)

    def __init__(self, name: str) -> None:
        self.text = lessons.lesson(name)
        self.controls = Controls(self.text)

    def head(self) -> None:
        """The question; where we are in the model, and which one is open; and what to do."""
        with frame.heading(self.text):
            if self.text.deeper:
                st.page_link(page_of(first_page(self.text)), label=_say("up", title=first_page(self.text).title))
            if self.text.stations:
                st.html(frame.pipeline(self.text.stations), width="content")
                open_model.status_line()

    @contextmanager
    def living_picture(self) -> Iterator[tuple[DeltaGenerator, DeltaGenerator]]:
        """Two columns, the picture and its controls; under them, how to read it, and what it answers and how surely."""
        with frame.living_picture(self.text) as columns:
            yield columns
        grounds.line(self.text, "answer", "look")

    @contextmanager
    def experiments(self) -> Iterator[None]:
        """Predict, do, explain."""
        with frame.section(_say("experiments"), key="experiments"):
            yield

    def experiment(self, key: str, result: Callable[[], None]) -> None:
        """Ask for a guess; only then call `result`, which shows what happens; then explain."""
        run_experiment(self.text.name, self.text.experiment(key), result)

    def study(
        self, asked: OpenStudy[Values], exhibit: Callable[[OpenStudy[Values]], Exhibit], name: str, *, label: str = "train",
        key: str = "",
    ) -> None:  # fmt: skip
        """What a study has found so far, and what it takes to get it: a button with this label, progress, pause and stop.

        Args:
            exhibit: of the study; called once there is anything, and again while more comes.
            name: of the exhibit's files, and unique on the page; `key` of the button, by default the same.
        """

        def draw(found: OpenStudy[Values]) -> None:
            self.show(exhibit(found), name)

        panel(asked, draw, label=self.controls.label(label), key=key or name)

    def guess_first(self, *results: Callable[[], None]) -> None:
        """Predict, do, explain, one after the other. An experiment is named by the function that shows what happens."""
        with self.experiments():
            for result in results:
                self.experiment(result.__name__, result)

    def open_the_box(self, *functions: Callable[..., Any]) -> None:
        """The formula in words; below, folded for those who chose plain language, its symbols and the code that computed it."""
        box = self.text.box
        with frame.section(_say("open the box"), key="open_the_box"):
            st.markdown(box.words)
            _formula(box, functions)

    def foot(self) -> None:
        """What is simplified, three questions, sources, the teacher's note, and the way on."""
        with frame.section(_say("simplified"), key="simplified"):
            st.markdown("\n\n".join(self.text.simplified))
            grounds.line(self.text, *(f"simplified {number}" for number, _ in enumerate(self.text.simplified, 1)))
            if ages := [one.checked_on for one in self.text.ages]:
                st.html(f'<p class="gb-quiet">{escape(looked_at(ages, self.text.name, "others looked at"))}</p>')
        if self.text.quiz:
            with frame.section(_say("check yourself"), key="check_yourself"):
                check_yourself(self.text)
        with frame.section(_say("sources"), key="sources"):
            st.markdown("\n".join(f"- [{source.text}]({source.link})" for source in self.text.sources))
            if self.text.teacher:
                frame.teachers_note(self.text.teacher)
            way_on(self.text)


@st.fragment
def _formula(box: parts.Box, functions: Sequence[Callable[..., Any]]) -> None:
    """Sent once it is unfolded: what sets formulas in a browser is a tenth of a page's bytes, and most visitors don't look."""
    words = register()
    folded = st.expander(
        _say("formula"), expanded=words == "technical", key=f"formula_{quoted(words)}", on_change="rerun"
    )
    if folded.open:
        with folded:
            st.latex(source.in_colour(box.formula, colours()))
            st.html(source.opened(box.symbols, functions))


def _say(key: str, **facts: str) -> str:
    return lessons.frame().say(key, **facts)


def way_on(lesson: parts.Lesson) -> None:
    """Links to the lesson's other pages and to the next lesson; back to the map where the course ends."""
    for further in lessons.further_pages(PAGES).get(lesson.first, ()):
        if further != lesson:
            st.page_link(page_of(further), label=_say("deeper", question=further.question))
    if lesson.deeper:
        first = first_page(lesson)
        st.page_link(page_of(first), label=_say("back", question=first.question))
    if following := lessons.following(lesson, PAGES):
        st.page_link(page_of(following), label=_say("go on", question=following.question))
    else:
        st.page_link(WELCOME, label=_say("map"))


def first_page(lesson: parts.Lesson) -> parts.Lesson:
    """The lesson that this page belongs to: itself, if it is no further page."""
    return lessons.lesson(lesson.first)


def page_of(lesson: parts.Lesson) -> Path:
    """The file of the lesson's page."""
    return PAGES / lessons.page_file(lesson)


def progress(lesson: parts.Lesson) -> tuple[int, int]:
    """How much of the lesson this visitor did, and how much there is: experiments made, questions answered rightly."""
    return revealed(lesson) + answered(lesson), len(lesson.experiments) + len(lesson.quiz)
