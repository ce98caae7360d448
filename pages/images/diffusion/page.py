"""How can noise become a picture? One slider from noise to points, digits and faces."""

from typing import Any

import streamlit as st

from core.data.points import CENTRES, CURVES
from core.exhibit import of_run
from core.models.diffusion import SAMPLERS as KINDS
from core.models.diffusion import ddim, guess, loss, noised
from core.studies import diffusion_measured
from core.studies.diffusion_films import Asked
from pages.images.diffusion import exhibits, films
from pages.images.diffusion.denoising import denoising
from pages.kit.exhibit import mount
from pages.kit.lesson import Lesson
from pages.kit.studies import study
from pages.kit.theme import colours

SUBJECTS = ("digits", "points", "faces")
SHAPES = [shape for shape in (*CENTRES, *CURVES) if shape in ("ring", "moons", "spiral")]
WAYS = {"picture": False, "noise": True}  # is it the way from picture to noise?

lesson = Lesson("diffusion")
lesson.head()

with lesson.living_picture() as (picture, controls):
    with controls:
        subject = lesson.controls.buttons("what", SUBJECTS, "digits")
        digit, shape, prompt = None, "ring", ""
        if subject == "digits":
            digit = lesson.controls.stops("digit", ("any", *range(10)), 2)
        elif subject == "points":
            shape = lesson.controls.choice("shape", SHAPES, SHAPES[0])
        else:
            prompt = lesson.controls.line("prompt", "smiling, glasses", most=200)
        words, troubles = films.understood(lesson.text, prompt)
        for trouble in troubles:
            st.text(trouble)
        steps = lesson.controls.stops("steps", films.STEPS, 50)
        way = lesson.controls.buttons("way", WAYS, "picture")
        with st.expander(lesson.controls.label("more")):
            if subject == "faces":
                sampler = lesson.controls.choice("sampler_faces", ("euler",), "euler", words="sampler")
            else:
                sampler = lesson.controls.choice("sampler", films.SAMPLERS, "ddim")
            guidance = 0.0
            if subject != "points":
                guidance = lesson.controls.slider("guidance", 0.0, 5.0, 1.0, 0.5)
            seed = lesson.controls.slider("noise", 0, 5, 0)
    asked = Asked(sampler, steps, guidance, seed, WAYS[way])
    settings: dict[str, Any] = {"shape": shape} if subject == "points" else {}
    if subject != "faces" and (subject == "digits" or KINDS[sampler] == "flow"):
        settings["kind"] = KINDS[sampler]
    source = study(films.STUDIES[subject], **settings)
    with picture:
        film_place = st.container()
        step = films.training_time(source, key=subject)
        if subject == "points":
            film = films.points_film(lesson.text, source, step, shape, asked)
        elif subject == "digits":
            film = films.digits_film(lesson.text, source, step, None if digit == "any" else digit, asked)
        else:
            film = films.faces_film(lesson.text, source, step, words.words, asked)
        with film_place:
            mount(denoising(film.payload), f"film_{subject}")
            lesson.show(exhibits.denoising(lesson.text, film), "denoising")


def fewer() -> None:
    """How good the digits are after fewer steps, by three ways of drawing."""
    measured, one = study(diffusion_measured.few_steps), films.one_step
    exhibit = exhibits.fewer(lesson.text, measured.found, one("ddim"), one("euler"), colours(), of_run(measured.run))
    lesson.show(exhibit, "few_steps")


def decided() -> None:
    """At which noise level it is settled which digit a picture becomes."""
    measured = study(diffusion_measured.decided)
    lesson.show(exhibits.decided(lesson.text, measured.found, colours(), of_run(measured.run)), "decided")


def unseen() -> None:
    """Two words that training never showed together."""
    measured = study(diffusion_measured.unseen)
    pairs = [pair for pair in measured.found if pair.strength == 1.0]
    lesson.show(exhibits.unseen(lesson.text, pairs, colours(), of_run(measured.run)), "unseen")


lesson.guess_first(fewer, decided, unseen)

lesson.open_the_box(noised, loss, guess, ddim)
lesson.foot()
