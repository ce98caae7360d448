"""Does it copy? A planted secret that comes out again, what it takes for that, and where a model's words come from."""

from typing import Any

import streamlit as st

from core.exhibit import of_run, of_runs
from core.measure.provenance import Sources
from core.measure.recitation import extracted, right
from core.studies import planted_secret
from core.studies.canaries import GIVEN
from core.studies.planted_secret import Attempts, Continuation
from pages.kit.exhibit import mount
from pages.kit.held import presses
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model, training_time_slider
from pages.kit.questions import answered
from pages.kit.studies import OpenStudy, panel
from pages.kit.theme import colours
from pages.trust.memorization import exhibits, recall

TEMPERATURES = (0.3, 0.8, 1.2)

lesson = Lesson("memorization")
lesson.head()
words = lesson.controls
opened = open_model()

with lesson.living_picture() as (picture, controls):
    with controls:
        typed = words.line("secret", planted_secret.SECRET, most=400, linked=False)
        copies = words.stops("copies", planted_secret.COPIES, planted_secret.TOLD)
        wanted = words.stops("given", planted_secret.GIVEN, 8)
        own = words.line("beginning", "", most=60, linked=False)
    secret, problem = recall.a_secret(typed)
    given = planted_secret.letters_given(secret, wanted)
    small = recall.planted(secret, copies)

    def try_it(seen: OpenStudy[Attempts]) -> None:
        moments: list[tuple[int, Continuation]] = [*planted_secret.over_time(seen.measured, given)]
        beginning = secret[:given]
        if own.strip() and seen.finished:
            moments, beginning = [(moments[-1][0], recall.tried(seen, own))], own
        found, total = moments[-1][1], seen.measured[-1].total
        mount(exhibits.recital(beginning, secret, moments, total, f"{seen.run.id} {beginning}"), "recital")
        lesson.show(exhibits.secret(lesson.text, secret, beginning, found, copies, of_run(seen.run)), "secret")

    with picture:
        for sentence in filter(None, (problem, recall.by_link(secret, lesson.text.say))):
            st.text(sentence)
        if not small.measured:
            mount(exhibits.recital(secret[:given], secret, [], 0, "untold"), "untold")
        panel(small, try_it, label=words.label("plant"), key="plant")
        if small.study.private and small.records and not small.active:
            words.button("forget", type="tertiary", on_click=recall.forget, args=(small,))


def appears() -> None:
    """The same secret, tried again and again while the model trains."""

    def draw(seen: OpenStudy[Attempts]) -> None:
        exhibit = exhibits.appears(lesson.text, secret, given, seen.measured, colours(), of_run(seen.run))
        lesson.show(exhibit, "appears")

    panel(small, draw, label=words.label("plant"), key="appears_panel")


def told() -> None:
    """Canaries told once to 64 times, two sizes; and the same text with every one of them told once."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        letters = words.buttons("letters", GIVEN, 8)
        once = words.switch("once")
    recorded = recall.canaries(once)
    point = None if once else recall.live_point(lesson.text.say("told.star"), small, secret, copies)
    found, origin = [one.found[-1] for one in recorded], of_runs(one.run for one in recorded)
    exhibit = exhibits.told(lesson.text, found, letters, once, point, small.shipped, colours(), origin)
    lesson.show(exhibit, "told")


def come_from() -> None:
    """A text of the open model, traced to its training text."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        temperature = words.buttons("boldness", TEMPERATURES, 0.8)
        number = presses(words, "another", "text", kept_as="text number")

    def draw(found: dict[str, Any]) -> None:
        lesson.show(exhibits.traced(lesson.text, found), "traced")

    asked = recall.traced(opened, number, temperature)
    answered(asked, lesson.text.say("traced.wait"), draw)
    training_time_slider(opened)


lesson.guess_first(appears, told, come_from)

lesson.open_the_box(right, extracted, Sources.pieces, Sources.longest)
lesson.foot()
