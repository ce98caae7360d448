# ruff: noqa: F722, F821 - "N P" below are shapes for jaxtyping, not Python
"""A variational autoencoder: each picture becomes a small cloud instead of a point, so that no gaps are left between them.

Knows nothing about data or training; `losses` says what training makes small.

Shapes: N pictures, P pixels, Z latent numbers, Y kinds of labels (0 where the model is not conditional).

Sources: Kingma and Welling (2014), "Auto-encoding variational Bayes"; Higgins et al. (2017), "beta-VAE"; Sohn, Lee and
Yan (2015), "Learning structured output representation using deep conditional generative models" (the conditional one);
Lucas et al. (2019), "Don't blame the ELBO!" (the linear one).
"""

from dataclasses import dataclass
from math import isqrt

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor, nn

KINDS = ("linear", "mlp", "convolutional")


@dataclass(frozen=True)
class Config:
    """What decides the shape of every weight. ValueError, with a sentence, where no such model can be built."""

    pixels: int = 64
    latent: int = 2
    hidden: int = 64  # units of the MLP's hidden layer; channels of the convolutions are an eighth of it
    kind: str = "mlp"
    labels: int = 0  # how many kinds one may ask for

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"The kind must be one of {', '.join(KINDS)}, but is {self.kind!r}.")
        if not (1 <= self.latent <= 1024 and 1 <= self.pixels <= 65_536 and 8 <= self.hidden <= 4096):
            raise ValueError("latent must lie from 1 to 1,024, pixels from 1 to 65,536 and hidden from 8 to 4,096.")
        if self.labels and self.kind != "mlp":
            raise ValueError(f"Only the mlp can be asked for a label here, not the {self.kind} model.")
        if self.kind == "convolutional" and (isqrt(self.pixels) ** 2 != self.pixels or isqrt(self.pixels) % 4):
            raise ValueError(
                f"Convolutions need a square whose side is a multiple of 4, but {self.pixels} pixels came."
            )


@dataclass(frozen=True, eq=False)
class Losses:
    """The two halves that pull in opposite directions, each the mean of a picture, in nats."""

    reconstruction: Float[Tensor, ""]  # wants the picture back: squared error / 2σ²
    kl: Float[Tensor, "Z"]  # wants every cloud to look like the same round one, a number for each latent
    total: Float[Tensor, ""]  # reconstruction + β · sum of kl


class VAE(nn.Module):
    """Encoder, a throw of the dice, decoder."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        self.encoder, self.decoder = networks(config)
        if config.kind == "linear":  # one spread for all pictures: this is all that the best linear answer needs
            self.spread = nn.Parameter(torch.zeros(config.latent))

    def encode(
        self, images: Float[Tensor, "N P"], labels: Int[Tensor, "N"] | None = None
    ) -> tuple[Float[Tensor, "N Z"], Float[Tensor, "N Z"]]:
        """The middle of each picture's cloud, and the logarithm of its variance in every direction."""
        out = self.encoder(self._with(images, labels))
        if self.config.kind == "linear":
            return out, self.spread.expand_as(out)
        mean, log_variance = out.chunk(2, dim=1)
        return mean, log_variance

    def decode(self, z: Float[Tensor, "N Z"], labels: Int[Tensor, "N"] | None = None) -> Float[Tensor, "N P"]:
        """The picture at each place of the latent space."""
        return self.decoder(self._with(z, labels))

    def forward(self, images: Float[Tensor, "N P"], labels: Int[Tensor, "N"] | None = None) -> Float[Tensor, "N P"]:
        """The reconstruction from the middle of the cloud, without dice."""
        return self.decode(self.encode(images, labels)[0], labels)

    def losses(
        self, images: Float[Tensor, "N P"], noise: Float[Tensor, "N Z"], beta: float, sigma: float,
        labels: Int[Tensor, "N"] | None = None,
    ) -> Losses:  # fmt: skip
        """Both losses with the given noise. `sigma` is how far a pixel may miss; a larger one works like a larger beta."""
        mean, log_variance = self.encode(images, labels)
        z = reparameterize(mean, log_variance, noise)
        reconstruction = (self.decode(z, labels) - images).square().sum(1).mean() / (2 * sigma**2)
        kl = kl_divergence(mean, log_variance).mean(0)
        return Losses(reconstruction, kl, reconstruction + beta * kl.sum())

    def _with(self, rows: Tensor, labels: Tensor | None) -> Tensor:
        """A conditional model reads the label as Y more numbers, a one among zeros."""
        if not self.config.labels:
            return rows
        if labels is None:
            raise ValueError("This model must be told what to show: labels are missing.")
        return torch.cat((rows, F.one_hot(labels, self.config.labels).to(rows.dtype)), dim=1)


def reparameterize(
    mean: Float[Tensor, "N Z"], log_variance: Float[Tensor, "N Z"], noise: Float[Tensor, "N Z"]
) -> Float[Tensor, "N Z"]:
    """A random point of the cloud, made so that the dice stand outside: mean and spread can still be trained through it."""
    spread = (0.5 * log_variance).exp()
    return mean + spread * noise


def kl_divergence(mean: Float[Tensor, "N Z"], log_variance: Float[Tensor, "N Z"]) -> Float[Tensor, "N Z"]:
    """How far each cloud is from the round one, N(0, 1), in nats (Kingma and Welling 2014, appendix B)."""
    return 0.5 * (mean.square() + log_variance.exp() - 1 - log_variance)


def networks(config: Config) -> tuple[nn.Module, nn.Module]:
    """The encoder P (+ Y) -> 2 Z and the decoder Z (+ Y) -> P; the linear encoder gives the Z means alone."""
    P, Z, H, Y = config.pixels, config.latent, config.hidden, config.labels
    if config.kind == "linear":
        return nn.Linear(P, Z), nn.Linear(Z, P)
    if config.kind == "mlp":
        encoder = nn.Sequential(nn.Linear(P + Y, H), nn.ReLU(), nn.Linear(H, 2 * Z))
        decoder = nn.Sequential(
            nn.Linear(Z + Y, H), nn.ReLU(), nn.Linear(H, H), nn.ReLU(), nn.Linear(H, P), nn.Sigmoid()
        )
        return encoder, decoder
    side, few, many = isqrt(P), H // 8, H // 4
    small = side // 4
    encoder = nn.Sequential(
        nn.Unflatten(1, (1, side, side)),
        nn.Conv2d(1, few, 3, stride=2, padding=1), nn.ReLU(),  # (N, few, side / 2, side / 2)
        nn.Conv2d(few, many, 3, stride=2, padding=1), nn.ReLU(),  # (N, many, side / 4, side / 4)
        nn.Flatten(), nn.Linear(many * small * small, 2 * Z),
    )  # fmt: skip
    decoder = nn.Sequential(
        nn.Linear(Z, many * small * small), nn.ReLU(), nn.Unflatten(1, (many, small, small)),
        nn.ConvTranspose2d(many, few, 4, stride=2, padding=1), nn.ReLU(),
        nn.ConvTranspose2d(few, 1, 4, stride=2, padding=1), nn.Sigmoid(), nn.Flatten(),
    )  # fmt: skip
    return encoder, decoder
