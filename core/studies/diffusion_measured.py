"""What diffusion can do, measured: each function trains from random weights and says how good what it draws is.

The pages show the records that come with the app; the findings DIF-1 to DIF-4 repeat them with other seeds.

Shapes: N examples.
"""

from collections.abc import Iterator
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


def trained(learner: Learner, total: int) -> Iterator[Record]:
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


def ring(*, seed: int = 0, steps: int = 3_000) -> Iterator[Record]:
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
    values = {"modes": match.covered, "quality": match.quality, "least": shares.min(), "most": shares.max()}
    yield Record(steps, total=steps, values=values)


# --- DIF-2 and DIF-4: fewer steps


def few_steps(*, seed: int = 0, steps: int = diffusion_digits.STEPS) -> Iterator[Record]:
    """Digits by three samplers in ever fewer steps: distances to real digits, and whether the same noise gives the same."""
    learners = [diffusion_digits.learner(kind, True, seed, steps) for kind in ("diffusion", "flow")]
    total = 2 * learners[0].steps
    for learner in learners:
        yield from trained(learner, total)
    learned, held_out = digits()
    floor = energy_distance(learned.images[: len(held_out)], held_out.images)
    labels = np.arange(COUNT) % 10
    how: dict[str, Any] = {"condition": torch.from_numpy(diffusion_digits.conditions_of(labels)), "guidance": 0.5}
    for draws in STEPS:
        values: dict[str, Any] = {"steps": draws, "floor": floor, "frechet_floor": images.floor()}
        for sampler, learner in (("ddpm", learners[0]), ("ddim", learners[0]), ("euler", learners[1])):
            made = np.clip((drawn(learner.average, COUNT, draws, sampler, **how) + 1) / 2, 0, 1)
            values[sampler] = energy_distance(made, held_out.images)
            values[f"{sampler}_frechet"] = images.quality(made).frechet
        yield Record(total, total=total, values=values)
    repeats = {f"{sampler}_repeats": repeated(learners[0].average, sampler) for sampler in ("ddim", "ddpm")}
    yield Record(total, total=total, values=repeats)


def repeated(model: Denoiser, sampler: str) -> bool:
    """Does the same noise give the same pictures, whatever dice are thrown on the way?"""
    start, _ = noise(10, model.config.size)
    ends = []
    for seed in (1, 2):
        *_, end = draw(model, start, 20, sampler, rng=torch.Generator().manual_seed(seed))
        ends.append(end.x)
    return torch.equal(ends[0], ends[1])


# --- DIF-3: guidance


def guided(*, seed: int = 0, steps: int = 3_000) -> Iterator[Record]:
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
        yield Record(steps, total=steps, values={"strength": strength, "right": right, "variance": variance})


# --- where the picture is decided


def decided(*, seed: int = 0, steps: int = diffusion_digits.STEPS) -> Iterator[Record]:
    """At each noise level: which share of the pictures already shows, in the network's guess, the digit that it will be."""
    learner = diffusion_digits.learner("flow", False, seed, steps, config=Config("flow", width=128, layers=3))
    yield from trained(learner, learner.steps)
    start, rng = noise(500, 64, seed)
    way = list(draw(learner.average, start, 40, "euler", rng=rng))
    end = images.judge().named((way[-1].x.numpy() + 1) / 2)
    for step in way:
        chances = images.judge().chances((step.clean.numpy() + 1) / 2)
        values = {"level": round(step.t, 4), "decided": float((chances.argmax(axis=1) == end).mean()),
                  "confidence": float(chances.max(axis=1).mean())}  # fmt: skip
        yield Record(learner.steps, total=learner.steps, values=values)


# --- a pair of words that never came together


def unseen(*, seed: int = 0, steps: int = diffusion_faces.STEPS) -> Iterator[Record]:
    """Pairs of words: how often both come out right, judged by the true factors. With the unseen pair held out, and shown."""
    total = 2 * steps
    for held_out in (True, False):
        codec, weights = None, None
        for record in diffusion_faces.learn(seed=seed, steps=steps, held_out=held_out):
            if "mean" in record.arrays:
                codec = diffusion_faces.Codec(*(record.arrays[n].astype(np.float32) for n in ("mean", "directions")))
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
                values = {"pair": ", ".join(pair), "held_out": held_out, "strength": strength,
                          "right": float(right.all(axis=1).mean()), "each": right.mean(axis=0).tolist()}  # fmt: skip
                yield Record(total, total=total, values=values)


def as_asked(made: np.ndarray, words: tuple[str, ...]) -> np.ndarray:
    """(N, words) whether each word came out: the factor that would draw the picture lies on the side that was asked for."""
    found, _ = factors_of(made)
    values = diffusion_faces.conditions_of(found)[:, : len(faces.NAMES)]
    asked = [diffusion_faces.WORDS[word] for word in words]
    return np.stack([values[:, faces.NAMES.index(factor)] * value > 0 for factor, value in asked], axis=1)
