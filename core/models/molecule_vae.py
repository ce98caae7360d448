# ruff: noqa: F722 - "N T" below are shapes for jaxtyping, not Python
"""A variational autoencoder for short texts, such as molecules: a text becomes a small cloud of latent numbers, and back.

The decoder writes all places of the text at once, so that the same latent numbers always give the same text, and a
thousand of them take no time. Knows nothing of molecules or of training; `losses` says what training makes small.

Shapes: N texts, T places of a text, V tokens of the vocabulary, Z latent numbers.

Sources: Kingma and Welling (2014), "Auto-encoding variational Bayes"; Gómez-Bombarelli et al. (2018), "Automatic chemical
design using a data-driven continuous representation of molecules", whose decoder writes one token after another.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor, nn


@dataclass(frozen=True)
class Config:
    """What decides the shape of every weight. ValueError, with a sentence, where no such model can be built."""

    vocabulary: int
    places: int
    latent: int = 32
    hidden: int = 256

    def __post_init__(self) -> None:
        if min(self.vocabulary, self.places, self.latent, self.hidden) < 1:
            raise ValueError("Vocabulary, places, latent and hidden must be at least 1.")


@dataclass(frozen=True, eq=False)
class Losses:
    """The two halves that pull in opposite directions, each the mean of a text, in nats."""

    reconstruction: Float[Tensor, ""]  # wants the text back
    kl: Float[Tensor, ""]  # wants every cloud to look like the same round one
    total: Float[Tensor, ""]  # reconstruction + β · kl


class MoleculeVAE(nn.Module):
    """Encoder, a throw of the dice, decoder."""

    places: Tensor

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        T, V, Z, H = config.places, config.vocabulary, config.latent, config.hidden
        # a row for every token at every place; the sum of the rows of a text is a linear layer on its one-hot code
        self.table = nn.Parameter(torch.randn(T * V, H) * 0.05)
        self.encoder = nn.Sequential(nn.ReLU(), nn.Linear(H, 2 * Z))
        self.decoder = nn.Sequential(nn.Linear(Z, H), nn.ReLU(), nn.Linear(H, H), nn.ReLU(), nn.Linear(H, T * V))
        self.register_buffer("places", torch.arange(T) * V, persistent=False)

    def encode(self, tokens: Int[Tensor, "N T"]) -> tuple[Float[Tensor, "N Z"], Float[Tensor, "N Z"]]:
        """The middle of each text's cloud, and the logarithm of its variance in every direction."""
        summed = F.embedding_bag(tokens + self.places, self.table, mode="sum")  # (N, H)
        mean, log_variance = self.encoder(summed).chunk(2, dim=1)
        return mean, log_variance

    def logits(self, z: Float[Tensor, "N Z"]) -> Float[Tensor, "N T V"]:
        """How much each place wants each token."""
        out: Tensor = self.decoder(z)
        return out.view(len(z), self.config.places, self.config.vocabulary)

    def decode(self, z: Float[Tensor, "N Z"]) -> Int[Tensor, "N T"]:
        """The likeliest token at every place."""
        return self.logits(z).argmax(-1)

    def forward(self, tokens: Int[Tensor, "N T"]) -> Int[Tensor, "N T"]:
        """The text that comes back from the middle of the cloud, without dice."""
        return self.decode(self.encode(tokens)[0])

    def losses(self, tokens: Int[Tensor, "N T"], noise: Float[Tensor, "N Z"], beta: float) -> Losses:
        """Both losses with the given noise."""
        mean, log_variance = self.encode(tokens)
        logits = self.logits(mean + (0.5 * log_variance).exp() * noise)
        reconstruction = F.cross_entropy(logits.flatten(0, 1), tokens.flatten(), reduction="sum") / len(tokens)
        # in nats (Kingma and Welling 2014, appendix B)
        kl = 0.5 * (mean.square() + log_variance.exp() - 1 - log_variance).sum(1).mean()
        return Losses(reconstruction, kl, reconstruction + beta * kl)
