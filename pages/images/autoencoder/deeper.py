"""Which digits lose most, and what lies on the way from one code to another?"""

import streamlit as st

from core.measure.images import sure_at_the_ends, sure_in_the_middle
from core.measure.latent import Plane, pca
from core.studies.autoencoder import WIDTHS
from pages.images.autoencoder import squeezing
from pages.kit.film import film
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
        film({f"from code to code, {codes} numbers": way}, key="walk")
        lesson.says(
            f"In the middle third of the way the judge is {sure_in_the_middle(way):.0%} sure of what it sees; "
            f"at the two ends {sure_at_the_ends(way):.0%}."
        )
        lesson.tools(badge="live", numbers=squeezing.lost_by_digit(squeezing.trained(codes), codes), name="walk")


def lost() -> None:
    """The error of each digit."""
    rows = squeezing.lost_by_digit(squeezing.trained(8), 8)
    st.table(rows)
    most, least = (pick(rows, key=lambda row: row["squared error"]) for pick in (max, min))
    lesson.says(
        f"{most['digit']} loses most ({most['squared error']:.4f}), {least['digit']} least ({least['squared error']:.4f})."
    )


def flat() -> None:
    """A linear autoencoder against PCA."""
    linear, plane = squeezing.linear_against_pca()
    lesson.says(f"Held-out error with 8 numbers: linear autoencoder {linear:.4f}, PCA {plane:.4f}.")


with lesson.experiments():
    lesson.experiment("lost", lost)
    lesson.experiment("flat", flat)

lesson.open_the_box(pca, Plane.decode)
lesson.foot()
