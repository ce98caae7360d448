"""Attention, deeper: what may be seen, how patterns come, where heads rest, and a trap."""

import streamlit as st

from core.opened import attention, passes
from core.studies import induction
from core.studies.induction import Repeated, prefix_scores
from pages.kit.exhibit import of_run
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model, training_time_slider
from pages.kit.own_words import own_words
from pages.kit.studies import OpenStudy, panel, study
from pages.kit.theme import colours
from pages.text.attention import exhibits, weights

lesson = Lesson("attention_deeper")
lesson.head()
opened = open_model()
forming = study(induction.learn, layers=2)

with lesson.living_picture() as (picture, controls):
    with controls:
        prompt = own_words(lesson.controls, opened, weights.PROMPT)
    tokens = passes.read(opened, prompt)
    chips = opened.chips(tokens)
    texts = [chip["text"] for chip in chips]
    steps = attention.moments(opened, len(tokens))
    frames = attention.frames(opened, tokens, steps)
    here = frames[steps.index(opened.step)]
    with picture:
        lesson.show(exhibits.scores(lesson.text, forming.records, colours(), of_run(forming.run)), "scores")

training_time_slider(opened)


def future() -> None:
    """The same words with another last token: what changes in the rows above?"""
    moved = attention.with_another_end(opened, tokens)
    st.text(lesson.text.say("future.ends", end=texts[-1], other=moved.end))
    lesson.show(exhibits.future(lesson.text, moved), "future")


def early() -> None:
    """The same words through the untrained weights."""
    lesson.show(exhibits.early(lesson.text, frames[0], frames[-1], chips, (steps[0], steps[-1])), "early")


def sink() -> None:
    """How much weight rests on the first token, head by head, against looking everywhere alike."""
    lesson.show(exhibits.sink(lesson.text, here), "sink")


def trap() -> None:
    """Every block of one length: the model counts places instead of comparing symbols."""

    def draw(fixed: OpenStudy[Repeated]) -> None:
        exhibit = exhibits.trap(lesson.text, fixed.records, forming.records, colours(), of_run(fixed.run))
        lesson.show(exhibit, "trap")

    panel(study(induction.learn, layers=2, lengths="fixed"), draw, label=lesson.controls.label("train"), key="trap")


with lesson.experiments():
    lesson.experiment("future", future)
    lesson.experiment("early", early)
    lesson.experiment("sink", sink)
    lesson.experiment("trap", trap)

lesson.open_the_box(prefix_scores)
lesson.foot()
