"""What the diffusion lesson shows, computed from finished or live studies: films from noise to points, digits and faces.

Networks are read from a study's records and never changed in place, so visitors share them. A film is cached for whoever
asks for the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st
import torch

from core.data import points as shapes
from core.data.digits import SIDE as DIGIT_SIDE
from core.data.digits import digits
from core.data.faces import SIDE as FACE_SIDE
from core.data.faces import faces
from core.measure import images
from core.measure.points import match
from core.models.diffusion import SAMPLERS, Denoised, Denoiser, draw, guess, noised
from core.studies import diffusion_digits, diffusion_faces, diffusion_measured, diffusion_points
from core.studies.denoising import restored
from pages.images.diffusion import denoising
from pages.kit import components
from pages.kit.keys import quoted
from pages.kit.studies import OpenStudy, study

FRAMES = 41  # of a film, at most
DOTS, GRID, EDGE = 300, 15, 1.6
DIGITS, FACES = 20, 12
SAMPLER_NAMES = {"ddim": "DDIM: no dice", "ddpm": "DDPM: fresh dice each step", "euler": "flow: straight ahead"}


@dataclass(frozen=True)
class Asked:
    """What the learner chose."""

    sampler: str = "ddim"
    steps: int = 50
    guidance: float = 0.0
    seed: int = 0
    forwards: bool = False  # real examples that drown in noise, instead of noise that becomes an example


@dataclass(frozen=True)
class Film:
    payload: bytes
    sentence: str
    numbers: Sequence[Mapping[str, Any]]


# --- studies and their networks


def opened(name: str, private: bool = False, **settings: Any) -> OpenStudy:
    """The study that a film is made from; a private one is the learner's own."""
    return study(f"{name}.learn", private=private, **settings)


def saved(of: OpenStudy) -> list[int]:
    """The steps of training at which weights were kept."""
    return [record.step for record in of.records if record.size]


def training_time(of: OpenStudy, key: str) -> int:
    """The slider of training time under a film; the step that is open."""
    steps = saved(of)
    losses = [(record.step, record.values["loss"]) for record in of.records if record.values.get("loss") is not None]
    kept = f"moment_{key}_{of.study.key}"
    now = st.session_state.get(kept, steps[-1])
    moved = components.training_time(
        losses, steps, now if now in steps else steps[-1], key=f"time_{quoted(key)}_{quoted(of.study.key)}", run=of.study.key,
        total=of.records[-1].total,
    )  # fmt: skip
    step = moved.step if moved.step in steps else steps[-1]
    st.session_state[kept] = step
    return int(step)


def arrays(of: OpenStudy, step: int) -> dict[str, np.ndarray]:
    """What was kept at a step of training."""
    return next(of.arrays(record) for record in of.records if record.size and record.step == step)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs={OpenStudy: lambda of: str(of.run.folder)})
def network(of: OpenStudy, step: int) -> Denoiser:
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


@st.cache_resource(max_entries=4, show_spinner=False, hash_funcs={OpenStudy: lambda of: str(of.run.folder)})
def codec(of: OpenStudy) -> diffusion_faces.Codec:
    """From the latent numbers of faces to pixels."""
    first = arrays(of, 0)
    return diffusion_faces.Codec(*(first[name].astype(np.float32) for name in ("mean", "directions")))


def kind(sampler: str) -> str:
    """The kind of network that a way of drawing needs."""
    return SAMPLERS[sampler]


# --- films


def walk(
    model: Denoiser, asked: Asked, real: np.ndarray, condition: np.ndarray | None = None, bound: float = 1.0
) -> tuple[list[Denoised], list[int]]:
    """The frames of a film, from noise to example, and how many steps each is from the start."""
    N, P = real.shape
    rng = torch.Generator().manual_seed(1_000 + asked.seed)
    noise = torch.randn(N, P, generator=rng)
    told = None if condition is None else torch.from_numpy(condition)
    if not asked.forwards:
        way = list(draw(model, noise, asked.steps, asked.sampler, told, asked.guidance, bound, rng))
    else:
        clean = torch.as_tensor(real, dtype=torch.float32)
        levels = [1 - step / asked.steps for step in range(asked.steps)]
        with torch.inference_mode():
            drowned = [noised(model.config.kind, clean, noise, torch.full((N,), t)) for t in levels]
            way = [guess(model, x, t, told, 0.0, bound) for x, t in zip(drowned, levels, strict=True)]
        way.append(Denoised(0.0, clean, clean, torch.zeros_like(clean)))
    shown = np.unique(np.linspace(0, asked.steps, min(FRAMES, asked.steps + 1)).round().astype(int)).tolist()
    return [way[i] for i in shown], shown


