"""How good digits become in seconds: every model from random weights, on one core, by a judge that is trained apart.

Three seeds; seconds are process seconds of training. A value is good where it is below `bound` (a distance) or above it
(a share). The Fréchet distance in the judge's features has its floor in real digits against real digits.
"""

import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch

from core.data.digits import digits
from core.measure import images
from core.models.diffusion import Config
from core.models.vae import VAE
from core.models.vae import Config as VaeConfig
from core.studies import diffusion_digits
from core.studies.denoising import Learner
from core.studies.diffusion_measured import drawn
from core.studies.digit_gan import DigitGan
from core.studies.vae import learn

SEEDS = (0, 1, 2)
COUNT = 1_000
SOON, LATER = 5.0, 12.0  # seconds of training
TIMES = 6  # the real data's own distance
RECOGNISABLE = 2.0


def run() -> Iterator[dict[str, Any]]:
    torch.set_num_threads(1)
    judge = images.trained()
    own = images.floor(judge)
    yield line("digits: real against real", own, "Fréchet distance", frechet_of_noise=noise(judge))
    for seed in SEEDS:
        named, seconds = train(diffusion_digits.learner("flow", True, seed, 2_500), SOON)
        asked = np.arange(COUNT) % 10
        told = torch.from_numpy(diffusion_digits.conditions_of(asked))
        made = (drawn(named.average, COUNT, 40, "euler", seed, condition=told, guidance=1.0) + 1) / 2
        right = float((judge.named(made) == asked).mean())
        yield line("digits: flow, told the digit", right, "share named as asked", bound=0.95, seed=seed, seconds=seconds,
                   frechet=images.quality(made, judge).frechet)  # fmt: skip

        config = Config("flow", width=128, layers=3)
        free, seconds = train(diffusion_digits.learner("flow", False, seed, 5_000, config=config), LATER)
        made = (drawn(free.average, COUNT, 40, "euler", seed) + 1) / 2
        yield judged("digits: flow, free", made, judge, TIMES * own, seed, seconds)

        gan, start = DigitGan(seed), time.process_time()
        while time.process_time() - start < LATER - 2:
            gan.step()
        yield judged(
            "digits: GAN with R1", gan.pictures(COUNT, seed), judge, TIMES * own, seed, time.process_time() - start
        )
        made, seconds = vae(seed)
        yield judged("digits: VAE", made, judge, RECOGNISABLE, seed, seconds)


def train(learner: Learner, most: float) -> tuple[Learner, float]:
    """All steps of the learner, or as many as fit into the seconds; and the seconds that it took."""
    start = time.process_time()
    while learner.done < learner.steps and time.process_time() - start < most - 0.1:
        learner.step()
    return learner, time.process_time() - start


def vae(seed: int) -> tuple[np.ndarray, float]:
    """Pictures by the VAE of the lesson, with two latent numbers, and the seconds that its training took."""
    start = time.process_time()
    (last,) = learn(seed=seed, moments=1)
    seconds = time.process_time() - start
    model = VAE(VaeConfig(pixels=64, latent=2)).eval()
    model.load_state_dict({name: torch.from_numpy(array).float() for name, array in last.arrays.items()})
    with torch.inference_mode():
        z = torch.randn(COUNT, 2, generator=torch.Generator().manual_seed(seed))
        return np.asarray(model.decode(z).numpy()), seconds


def noise(judge: images.Judge) -> float:
    return images.quality(np.random.default_rng(0).random((COUNT, 64)), judge).frechet


def judged(name: str, made: np.ndarray, judge: images.Judge, bound: float, seed: int, seconds: float) -> dict[str, Any]:
    """A line for a sheet of free pictures."""
    found = images.quality(made, judge)
    return line(name, found.frechet, "Fréchet distance", bound=bound, seed=seed, seconds=seconds, classes=found.classes,
                confidence=found.confidence, nearest=found.nearest, learned_from=len(digits()[0]))  # fmt: skip


def line(name: str, ours: float, unit: str, **more: float) -> dict[str, Any]:
    """What is measured against a bound of ours has no peer."""
    plain = {key: round(value, 3) for key, value in more.items()}
    return {"name": name, "ours": round(ours, 3), "peer": None, "peer_name": None, "ratio": None, "unit": unit} | plain
