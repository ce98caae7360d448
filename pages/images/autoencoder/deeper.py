"""Which digits lose most, and what lies on the way from one code to another?"""

import streamlit as st

from core.measure.latent import Plane, pca
from core.studies.autoencoder import WIDTHS
from pages.images.autoencoder import exhibits, squeezing
from pages.kit.lesson import Lesson

lesson = Lesson("autoencoder_deeper")
lesson.head()

with lesson.living_picture() as (picture, controls):
    with controls:
        codes = st.select_slider(
            "Numbers in the middle", WIDTHS, 8, key="codes", bind="query-params", help="The width of the gate."
        )
        a = st.selectbox("From", range(10), index=3, key="walk_from", bind="query-params", help="A held-out digit.")
        b = st.selectbox("To", range(10), index=8, key="walk_to", bind="query-params", help="Another one.")
    with picture:
        way = squeezing.walk(codes, a, b)
        lost_by_digit = squeezing.lost_by_digit(squeezing.trained(codes), codes)
        lesson.show(exhibits.walk(lesson.text, codes, way, lost_by_digit), "walk")


def lost() -> None:
    """The error of each digit."""
    lesson.show(exhibits.lost(lesson.text, squeezing.lost_by_digit(squeezing.trained(8), 8)), "lost")


def flat() -> None:
    """A linear autoencoder against PCA."""
    lesson.show(exhibits.flat(lesson.text, *squeezing.linear_against_pca()), "flat")


with lesson.experiments():
    lesson.experiment("lost", lost)
    lesson.experiment("flat", flat)

lesson.open_the_box(pca, Plane.decode)
lesson.foot()