@st.cache_data(max_entries=200, show_spinner=False, hash_funcs={OpenStudy: lambda of: str(of.run.folder)})
def points_film(of: OpenStudy, step: int, shape: str, asked: Asked) -> Film:
    """A cloud on its way, with the direction in which the network sends every place."""
    model, scale = network(of, step), diffusion_points.SCALE
    rng = np.random.default_rng(77 + asked.seed)
    drawn = diffusion_points.checked(of.study.settings.get("drawn", []))
    condition = None
    if shape == diffusion_points.CLOUDS:
        real, names = diffusion_points.clouds(DOTS, rng)
        condition = np.eye(3, dtype=np.float32)[names]
    else:
        real = shapes.draw(shape, DOTS, rng, drawn)
    way, shown = walk(model, asked, real * scale, condition, diffusion_points.BOUND)
    side = (np.arange(GRID) + 0.5) / GRID * 2 * EDGE - EDGE
    places = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    field = [_sent(model, places * scale, max(frame.t, 0.01)) / scale for frame in way]
    frames = np.stack([frame.x.numpy() / scale for frame in way])
    if shape == diffusion_points.CLOUDS:
        right = [float((diffusion_points.most_likely(frame) == names).mean()) for frame in frames]
        said = [f"{share:.0%} of the points lie nearest to the cloud that was asked for." for share in right]
        spread = float(np.mean([frames[-1][names == one].var(axis=0).sum() for one in range(3)]))
        sentence = f"{said[-1]} The spread inside a cloud (variance) is {spread:.3f}."
        numbers = [
            {"noise level": f"{frame.t:.3f}", "nearest to the cloud asked for": f"{share:.0%}"}
            for frame, share in zip(way, right, strict=True)
        ]
    else:
        hits = [match(frame, shape, drawn) for frame in frames]
        what = "clouds" if shape in shapes.CENTRES else "places along the shape"
        said = [f"{hit.quality:.0%} of the points hit the shape." for hit in hits]
        sentence = f"{said[-1]} They cover {hits[-1].covered} of its {hits[-1].places} {what}."
        numbers = [
            {
                "noise level": f"{frame.t:.3f}",
                "points that hit": f"{hit.quality:.0%}",
                f"{what} covered": f"{hit.covered}",
            }
            for frame, hit in zip(way, hits, strict=True)
        ]
    payload = denoising.points_payload(
        frames, real, np.stack(field).reshape(len(way), GRID, GRID, 2), edge=EDGE,
        levels=[frame.t for frame in way], steps=shown, said=said, begin=0.6,
    )  # fmt: skip
    return Film(payload, sentence, numbers)


def _sent(model: Denoiser, places: np.ndarray, t: float) -> np.ndarray:
    """(G·G, 2) a little of the way from each place to where the network believes the clean point to be."""
    with torch.inference_mode():
        x = torch.as_tensor(places, dtype=torch.float32)
        return np.asarray((guess(model, x, t, bound=diffusion_points.BOUND).clean - x).numpy()) * 0.12


@st.cache_data(max_entries=200, show_spinner=False, hash_funcs={OpenStudy: lambda of: str(of.run.folder)})
def digits_film(of: OpenStudy, step: int, digit: int | None, asked: Asked) -> Film:
    """A sheet of digits; all of one kind, or two of each."""
    labels = np.full(DIGITS, digit) if digit is not None else np.arange(DIGITS) % 10
    learned, _ = digits()
    real = np.stack(
        [learned.images[learned.labels == label][asked.seed * DIGITS + i] for i, label in enumerate(labels)]
    )
    way, shown = walk(network(of, step), asked, real * 2 - 1, diffusion_digits.conditions_of(labels))
    frames, beliefs = (np.stack([getattr(f, name).numpy() for f in way]) / 2 + 0.5 for name in ("x", "clean"))
    judge = images.judge()
    named = [int((judge.named(belief) == labels).sum()) for belief in beliefs]
    said = [f"In what the network believes, the judge reads {n} of {DIGITS} as the digit asked for." for n in named]
    sure = float(judge.chances(frames[-1]).max(axis=1).mean())
    sentence = (
        f"A judge trained apart reads {int((judge.named(frames[-1]) == labels).sum())} of {DIGITS} as the digit asked for; "
        f"it is {sure:.0%} sure on average."
    )
    if asked.forwards:
        sentence = _still_right(way, named)
    numbers = [{"noise level": f"{f.t:.3f}", f"read as asked, of {DIGITS}": n} for f, n in zip(way, named, strict=True)]
    payload = denoising.sheet_payload(
        frames, beliefs, side=DIGIT_SIDE, columns=5, levels=[f.t for f in way], steps=shown, said=said, begin=0.5
    )
    return Film(payload, sentence, numbers)


