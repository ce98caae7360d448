"""Can a machine learn to summarize a picture? The learner's own drawing, squeezed into a few numbers and made again."""

import streamlit as st

from core.figures.film import sheet
from core.models.autoencoder import Autoencoder, networks
from core.studies.autoencoder import WIDTHS
from pages.images.autoencoder import exhibits, squeezing
from pages.kit import components
from pages.kit.exhibit import mount, of_run
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.own_digit import own_digit
from pages.kit.studies import OpenStudy, panel
from pages.kit.theme import colours

lesson = Lesson("autoencoder")
lesson.head()

with lesson.living_picture() as (picture, controls):
    with controls:
        given = own_digit(3)
        codes = lesson.controls.stops("codes", WIDTHS, 8)
    opened = squeezing.trained(codes)
    records = opened.records
    with picture:
        if records:
            mount(squeezing.squeeze(opened, given, codes=codes, follows="own_digit"), "squeeze")
            components.training_time(
                [(r.step, r.values.held_out) for r in records], [r.step for r in records], records[-1].step,
                key=f"time_{quoted(opened.run.id)}", run=opened.run.id,
            )  # fmt: skip
            error, lost = records[-1].values.held_out, squeezing.lost_by_digit(opened, codes)
            lesson.show(exhibits.squeezed(lesson.text, codes, error, lost), "autoencoder")
        with st.expander(lesson.controls.label("train_yourself")):
            seed = lesson.controls.number("seed", 1, 99, 1)

            def draw(own: OpenStudy) -> None:
                """The drawing above through the learner's own network, also while it still learns."""
                made = own.records
                mount(squeezing.squeeze(own, given, codes=codes, follows="own_digit"), "own_squeeze")
                components.training_time(
                    [(r.step, r.values.held_out) for r in made], [r.step for r in made], made[-1].step,
                    key=f"own_time_{quoted(own.run.id)}", run=own.run.id,
                )  # fmt: skip
                lesson.says(exhibits.own(lesson.text, made[-1].step, made[-1].values.held_out))

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


with lesson.experiments():
    lesson.experiment("width", width)
    lesson.experiment("noise", noise)
    lesson.experiment("gaps", gaps)

lesson.open_the_box(Autoencoder.loss, networks)
lesson.foot()
