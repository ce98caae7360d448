"""Can a machine learn to summarize a picture? The learner's own drawing, squeezed into a few numbers and made again."""

from operator import attrgetter

import streamlit as st

from core.exhibit import of_run
from core.figures.film import sheet
from core.models.autoencoder import Autoencoder, networks
from core.studies.autoencoder import WIDTHS
from pages.images.autoencoder import exhibits, squeezing
from pages.kit.exhibit import mount
from pages.kit.lesson import Lesson
from pages.kit.own_digit import own_digit
from pages.kit.studies import OpenStudy, panel
from pages.kit.study_time import study_time
from pages.kit.theme import colours

lesson = Lesson("autoencoder")
lesson.head()
missed = attrgetter("held_out")  # the error on digits that nobody learned from

with lesson.living_picture() as (picture, controls):
    with controls:
        given = own_digit(3)
        codes = lesson.controls.stops("codes", WIDTHS, 8)
    opened = squeezing.trained(codes)
    records = opened.records
    with picture:
        if records:
            mount(squeezing.squeeze(opened, given, codes=codes, follows="own_digit"), "squeeze")
            study_time(opened, missed)
            error, lost = records[-1].values.held_out, squeezing.lost_by_digit(opened, codes)
            lesson.show(exhibits.squeezed(lesson.text, codes, error, lost), "autoencoder")
        with st.expander(lesson.controls.label("train_yourself")):
            seed = lesson.controls.number("seed", 1, 99, 1)

            def draw(own: OpenStudy) -> None:
                """The drawing above through the learner's own network, also while it still learns."""
                mount(squeezing.squeeze(own, given, codes=codes, follows="own_digit"), "own_squeeze")
                study_time(own, missed, code="own_step", key="own_time")
                newest = own.records[-1]
                lesson.says(exhibits.own(lesson.text, newest.step, newest.values.held_out))

            panel(squeezing.trained(codes, seed=seed), draw, label=lesson.controls.label("train"), key="own_training")


def width() -> None:
    """Both rivals at every width."""
    origin = of_run(squeezing.trained(WIDTHS[0]).run)
    lesson.show(exhibits.width(lesson.text, squeezing.rivals(), colours(), origin), "rivals")


def noise() -> None:
    """Noisy digits through a plain autoencoder and through one that learned to clean."""
    cleaned = squeezing.denoised()
    for name, images in cleaned.pictures.items():
        st.text(lesson.text.say(f"noise.{name}"))
        st.image(sheet(images, 10))
    lesson.show(exhibits.noise(lesson.text, cleaned.errors), "noise")


def gaps() -> None:
    """Codes at random, as far out as real ones lie."""
    found = squeezing.gaps()
    st.image(sheet(found.made[:40], 10))
    lesson.show(exhibits.gaps(lesson.text, found), "gaps")


lesson.guess_first(width, noise, gaps)

lesson.open_the_box(Autoencoder.loss, networks)
lesson.foot()
