"""What the measurements of diffusion come to, each as one of a few answers; and what a single step makes, told the digit and not.

The measurements themselves are made in `core.studies.diffusion_measured`.

Shapes: N pictures, P = 64 pixels.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

import numpy as np
import torch

from core.data.digits import CLASSES, digits
from core.measure.images import frechet, held_out_features, judge, quality
from core.models.diffusion import Denoiser, draw
from core.outcomes import band

PICTURES = 1_000


# --- one step


@dataclass(frozen=True)
class OneStep:
    """Distances to real digits (Fréchet) of what a sampler makes of pure noise in one step."""

    named: float  # told which digit to draw
    unnamed: float  # not told
    ink_or_paper: float  # the share of pixels that are all ink or all paper, told


def one_step(model: Denoiser, sampler: str, guidance: float = 0.5) -> OneStep:
    """The control: is it the single step that is good or bad, or is it that the network was told the digit?

    Args:
        model: of digits, which a one among ten numbers tells what to draw.
        sampler: one that draws with this kind of network, "ddim" or "euler".
        guidance: for those that are told.
    """
    told = torch.eye(CLASSES)[torch.arange(PICTURES) % CLASSES]
    named, unnamed = (_made(model, sampler, condition, guidance) for condition in (told, None))
    pure = float(((named <= 0) | (named >= 1)).mean())
    return OneStep(quality(named).frechet, quality(unnamed).frechet, pure)


def _made(model: Denoiser, sampler: str, condition: torch.Tensor | None, guidance: float) -> np.ndarray:
    """(N, P) pictures after one step, ink from 0 to 1."""
    start = torch.randn(PICTURES, model.config.size, generator=torch.Generator().manual_seed(1_000))
    *_, last = draw(model, start, 1, sampler, condition, guidance)
    return np.clip((last.x.numpy() + 1) / 2, 0, 1)


def of_averages() -> tuple[float, float]:
    """The distance of pictures that are all the average of their own digit; and the average of all digits."""
    learned, _ = digits()
    means = np.stack([learned.images[learned.labels == digit].mean(axis=0) for digit in range(CLASSES)])
    each = means[np.arange(PICTURES) % CLASSES]
    all = np.repeat(learned.images.mean(axis=0)[None], PICTURES, axis=0)
    return tuple(frechet(judge().features(some), held_out_features(judge())) for some in (each, all))  # type: ignore[return-value]


# --- answers


def with_fewer_steps(few: float, many: float) -> str:
    """Distances to real digits in few steps and in many: "better" below 0.9 times, "nearly" below twice, else "worse"."""
    return band(few / many, {"better": 0.9, "nearly": 2, "worse": inf})


def below_from(far: Mapping[int, float], floor: float) -> int | None:
    """The fewest steps from which on every distance lies below the floor; None where even the most steps do not.

    >>> below_from({50: 0.2, 20: 0.25, 10: 0.35, 5: 0.2}, floor=0.3), below_from({50: 0.4, 20: 0.2}, floor=0.3)
    (20, None)
    """
    above = max((steps for steps, distance in far.items() if distance >= floor), default=0)
    return min((steps for steps in far if steps > above), default=None)


def settled(level: float) -> str:
    """The noise level at which half of the pictures show their digit: "picture" below 0.5, "noise" below 0.95, else "start"."""
    return band(level, {"picture": 0.5, "noise": 0.95, "start": inf})


def met(both: float) -> str:
    """The share of faces with both words: "hardly" below a tenth, "some" below nine tenths, else "nearly all"."""
    return band(both, {"hardly": 0.1, "some": 0.9, "nearly_all": inf})


def spread_left(share: float) -> str:
    """What guidance leaves of the spread inside a cloud: "shrinks" below 0.9, "stays" below 1.1, else "grows"."""
    return band(share, {"shrinks": 0.9, "stays": 1.1, "grows": inf})


def nearer(far: Mapping[str, float]) -> str:
    """Which of two ways of drawing came nearer to real digits; "same" where their distances differ by less than a tenth."""
    (one, first), (other, second) = far.items()
    return band(first / second, {one: 0.9, "same": 1 / 0.9, other: inf})
