"""Why is video hard? The same beginning of a film, continued in three ways, beside the truth."""

import streamlit as st

from core.data.films import SCENES
from core.exhibit import of_run
from core.models.moving_pictures import drawn, film, told
from core.studies.moving_pictures import GRAVITIES, SPEEDS, Learned, learn, seen_at
from pages.beyond.moving_pictures import exhibits, screening
from pages.kit.exhibit import mount
from pages.kit.lesson import Lesson
from pages.kit.studies import OpenStudy, chosen, panel, study
from pages.kit.theme import colours

lesson = Lesson("moving_pictures")
lesson.head()
words = lesson.controls

came = study(learn)
found, origin = came.found[-1], of_run(came.run)

with lesson.living_picture() as (picture, controls):
    with controls:
        scene = words.buttons("scene", SCENES, "ball")
        start = words.slider("start", 0.0, 1.0, 0.5, 0.05)
        speed = words.slider("speed", 0.0, 1.0, 0.3, 0.05)
        memory = words.stops("memory", (1, 2, 8), 2)
        with st.expander(words.label("more")):
            dice = words.slider("dice", 0, 5, 0)
    with picture:
        shown = screening.film(came, scene, start, speed, tuple(exhibits.makers_of(memory)), dice)
        lesson.show(exhibits.living(lesson.text, shown), "moving_pictures")
        with st.expander(words.label("own")):
            own = chosen(learn, seed=words.number("own_seed", 0, 999, 1))

            def draw(opened: OpenStudy[Learned]) -> None:
                """The ball's film at the last moment that was kept."""
                if opened.measured:
                    record = opened.measured[-1]
                    if film_now := seen_at(opened.arrays(record), exhibits.WAYS):
                        kept = exhibits.training(lesson.text, film_now, record.step, record.total, of_run(opened.run))
                        lesson.show(kept, "own_films")

            panel(own, draw, label=words.label("train"), key="own_films")


def drift() -> None:
    """How far off the three ways are, picture by picture."""
    lesson.show(exhibits.drift(lesson.text, found, colours(), origin), "drift")


def permanence() -> None:
    """The ball behind the wall, for a speed of one's own and for forty."""
    rolls = words.slider("wall_speed", 0.0, 1.0, 0.3, 0.05)
    mount(exhibits.players(lesson.text, screening.film(came, "wall", 0.5, rolls, exhibits.MEMORIES)), "wall_films")
    lesson.show(exhibits.permanence(lesson.text, found, colours(), origin), "permanence")


def beyond() -> None:
    """Balls that are faster, or fall faster, than any that the models learned from."""
    left, right = st.columns(2)
    with left:
        thrown = words.stops("thrown", SPEEDS, 2.0)
    with right:
        pull = words.stops("pull", GRAVITIES, 1.0)
    thrown_film = screening.film(came, "ball", 1.0, thrown, ("eight", "whole"), 0, pull)
    mount(exhibits.players(lesson.text, thrown_film), "thrown_films")
    lesson.show(exhibits.beyond(lesson.text, found, colours(), origin), "beyond")


lesson.guess_first(drift, permanence, beyond)

lesson.open_the_box(told, drawn, film)
lesson.foot()
