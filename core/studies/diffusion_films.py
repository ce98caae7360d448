"""What the networks of the diffusion studies draw, frame by frame, and how right each frame is: clouds, digits, faces.

A film goes from noise to examples, or the other way: real examples that drown in noise, and what the network still sees.

Shapes: F frames, N examples, P numbers of one example, G places along a side of the grid, C numbers of a condition.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from core.data import points
from core.data.digits import digits as handwritten
from core.data.faces import NAMES
from core.data.faces import faces as drawn_faces
from core.measure import images
from core.measure.face_factors import factors_of
from core.measure.points import Match, match
from core.models.diffusion import Denoised, Denoiser, draw, guess, noised
from core.studies import diffusion_digits, diffusion_faces, diffusion_points

FRAMES = 41  # of a film, at most
DOTS, GRID, EDGE = 300, 15, 1.6
DIGITS, FACES = 20, 12
NUDGE = 0.12  # the share of its way that an arrow of the field goes
CLEAR = 0.09  # how far the nearest drawing may be from a face; of 200 drawn ones that the codec squeezed, none is beyond 0.06


@dataclass(frozen=True)
class Asked:
    """What the learner chose."""

    sampler: str = "ddim"
    steps: int = 50
    guidance: float = 0.0
    seed: int = 0
    forwards: bool = False  # real examples that drown in noise, instead of noise that becomes an example


@dataclass(frozen=True, eq=False)
class Way:
    """The frames of a film, from noise to examples."""

    levels: Sequence[float]  # F noise levels: 1 at the start, 0 at the end
    steps: Sequence[int]  # F, how many steps each is from the start
    frames: np.ndarray  # (F, N, P) what there is
    beliefs: np.ndarray  # (F, N, P) what the network believes is hidden in it


def walk(
    model: Denoiser, asked: Asked, real: np.ndarray, condition: np.ndarray | None = None, bound: float = 1.0
) -> Way:
    """From noise to as many examples as there are (N, P) real ones; or back, from these to noise."""
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
    kept = [way[i] for i in shown]
    frames, beliefs = (np.stack([getattr(one, name).numpy() for one in kept]) for name in ("x", "clean"))
    return Way([one.t for one in kept], shown, frames, beliefs)


# --- points


@dataclass(frozen=True, eq=False)
class Cloud:
    """A cloud on its way, and the direction in which the network sends every place."""

    way: Way
    real: np.ndarray  # (N, 2)
    field: np.ndarray  # (F, G, G, 2) how far what is there would move, the rows from the bottom
    hits: Sequence[Match] = ()  # of a shape: how each frame matches it
    right: Sequence[float] = ()  # of clouds with names: the share nearest to the cloud asked for, in each frame
    spread: float = 0.0  # of clouds with names: the variance inside a cloud, at the end


def cloud(model: Denoiser, shape: str, asked: Asked, drawn: Sequence[Sequence[float]] = ()) -> Cloud:
    """Points that become a shape, the learner's own (`drawn`) or clouds with names."""
    scale, rng = diffusion_points.SCALE, np.random.default_rng(77 + asked.seed)
    own = diffusion_points.checked(drawn)
    named = shape == diffusion_points.CLOUDS
    real, names = diffusion_points.clouds(DOTS, rng) if named else (points.draw(shape, DOTS, rng, own), None)
    condition = None if names is None else np.eye(3, dtype=np.float32)[names]
    way = walk(model, asked, real * scale, condition, diffusion_points.BOUND)
    way = Way(way.levels, way.steps, way.frames / scale, way.beliefs / scale)
    field = np.stack([sent(model, places() * scale, max(level, 0.01)) / scale for level in way.levels])
    field = field.reshape(-1, GRID, GRID, 2)
    if names is None:
        return Cloud(way, real, field, hits=[match(frame, shape, own) for frame in way.frames])
    right = [float((diffusion_points.most_likely(frame) == names).mean()) for frame in way.frames]
    spread = float(np.mean([way.frames[-1][names == one].var(axis=0).sum() for one in range(3)]))
    return Cloud(way, real, field, right=right, spread=spread)


def places() -> np.ndarray:
    """(G², 2) the middles of a grid's cells, row by row from the bottom."""
    side = (np.arange(GRID) + 0.5) / GRID * 2 * EDGE - EDGE
    return np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)


@torch.inference_mode()
def sent(model: Denoiser, there: np.ndarray, t: float) -> np.ndarray:
    """(N, 2) a little of the way from each place to where the network believes the clean point to be."""
    x = torch.as_tensor(there, dtype=torch.float32)
    return np.asarray((guess(model, x, t, bound=diffusion_points.BOUND).clean - x).numpy()) * NUDGE


# --- pictures


@dataclass(frozen=True, eq=False)
class Digits:
    """A sheet of digits on its way, ink from 0 to 1, and what the judge reads."""

    way: Way
    believed: Sequence[int]  # F, how many it reads as asked in what the network believes
    right: int  # how many it reads as asked at the end; it has to name a digit, whatever it sees
    like: int  # how many look like handwriting then


def digits(model: Denoiser, digit: int | None, asked: Asked) -> Digits:
    """All of one kind, or two of each."""
    labels = np.full(DIGITS, digit) if digit is not None else np.arange(DIGITS) % 10
    learned, _ = handwritten()
    real = np.stack(
        [learned.images[learned.labels == label][asked.seed * DIGITS + i] for i, label in enumerate(labels)]
    )
    way = walk(model, asked, real * 2 - 1, diffusion_digits.conditions_of(labels))
    way = Way(way.levels, way.steps, way.frames / 2 + 0.5, way.beliefs / 2 + 0.5)
    judge = images.judge()
    believed = [int((judge.named(belief) == labels).sum()) for belief in way.beliefs]
    right = int((judge.named(way.frames[-1]) == labels).sum())
    return Digits(way, believed, right, int(images.like_real(way.frames[-1]).sum()))


@dataclass(frozen=True, eq=False)
class Faces:
    """A sheet of faces on its way, ink from 0 to 1, and on how many of them each word came out."""

    way: Way
    came_out: Mapping[str, int]  # an unclear face counts for no word
    right: int  # faces with every word
    unclear: int = 0  # faces that no drawing is near to


def faces(
    model: Denoiser, codec: diffusion_faces.Codec, words: tuple[str, ...], asked: Asked, count: int = FACES
) -> Faces:
    """Drawn from words, and judged by the factors that would draw them."""
    real = codec.encode(drawn_faces(count, seed=5 + asked.seed).images)
    told = np.tile(diffusion_faces.condition(words), (count, 1))
    way = walk(model, asked, real, told, diffusion_faces.BOUND)
    frames, beliefs = (np.stack([codec.decode(one) for one in some]) for some in (way.frames, way.beliefs))
    way = Way(way.levels, way.steps, frames, beliefs)
    if not words:
        return Faces(way, {}, 0)
    found, away = factors_of(frames[-1])
    clear = away <= CLEAR
    right = as_asked(found, words) & clear[:, None]
    came_out = {word: int(column.sum()) for word, column in zip(words, right.T, strict=True)}
    return Faces(way, came_out, int(right.all(axis=1).sum()), int((~clear).sum()))


def as_asked(found: np.ndarray, words: tuple[str, ...]) -> np.ndarray:
    """(N, words) whether each word came out, as `diffusion_measured.as_asked`, from factors that were searched for already."""
    values = diffusion_faces.conditions_of(found)
    asked = [diffusion_faces.WORDS[word] for word in words]
    return np.stack([values[:, NAMES.index(factor)] * value > 0 for factor, value in asked], axis=1)
