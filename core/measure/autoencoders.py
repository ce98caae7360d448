"""Facts about a trained autoencoder of digits: what it loses, what lies between its codes, and what it cleans.

Shapes: N pictures, P = 64 pixels, C numbers of a code, S steps of a way.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch

from core.data.digits import CLASSES, digits
from core.measure import latent
from core.measure.images import Quality, judge, quality
from core.models.autoencoder import Autoencoder, Config
from core.models.weights import filled


def restored(weights: Mapping[str, np.ndarray], codes: int, kind: str = "mlp") -> Autoencoder:
    """The network that these weights make."""
    return filled(Autoencoder(Config(codes=codes, kind=kind)), weights)


def rebuilt(network: Autoencoder, images: np.ndarray) -> np.ndarray:
    """(N, P) the pictures, squeezed and made again."""
    return np.asarray(network(torch.tensor(images)).numpy())


def encoded(network: Autoencoder, images: np.ndarray) -> np.ndarray:
    """(N, C) the pictures' codes."""
    return np.asarray(network.encode(torch.tensor(images)).numpy())


def decoded(network: Autoencoder, codes: np.ndarray) -> np.ndarray:
    """(N, P) the pictures that these codes stand for."""
    return np.asarray(network.decode(torch.tensor(codes, dtype=torch.float32)).numpy())


def error_of_pca(codes: int) -> float:
    """The mean squared error of held-out digits that PCA squeezed into so many numbers."""
    learned, held_out = digits()
    return latent.mean_squared_error(held_out.images, latent.pca(learned.images, codes).rebuilt(held_out.images))


@dataclass(frozen=True)
class Lost:
    """What one digit's held-out pictures lose."""

    digit: int
    error: float  # the mean squared error of a pixel
    same: float  # the share that the judge names as before


def lost_by_digit(network: Autoencoder) -> list[Lost]:
    held_out = digits()[1]
    again = rebuilt(network, held_out.images)
    same = judge().named(again) == judge().named(held_out.images)
    of = [held_out.labels == digit for digit in range(CLASSES)]
    return [
        Lost(digit, latent.mean_squared_error(held_out.images[own], again[own]), float(same[own].mean()))
        for digit, own in enumerate(of)
    ]


@dataclass(frozen=True, eq=False)
class Gaps:
    """Pictures at random codes, and the judge's view of them and of held-out digits that were squeezed and made again."""

    made: np.ndarray  # (N, P)
    random: Quality
    real: Quality


def gaps(network: Autoencoder, seed: int = 0, count: int = 500) -> Gaps:
    """Codes at random, as far out as those of real digits lie."""
    learned, held_out = digits()
    known = encoded(network, learned.images)
    dice = np.random.default_rng(seed).standard_normal((count, known.shape[1])).astype(np.float32)
    made = decoded(network, known.mean(0) + known.std(0) * dice)
    return Gaps(made, quality(made), quality(rebuilt(network, held_out.images)))


@dataclass(frozen=True, eq=False)
class Denoised:
    """One noisy digit of each kind and what two networks make of them; the errors are of all held-out digits."""

    pictures: Mapping[str, np.ndarray]  # each (10, P); "the truth" is the last
    errors: Mapping[str, float]


def denoised(plain: Autoencoder, cleaner: Autoencoder, noise: float, seed: int = 0) -> Denoised:
    """Held-out digits with noise on them, through a plain autoencoder and through one that learned to clean."""
    held_out = digits()[1]
    noisy = held_out.images + noise * np.random.default_rng(seed).standard_normal(held_out.images.shape).astype(
        np.float32
    )
    made = {
        "with noise": noisy, "plain autoencoder": rebuilt(plain, noisy), "denoiser": rebuilt(cleaner, noisy),
    }  # fmt: skip
    errors = {name: latent.mean_squared_error(held_out.images, images) for name, images in made.items()}
    shown = [int(np.flatnonzero(held_out.labels == digit)[0]) for digit in range(CLASSES)]
    return Denoised({name: images[shown] for name, images in (made | {"the truth": held_out.images}).items()}, errors)


def walk(network: Autoencoder, a: np.ndarray, b: np.ndarray, count: int = 25) -> np.ndarray:
    """(S, P) the pictures on the straight way between the codes of two pictures."""
    start, end = encoded(network, np.stack((a, b)))
    return decoded(network, latent.straight(start, end, np.linspace(0, 1, count, dtype=np.float32)))
