# ruff: noqa: F722, F821 - "N P" below are shapes for jaxtyping, not Python
"""Real or fake? A small network that looks at one picture and gives it a logit: above zero "real", below "fake".

It learns from examples of both. So it knows the fakes that it was shown, and nothing else about fakes. Knows nothing about
what is in the pictures or who made them.

Shapes: N pictures, P pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor, nn

SLOPE = 0.2  # of the leaky ReLU on the negative side


class Detector(nn.Module):
    """Pixels in, a logit out, two hidden layers between."""

    def __init__(self, pixels: int, hidden: Sequence[int] = (128, 128)) -> None:
        super().__init__()
        first, second = hidden
        self.net = nn.Sequential(
            nn.Linear(pixels, first), nn.LeakyReLU(SLOPE),
            nn.Linear(first, second), nn.LeakyReLU(SLOPE),
            nn.Linear(second, 1),
        )  # fmt: skip

    def forward(self, images: Float[Tensor, "N P"]) -> Float[Tensor, "N"]:
        logits: Tensor = self.net(images)[:, 0]
        return logits


def loss(real: Float[Tensor, "N"], fake: Float[Tensor, "M"]) -> Tensor:
    """The surprise at the truth, from the logits: softplus(-y) is -log sigmoid(y), the surprise at "real"."""
    return F.softplus(-real).mean() + F.softplus(fake).mean()


@dataclass(eq=False)
class Learning:
    """A detector that learns; it can go on with other fakes than those it began with. Every random number comes from `seed`."""

    pixels: int
    seed: int = 0
    blur: float = 0.0  # noise in every picture that it learns from, so that it cannot go by a single pixel
    rate: float = 1e-3
    batch: int = 64

    def __post_init__(self) -> None:
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(self.seed)
            self.detector = Detector(self.pixels)
        self.rng = torch.Generator().manual_seed(self.seed)
        self.adam = torch.optim.AdamW(self.detector.parameters(), lr=self.rate, weight_decay=1e-3, fused=True)

    def update(self, real: Float[Tensor, "N P"], known: Float[Tensor, "M P"]) -> None:
        """One step on as many real pictures as fakes."""
        seen = [some[torch.randint(len(some), (self.batch,), generator=self.rng)] for some in (real, known)]
        blurred = [some + self.blur * torch.randn(some.shape, generator=self.rng) for some in seen]
        wrong = loss(*(self.detector(some) for some in blurred))
        self.adam.zero_grad()
        wrong.backward()
        self.adam.step()

    @torch.inference_mode()
    def scores(self, images: Float[Tensor, "N P"]) -> Float[Tensor, "N"]:
        """The logits of pictures, as far as it has learned."""
        logits: Tensor = self.detector(images)
        return logits


def train(
    real: Float[Tensor, "N P"], known: Float[Tensor, "M P"], *, seed: int, steps: int, blur: float = 0.0
) -> Learning:
    """A detector that has learned from real pictures and from these fakes."""
    learning = Learning(real.shape[1], seed, blur)
    for _ in range(steps):
        learning.update(real, known)
    return learning
