"""How can noise become a picture? One slider from noise to points, digits and faces."""

from typing import Any

import streamlit as st

from core.data.points import CENTRES, CURVES
from core.models.diffusion import ddim, guess, loss, noised
from core.studies.diffusion_films import Asked
from pages.images.diffusion import exhibits, films
from pages.images.diffusion.denoising import denoising
from pages.images.diffusion.films import SAMPLER_NAMES
from pages.kit import kept
from pages.kit.exhibit import mount, of_run
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.theme import colours

SUBJECTS = ["digits", "points", "faces"]
SHAPES = [shape for shape in (*CENTRES, *CURVES) if shape in ("ring", "moons", "spiral")]
WAYS = {"noise to picture": False, "picture to noise": True}

lesson = Lesson("diffusion")
lesson.head()

with lesson.living_picture() as (picture, controls):
    with controls:
        subject = st.segmented_control(
            "What", SUBJECTS, default="digits", key="what", bind="query-params", required=True,
            help="Digits are real handwriting. Points lie in the plane. Faces are drawn from words.",
        )  # fmt: skip
        digit, shape, prompt = None, "ring", ""
        if subject == "digits":
            digit = st.select_slider(
                "Draw a", ["any", *range(10)], value=2, key="digit", bind="query-params",
                format_func=str, help="The digit that the network is asked for.",
            )  # fmt: skip
        elif subject == "points":
            shape = st.selectbox(
                "Shape", SHAPES, key="shape", bind="query-params", help="What the real points look like.",
            )  # fmt: skip
        else:
            prompt = st.text_input(
                "Draw a face", "smiling, glasses", key=kept.control("prompt", "smiling, glasses"), bind="query-params",
                max_chars=200,
                help="Words such as: sad, no glasses, long hair, looking left, Silvi.",
            )  # fmt: skip
        words, troubles = films.understood(prompt)
        for trouble in troubles:
            st.text(trouble)
        steps = st.select_slider(
            "Steps", [1, 2, 5, 10, 20, 50, 100, 200], value=50, key="steps", bind="query-params",
            help="In how many steps the noise is taken out. One step takes all of it at once.",
        )  # fmt: skip
        way = st.segmented_control(
            "Way", list(WAYS), default="noise to picture", key="way", bind="query-params", required=True,
            help="The other way takes real examples and hides them under noise, as in training.",
        )  # fmt: skip
        with st.expander("More"):
            ways = ["euler"] if subject == "faces" else list(SAMPLER_NAMES)
            sampler = st.selectbox(
                "Way of drawing", ways, key=f"sampler_{quoted(len(ways))}", format_func=SAMPLER_NAMES.__getitem__,
                help="DDPM adds fresh noise at each step; DDIM does not; flow was trained to go straight.",
            )  # fmt: skip
            guidance = 0.0
            if subject != "points":
                guidance = st.slider(
                    "Guidance", 0.0, 5.0, 1.0, 0.5, key="guidance", bind="query-params",
                    help="How hard each step is pushed towards what you asked for.",
                )  # fmt: skip
            seed = st.slider(
                "Noise", 0, 5, 0, key="noise", bind="query-params", help="Another number: other noise to begin with."
            )
    asked = Asked(sampler, steps, guidance, seed, WAYS[way])
    settings: dict[str, Any] = {"shape": shape} if subject == "points" else {}
    if subject != "faces" and (subject == "digits" or films.kind(sampler) == "flow"):
        settings["kind"] = films.kind(sampler)
    source = films.opened(f"diffusion_{subject}", **settings)
    with picture:
        film_place = st.container()
        step = films.training_time(source, key=subject)
        if subject == "points":
            film = films.points_film(source, step, shape, asked)
        elif subject == "digits":
            film = films.digits_film(source, step, None if digit == "any" else digit, asked)
        else:
            film = films.faces_film(source, step, words.words, asked)
        with film_place:
            mount(denoising(film.payload), f"film_{subject}")
            lesson.show(exhibits.denoising(lesson.text, film), "denoising")


def fewer() -> None:
    """How good the digits are after fewer steps, by three ways of drawing."""
    measured = films.measured("few_steps")
    *rows, _ = films.rows(measured)
    lesson.show(exhibits.fewer(lesson.text, rows, colours(), of_run(measured.run)), "few_steps")


def decided() -> None:
    """At which noise level it is settled which digit a picture becomes."""
    measured = films.measured("decided")
    lesson.show(exhibits.decided(lesson.text, films.rows(measured), colours(), of_run(measured.run)), "decided")


def unseen() -> None:
    """Two words that training never showed together."""
    measured = films.measured("unseen")
    rows = [row for row in films.rows(measured) if row["strength"] == 1.0]
    lesson.show(exhibits.unseen(lesson.text, rows, colours(), of_run(measured.run)), "unseen")


with lesson.experiments():
    lesson.experiment("fewer", fewer)
    lesson.experiment("decided", decided)
    lesson.experiment("unseen", unseen)

lesson.open_the_box(noised, loss, guess, ddim)
lesson.foot()
