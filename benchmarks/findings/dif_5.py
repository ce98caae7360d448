"""DIF-5: one step is another matter than many, and it depends on what the network is told (Song et al. 2021; Lipman et al.
2023).
"""

import numpy as np
import torch

from core.measure.diffusion import PICTURES, of_averages, one_step
from core.measure.images import quality
from core.studies.diffusion_digits import conditions_of, learner
from core.studies.diffusion_measured import drawn

CRITERION = (
    "DDIM's digits in one step are at least three times as far from real ones (Fréchet distance) as in 20 steps, and farther "
    "than copies of each digit's average. In flow's one step, digits that were asked for are at most half as far from real "
    "ones as those of the same network that is not told which."
)
MANY = 20


def measured(seed: int) -> dict[str, float]:
    """Distances to real digits, in one step and in many, told the digit and not."""
    found = {"averages": of_averages()[0]}
    condition = torch.from_numpy(conditions_of(np.arange(PICTURES) % 10))
    for kind, sampler in (("diffusion", "ddim"), ("flow", "euler")):
        network = learner(kind, True, seed)
        while network.done < network.steps:
            network.step()
        once = one_step(network.average, sampler)
        many = drawn(network.average, PICTURES, MANY, sampler, condition=condition, guidance=0.5)
        found |= {
            f"{sampler}, one, told": once.named, f"{sampler}, one, not told": once.unnamed,
            f"{sampler}, {MANY}, told": quality((many + 1) / 2).frechet,
        }  # fmt: skip
    return found


def holds(measured: dict[str, float]) -> bool:
    return (
        measured["ddim, one, told"] >= 3 * measured[f"ddim, {MANY}, told"]
        and measured["ddim, one, told"] > measured["averages"]
        and measured["euler, one, told"] <= measured["euler, one, not told"] / 2
    )
