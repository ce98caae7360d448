"""What the diffusion lesson shows, computed from finished or live studies: films from noise to points, digits and faces.

Networks are read from a study's records and never changed in place, so visitors share them. A film is cached for whoever
asks for the same.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from core.data.digits import SIDE as DIGIT_SIDE
from core.data.faces import SIDE as FACE_SIDE
from core.data.points import CENTRES
from core.figures.diffusion import points_payload, sheet_payload
from core.figures.payload import Array
from core.lessons import Lesson
from core.models.diffusion import SAMPLERS as KINDS
from core.models.diffusion import Denoiser
from core.sentences import percent
from core.studies import diffusion_digits, diffusion_faces, diffusion_films, diffusion_points
from core.studies.denoising import Learned, restored
from core.studies.diffusion_films import DIGITS, EDGE, FACES, Asked, Way
from core.studies.diffusion_measured import Drawn, FewSteps
from core.training.events import Record, Values
from pages.kit import components, visit
from pages.kit.keys import quoted
from pages.kit.studies import OpenStudy
from pages.kit.tables import Rows, head

SAMPLERS = ("ddim", "ddpm", "euler")  # in the order of the list
STUDIES: dict[str, Callable[..., Iterator[Record[Learned]]]] = {
    "points": diffusion_points.learn,
    "digits": diffusion_digits.learn,
    "faces": diffusion_faces.learn,
}
STEPS = (1, 2, 5, 10, 20, 50, 100, 200)  # in which the noise may be taken out
BY: dict[str | type[Any], Callable[[Any], Any]] = {  # what a film is kept by: its words too
    OpenStudy: lambda of: str(of.run.folder), Lesson: lambda text: text.says,
}  # fmt: skip


@dataclass(frozen=True)
class Film:
    payload: bytes
    told: Mapping[str, Mapping[str, Any]]  # by the names of the lesson's sentences, the facts in them
    numbers: Rows


# --- studies and their networks


def saved(of: OpenStudy[Learned]) -> list[int]:
    """The steps of training at which weights were kept."""
    return [record.step for record in of.records if record.size]


def training_time(of: OpenStudy[Learned], key: str) -> int:
    """The slider of training time under a film; the step that is open."""
    steps = saved(of)
    losses = [(record.step, record.values.loss) for record in of.records if record.values.loss is not None]
    kept = f"moment_{key}_{of.study.key}"
    now = visit.get(kept, steps[-1])
    moved = components.training_time(
        losses, steps, now if now in steps else steps[-1], key=f"time_{quoted(key)}_{quoted(of.study.key)}", run=of.study.key,
        total=of.records[-1].total,
    )  # fmt: skip
    step = moved.step if moved.step in steps else steps[-1]
    visit.put(kept, step)
    return int(step)


def arrays(of: OpenStudy[Learned], step: int) -> dict[str, Array]:
    """What was kept at a step of training."""
    return next(of.arrays(record) for record in of.records if record.size and record.step == step)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY)
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


def kind(sampler: str) -> str:
    """The kind of network that a way of drawing needs."""
    return KINDS[sampler]


# --- films


@st.cache_data(max_entries=200, show_spinner=False, hash_funcs=BY)
def points_film(text: Lesson, of: OpenStudy[Learned], step: int, shape: str, asked: Asked) -> Film:
    """A cloud on its way, with the direction in which the network sends every place."""
    made = diffusion_films.cloud(network(of, step), shape, asked, of.study.settings.get("drawn", []))
    if shape == diffusion_points.CLOUDS:
        said = [text.say("step.clouds", nearest=share) for share in made.right]
        told: dict[str, Mapping[str, Any]] = {"film.clouds": {"nearest": made.right[-1], "spread": made.spread}}
        numbers: Rows = [
            {"noise_level": f"{level:.3f}", "nearest_to_the_cloud_asked_for": percent(share)}
            for level, share in zip(made.way.levels, made.right, strict=True)
        ]
    else:
        said = [text.say("step.shape", hit=hit.quality) for hit in made.hits]
        end = made.hits[-1]
        named = "film.ring" if shape in CENTRES else "film.shape"
        told = {named: {"hit": end.quality, "covered": end.covered, "places": end.places}}
        numbers = [
            {
                "noise_level": f"{level:.3f}",
                "points_that_hit": percent(hit.quality),
                "clouds_covered" if shape in CENTRES else "places_covered": f"{hit.covered}",
            }
            for level, hit in zip(made.way.levels, made.hits, strict=True)
        ]
    payload = points_payload(
        made.way.frames, made.real, made.field, edge=EDGE, levels=made.way.levels, steps=made.way.steps, said=said,
        begin=0.6,
    )  # fmt: skip
    return Film(payload, told, numbers)


@st.cache_data(max_entries=200, show_spinner=False, hash_funcs=BY)
def digits_film(text: Lesson, of: OpenStudy[Learned], step: int, digit: int | None, asked: Asked) -> Film:
    """A sheet of digits; all of one kind, or two of each."""
    made = diffusion_films.digits(network(of, step), digit, asked)
    said = [text.say("step.digits", right=right, digits=DIGITS) for right in made.believed]
    told: dict[str, Mapping[str, Any]] = {"film.digits": {"right": made.right, "digits": DIGITS, "sure": made.sure}}
    if asked.forwards:
        told = {"film.still": {"noise_level": _still_right(made.way, made.believed)}}
    numbers: Rows = [
        {"noise_level": f"{level:.3f}", head("read_as_asked", digits=DIGITS): n}
        for level, n in zip(made.way.levels, made.believed, strict=True)
    ]
    return Film(_sheet(made.way, DIGIT_SIDE, 5, said, 0.5), told, numbers)


def _still_right(way: Way, believed: Sequence[int]) -> float:
    """The most noise from which nine of ten digits are found again."""
    return max((level for level, n in zip(way.levels, believed, strict=True) if n >= 0.9 * DIGITS), default=0.0)


@st.cache_data(max_entries=200, show_spinner=False, hash_funcs=BY)
def faces_film(
    text: Lesson, of: OpenStudy[Learned], step: int, words: tuple[str, ...], asked: Asked, count: int = FACES
) -> Film:
    """A sheet of faces from words, and how many came out as asked, by the factors that would draw them."""
    made = diffusion_films.faces(network(of, step), codec(of), words, asked, count)
    said = [text.say("step.faces", level=level) for level in made.way.levels]
    numbers: Rows = [{"word": text.say("none"), "came_out": ""}]
    told: dict[str, Mapping[str, Any]] = {"film.no word": {}}
    if words:
        numbers = [
            {"word": word, "came_out": text.say("came out", right=n, faces=count)} for word, n in made.came_out.items()
        ]
        told = {"film.faces": {"right": made.right, "faces": count}}
    if asked.forwards:
        told = {"film.drown": {}}
    return Film(_sheet(made.way, FACE_SIDE, 4, said, 0.6), told, numbers)


def _sheet(way: Way, side: int, columns: int, said: Sequence[str], begin: float) -> bytes:
    return sheet_payload(
        way.frames, way.beliefs, side=side, columns=columns, levels=way.levels, steps=way.steps, said=said, begin=begin
    )


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


# --- measured


def found(of: OpenStudy[Values]) -> list[Values]:
    """What such a study measured."""
    return [record.values for record in of.records if record.values]


def drawn(of: OpenStudy[FewSteps]) -> list[Drawn]:
    """The digits that were drawn in ever fewer steps."""
    return [one.drawn for one in found(of) if one.drawn]
