"""What the diffusion lesson shows, computed from finished or live studies: films from noise to points, digits and faces.

Networks are read from a study's records and never changed in place, so visitors share them. A film is cached for whoever
asks for the same.
"""

from collections.abc import Callable, Iterator

import streamlit as st

from core.figures import diffusion_films as figures
from core.figures.diffusion_films import Film
from core.figures.payload import Array
from core.lessons.parts import Lesson
from core.measure import diffusion
from core.measure.diffusion import OneStep
from core.models.diffusion import SAMPLERS as KINDS
from core.models.diffusion import Denoiser
from core.studies import diffusion_digits, diffusion_faces, diffusion_films, diffusion_points
from core.studies.denoising import Learned, restored
from core.studies.diffusion_films import Asked
from core.training.events import Record
from pages.kit.held import moment
from pages.kit.keys import quoted
from pages.kit.studies import KEPT_BY, OpenStudy, study

SAMPLERS = ("ddim", "ddpm", "euler")  # in the order of the list
STUDIES: dict[str, Callable[..., Iterator[Record[Learned]]]] = {
    "points": diffusion_points.learn,
    "digits": diffusion_digits.learn,
    "faces": diffusion_faces.learn,
}
STEPS = (1, 2, 5, 10, 20, 50, 100, 200)  # in which the noise may be taken out
BY = KEPT_BY | {Lesson: lambda text: text.edition}  # what a film is kept by: its words too


# --- studies and their networks


def saved(of: OpenStudy[Learned]) -> list[int]:
    """The steps of training at which weights were kept."""
    return [record.step for record in of.records if record.size]


def training_time(of: OpenStudy[Learned], key: str) -> int:
    """The slider of training time under a film; the step that is open."""
    steps = saved(of)
    losses = [(record.step, record.values.loss) for record in of.measured if record.values.loss is not None]
    name = f"time_{quoted(key)}_{quoted(of.study.key)}"
    return moment(losses, steps, "step", key=name, run=of.study.key, total=of.records[-1].total)


def arrays(of: OpenStudy[Learned], step: int) -> dict[str, Array]:
    """What was kept at a step of training."""
    return next(of.arrays(record) for record in of.records if record.size and record.step == step)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY)
def network(of: OpenStudy[Learned], step: int) -> Denoiser:
    """The network of a study at a step of its training."""
    chosen = of.study.settings
    match of.study.name.split(".")[0]:
        case "diffusion_points":
            config = diffusion_points.config(chosen.get("shape", "ring"), chosen.get("kind", "diffusion"))
        case "diffusion_digits":
            config = diffusion_digits.network(chosen.get("kind", "diffusion"))
        case _:
            config = diffusion_faces.network()
    return restored(config, arrays(of, step)["weights"])


@st.cache_resource(max_entries=4, show_spinner=False, hash_funcs=BY)
def codec(of: OpenStudy[Learned]) -> diffusion_faces.Codec:
    """From the latent numbers of faces to pixels."""
    return diffusion_faces.Codec.restored(arrays(of, 0))


# --- films


@st.cache_data(max_entries=80, show_spinner=False, hash_funcs=BY)
def points_film(text: Lesson, of: OpenStudy[Learned], step: int, shape: str, asked: Asked) -> Film:
    """A cloud on its way, with the direction in which the network sends every place."""
    made = diffusion_films.cloud(network(of, step), shape, asked, of.study.settings.get("drawn", []))
    return figures.named_clouds(text, made) if shape == diffusion_points.CLOUDS else figures.shape(text, made, shape)


@st.cache_data(max_entries=80, show_spinner=False, hash_funcs=BY)
def digits_film(text: Lesson, of: OpenStudy[Learned], step: int, digit: int | None, asked: Asked) -> Film:
    """A sheet of digits; all of one kind, or two of each."""
    return figures.digits(text, diffusion_films.digits(network(of, step), digit, asked), asked)


@st.cache_data(max_entries=40, show_spinner=False, hash_funcs=BY)
def faces_film(text: Lesson, of: OpenStudy[Learned], step: int, words: tuple[str, ...], asked: Asked) -> Film:
    """A sheet of faces from words."""
    return figures.faces(text, diffusion_films.faces(network(of, step), codec(of), words, asked), asked)


@st.cache_data(max_entries=4, show_spinner=False)
def one_step(sampler: str) -> OneStep:
    """What the network that came with the app makes of pure noise in a single step, told the digit and not."""
    of = study(diffusion_digits.learn, kind=KINDS[sampler])
    return diffusion.one_step(network(of, saved(of)[-1]), sampler)


# --- words


def understood(text: Lesson, prompt: str) -> tuple[diffusion_faces.Prompt, list[str]]:
    """What the words ask for, and a sentence about each thing that was not understood."""
    read = diffusion_faces.read(prompt)
    troubles: list[str] = []
    if read.unknown:
        some = ", ".join(f"“{word[:20]}”" for word in read.unknown[:4])
        troubles.append(text.say("prompt.unknown", words=some, known=", ".join(diffusion_faces.WORDS)))
    if read.overruled:
        troubles.append(text.say("prompt.overruled", words=", ".join(f"“{word}”" for word in read.overruled)))
    if read.unseen:
        troubles.append(text.say("prompt.unseen"))
    return read, troubles
