"""When does a latent number die? PCA knows beforehand. Asking for a digit, and the arc that keeps its distance."""

import streamlit as st

from core.exhibit import now, of_run
from core.figures.film import sheet
from core.measure.latent import predicted_kl, spherical
from core.models.vae import kl_divergence
from core.studies.vae import RATIOS
from pages.images.latent_space import exhibits, walks
from pages.kit.lesson import Lesson
from pages.kit.studies import OpenStudy, panel
from pages.kit.theme import colours

lesson = Lesson("latent_space_deeper")
lesson.head()

with lesson.living_picture() as (picture, controls):
    with controls:
        ratio = lesson.controls.stops("ratio", RATIOS, 0.5)
        seed = lesson.controls.number("seed", 0, 99, 0)
    variances = walks.variances()
    noise = ratio * variances[0]
    predicted = walks.predicted(noise)
    opened = walks.collapse(ratio, seed)
    last = opened.last
    with picture:
        lesson.show(
            exhibits.collapse(
                lesson.text, variances, noise, predicted, last.values.kl if last else None, colours(),
                of_run(opened.run) if last else now(),
            ),
            "collapse",
        )  # fmt: skip

        def draw(training: OpenStudy) -> None:
            """How far the learner's own training has come."""
            at = training.records[-1]
            lesson.says(lesson.text.say("own", step=at.step, nats=at.values.total))

        if not opened.finished:
            panel(opened, draw, label=lesson.controls.label("train"), key="own_collapse")


def ask() -> None:
    """A VAE that hears which digit is wanted."""
    digit = lesson.controls.choice("asked", range(10), 2)
    pictures, share = walks.asked_for(digit, 0)
    st.image(sheet(pictures, 10))
    lesson.show(exhibits.ask(lesson.text, digit, share), "ask")


def arc() -> None:
    """How far from the middle the half way points lie, by the count of numbers."""
    lesson.show(exhibits.arc(lesson.text), "arc")


lesson.guess_first(ask, arc)

lesson.open_the_box(predicted_kl, kl_divergence, spherical)
lesson.foot()
