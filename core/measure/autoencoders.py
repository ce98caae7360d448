"""Facts about a trained autoencoder of digits: what it loses, what lies between its codes, and what it cleans.

Shapes: N pictures, P = 64 pixels, C numbers of a code, S steps of a way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch

from core.data.digits import CLASSES, digits
from core.measure import latent
from core.measure.images import Quality, judge, nearest, quality
from core.models.autoencoder import Autoencoder, Config
from core.models.weights import filled
from core.outcomes import band


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


def loses_less(network: Mapping[int, float], pca: Mapping[int, float]) -> str:
    """Who has the smaller error at each width: `network` or `pca` always; `crossing`, the network up to some width and PCA
    from there on; `mixed`, in another order.
    """
    network_wins = [network[codes] < pca[codes] for codes in sorted(network)]
    if len(set(network_wins)) == 1:
        return "network" if network_wins[0] else "pca"
    return "crossing" if network_wins == sorted(network_wins, reverse=True) else "mixed"


def against_pca(linear: float, pca: float) -> str:
    """A linear autoencoder's error beside PCA's: the `same` within a tenth, else `better` or `worse`."""
    return band(linear / pca, {"better": 0.9, "same": 1.1, "worse": float("inf")})


@dataclass(frozen=True)
class Lost:
    """What one digit's held-out pictures lose."""

    digit: int
    error: float  # the mean squared error of a pixel
    spread: float  # how much its pictures differ: the mean squared distance of a pixel from their average
    same: float  # the share that the judge names as before


def lost_by_digit(network: Autoencoder) -> list[Lost]:
    held_out = digits()[1]
    again = rebuilt(network, held_out.images)
    same = judge().named(again) == judge().named(held_out.images)
    of = [held_out.labels == digit for digit in range(CLASSES)]
    return [
        Lost(
            digit, latent.mean_squared_error(held_out.images[own], again[own]),
            spread=float(held_out.images[own].var(axis=0).mean()), same=float(same[own].mean()),
        )
        for digit, own in enumerate(of)
    ]  # fmt: skip


def loses_most(found: Sequence[Lost]) -> str:
    """Which digit has the greatest error: `zero`, `one` or another one."""
    return {0: "zero", 1: "one"}.get(max(found, key=lambda one: one.error).digit, "another")


@dataclass(frozen=True, eq=False)
class Gaps:
    """Pictures at random codes, and the judge's view of them and of held-out digits that were squeezed and made again."""

    made: np.ndarray  # (N, P)
    random: Quality
    real: Quality
    unclear: float  # share of the pictures at random codes: the judge is less sure than of 95 % of the others
    copies: float  # share of them: nearer to a learned digit than 95 % of the held-out ones are


UNUSUAL = 0.05  # the share of real digits that would be called unclear, or copies, too


def gaps(network: Autoencoder, seed: int = 0, count: int = 500) -> Gaps:
    """Codes at random, as far out as those of real digits lie."""
    learned, held_out = digits()
    known = encoded(network, learned.images)
    dice = np.random.default_rng(seed).standard_normal((count, known.shape[1])).astype(np.float32)
    made, again = decoded(network, known.mean(0) + known.std(0) * dice), rebuilt(network, held_out.images)
    sure, sure_again = (judge().chances(images).max(axis=1) for images in (made, again))
    near, near_held_out = (nearest(images.clip(0, 1), learned.images)[1] for images in (made, held_out.images))
    return Gaps(
        made, quality(made), quality(again), unclear=float((sure < np.quantile(sure_again, UNUSUAL)).mean()),
        copies=float((near < np.quantile(near_held_out, UNUSUAL)).mean()),
    )  # fmt: skip


def at_random_codes(unclear: float, copies: float) -> str:
    """What comes out: `copies`, if more than half are; `scribbles`, if a quarter or more are unclear; else `digits`."""
    return "copies" if copies > 0.5 else band(unclear, {"digits": 0.25, "scribbles": 1})


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


def cleaner(errors: Mapping[str, float]) -> Literal["denoiser", "denoiser alone", "plain", "neither"]:
    """Which network comes nearer to the clean digits, by the `errors` of `Denoised`; `neither`, if the noise was nearer.

    The `denoiser alone`: it comes nearer, and the plain one is no nearer than the noise.
    """
    noise, plain, denoiser = (errors[name] for name in ("with noise", "plain autoencoder", "denoiser"))
    if min(plain, denoiser) >= noise:
        return "neither"
    if plain <= denoiser:
        return "plain"
    return "denoiser" if plain < noise else "denoiser alone"


def walk(network: Autoencoder, a: np.ndarray, b: np.ndarray, count: int = 25) -> np.ndarray:
    """(S, P) the pictures on the straight way between the codes of two pictures."""
    start, end = encoded(network, np.stack((a, b)))
    return decoded(network, latent.straight(start, end, np.linspace(0, 1, count, dtype=np.float32)))
