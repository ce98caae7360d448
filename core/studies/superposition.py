"""More things than numbers to keep them in: five features squeezed through two numbers, for eight sparsities at once.

Source: Elhage et al. (2022), "Toy models of superposition", transformer-circuits.pub/2022/toy_model. Output is
ReLU(WᵀW x + b); the loss weighs features by importance.

Shapes: S sparsities, B batch, n features, m numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from core.training.descent import descend
from core.training.events import Record

SPARSITIES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99)  # the chance that a feature is absent
FEATURES, NUMBERS = 5, 2
IMPORTANCE = 0.9  # each feature matters so many times as much as the one before
BATCH = 512
RATE = 1e-2
EVERY = 125


@dataclass(frozen=True)
class Stored:
    """What finds room in the numbers."""

    stored: Sequence[int]  # for each sparsity, the features whose vector is longer than a half


def learn(*, seed: int = 0, steps: int = 4000) -> Iterator[Record[Stored]]:
    """Train all sparsities side by side: arrays "features" (S, m, n)."""
    rng = torch.Generator().manual_seed(seed)
    absent = torch.tensor(SPARSITIES)
    W = (torch.randn(len(absent), NUMBERS, FEATURES, generator=rng) * 0.5).requires_grad_()
    b = torch.zeros(len(absent), 1, FEATURES, requires_grad=True)
    importance = IMPORTANCE ** torch.arange(FEATURES)

    def loss(step: int) -> torch.Tensor:
        present = torch.rand(len(absent), BATCH, FEATURES, generator=rng) >= absent[:, None, None]
        x = torch.rand(len(absent), BATCH, FEATURES, generator=rng) * present  # (S, B, n)
        back = torch.relu(x @ W.transpose(1, 2) @ W + b)  # (S, B, n)
        return (importance * (x - back) ** 2).mean((1, 2)).sum()

    for step in descend([torch.optim.Adam([W, b], lr=RATE)], loss, steps, lambda step: RATE * (1 - 0.9 * step / steps)):
        if step % EVERY == 0 or step == steps:
            features = W.detach().numpy()
            stored = (np.linalg.norm(features, axis=1) > 0.5).sum(1)  # (S,)
            yield Record(step, steps, Stored(stored.tolist()), {"features": features.astype(np.float16)})


def angles(features: np.ndarray) -> list[float]:
    """The angles between neighbouring features (m = 2, n), in degrees, around the circle. Features not stored are left out."""
    long = features[:, np.linalg.norm(features, axis=0) > 0.5]
    turns = np.sort(np.degrees(np.arctan2(long[1], long[0])))
    return [float(angle) for angle in np.diff([*turns, turns[0] + 360])] if len(turns) else []


SHIPPED = [{"seed": 0}]
