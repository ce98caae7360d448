"""Attention, deeper: what may be seen, how patterns come, where heads rest, and a trap."""

import streamlit as st

from core.exhibit import Exhibit, of_run
from core.opened import attention
from core.studies import induction
from core.studies.induction import Elsewhere, Repeated, elsewhere, formed, prefix_scores
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model, training_time_slider
from pages.kit.own_words import own_words
from pages.kit.studies import OpenStudy, study
from pages.kit.theme import colours
from pages.text.attention import exhibits, weights

lesson = Lesson("attention_deeper")
lesson.head()
opened = open_model()
forming = study(induction.learn, layers=2)

with lesson.living_picture() as (picture, _), picture:
    lesson.show(exhibits.scores(lesson.text, forming.records, colours(), of_run(forming.run)), "scores")


def future() -> None:
    """The same words with another last token: what changes in the rows above?"""
    moved = attention.with_another_end(opened, tokens)
    st.text(lesson.text.say("future.ends", end=chips[-1]["text"], other=moved.end))
    lesson.show(exhibits.future(lesson.text, moved), "future")


def early() -> None:
    """The same words through the untrained weights."""
    lesson.show(exhibits.early(lesson.text, looks, chips), "early")


def sink() -> None:
    """How much weight rests on the first token, head by head, against looking everywhere alike."""
    lesson.show(exhibits.sink(lesson.text, looks.here), "sink")


def trap() -> None:
    """Every block of one length: does the model compare symbols, or count places?"""

    def trapped(fixed: OpenStudy[Repeated]) -> Exhibit:
        looks_at = best_elsewhere(fixed), best_elsewhere(forming)
        return exhibits.trap(lesson.text, fixed.records, forming.records, *looks_at, colours(), of_run(fixed.run))

    layers = lesson.controls.buttons("trap_layers", (2, 1), 2)
    lesson.study(study(induction.learn, layers=layers, lengths="fixed"), trapped, "trap")


def best_elsewhere(one: OpenStudy[Repeated]) -> Elsewhere:
    """Where the head of a study that matches prefixes best looks in a block of another length."""
    return elsewhere(one.arrays(one.records[-1])["attention"], formed(one.records).head)


with lesson.experiments():
    prompt = own_words(lesson.controls, opened, weights.PROMPT)
    tokens = opened.window(opened.read(prompt))
    chips = opened.chips(tokens)
    looks = attention.looks(opened, tokens)
    training_time_slider(opened)
    lesson.experiment("future", future)
    lesson.experiment("early", early)
    lesson.experiment("sink", sink)
    lesson.experiment("trap", trap)

lesson.open_the_box(prefix_scores)
lesson.foot()
