"""Noise to picture, deeper: guidance, dice on the way, straight ways, and a shape of one's own training."""

import streamlit as st

from core.data import points
from core.exhibit import of_run
from core.models.diffusion import SAMPLERS as KINDS
from core.models.diffusion import ddpm, draw, euler
from core.studies import diffusion_measured, diffusion_points
from core.studies.denoising import Learned
from core.studies.diffusion_films import Asked
from core.studies.diffusion_points import CLOUDS, MOST_DRAWN
from pages.images.diffusion import exhibits, films
from pages.images.diffusion.denoising import denoising, own_points
from pages.kit import studies
from pages.kit.exhibit import mount
from pages.kit.lesson import Lesson
from pages.kit.theme import colours

SHAPES = (CLOUDS, *points.SHAPES)

lesson = Lesson("diffusion_deeper")
lesson.head()

with lesson.living_picture() as (picture, controls):
    with controls:
        shape = lesson.controls.choice("shape", SHAPES, CLOUDS)
        drawn = own_points(MOST_DRAWN, key="own_points") if shape == "drawn" else []
        sampler = lesson.controls.choice("sampler", films.SAMPLERS, "ddim")
        steps = lesson.controls.stops("steps", films.STEPS, 20)
        guidance = lesson.controls.slider("guidance", 0.0, 5.0, 0.0, 0.5, disabled=shape != CLOUDS)
    settings = {"shape": shape} | ({"kind": "flow"} if KINDS[sampler] == "flow" else {})
    source = studies.study(
        diffusion_points.learn, private=shape == "drawn", **settings | ({"drawn": drawn} if drawn else {})
    )
    with picture:

        def film(of: studies.OpenStudy[Learned]) -> None:
            """The newest weights, drawn with."""
            asked = Asked(sampler, steps, guidance)
            made = films.points_film(lesson.text, of, films.saved(of)[-1], shape, asked)
            mount(denoising(made.payload), "film_deeper")
            lesson.show(exhibits.denoising(lesson.text, made), "denoising_deeper")

        if shape == "drawn" and not drawn:
            st.markdown(lesson.text.say("draw"))
        else:
            if source.status == "new":
                st.markdown(lesson.text.say("untrained"))
            studies.panel(source, film, label=lesson.controls.label("train"), key="deeper")


def guided() -> None:
    """What guidance buys, and what it costs."""
    measured = studies.study(diffusion_measured.guided)
    lesson.show(exhibits.guided(lesson.text, measured.found, colours(), of_run(measured.run)), "guided")


def twice() -> None:
    """The same noise twice, by DDIM and by DDPM, with other dice on the way."""
    measured = studies.study(diffusion_measured.few_steps)
    lesson.show(exhibits.twice(lesson.text, measured.found, of_run(measured.run)), "twice")


def straight() -> None:
    """Five steps, by DDIM and by flow."""
    measured, ring = studies.study(diffusion_measured.few_steps), studies.study(diffusion_measured.ring)
    exhibit = exhibits.straight(lesson.text, measured.found, ring.found[-1], colours(), of_run(measured.run))
    lesson.show(exhibit, "straight")


lesson.guess_first(guided, twice, straight)

lesson.open_the_box(draw, ddpm, euler)
lesson.foot()
