"""A lesson from top to bottom: every lesson has this frame, and a page only fills it in.

Question, living picture, predict → do → explain, open the box, what is simplified, check yourself, sources, the
teacher's note, the next lesson. The texts come from `core.lessons`. Knows nothing about what a page computes.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core import lessons
from pages.kit import frame, open_model
from pages.kit.controls import Controls
from pages.kit.exhibit import show
from pages.kit.experiments import revealed, run_experiment
from pages.kit.frame import register
from pages.kit.open_box import open_box
from pages.kit.quiz import answered, check_yourself
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
        """Where we are in the model, the question, its answer, what it takes; and which model is open."""
        if self.text.deeper:
            st.page_link(page_of(first_page(self.text)), label=_say("up", question=first_page(self.text).question))
        if self.text.stations:
            st.html(frame.pipeline(self.text.stations))
        frame.heading(self.text)
        if self.text.stations:
            open_model.status_line()

    def living_picture(self) -> AbstractContextManager[tuple[DeltaGenerator, DeltaGenerator]]:
        """Two columns, the picture and its controls; under the picture, what to look at."""
        return frame.living_picture(self.text.look)

    @contextmanager
    def experiments(self) -> Iterator[None]:
        """Predict, do, explain."""
        with frame.section(_say("experiments"), key="experiments"):
            yield

    def experiment(self, key: str, result: Callable[[], None]) -> None:
        """Ask for a guess; only then call `result`, which shows what happens; then explain."""
        run_experiment(self.text.name, self.text.experiment(key), result)

    def open_the_box(self, *functions: Callable[..., Any]) -> None:
        """The formula behind the picture, and the functions that computed it."""
        with frame.section(_say("open the box"), key="open_the_box"):
            open_box(self.text.box, functions, colours(), unfolded=register() == "technical")

    def foot(self) -> None:
        """What is simplified, three questions, sources, the teacher's note, and the way on."""
        with frame.section(_say("simplified"), key="simplified"):
            st.markdown("\n\n".join(self.text.simplified))
        if self.text.quiz:
            with frame.section(_say("check yourself"), key="check_yourself"):
                check_yourself(self.text)
        with frame.section(_say("sources"), key="sources"):
            st.markdown("\n".join(f"- [{source.text}]({source.link})" for source in self.text.sources))
            if self.text.teacher:
                frame.teachers_note(self.text.teacher)
            way_on(self.text)


def _say(key: str, **facts: str) -> str:
    return lessons.frame().say(key, **facts)


def way_on(lesson: lessons.Lesson) -> None:
    """Links to the lesson's second page and to the next lesson, where there are such; else back to the map."""
    if deeper := lessons.second_pages(PAGES).get(lesson.name):
        st.page_link(page_of(deeper), label=_say("deeper", question=deeper.question))
    following = {one.name: one for section in lessons.course(PAGES).values() for one in section}.get(lesson.next)
    if lesson.deeper:
        st.page_link(page_of(first_page(lesson)), label=_say("back", question=first_page(lesson).question))
    elif following:
        st.page_link(page_of(following), label=_say("go on", question=following.question))
    else:
        st.page_link(WELCOME, label=_say("map"))


def first_page(deeper: lessons.Lesson) -> lessons.Lesson:
    """The lesson that a second page belongs to."""
    return lessons.lesson(deeper.name.removesuffix(lessons.DEEPER))


def page_of(lesson: lessons.Lesson) -> Path:
    """The file of the lesson's page."""
    return PAGES / lessons.page_file(lesson)


def progress(lesson: lessons.Lesson) -> tuple[int, int]:
    """How much of the lesson this visitor did, and how much there is: experiments made, questions answered rightly."""
    return revealed(lesson) + answered(lesson), len(lesson.experiments) + len(lesson.quiz)
