"""How does each one fail? Four families of models on the same digits, with the same weights and the same clock."""

import streamlit as st

from core.exhibit import Picture, of_run
from core.figures import race
from core.measure.families import copied, sharpness, variety
from core.measure.images import gaussian_frechet
from core.studies import families
from pages.images.families import exhibits
from pages.kit.exhibit import mount
from pages.kit.lesson import Lesson
from pages.kit.studies import OpenStudy, panel, study
from pages.kit.theme import colours

lesson = Lesson("families")
lesson.head()

shipped = study(families.learn, seed=0)

with lesson.living_picture() as (picture, controls):
    with controls:
        seed = lesson.controls.number("seed", 0, 999, 0)
        chosen = study(families.learn, seed=seed)
        st.markdown(lesson.text.say("race.point"))

    def draw(opened: OpenStudy[families.Raced]) -> None:
        """The race as far as it has come."""
        found = race.frames(opened.moments)
        if any(found.values()):
            mount(Picture("race", race.payload(found)), f"race_{opened.study.settings['seed']}")
            numbers = race.table(race.frames(opened.moments, race.ALL))
            lesson.show(exhibits.race(lesson.text, found, numbers, of_run(opened.run)), "families")

    with picture:
        if not chosen.records and not chosen.active:
            draw(shipped)
            st.markdown(lesson.text.say("race.not yet", seed=seed))
        panel(chosen, draw, label=lesson.controls.label("run"), key="families")

shown = chosen if chosen.finished else shipped
found, origin = race.frames(shown.moments), of_run(shown.run)


def first() -> None:
    """Who comes near to real digits first."""
    lesson.show(exhibits.first(lesson.text, found, colours(), origin), "first")


def missing() -> None:
    """The GAN with its brake and without it, side by side."""
    both = race.frames(shown.moments, ("gan", "free"))
    picture = Picture("race", race.payload(both, begin=1))
    lesson.show(exhibits.missing(lesson.text, found | both, picture, origin), "brake")


def copies() -> None:
    """Are the pictures nearer to what was learned than to what nobody saw?"""
    lesson.show(exhibits.copies(lesson.text, found, colours(), origin), "copies")


lesson.guess_first(first, missing, copies)

lesson.open_the_box(gaussian_frechet, sharpness, variety, copied)
lesson.foot()
