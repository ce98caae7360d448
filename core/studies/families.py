"""A race of families: VAE, GAN, flow matching and a transformer over pixels learn the same digits on the same clock.

Each has about fifty thousand weights, discriminator and encoder counted. The clock is seconds of one core. As no two
seconds of a computer are alike, each family gets a fixed number of updates a second instead: A_SECOND, so many as one
thread did on the machine that made the app. So a seed gives the same pictures, be a computer fast or slow. The seconds
that the updates really took stand in the records beside them, and a test holds the shipped ones near the clock.

A fifth runs along: the same GAN without R1, the penalty that keeps it from leaving digits out.
"""

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import process_time
from typing import Any, Protocol

import numpy as np
import torch
from torch import nn

from core.data.digits import SIDE, digits
from core.measure import families as measure
from core.measure.images import floor, judge, nearest, quality
from core.models import diffusion, vae
from core.studies.digit_gan import DigitGan
from core.studies.pixel_transformer import PixelArtist, after_slips
from core.training.descent import update
from core.training.events import Record

PIXELS = SIDE * SIDE
MARKS = (1, 2, 3, 5, 8, 12)  # seconds of training after which all are measured
A_SECOND = {"vae": 1_120, "gan": 620, "flow": 650, "pixels": 50, "free": 880}  # updates
RACE = ("vae", "gan", "flow", "pixels")  # "free" is the GAN without R1: it runs along, for comparison
PIECE = 0.5  # seconds of training between two signs of life
JUDGED = 450  # pictures behind every measure, as many as there are held-out digits
SHEET = 36  # pictures of them that are kept
STEPS = 32  # that flow takes from noise to picture
TRIED = (1, 2, 4, 8, 16, 32, 64)  # numbers of steps that are compared at the end
SHIPPED = [{"seed": 0}]


@dataclass(frozen=True)
class Measured:
    """What there is to say of a family after some seconds. Most of it is measured on pictures that it drew then."""

    second: int  # of the clock
    updates: int
    seconds: float  # that these took
    weights: int  # how many it learns
    frechet: float  # distance to real digits
    confidence: float  # of the judge, on average
    classes: int  # digits that occur among the pictures
    nearest: float  # distance to the nearest digit that was learned from, on average
    shares: Sequence[float]  # of the pictures that show a 0, a 1, …
    sharpness: float  # 1 is as sharp as real digits
    variety: float  # the share of real digits that have a picture like them
    copied: float  # the share of pictures that are nearer to what was learned than to what nobody saw
    hurried: float | None = None  # of flow: the distance to real digits after a single step
    slips: Mapping[str, float] = field(default_factory=dict)  # of the transformer: see `after_slips`


@dataclass(frozen=True)
class Cost:
    """What it takes to draw, and what comes of it."""

    evaluations: int  # how often a network is asked for one picture
    alone: float  # milliseconds for a picture, drawn by itself
    crowd: float  # and drawn with hundreds of others
    frechet: float  # distance to real digits
    sharpness: float  # 1 is as sharp as real digits


@dataclass(frozen=True)
class Raced:
    """A family at a mark of the clock; or, at the end, what drawing costs it, by how often a network is asked."""

    family: str
    measured: Measured | None = None
    costs: Sequence[Cost] = ()


class Family(Protocol):
    """What every contestant can do."""

    def step(self) -> None:
        """One update."""

    def pictures(self, count: int, seed: int = 0) -> np.ndarray:
        """(count, 64) float32 pictures; the same seed gives the same dice."""


class Batches:
    """Digits to learn from, a few at random each time."""

    def __init__(self, size: int, seed: int) -> None:
        self.images = torch.from_numpy(digits()[0].images.copy())
        self.size, self.rng = size, torch.Generator().manual_seed(seed)

    def next(self) -> torch.Tensor:
        return self.images[torch.randint(len(self.images), (self.size,), generator=self.rng)]

    def noise(self, width: int) -> torch.Tensor:
        return torch.randn(self.size, width, generator=self.rng)


