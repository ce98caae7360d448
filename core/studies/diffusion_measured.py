"""What diffusion can do, measured: each function trains from random weights and says how good what it draws is.

The pages show the records that come with the app; the findings DIF-1 to DIF-4 repeat them with other seeds.

Shapes: N examples.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch

from core.data import faces, points
from core.data.digits import digits
from core.measure import images
from core.measure import points as measured_points
from core.measure.energy_distance import energy_distance
from core.measure.face_factors import factors_of
from core.models.diffusion import Config, Denoiser, draw
from core.studies import diffusion_digits, diffusion_faces, diffusion_points
from core.studies.denoising import Learner, restored
from core.training.events import Record

STEPS = (200, 50, 20, 10, 5, 2, 1)
COUNT = 1_000
STRENGTHS = (0.0, 0.5, 1.0, 2.0, 3.0, 5.0)
PAIRS = (("sad", "glasses"), ("smiling", "no glasses"), ("sad", "no glasses"), diffusion_faces.UNSEEN)
SHIPPED: dict[str, list[dict[str, Any]]] = {
    "ring": [{}], "few_steps": [{}], "guided": [{}], "decided": [{}], "unseen": [{}],
}  # fmt: skip


@dataclass(frozen=True)
class Ring:
    """How well points match the ring."""

    modes: int  # clouds that are covered, of eight
    quality: float  # the share of points that hit a cloud
    least: float  # the share of these hits that the emptiest cloud holds
    most: float  # and the fullest


@dataclass(frozen=True)
class Far:
    """How far made digits are from held-out ones; 0 where both spread alike."""

    energy: float  # energy distance of the pixels
    frechet: float  # Fréchet distance in the judge's features


@dataclass(frozen=True)
class Drawn:
    """A thousand digits, each in so many steps."""

    steps: int
    floor: Far  # of real digits
    by: Mapping[str, Far]  # the sampler


@dataclass(frozen=True)
class FewSteps:
    """What so many steps make; at the end, whether the same noise gave the same pictures twice, by sampler."""

    drawn: Drawn | None = None
    repeats: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Guided:
    """Points that were told their cloud, with guidance of this strength."""

    strength: float
    right: float  # the share of them that lie where they belong
    variance: float  # inside a cloud, on average


@dataclass(frozen=True)
class Decided:
    """What the network's guesses show at a noise level."""

    level: float  # 1 is noise, 0 the picture
    decided: float  # the share that already shows the digit that it will be
    confidence: float  # of the judge, on average


@dataclass(frozen=True)
class Pair:
    """Faces that were asked for with two words."""

    pair: str  # the words
    held_out: bool  # whether training left out the unseen pair
    strength: float  # of guidance
    right: float  # the share of faces on which both words came out
    each: Sequence[float]  # the same of either word


def trained(learner: Learner, total: int) -> Iterator[Record[Any]]:
    """Train to the end; a record now and then says that it still goes on."""
    while learner.done < learner.steps:
        learner.step()
        if learner.done % 300 == 0:
            yield Record(learner.done, total=total)


def noise(count: int, size: int, seed: int = 0) -> tuple[torch.Tensor, torch.Generator]:
    """(N, size) noise to begin with, and where fresh noise comes from; the same for every way of drawing."""
    rng = torch.Generator().manual_seed(1_000 + seed)
    return torch.randn(count, size, generator=rng), rng


def drawn(model: Denoiser, count: int, steps: int, sampler: str, seed: int = 0, **how: Any) -> np.ndarray:
    """(N, P) what the network makes of the noise of this seed."""
    start, rng = noise(count, model.config.size, seed)
    for step in draw(model, start, steps, sampler, rng=rng, **how):
        last = step
    return np.asarray(last.x.numpy())


# --- DIF-1: the ring without collapse


def ring(*, seed: int = 0, steps: int = 3_000) -> Iterator[Record[Ring]]:
    """How many of the ring's clouds are covered, how many points hit, and the share of each cloud among the hits."""
    examples = points.draw("ring", diffusion_points.EXAMPLES, np.random.default_rng(seed)) * diffusion_points.SCALE
    learner = Learner(diffusion_points.config("ring", "diffusion"), examples, steps=steps, batch=256, seed=seed)
    yield from trained(learner, steps)
    cloud = drawn(learner.average, 2_000, 200, "ddpm", bound=diffusion_points.BOUND) / diffusion_points.SCALE
    match = measured_points.match(cloud, "ring")
    centres, reach = measured_points.skeleton("ring")
    away = np.linalg.norm(cloud[:, None] - centres, axis=2)
    held = np.bincount(away.argmin(axis=1)[away.min(axis=1) <= reach], minlength=len(centres))
    shares = held / held.sum()
    found = Ring(match.covered, match.quality, float(shares.min()), float(shares.max()))
    yield Record(steps, total=steps, values=found)


# --- DIF-2 and DIF-4: fewer steps


