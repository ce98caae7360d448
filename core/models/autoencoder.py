# ruff: noqa: F722 - "N P" below are shapes for jaxtyping, not Python
"""An autoencoder: squeeze a picture into a few numbers, and make it again from them. Its only teacher is the picture itself.

Knows nothing about data or training; `loss` is what training makes small.

Shapes: N pictures, P pixels, C numbers in the bottleneck (the code).

Source: Hinton and Salakhutdinov (2006), "Reducing the dimensionality of data with neural networks", Science 313.
"""

from dataclasses import dataclass
from math import isqrt

import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor, nn

KINDS = ("linear", "mlp", "convolutional")


@dataclass(frozen=True)
class Config:
    """What decides the shape of every weight. ValueError, with a sentence, where no such model can be built."""

    pixels: int = 64
    codes: int = 8
    hidden: int = 64  # units of the MLP's hidden layer; channels of the convolutions are an eighth of it
    kind: str = "mlp"

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"The kind must be one of {', '.join(KINDS)}, but is {self.kind!r}.")
        if not (1 <= self.codes <= 1024 and 1 <= self.pixels <= 65_536 and 8 <= self.hidden <= 4096):
            raise ValueError("codes must lie from 1 to 1,024, pixels from 1 to 65,536 and hidden from 8 to 4,096.")
        if self.kind == "convolutional" and (isqrt(self.pixels) ** 2 != self.pixels or isqrt(self.pixels) % 4):
            raise ValueError(
                f"Convolutions need a square whose side is a multiple of 4, but {self.pixels} pixels came."
            )


class Autoencoder(nn.Module):
    """Two networks that meet in the middle."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        self.encoder, self.decoder = networks(config)

    def encode(self, images: Float[Tensor, "N P"]) -> Float[Tensor, "N C"]:
        """What the model keeps of each picture: C numbers."""
        return self.encoder(images)

    def decode(self, codes: Float[Tensor, "N C"]) -> Float[Tensor, "N P"]:
        """The picture that the model makes from these numbers alone."""
        return self.decoder(codes)

    def forward(self, images: Float[Tensor, "N P"]) -> Float[Tensor, "N P"]:
        return self.decode(self.encode(images))

    def loss(self, seen: Float[Tensor, "N P"], wanted: Float[Tensor, "N P"]) -> Float[Tensor, ""]:
        """The mean squared error of a pixel. Where `seen` is a noisy `wanted`, this trains a denoiser (Vincent et al. 2008)."""
        return F.mse_loss(self(seen), wanted)


def networks(config: Config) -> tuple[nn.Module, nn.Module]:
    """The encoder P -> C and the decoder C -> P."""
    P, C, H = config.pixels, config.codes, config.hidden
    if config.kind == "linear":  # learns the same plane as PCA (Baldi and Hornik 1989)
        return nn.Linear(P, C), nn.Linear(C, P)
    if config.kind == "mlp":
        encoder = nn.Sequential(nn.Linear(P, H), nn.ReLU(), nn.Linear(H, C))
        return encoder, nn.Sequential(nn.Linear(C, H), nn.ReLU(), nn.Linear(H, P), nn.Sigmoid())
    side, few, many = isqrt(P), H // 8, H // 4
    small = side // 4
    encoder = nn.Sequential(
        nn.Unflatten(1, (1, side, side)),
        nn.Conv2d(1, few, 3, stride=2, padding=1), nn.ReLU(),  # (N, few, side / 2, side / 2)
        nn.Conv2d(few, many, 3, stride=2, padding=1), nn.ReLU(),  # (N, many, side / 4, side / 4)
        nn.Flatten(), nn.Linear(many * small * small, C),
    )  # fmt: skip
    decoder = nn.Sequential(
        nn.Linear(C, many * small * small), nn.ReLU(), nn.Unflatten(1, (many, small, small)),
        nn.ConvTranspose2d(many, few, 4, stride=2, padding=1), nn.ReLU(),
        nn.ConvTranspose2d(few, 1, 4, stride=2, padding=1), nn.Sigmoid(), nn.Flatten(),
    )  # fmt: skip
    return encoder, decoder
