"""Walks through the codes of a VAE: pictures on the way, pictures at places thrown by dice, and a step that adds a smile.

Shapes: N pictures, P pixels, C numbers of a code, S pictures of a film.

Sources: White (2016), "Sampling generative networks" (ways between two codes); Larsen et al. (2016) (arithmetic with
attributes); Lucas et al. (2019), "Don't blame the ELBO!" (what PCA says of a linear VAE).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch

from core.data import faces as drawn
from core.data.digits import digits
from core.measure import latent
from core.measure.images import judge, sure_in_the_middle
from core.models.vae import VAE
from core.outcomes import band

FILM = 31  # pictures of a film
LEARNED, HELD_OUT = 3000, 500  # faces that the network of faces learned from, and faces that it never saw


@torch.inference_mode()
def encoded(network: VAE, images: np.ndarray) -> np.ndarray:
    """(N, C) the middles of the clouds of these (N, P) pictures."""
    return np.asarray(network.encode(torch.tensor(images))[0].numpy())


@torch.inference_mode()
def decoded(network: VAE, z: np.ndarray, labels: np.ndarray | None = None) -> np.ndarray:
    """(N, P) the pictures at these (N, C) places; of the classes in `labels`, where the network hears which is wanted."""
    asked = None if labels is None else torch.tensor(labels)
    return np.asarray(network.decode(torch.tensor(z, dtype=torch.float32), asked).numpy())


def between(network: VAE, a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Three films (S, P) from picture a to picture b: straight through the codes, on an arc, and by mixing the pixels."""
    shares = np.linspace(0, 1, FILM)
    start, end = encoded(network, np.stack((a, b)))
    ways = (latent.straight(start, end, shares), latent.spherical(start, end, shares))
    straight, arc = (decoded(network, way) for way in ways)
    return straight, arc, latent.straight(a, b, shares)


SURE = 0.7  # a judge surer than that takes a picture for a digit
CLEARLY = 0.1  # a difference in its sureness that counts


def half_way(
    straight: np.ndarray, mixed: np.ndarray
) -> Literal["lost", "unclear", "as clear", "another", "one of both"]:
    """What lies in the middle third of the straight way (S, P) from one picture to another, beside their pixels mixed.

    `lost`: an end does not come back as the digit that it was. `unclear`: the judge is not sure of the middle. `as clear`:
    mixing the pixels does about as well. Else the digit that it sees most often there: `another`, or `one of both`.
    """
    by, third = judge(), len(straight) // 3
    ends = by.named(mixed[[0, -1]])
    if (by.named(straight[[0, -1]]) != ends).any():
        return "lost"
    sure = sure_in_the_middle(straight)
    if sure < SURE:
        return "unclear"
    if sure_in_the_middle(mixed) > sure - CLEARLY:
        return "as clear"
    seen = np.bincount(by.named(straight[third:-third])).argmax()
    return "one of both" if seen in ends else "another"


def thrown(network: VAE, count: int, seed: int, label: int | None = None) -> np.ndarray:
    """(count, P) pictures at places drawn from N(0, 1); all of one class, where a label is given."""
    z = np.random.default_rng(seed).standard_normal((count, network.config.latent))
    return decoded(network, z, None if label is None else np.full(count, label))


def share_named(pictures: np.ndarray, digit: int) -> float:
    """The share of these pictures in which the judge sees that digit."""
    return float((judge().named(pictures) == digit).mean())


def obeys(share: float) -> str:
    """How often a digit that was asked for comes: `seldom` below three tenths, `half`, or `nearly always` from nine tenths."""
    return band(share, {"seldom": 0.3, "half": 0.9, "nearly always": 1})


def best_pull(distances: Mapping[float, float]) -> Literal["none", "middle", "most"]:
    """At which β, of those that were tried, thrown pictures lie nearest to real ones: the least, the most, or one between."""
    best = min(distances, key=distances.__getitem__)
    return {min(distances): "none", max(distances): "most"}.get(best, "middle")  # type: ignore[return-value]


# --- faces


@dataclass(frozen=True, eq=False)
class Effect:
    """What a step along an attribute's direction did to held-out faces, measured against the numbers behind them."""

    before: np.ndarray  # (N, P) what the network makes of the faces
    after: np.ndarray
    film: np.ndarray  # (S, P) one face on the way
    changes: Mapping[str, float]  # of every factor, as a share of its range


def known_faces(network: VAE) -> tuple[np.ndarray, latent.Ruler]:
    """(N, C) the codes of the faces that a network learned, and a ruler that reads factors off pictures."""
    known = drawn.faces(LEARNED, 0)
    return encoded(network, known.images), latent.ruler(known.images, known.factors)


def added(network: VAE, codes: np.ndarray, ruler: latent.Ruler, name: str) -> Effect:
    """Add one factor to the held-out faces that have little of it. `codes` and `ruler` are from `known_faces`."""
    known, held_out = drawn.faces(LEARNED, 0), drawn.faces(HELD_OUT, 1)
    column = drawn.NAMES.index(name)
    direction = latent.attribute(codes, known.factors[:, column])
    few = held_out.factors[:, column] <= np.quantile(held_out.factors[:, column], 0.4)
    start = encoded(network, held_out.images[few])
    before, after = decoded(network, start), decoded(network, start + direction)
    moved = (ruler.read(after) - ruler.read(before)).mean(axis=0)
    ranges = [factor.high - factor.low for factor in drawn.FACTORS.values()]
    film = decoded(network, start[0] + np.linspace(0, 1, FILM)[:, None] * direction)
    changes = {n: float(change / span) for n, change, span in zip(drawn.NAMES, moved, ranges, strict=True)}
    return Effect(before[:10], after[:10], film, changes)


SEEN = 0.1  # of a factor's whole range: a smaller change is hardly seen


def changed(changes: Mapping[str, float], name: str) -> Literal["mostly", "much else", "something else", "nothing"]:
    """What adding the factor changed: `mostly` that one; `much else`, if another moved half as far; or not that one at all."""
    own = changes[name]
    others = max(abs(change) for factor, change in changes.items() if factor != name)
    if own < SEEN:
        return "something else" if others >= SEEN else "nothing"
    return "much else" if others >= own / 2 else "mostly"


# --- collapse


def variances(codes: int) -> Sequence[float]:
    """What PCA finds in the digits, largest first: so many of them."""
    found: list[float] = latent.pca(digits()[0].images, codes).variances.tolist()
    return found


def predicted(codes: int, noise: float) -> Sequence[float]:
    """The nats that each number of a linear VAE of the digits will carry at this noise, before any training."""
    nats: list[float] = latent.predicted_kl(
        np.array(variances(codes)), noise
    ).tolist()  # in doubles, as PCA is in singles
    return nats
