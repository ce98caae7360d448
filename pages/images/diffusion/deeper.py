"""Noise to picture, deeper: guidance, dice on the way, straight ways, and a shape of one's own training."""

import streamlit as st

from core.figures import diffusion as figures
from core.models.diffusion import ddpm, draw, euler
from core.studies.diffusion_films import Asked
from core.studies.diffusion_points import CLOUDS, MOST_DRAWN
from pages.images.diffusion import films
from pages.images.diffusion.denoising import denoising, own_points
from pages.images.diffusion.films import SAMPLER_NAMES
from pages.kit import studies
from pages.kit.lesson import Lesson
from pages.kit.theme import colours

SHAPES = {
    CLOUDS: CLOUDS,
    "ring": "ring",
    "grid": "grid",
    "moons": "moons",
    "spiral": "spiral",
    "line": "line",
    "drawn": "my own drawing",
}

lesson = Lesson("diffusion_deeper")
lesson.head()

with lesson.living_picture() as (picture, controls):
    with controls:
        shape = st.selectbox(
            "Shape", list(SHAPES), key="shape", bind="query-params", format_func=SHAPES.__getitem__,
            help="Clouds overlap, and each has a name to ask for.",
        )  # fmt: skip
        drawn = own_points(MOST_DRAWN, key="own_points") if shape == "drawn" else []
        sampler = st.selectbox(
            "Way of drawing", list(SAMPLER_NAMES), key="sampler", format_func=SAMPLER_NAMES.__getitem__,
            help="DDPM adds fresh noise at each step; DDIM does not; flow was trained to go straight.",
        )  # fmt: skip
        steps = st.select_slider(
            "Steps", [1, 2, 5, 10, 20, 50, 100, 200], value=20, key="steps", bind="query-params",
            help="In how many steps the noise is taken out.",
        )  # fmt: skip
        guidance = st.slider(
            "Guidance", 0.0, 5.0, 0.0, 0.5, key="guidance", bind="query-params", disabled=shape != CLOUDS,
            help="Only clouds have names that one can ask for.",
        )  # fmt: skip
    settings = {"shape": shape} | ({"kind": "flow"} if films.kind(sampler) == "flow" else {})
    source = films.opened(
        "diffusion_points", private=shape == "drawn", **settings | ({"drawn": drawn} if drawn else {})
    )
    with picture:

        def film(of: studies.OpenStudy) -> None:
            """The newest weights, drawn with."""
            asked = Asked(sampler, steps, guidance)
            made = films.points_film(of, films.saved(of)[-1], shape, asked)
            denoising(made.payload, key="film_deeper")
            lesson.says(made.sentence)
            lesson.tools(badge="live", numbers=made.numbers, name="denoising_deeper")

        if shape == "drawn" and not drawn:
            st.markdown(
                "Draw some points in the small square: a letter, a heart, your name. Then train a network on them."
            )
        else:
            if source.status == "new":
                st.markdown("Nobody has trained this one yet. It takes a worker about five seconds.")
            studies.panel(source, film, label="Train it", key="deeper")


def guided() -> None:
    """What guidance buys, and what it costs."""
    measured = films.rows("guided")
    st.plotly_chart(
        figures.guidance(measured, colours()), key="guided", config={"displayModeBar": False},
        alt="Points in the right cloud and spread inside it, by guidance strength",
    )  # fmt: skip
    none, three = (next(row for row in measured if row["strength"] == strength) for strength in (0, 3))
    lesson.says(
        f"Without guidance {none['right']:.0%} of the points lie where they were asked to be; with strength 3, "
        f"{three['right']:.0%}. Of the spread inside a cloud, {three['variance'] / none['variance']:.0%} is left."
    )
    lesson.tools(badge="recorded", numbers=measured, name="guided", recorded_from=films.MEASURED)


def twice() -> None:
    """The same noise twice, by DDIM and by DDPM, with other dice on the way."""
    *measured, repeats = films.rows("few_steps")
    st.table([{"way of drawing": name.upper(), "the same picture again": "yes" if repeats[f"{name}_repeats"] else "no"}
              for name in ("ddim", "ddpm")])  # fmt: skip
    row = next(row for row in measured if row["steps"] == 20)
    lesson.says(
        f"In 20 steps the digits lie {row['ddim']:.4f} from real ones by DDIM and {row['ddpm']:.4f} by DDPM "
        "(energy distance; real digits against real ones come out at about 0)."
    )
    lesson.tools(badge="recorded", numbers=measured, name="twice", recorded_from=films.MEASURED)


def straight() -> None:
    """Five steps, by DDIM and by flow."""
    measured = films.rows("few_steps")[:-1]
    st.plotly_chart(
        figures.few_steps(measured, colours()), key="straight", config={"displayModeBar": False},
        alt="Distance to real digits by number of steps",
    )  # fmt: skip
    row = next(row for row in measured if row["steps"] == 5)
    ring = films.rows("ring")[-1]
    lesson.says(
        f"Distance to real digits in 5 steps: {row['euler_frechet']:.2f} by flow, {row['ddim_frechet']:.2f} by DDIM. "
        f"On the ring, DDPM covers {ring['modes']} of 8 clouds, and {ring['quality']:.0%} of its points hit."
    )
    lesson.tools(badge="recorded", numbers=measured, name="straight", recorded_from=films.MEASURED)


with lesson.experiments():
    lesson.experiment("guided", guided)
    lesson.experiment("twice", twice)
    lesson.experiment("straight", straight)

lesson.open_the_box(draw, ddpm, euler)
lesson.foot()
