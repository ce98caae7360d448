# ruff: noqa: F722 - "N P" below are shapes for jaxtyping, not Python
"""Real or fake? A small network that looks at one picture and gives it a logit: above zero "real", below "fake".

It learns from examples of both. So it knows the fakes that it was shown, and nothing else about fakes. Knows nothing about
what is in the pictures or who made them.

Shapes: N pictures, P pixels.
"""

from collections.abc import Sequence

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


def train(
    real: Float[Tensor, "N P"], fakes: Sequence[Float[Tensor, "M P"]], *, seed: int, steps: int, blur: float = 0.0,
    batch: int = 64, rate: float = 1e-3,
) -> Detector:  # fmt: skip
    """A detector that has seen real pictures, and as many fakes, from each maker about the same share.

    Args:
        fakes: the fakes of each maker that is known.
        blur: how much noise is in every picture that it learns from, so that it cannot go by a single pixel.
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        detector = Detector(real.shape[1])
    rng = torch.Generator().manual_seed(seed)
    known = torch.cat(list(fakes))
    adam = torch.optim.AdamW(detector.parameters(), lr=rate, weight_decay=1e-3, fused=True)
    for _ in range(steps):
        seen = [some[torch.randint(len(some), (batch,), generator=rng)] for some in (real, known)]
        wrong = loss(*(detector(some + blur * torch.randn(some.shape, generator=rng)) for some in seen))
        adam.zero_grad()
        wrong.backward()
        adam.step()
    return detector.eval().requires_grad_(False)