class DigitVae:
    """A picture becomes a small cloud in eight directions; a point of the round cloud becomes a picture."""

    LATENT, HIDDEN, SIGMA, BATCH, RATE = 8, 160, 0.25, 128, 2e-3

    def __init__(self, seed: int) -> None:
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            self.model = vae.VAE(vae.Config(PIXELS, self.LATENT, self.HIDDEN))
        self.adam = torch.optim.AdamW(self.model.parameters(), lr=self.RATE, fused=True)
        self.batches = Batches(self.BATCH, seed)

    def step(self) -> None:
        images, noise = self.batches.next(), self.batches.noise(self.LATENT)
        update([self.adam], self.model.losses(images, noise, beta=1.0, sigma=self.SIGMA).total)

    @torch.inference_mode()
    def pictures(self, count: int, seed: int = 0) -> np.ndarray:
        z = torch.randn(count, self.LATENT, generator=torch.Generator().manual_seed(seed))
        return np.asarray(self.model.decode(z).numpy())


class DigitFlow:
    """Flow matching: from noise to picture, straight ahead in many small steps; a slow copy of the weights draws."""

    WIDTH, LAYERS, BATCH, RATE, MEMORY = 96, 2, 256, 3e-3, 0.995

    def __init__(self, seed: int) -> None:
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            self.model = diffusion.Denoiser(diffusion.Config("flow", PIXELS, self.WIDTH, self.LAYERS))
        self.slow = copy.deepcopy(self.model).requires_grad_(False)
        self.adam = torch.optim.AdamW(self.model.parameters(), lr=self.RATE, weight_decay=0.0, fused=True)
        self.batches, self.steps = Batches(self.BATCH, seed), 0

    def step(self) -> None:
        clean, noise = 2 * self.batches.next() - 1, self.batches.noise(PIXELS)
        # more often in the middle of the way, where there is most to decide (Esser et al. 2024, "Scaling rectified flow")
        t = torch.sigmoid(self.batches.noise(1)[:, 0])
        update([self.adam], diffusion.loss(self.model, clean, noise, t))
        self.steps += 1
        memory = min(self.MEMORY, 1 - 1 / (1 + 0.2 * self.steps))  # it forgets its random beginning faster
        with torch.no_grad():
            torch._foreach_lerp_(list(self.slow.parameters()), list(self.model.parameters()), 1 - memory)

    def pictures(self, count: int, seed: int = 0, steps: int = STEPS) -> np.ndarray:
        noise = torch.randn(count, PIXELS, generator=torch.Generator().manual_seed(seed))
        *_, last = diffusion.draw(self.slow, noise, steps, "euler")
        return np.asarray((last.x.clamp(-1, 1).numpy() + 1) / 2)


def contestant(name: str, seed: int) -> Family:
    """A family before its first step."""
    makers: dict[str, Callable[[int], Family]] = {
        "vae": DigitVae, "gan": DigitGan, "flow": DigitFlow, "pixels": PixelArtist,
        "free": lambda seed: DigitGan(seed, penalty=0.0),
    }  # fmt: skip
    return makers[name](seed)


def weights(family: Family) -> int:
    """How many weights it learns, in all its networks; slow copies are only averages and do not count."""
    networks = [part for part in vars(family).values() if isinstance(part, nn.Module)]
    return sum(w.numel() for network in networks for w in network.parameters() if w.requires_grad)


@dataclass
class Lane:
    """A contestant on the clock."""

    name: str
    family: Family
    updates: int = 0
    seconds: float = 0.0  # that they took here

    def run(self, until: int) -> None:
        start = process_time()
        for _ in range(until - self.updates):
            self.family.step()
        self.updates, self.seconds = until, self.seconds + process_time() - start


