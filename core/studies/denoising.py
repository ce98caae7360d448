"""How a denoiser learns: the same few lines for points, digits and faces, and its moments as rows of 16-bit numbers.

Knows nothing about what the examples show.

Shapes: N examples, B of them in a batch, P numbers of one example, C numbers of its condition, W weights.
"""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn.utils import parameters_to_vector, vector_to_parameters

from core.models.diffusion import Config, Denoiser, loss
from core.training.descent import update
from core.training.events import Record

RATE = 3e-3
MEMORY = 0.995  # of the average of the weights: about the last two hundred steps. It draws far better than any of them.
SAID = 100  # steps between two records

Dropped = Callable[[Tensor, torch.Generator], Tensor]


@dataclass(frozen=True)
class Learned:
    """How wrong the network was since the record before, on average."""

    loss: float | None  # squared error of a number; None before the first update


class Learner:
    """A denoiser with its optimizer, and the slow average of its weights; every random number comes from `seed`."""

    def __init__(
        self, config: Config, clean: np.ndarray, conditions: np.ndarray | None = None, *, drop: Dropped | None = None,
        steps: int, batch: int = 128, seed: int = 0,
    ) -> None:  # fmt: skip
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            self.model = Denoiser(config)
        self.average = copy.deepcopy(self.model).requires_grad_(False)
        self.optimizer = torch.optim.AdamW(self.model.parameters(), lr=RATE, weight_decay=0.0, fused=True)
        self.clean = torch.as_tensor(clean, dtype=torch.float32)
        self.conditions = None if conditions is None else torch.as_tensor(conditions, dtype=torch.float32)
        self.drop, self.steps, self.batch, self.done = drop or drop_all, steps, batch, 0
        self.rng = torch.Generator().manual_seed(seed)

    def step(self) -> float:
        """One update from one batch, each example at a time of its own; returns the loss."""
        rows = torch.randint(len(self.clean), (self.batch,), generator=self.rng)
        noise = torch.randn(self.batch, self.clean.shape[1], generator=self.rng)
        condition = None if self.conditions is None else self.drop(self.conditions[rows], self.rng)
        wrong = loss(self.model, self.clean[rows], noise, self.times(), condition)
        update([self.optimizer], wrong, RATE * max(0.02, 1 - self.done / self.steps))
        self.done += 1
        memory = min(MEMORY, 1 - 1 / (1 + 0.2 * self.done))  # short at first, or it would remember the random start
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.parameters()), list(self.model.parameters()), 1 - memory)
        return float(wrong.detach())

    def times(self) -> Tensor:
        """(B,) Flow looks hardest at the middle of the way, where most is decided (Esser et al. 2024, section 3.1)."""
        if self.model.config.kind == "flow":
            return torch.sigmoid(torch.randn(self.batch, generator=self.rng))
        return torch.rand(self.batch, generator=self.rng)


def drop_all(conditions: Tensor, rng: torch.Generator) -> Tensor:
    """(B, C) Every seventh example comes without its condition, so that the network can draw without one, too."""
    return conditions * (torch.rand(len(conditions), 1, generator=rng) > 0.15)


def records(learner: Learner, moments: int) -> Iterator[Record[Learned]]:
    """Train to the end: the loss every hundred steps, and the averaged weights at some moments."""
    kept, total = landmarks(learner.steps, moments), learner.steps
    yield Record(0, total=total, values=Learned(None), arrays={"weights": flat(learner.average)})
    losses: list[float] = []
    for step in range(1, total + 1):
        losses.append(learner.step())
        if step in kept or step % SAID == 0:
            arrays = {"weights": flat(learner.average)} if step in kept else {}
            yield Record(step, total=total, values=Learned(round(float(np.mean(losses)), 4)), arrays=arrays)
            losses = []


def landmarks(steps: int, count: int) -> list[int]:
    """Moments worth keeping: dense at first, when much happens, then in ever longer strides.

    >>> landmarks(1000, 4)
    [0, 16, 126, 1000]
    """
    return sorted({0, *np.geomspace(min(steps, max(2, steps // 64)), steps, count - 1).round().astype(int).tolist()})


def flat(model: Denoiser) -> np.ndarray:
    """(W,) all weights in a row, in 16 bits: enough to draw with, and half as much to keep."""
    return np.asarray(parameters_to_vector(model.parameters()).detach().numpy().astype(np.float16))


def restored(config: Config, weights: np.ndarray) -> Denoiser:
    """The network of these weights. ValueError where they belong to another one."""
    model = Denoiser(config)
    there = sum(weight.numel() for weight in model.parameters())
    if len(weights) != there:
        raise ValueError(f"This network has {there:,} weights, but {len(weights):,} came.")
    vector_to_parameters(torch.from_numpy(weights.astype(np.float32)), model.parameters())
    return model.requires_grad_(False)