def few_steps(*, seed: int = 0, steps: int = diffusion_digits.STEPS) -> Iterator[Record[FewSteps]]:
    """Digits by three samplers in ever fewer steps: distances to real digits, and whether the same noise gives the same."""
    learners = [diffusion_digits.learner(kind, True, seed, steps) for kind in ("diffusion", "flow")]
    total = 2 * learners[0].steps
    for learner in learners:
        yield from trained(learner, total)
    learned, held_out = digits()
    floor = Far(energy_distance(learned.images[: len(held_out)], held_out.images), images.floor())
    labels = np.arange(COUNT) % 10
    how: dict[str, Any] = {"condition": torch.from_numpy(diffusion_digits.conditions_of(labels)), "guidance": 0.5}
    for draws in STEPS:
        by = {}
        for sampler, learner in (("ddpm", learners[0]), ("ddim", learners[0]), ("euler", learners[1])):
            made = np.clip((drawn(learner.average, COUNT, draws, sampler, **how) + 1) / 2, 0, 1)
            by[sampler] = Far(energy_distance(made, held_out.images), images.quality(made).frechet)
        yield Record(total, total=total, values=FewSteps(Drawn(draws, floor, by)))
    repeats = {sampler: repeated(learners[0].average, sampler) for sampler in ("ddim", "ddpm")}
    yield Record(total, total=total, values=FewSteps(repeats=repeats))


def repeated(model: Denoiser, sampler: str) -> bool:
    """Does the same noise give the same pictures, whatever dice are thrown on the way?"""
    start, _ = noise(10, model.config.size)
    ends = []
    for seed in (1, 2):
        *_, end = draw(model, start, 20, sampler, rng=torch.Generator().manual_seed(seed))
        ends.append(end.x)
    return torch.equal(ends[0], ends[1])


# --- DIF-3: guidance


def guided(*, seed: int = 0, steps: int = 3_000) -> Iterator[Record[Guided]]:
    """Three overlapping clouds: with more guidance, how many points lie where they belong, and how spread out they are."""
    rng = np.random.default_rng(seed)
    examples, names = diffusion_points.clouds(diffusion_points.EXAMPLES, rng)
    config = diffusion_points.config(diffusion_points.CLOUDS, "diffusion")
    conditions = np.eye(3, dtype=np.float32)
    learner = Learner(
        config, examples * diffusion_points.SCALE, conditions[names], steps=steps, batch=256, seed=seed
    )  # fmt: skip
    yield from trained(learner, steps)
    asked = np.arange(1_500) % 3
    for strength in STRENGTHS:
        how: dict[str, Any] = {"condition": torch.from_numpy(conditions[asked]), "guidance": strength, "bound": 4.0}
        cloud = drawn(learner.average, len(asked), 50, "ddim", **how) / diffusion_points.SCALE
        right = float((diffusion_points.most_likely(cloud) == asked).mean())
        variance = float(np.mean([cloud[asked == name].var(axis=0).sum() for name in range(3)]))
        yield Record(steps, total=steps, values=Guided(strength, right, variance))


# --- where the picture is decided


def decided(*, seed: int = 0, steps: int = diffusion_digits.STEPS) -> Iterator[Record[Decided]]:
    """At each noise level: which share of the pictures already shows, in the network's guess, the digit that it will be."""
    learner = diffusion_digits.learner("flow", False, seed, steps, config=Config("flow", width=128, layers=3))
    yield from trained(learner, learner.steps)
    start, rng = noise(500, 64, seed)
    way = list(draw(learner.average, start, 40, "euler", rng=rng))
    end = images.judge().named((way[-1].x.numpy() + 1) / 2)
    for step in way:
        chances = images.judge().chances((step.clean.numpy() + 1) / 2)
        share = float((chances.argmax(axis=1) == end).mean())
        found = Decided(round(step.t, 4), share, float(chances.max(axis=1).mean()))
        yield Record(learner.steps, total=learner.steps, values=found)


# --- a pair of words that never came together


def unseen(*, seed: int = 0, steps: int = diffusion_faces.STEPS) -> Iterator[Record[Pair]]:
    """Pairs of words: how often both come out right, judged by the true factors. With the unseen pair held out, and shown."""
    total = 2 * steps
    for held_out in (True, False):
        codec, weights = None, None
        for record in diffusion_faces.learn(seed=seed, steps=steps, held_out=held_out):
            if "mean" in record.arrays:
                codec = diffusion_faces.Codec.restored(record.arrays)
            weights = record.arrays.get("weights", weights)
            yield Record(record.step, total=total)
        assert codec is not None and weights is not None
        model = restored(diffusion_faces.network(), weights)
        for pair in PAIRS:
            condition = torch.from_numpy(diffusion_faces.condition(pair)).expand(100, -1)
            for strength in (0.0, 1.0, 3.0):
                made = codec.decode(
                    drawn(model, 100, 30, "euler", condition=condition, guidance=strength, bound=diffusion_faces.BOUND)
                )
                right = as_asked(made, pair)
                both, each = float(right.all(axis=1).mean()), right.mean(axis=0).tolist()
                yield Record(total, total=total, values=Pair(", ".join(pair), held_out, strength, both, each))


def as_asked(made: np.ndarray, words: tuple[str, ...]) -> np.ndarray:
    """(N, words) whether each word came out: the factor that would draw the picture lies on the side that was asked for."""
    found, _ = factors_of(made)
    values = diffusion_faces.conditions_of(found)[:, : len(faces.NAMES)]
    asked = [diffusion_faces.WORDS[word] for word in words]
    return np.stack([values[:, faces.NAMES.index(factor)] * value > 0 for factor, value in asked], axis=1)
