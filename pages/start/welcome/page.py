"""How does a machine write? The way through in five minutes, then the map of all lessons."""

from html import escape

import streamlit as st

from core import sampling
from core.exhibit import Exhibit, of_run
from core.lessons import course, welcome
from core.opened import half_known, writing
from core.opened.model import OpenModel
from core.training import Recipe
from pages.kit import grounds, run_panel, ways_out
from pages.kit.beginnings import beginning
from pages.kit.controls import Controls
from pages.kit.exhibit import show
from pages.kit.experiments import run_experiment
from pages.kit.frame import heading, living_picture, section, teachers_note
from pages.kit.lesson import PAGES, page_of, progress
from pages.kit.next_word import thrown, training_film, written
from pages.kit.open_model import called, open_model, status_line
from pages.kit.over_training import over_training
from pages.kit.theme import colours
from pages.start.welcome import exhibits

BEGINNING = "One winter night a"
DIE = dict(sampling.PRESETS["balanced"])

text = welcome()
words = Controls(text)
with heading(text):
    st.header(f"1. {text.finish.title}", anchor=False, width="content")
    status_line()
opened = open_model()

with living_picture(text) as (picture, controls):
    with controls:
        st.markdown(text.finish.text)
        begun = beginning(opened, "beginning", BEGINNING)
        prompt = words.line("beginning", begun, most=300)
        now = written(opened, prompt)
        if words.is_pressed("go_on"):
            writing.throw(opened, now, DIE, seed=0, count=12)
        if words.is_pressed("begin_anew"):
            writing.back(now, now.given)
        with st.container(horizontal=True):
            words.button("go_on", type="primary", disabled=now.ended)
            words.button("begin_anew", disabled=len(now.tokens) == now.given)
    with picture:
        thrown(opened, now, DIE, "first-words")
training_film(opened, now, DIE, seed=0)
grounds.line(text, "answer", "look", "finish")

with section(f"2. {text.train.title}", key="train_own"):
    st.markdown(text.train.text)
    run_panel.train_button((Recipe(), ""), st.container(width=320))
    run = run_panel.watched()
    if run.id != opened.run.id or not opened.shipped:
        run_panel.live(run, None)


def catch() -> None:
    """Texts by the open model, each claim held against the world."""
    if not opened.world:
        ways_out.cannot(text.say("caught.unknown"), "catch")
        return
    show(exhibits.caught(text, half_known.written(opened, half_known.READ)), "caught")


with section(f"3. {text.catch.title}", key="catch"):
    run_experiment(text.name, text.catch, catch, titled=False)

with section(f"4. {text.why.title}", key="why"):
    st.markdown(text.why.text)
    grounds.line(text, "why")
    told = {step: measured.recall for step, measured in opened.run.measurements().items() if measured.recall}
    if opened.step in told:
        name, origin = called(opened), of_run(opened.run)

        def recall(at: OpenModel) -> Exhibit | None:
            shares = told.get(at.step)
            return exhibits.recall(text, name, shares, colours(), origin) if shares else None

        show(over_training(opened, "recall", recall, name, len(told), origin.badge), "recall")

with section(text.map.title, key="map"):
    for column, route in zip(st.columns(len(text.routes)), text.routes, strict=True):
        column.markdown(f"**{route.title}**  \n{route.text}")
    for name, lessons in course(PAGES).items():
        st.subheader(text.say(f"section.{name}"), anchor=False)
        for lesson in lessons:
            done, all_of_it = progress(lesson)
            key = "map.done" if done == all_of_it else "map.begun"
            state = text.say(key, minutes=lesson.minutes, done=done, all=all_of_it)
            with st.container(gap=None):
                st.page_link(page_of(lesson), label=lesson.question)
                st.html(f'<p class="gb-quiet">{escape(state)}</p>')
    st.markdown(text.map.text)
    teachers_note(text.teacher)