def _still_right(way: Sequence[Denoised], named: Sequence[int]) -> str:
    most = max((frame.t for frame, n in zip(way, named, strict=True) if n >= 0.9 * DIGITS), default=0.0)
    return f"Told which digits they are, the network finds at least 9 of 10 again from a noise level of {most:.0%}."


@st.cache_data(max_entries=200, show_spinner=False, hash_funcs={OpenStudy: lambda of: str(of.run.folder)})
def faces_film(of: OpenStudy, step: int, words: tuple[str, ...], asked: Asked, count: int = FACES) -> Film:
    """A sheet of faces from words, and how many came out as asked, by the factors that would draw them."""
    pixels = codec(of)
    real = pixels.encode(faces(count, seed=5 + asked.seed).images)
    told = np.tile(diffusion_faces.condition(words), (count, 1))
    way, shown = walk(network(of, step), asked, real, told, diffusion_faces.BOUND)
    frames, beliefs = (np.stack([pixels.decode(getattr(f, name).numpy()) for f in way]) for name in ("x", "clean"))
    said = [f"Noise level {frame.t:.0%}." for frame in way]
    numbers = [{"word": "none", "came out": ""}]
    sentence = "No word was given, so the network chose everything."
    if words:
        right = diffusion_measured.as_asked(frames[-1], words)
        numbers = [
            {"word": word, "came out": f"{int(column.sum())} of {count}"}
            for word, column in zip(words, right.T, strict=True)
        ]
        sentence = f"{int(right.all(axis=1).sum())} of {count} faces came out as asked, word for word."
    if asked.forwards:
        sentence = "Real faces drown in noise. The sheet beside it shows what the network, told your words, still sees."
    payload = denoising.sheet_payload(
        frames, beliefs, side=FACE_SIDE, columns=4, levels=[f.t for f in way], steps=shown, said=said, begin=0.6
    )
    return Film(payload, sentence, numbers)


# --- words


def understood(prompt: str) -> tuple[diffusion_faces.Prompt, list[str]]:
    """What the words ask for, and a sentence about each thing that was not understood."""
    read = diffusion_faces.read(prompt)
    troubles = []
    if read.unknown:
        some = ", ".join(f"“{word[:20]}”" for word in read.unknown[:4])
        troubles.append(
            f"Nobody taught it {some}, so it leaves that out. It knows: {', '.join(diffusion_faces.WORDS)}."
        )
    if read.overruled:
        troubles.append(f"A later word overrules “{'”, “'.join(read.overruled)}”.")
    if read.unseen:
        troubles.append("It never saw a smile and glasses in one face.")
    return read, troubles


# --- measured


def rows(name: str) -> list[dict[str, Any]]:
    """The measured values of a study that comes with the app."""
    return [dict(record.values) for record in study(f"diffusion_measured.{name}").records if record.values]


def when_decided(measured: Sequence[Mapping[str, Any]]) -> str:
    """When half and nine tenths of the pictures had made up their mind, in a sentence."""
    half, most = (max(row["level"] for row in measured if row["decided"] >= share) for share in (0.5, 0.9))
    return (
        f"At a noise level of {half:.0%} the guess already shows the final digit in half of the pictures; "
        f"at {most:.0%} in nine of ten. Below that, hardly any picture changes its mind."
    )


def unseen_sentence(measured: Sequence[Mapping[str, Any]]) -> str:
    """How often the pair that was held out came out, against the pairs that were shown, and against the same pair shown."""
    pair = ", ".join(diffusion_faces.UNSEEN)
    held_out = {row["pair"]: row["right"] for row in measured if row["held_out"]}
    shown = {row["pair"]: row["right"] for row in measured if not row["held_out"]}
    others = [right for name, right in held_out.items() if name != pair]
    return (
        f"“{pair}”, never shown together: {held_out[pair]:.0%} of the faces have both. Pairs that it saw: "
        f"{min(others):.0%} or more. A network that saw this pair too: {shown[pair]:.0%}."
    )


MEASURED = "a study that trains from random weights and measures; `python -m scripts.runs studies diffusion_measured` repeats it"
