"""What does one answer cost here? Counted, timed and scaled up; and who falls silent when the die is turned down."""

import streamlit as st

from core.cards import society
from core.language import spoken
from core.measure.electricity import counted, one_answer
from core.studies.who_is_spoken_of import Spoken, of_whom
from pages.kit import visit, ways_out
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model
from pages.kit.questions import answered_so_far
from pages.kit.theme import colours
from pages.trust.society import asked, exhibits

SIZES = (1, 8, 70, 405, 1000)

lesson = Lesson("society_deeper")
lesson.head()
words, say = lesson.controls, lesson.text.say
opened = open_model()
cited = society(spoken())

with lesson.living_picture() as (picture, controls):
    with controls:
        tokens = words.slider("tokens", 10, 60, 60, 5)
        watts = words.slider("watts", 1, 150, 15)
        again = words.button("measure")
    with picture:
        measured = f"measured {opened.run.id} {opened.step} {tokens}"
        if again or not visit.has(measured):
            visit.put(measured, one_answer(opened.weights(), opened.config, tokens))
        work, time = visit.get(measured)
        lesson.show(exhibits.mine(lesson.text, cited, work, time, watts, colours()), "mine")


def bigger() -> None:
    """The same counting for a model of which only the size is known, and what that would mean on this machine."""
    left, right = st.columns(2)
    with left:
        billions = words.stops("billions", SIZES, 70)
    with right:
        long = words.slider("long", 50, 2000, 300, 50)
    lesson.show(exhibits.bigger(lesson.text, work, time, watts, billions, long, SIZES), "bigger")


def quiet() -> None:
    """The same model at five temperatures: of whom does it still speak?"""
    if not opened.world:
        ways_out.cannot(say("quiet.unknown"), "quiet")
        return

    def draw(rows: list[Spoken]) -> None:
        lesson.show(exhibits.quiet(lesson.text, rows, colours()), "quiet")

    answered_so_far(asked.quiet_ones(opened), say("quiet.meanwhile"), draw)


lesson.guess_first(quiet, bigger)

lesson.open_the_box(counted, of_whom)
lesson.foot()