def learn(
    *, seed: int = 0, families: Sequence[str] = (*RACE, "free"), marks: Sequence[int] = MARKS
) -> Iterator[Record[Raced]]:
    """All learn to the next mark, one after another; there each is measured. The last records tell what drawing costs."""
    lanes = [Lane(name, contestant(name, seed)) for name in families]
    total = sum(A_SECOND[name] * marks[-1] for name in families)
    for begin, mark in zip((0, *marks), marks, strict=False):
        for lane in lanes:
            for piece in range(round((mark - begin) / PIECE)):
                if piece:
                    yield Record(_done(lanes), total)
                lane.run(round(A_SECOND[lane.name] * (begin + (piece + 1) * PIECE)))
            found, arrays = measured(lane, mark)
            yield Record(_done(lanes), total, Raced(lane.name, found), arrays)
    for lane in lanes:
        if lane.name in RACE:
            yield Record(total, total, Raced(lane.name, costs=costs(lane.name, lane.family)))


def _done(lanes: Sequence[Lane]) -> int:
    return sum(lane.updates for lane in lanes)


def measured(lane: Lane, second: int) -> tuple[Measured, dict[str, np.ndarray]]:
    """What there is to say of a family by now, and some of its pictures with their nearest neighbours."""
    images = lane.family.pictures(JUDGED, seed=1)
    good, named, chances = quality(images), judge().named(images), judge().chances(images)
    found = Measured(
        second, lane.updates, lane.seconds, weights(lane.family), good.frechet, good.confidence, good.classes, good.nearest,
        shares=measure.shares(named).tolist(), sharpness=measure.sharpness(images), variety=measure.variety(images),
        copied=measure.copied(images), **weakness(lane.family),
    )  # fmt: skip
    rows, far = nearest(images[:SHEET], digits()[0].images)
    arrays = {
        "sheet": np.rint(255 * np.clip(images[:SHEET], 0, 1)).astype(np.uint8), "named": named[:SHEET].astype(np.uint8),
        "sure": chances[:SHEET].max(axis=1).astype(np.float16),
        "twin": rows.astype(np.uint16), "far": far.astype(np.float16),
    }  # fmt: skip
    return found, arrays


def weakness(family: Family) -> dict[str, Any]:
    """What only this family can be asked."""
    if isinstance(family, DigitFlow):  # in a hurry: a single step from noise to picture
        return {"hurried": quality(family.pictures(JUDGED, seed=1, steps=1)).frechet}
    if isinstance(family, PixelArtist):  # four rows are given, with some wrong pixels in them
        return {"slips": after_slips(family.slow)}
    return {}


def costs(name: str, family: Family) -> list[Cost]:
    """What drawing costs, by how often a network is asked."""
    if isinstance(family, DigitFlow):
        draws: dict[int, Callable[[int], np.ndarray]] = {
            steps: lambda count, steps=steps: family.pictures(count, seed=1, steps=steps)  # type: ignore[misc]
            for steps in TRIED
        }
    else:
        draws = {PIXELS if name == "pixels" else 1: lambda count: family.pictures(count, seed=1)}
    return [
        Cost(
            asked, measure.milliseconds(lambda draw=draw: draw(1), 1),  # type: ignore[misc]
            measure.milliseconds(lambda draw=draw: draw(JUDGED), JUDGED, times=3),  # type: ignore[misc]
            quality(draw(JUDGED)).frechet, measure.sharpness(draw(JUDGED)),
        )
        for asked, draw in draws.items()
    ]  # fmt: skip


def real() -> dict[str, float]:
    """What real digits get: the same measures for digits to learn from, which nobody made."""
    learned, held_out = digits()
    few = learned.images[np.random.default_rng(1).choice(len(learned), len(held_out), replace=False)]
    return {
        "frechet": floor(),
        "confidence": quality(held_out.images).confidence,
        "nearest": quality(held_out.images).nearest,
        "variety": measure.variety(few),
    }
