# ruff: noqa: F722 - "B X" below are shapes for jaxtyping, not Python
"""A GAN in PyTorch: two networks and what each of them wants, a function a loss.

The generator turns noise into pictures or points. The discriminator gives each a logit: above zero "real", below "made".
Knows nothing about data, optimizers or runs. `gan_by_hand.py` is the same thing without autograd, and its check.

Shapes: B batch, Z noise, X numbers in one picture or point, M pictures that are judged together (packing).

Sources: Goodfellow et al. (2014), "Generative adversarial nets"; Mescheder, Geiger and Nowozin (2018), "Which training
methods for GANs do actually converge?" (R1); Lin, Khetan, Fanti and Oh (2018), "PacGAN" (packing).
"""

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor, nn

LOSSES = ("non-saturating", "saturating", "wasserstein")
SLOPE = 0.2  # of the discriminator's leaky ReLU on the negative side, so that it passes gradients on from everywhere


def layers(sizes: Sequence[int], activation: nn.Module) -> list[nn.Module]:
    """Linear layers of these sizes with the activation between them."""
    pairs = list(zip(sizes, sizes[1:], strict=False))
    return [part for pair in pairs for part in (nn.Linear(*pair), activation)][:-1]


class Generator(nn.Module):
    """Noise in, a picture or a point out."""

    def __init__(self, noise: int, hidden: Sequence[int], out: int, *, pixels: bool = False) -> None:
        super().__init__()
        self.noise = noise
        last = [nn.Sigmoid()] if pixels else []  # a pixel lies between paper (0) and ink (1); a point lies anywhere
        self.net = nn.Sequential(*layers((noise, *hidden, out), nn.ReLU()), *last)

    def forward(self, z: Float[Tensor, "B Z"]) -> Float[Tensor, "B X"]:
        made: Tensor = self.net(z)
        return made


class Discriminator(nn.Module):
    """A picture or a point in, or M of them side by side; one logit out: is this real?"""

    def __init__(self, width: int, hidden: Sequence[int], pack: int = 1) -> None:
        super().__init__()
        self.pack = pack
        self.net = nn.Sequential(*layers((pack * width, *hidden, 1), nn.LeakyReLU(SLOPE)))

    def forward(self, x: Float[Tensor, "B X"]) -> Float[Tensor, "B_over_M 1"]:
        """With M = 1 every row is judged alone. Packed, a row has neighbours: many alike give a collapse away."""
        judged: Tensor = self.net(x.reshape(len(x) // self.pack, -1))
        return judged


# --- what each of them wants


def discriminator_loss(real: Float[Tensor, "B 1"], made: Float[Tensor, "B 1"], loss: str) -> Tensor:
    """How wrong the judge is, from its logits. softplus(-y) is -log sigmoid(y): the surprise at "real"."""
    if loss == "wasserstein":  # no probabilities: a score, high for real, low for made
        return made.mean() - real.mean()
    return F.softplus(-real).mean() + F.softplus(made).mean()


def generator_loss(made: Float[Tensor, "B 1"], loss: str) -> Tensor:
    """How badly the generator fools the judge.

    Saturating is the loss of the first GAN's theory, log(1 - D): where the judge is sure, it is flat and teaches
    nothing. Non-saturating asks the same question the other way round, -log D: where the judge is sure, it is steepest.
    """
    if loss == "wasserstein":
        return -made.mean()
    return -F.softplus(made).mean() if loss == "saturating" else F.softplus(-made).mean()


# --- what calms the fight


def r1(discriminator: nn.Module, real: Float[Tensor, "B X"]) -> Tensor:
    """Half the squared slope of the judge at real data: where there is nothing left to correct, it should be flat."""
    return slopes(discriminator, real).square().sum(1).mean() / 2


def slopes(discriminator: nn.Module, x: Float[Tensor, "B X"]) -> Float[Tensor, "B_over_M MX"]:
    """The direction in which each judgement rises, as seen from what is judged; it can be differentiated once more."""
    x = x.detach().requires_grad_(True)
    judged = discriminator(x)
    (slope,) = torch.autograd.grad(judged.sum(), x, create_graph=True)
    return slope.reshape(len(judged), -1)
