"""How does each one fail? Four families of models on the same digits, with the same weights and the same clock."""

import streamlit as st

from core.figures import families as figures
from core.measure.families import copied, sharpness, variety
from core.measure.images import gaussian_frechet
from pages.images.families import race_picture as pictures
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.studies import OpenStudy, panel, study
from pages.kit.theme import colours

lesson = Lesson("families")
lesson.head()

shipped = study("families.learn", seed=0)

with lesson.living_picture() as (picture, controls):
    with controls:
        seed = st.number_input(
            "Seed of the dice", 0, 999, 0, key="seed", bind="query-params",
            help="Other dice, another race: other first weights, other batches, other pictures. Seed 0 came with the app.",
        )  # fmt: skip
        chosen = study("families.learn", seed=seed)
        st.markdown(
            "Move the slider. Point at a picture to see its nearest twin among the pictures that were learned from. "
            "The **distance** (Fréchet) is small where the pictures as a whole are like real ones: the dashed line."
        )

    def draw(opened: OpenStudy) -> None:
        """The race as far as it has come."""
        found = pictures.frames(opened)
        if any(found.values()):
            pictures.race(found, key=f"race_{quoted(opened.study.settings['seed'])}")
            lesson.says(pictures.verdict(found))

    with picture:
        if not chosen.records and not chosen.active:
            draw(shipped)
            st.markdown(
                f"This is the race with seed 0. The race with seed {seed} has not been run yet; it takes about a minute and a half."
            )
        panel(chosen, draw, label="Run this race", key="families")
        shown = chosen if chosen.finished else shipped
        lesson.tools(
            badge="recorded" if shown.shipped else "live",
            numbers=pictures.table(pictures.frames(shown, pictures.NAMES)),
            name="families",
            recorded_from="the race with seed 0; `python -m scripts.runs studies families` runs it again",
        )

found = pictures.frames(shown)


def first() -> None:
    """Who comes near to real digits first."""
    st.plotly_chart(
        figures.distances(pictures.over_time(found), pictures.floor(), colours()),
        key="first_distances", alt="Distance to real digits over the seconds, for four families", config={"displayModeBar": False},
    )  # fmt: skip
    lesson.says(pictures.order_at(found, 1) + " " + pictures.order_at(found, 12))


def missing() -> None:
    """The GAN with its brake and without it, side by side."""
    both = pictures.frames(shown, ("gan", "free"))
    pictures.race(both, key="brake", begin=1)
    lesson.says(pictures.left_out(found | both))


def copies() -> None:
    """Are the pictures nearer to what was learned than to what nobody saw?"""
    st.plotly_chart(
        figures.copying(pictures.copying(found), colours()),
        key="copies_shares", alt="Share of pictures nearer to a learned digit, for four families", config={"displayModeBar": False},
    )  # fmt: skip
    lesson.says(pictures.nearest(found))


with lesson.experiments():
    lesson.experiment("first", first)
    lesson.experiment("missing", missing)
    lesson.experiment("copies", copies)

lesson.open_the_box(gaussian_frechet, sharpness, variety, copied)
lesson.foot()
