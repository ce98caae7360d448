"""Facts about codes: what PCA keeps, when a latent number dies, ways between two points, and what a direction does.

Shapes: N pictures, P pixels, C numbers of a code, F factors.

Sources: Lucas et al. (2019), "Don't blame the ELBO!" (a linear VAE finds what PCA finds, down to its noise); White
(2016), "Sampling generative networks" (walking on the sphere); Larsen et al. (2016) (arithmetic with attributes).
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Plane:
    """What PCA found: the best flat answer to "keep only C numbers"."""

    mean: np.ndarray  # (P,)
    directions: np.ndarray  # (C, P) of length one, at right angles, the one with most spread first
    variances: np.ndarray  # (C,) how far the pictures spread along each

    def encode(self, images: np.ndarray) -> np.ndarray:
        return (images - self.mean) @ self.directions.T

    def decode(self, codes: np.ndarray) -> np.ndarray:
        return codes @ self.directions + self.mean

    def rebuilt(self, images: np.ndarray) -> np.ndarray:
        return self.decode(self.encode(images))


def pca(images: np.ndarray, codes: int) -> Plane:
    """The plane that loses least of these pictures, by the singular values of the centred pictures."""
    mean = images.mean(axis=0)
    _, spreads, directions = np.linalg.svd(images - mean, full_matrices=False)
    return Plane(mean, directions[:codes], spreads[:codes] ** 2 / len(images))


def mean_squared_error(images: np.ndarray, rebuilt: np.ndarray) -> float:
    """The mean over pictures and pixels of the squared difference."""
    return float(((images - rebuilt) ** 2).mean())


def predicted_kl(variances: np.ndarray, noise: float) -> np.ndarray:
    """(C,) nats that each latent number of a linear VAE will carry, before any training: ½ ln(λ/σ²), none where λ ≤ σ².

    >>> predicted_kl(np.array([4.0, 1.0, 0.5]), noise=1.0).round(3).tolist()
    [0.693, 0.0, 0.0]
    """
    carried: np.ndarray = 0.5 * np.log(np.maximum(np.asarray(variances) / noise, 1.0))
    return carried


def named_by_neighbours(
    codes: np.ndarray, labels: np.ndarray, asked: np.ndarray, truth: np.ndarray, count: int = 5
) -> float:
    """The share of `asked` codes whose `count` nearest known codes agree, by majority, on the true label."""
    squares = ((asked[:, None] - codes[None]) ** 2).sum(-1)  # (asked, N)
    near = labels[np.argsort(squares, axis=1, kind="stable")[:, :count]]
    votes = np.array([np.bincount(row, minlength=labels.max() + 1).argmax() for row in near])
    return float((votes == truth).mean())


# --- ways from one code to another


def straight(a: np.ndarray, b: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """(S, C) the codes on the straight line from a to b, at these shares of the way."""
    t = np.asarray(shares)[:, None]
    return (1 - t) * a + t * b


def spherical(a: np.ndarray, b: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """(S, C) the codes on the arc from a to b around zero, so that the distance from zero goes evenly too (Shoemake 1985).

    Where both point the same way, or one is zero, there is no arc: then it is the straight line.
    """
    long_a, long_b = float(np.linalg.norm(a)), float(np.linalg.norm(b))
    cosine = float(a @ b) / max(long_a * long_b, 1e-12)
    angle = np.arccos(np.clip(cosine, -1, 1))
    if min(long_a, long_b) < 1e-9 or np.sin(angle) < 1e-6:
        return straight(a, b, shares)
    t = np.asarray(shares)[:, None]
    direction = (np.sin((1 - t) * angle) * (a / long_a) + np.sin(t * angle) * (b / long_b)) / np.sin(angle)
    return direction * ((1 - t) * long_a + t * long_b)


def middle_norms(codes: int, pairs: int, seed: int) -> tuple[float, float]:
    """Half way between two random draws: how far from zero the straight and the spherical middle lie, as shares of √C."""
    a, b = np.random.default_rng(seed).standard_normal((2, pairs, codes))
    half = np.array([0.5])
    norms = [
        [np.linalg.norm(way(a[i], b[i], half)[0]) for i in range(pairs)]  # one pair at a time: each has its own arc
        for way in (straight, spherical)
    ]
    line, arc = (float(np.mean(found)) / codes**0.5 for found in norms)
    return line, arc


# --- attributes


def attribute(codes: np.ndarray, factor: np.ndarray) -> np.ndarray:
    """(C,) from the mean code of the quarter with least of a factor to that of the quarter with most of it."""
    low, high = np.quantile(factor, (0.25, 0.75))
    difference: np.ndarray = codes[factor >= high].mean(axis=0) - codes[factor <= low].mean(axis=0)
    return difference


@dataclass(frozen=True, eq=False)
class Ruler:
    """Reads the factors off any picture: by ridge regression from pixels and their products with a blurred self."""

    weights: np.ndarray
    mean: np.ndarray

    def read(self, images: np.ndarray) -> np.ndarray:
        """(N, F) the factors that these pictures seem to have been drawn from."""
        read: np.ndarray = _features(images) @ self.weights + self.mean
        return read


def ruler(images: np.ndarray, factors: np.ndarray, strength: float = 1.0) -> Ruler:
    """A ruler learned on pictures whose factors are known."""
    seen, mean = _features(images), factors.mean(axis=0)
    gram = seen.T @ seen + strength * np.eye(seen.shape[1], dtype=seen.dtype)
    return Ruler(np.linalg.solve(gram, seen.T @ (factors - mean)), mean)


LINES = (
    np.random.default_rng(0).standard_normal((576, 500)).astype(np.float32) / 12
)  # random features of 24 × 24 pixels


def _features(images: np.ndarray) -> np.ndarray:
    """Pixels, and random mixtures of them cut off at zero: enough to read what no single pixel tells (Rahimi and Recht 2008)."""
    images = np.asarray(images, np.float32) - 0.3
    return np.concatenate((images, np.maximum(images @ LINES, 0), np.ones((len(images), 1), np.float32)), axis=1)
