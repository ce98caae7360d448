# ruff: noqa: F722 - "N P" below are shapes for jaxtyping, not Python
"""One encoder for everybody, a decoder for each person: what the first deepfakes were made of.

Every decoder learns to draw one person from what the shared encoder says. As the encoder does not know who will draw, it
learns to say only what both have in common: how the head leans, where the eyes look, what the mouth does. Then let the
other decoder draw. Knows nothing about faces or training.

Shapes: N pictures, P pixels, Z latent numbers, H hidden units.

Sources: the open project faceswap (2018), github.com/deepfakes/faceswap; Perov et al. (2020), "DeepFaceLab: integrated,
flexible and extensible face-swapping framework", which describes the same scheme.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor, nn


@dataclass(frozen=True)
class Config:
    """What decides the shape of every weight."""

    pixels: int = 576
    latent: int = 16
    hidden: int = 96
    people: int = 2
    shared: bool = True  # False: an encoder for each, so that no common language need arise; for comparison


class FaceSwap(nn.Module):
    """Encoders and decoders; `forward` says who is seen and who is drawn."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        P, Z, H = config.pixels, config.latent, config.hidden
        self.encoders = nn.ModuleList(
            nn.Sequential(nn.Linear(P, H), nn.ReLU(), nn.Linear(H, Z))
            for _ in range(1 if config.shared else config.people)
        )
        self.decoders = nn.ModuleList(
            nn.Sequential(nn.Linear(Z, H), nn.ReLU(), nn.Linear(H, P), nn.Sigmoid()) for _ in range(config.people)
        )

    def forward(self, images: Float[Tensor, "N P"], seen: int, drawn: int) -> Float[Tensor, "N P"]:
        """Pictures of one person, drawn as another (or as the same one, which is what training asks for)."""
        said = self.encoders[0 if self.config.shared else seen](images)  # (N, Z)
        picture: Tensor = self.decoders[drawn](said)
        return picture


def loss(model: FaceSwap, seen: tuple[Float[Tensor, "N P"], ...], people: tuple[Float[Tensor, "N P"], ...]) -> Tensor:
    """Each person, seen (perhaps badly) and drawn again. Nobody ever shows the model a swapped face."""
    pairs = zip(seen, people, strict=True)
    return torch.stack([F.mse_loss(model(images, who, who), real) for who, (images, real) in enumerate(pairs)]).sum()
