"""How good are pictures of digits that a model made? A judge that never saw them says what they show, and how sure it is.

The judge is a small classifier, trained on the digits to learn from and on nothing else. Its weights come with the app
(`python -m scripts.judge` trains them again), so that a page judges in a millisecond. Knows nothing about the models
that it judges.

Shapes: N pictures, P = 64 pixels, F = 32 features, C = 10 classes.

Sources: Heusel et al. (2017), "GANs trained by a two time-scale update rule" (the Fréchet distance in a classifier's
features); Dowson and Landau (1982), "The Fréchet distance between multivariate normal distributions".
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.caches import cache
from core.data.digits import CLASSES, digits

SHIPPED = Path(__file__).resolve().parents[2] / "assets" / "judge" / "digits.npz"
WIDTHS = (64, 128, 32, CLASSES)
STEPS, BATCH = 1_500, 128
PRESENT = 0.03  # a class is there if this share of the pictures shows it: a third of its fair share


# --- the judge


@dataclass(frozen=True, eq=False)
class Judge:
    """The classifier in NumPy. Two layers make 32 features of a picture, a third one names the digit."""

    weights: tuple[np.ndarray, ...]  # (P, 128), (128, F), (F, C)
    biases: tuple[np.ndarray, ...]

    def features(self, images: np.ndarray) -> np.ndarray:
        """(N, P) pictures -> (N, F) what the judge sees in them. Ink beyond paper or black is cut off first."""
        seen = np.clip(np.asarray(images, dtype=np.float32), 0, 1)
        for weight, bias in zip(self.weights[:2], self.biases[:2], strict=True):
            seen = np.maximum(seen @ weight + bias, 0)
        return seen

    def chances(self, images: np.ndarray) -> np.ndarray:
        """(N, P) pictures -> (N, C) how sure the judge is of each digit; every row sums to one."""
        logits = self.features(images) @ self.weights[2] + self.biases[2]
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    def named(self, images: np.ndarray) -> np.ndarray:
        """(N,) the digit that the judge takes each picture for."""
        return self.chances(images).argmax(axis=1)


@cache
def judge() -> Judge:
    """The judge that comes with the app."""
    with np.load(SHIPPED) as file:
        layers = [(file[f"weight{i}"], file[f"bias{i}"]) for i in range(len(WIDTHS) - 1)]
    return Judge(
        tuple(weight.astype(np.float32) for weight, _ in layers), tuple(bias.astype(np.float32) for _, bias in layers)
    )


def trained(seed: int = 0) -> Judge:
    """A judge from random weights, in a second and a half; the same seed gives the same judge."""
    import torch  # here, because whoever only asks the judge needs no torch
    import torch.nn.functional as F
    from torch import nn

    learned, _ = digits()
    images, labels = torch.from_numpy(learned.images), torch.from_numpy(learned.labels)
    rng = torch.Generator().manual_seed(seed)
    layers = [nn.Linear(a, b) for a, b in zip(WIDTHS, WIDTHS[1:], strict=False)]
    for layer in layers:
        nn.init.kaiming_uniform_(layer.weight, a=5**0.5, generator=rng)
        nn.init.zeros_(layer.bias)
    network = nn.Sequential(layers[0], nn.ReLU(), layers[1], nn.ReLU(), layers[2])
    optimizer = torch.optim.AdamW(network.parameters(), lr=3e-3, weight_decay=1e-2, fused=True)
    for _ in range(STEPS):
        rows = torch.randint(len(images), (BATCH,), generator=rng)
        blurred = images[rows] + 0.05 * torch.randn(BATCH, WIDTHS[0], generator=rng)
        # Smoothed labels: a judge that is never quite sure can still tell a good picture from a perfect one.
        loss = F.cross_entropy(network(blurred), labels[rows], label_smoothing=0.05)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        return Judge(
            tuple(layer.weight.T.numpy().copy() for layer in layers),
            tuple(layer.bias.numpy().copy() for layer in layers),
        )


# --- distances


def frechet(a: np.ndarray, b: np.ndarray) -> float:
    """How far apart two clouds of features are, each taken for a Gaussian with its mean and covariance (Heusel et al. 2017)."""
    a, b = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    return gaussian_frechet(a.mean(axis=0), np.cov(a.T), b.mean(axis=0), np.cov(b.T))


def gaussian_frechet(mean_a: np.ndarray, cov_a: np.ndarray, mean_b: np.ndarray, cov_b: np.ndarray) -> float:
    """|m₁ - m₂|² + tr(C₁ + C₂ - 2 (C₁C₂)^½), by Dowson and Landau (1982).

    C₁C₂ is not symmetric, but √C₁ C₂ √C₁ is, and has the same trace of its root: so eigenvalues are enough.
    """
    half = square_root(cov_a)
    between = np.linalg.eigvalsh(half @ cov_b @ half)
    apart = float(((mean_a - mean_b) ** 2).sum())
    spread = float(np.trace(cov_a) + np.trace(cov_b) - 2 * np.sqrt(np.clip(between, 0, None)).sum())
    return max(0.0, apart + spread)


def square_root(covariance: np.ndarray) -> np.ndarray:
    """The symmetric matrix that gives this one when multiplied by itself. Rounding may make zeros negative: cut off."""
    values, vectors = np.linalg.eigh(covariance)
    root: np.ndarray = (vectors * np.sqrt(np.clip(values, 0, None))) @ vectors.T
    return root


def nearest(images: np.ndarray, known: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each picture the row of the known picture that is most like it, and how far away it is (Euclid, over pixels)."""
    images, known = np.asarray(images, dtype=np.float64), np.asarray(known, dtype=np.float64)
    squares = (images**2).sum(1)[:, None] + (known**2).sum(1)[None] - 2 * images @ known.T  # (N, known)
    rows = squares.argmin(axis=1)
    return rows, np.sqrt(((images - known[rows]) ** 2).sum(axis=1))  # measured anew: no digits are lost to the squares


# --- does it look like handwriting at all?

NEAR = 0.95  # so many of the held-out digits count as handwriting


def like_real(images: np.ndarray) -> np.ndarray:
    """(N,) bool: is this picture as near to a digit that was learned from as 95 of 100 held-out digits are?

    The judge can't say that a picture shows no digit: whatever it sees, it names one, and may be very sure. This asks the
    pixels instead. It is no judge of beauty either: blur passes, as averages lie near to everything.
    """
    near: np.ndarray = nearest(np.clip(images, 0, 1), digits()[0].images)[1] <= reach_of_handwriting()
    return near


@cache
def reach_of_handwriting() -> float:
    """The distance to the nearest learned digit that 95 of 100 held-out digits keep."""
    learned, held_out = digits()
    return float(np.quantile(nearest(held_out.images, learned.images)[1], NEAR))


# --- all together


@dataclass(frozen=True)
class Quality:
    """What the judge says of a sheet of pictures."""

    frechet: float  # to the held-out digits; compare with `floor()`
    confidence: float  # the chance of the digit that the judge names, on average
    classes: int  # how many of the ten digits are there
    nearest: float  # mean distance to the nearest picture that was learned from


def quality(images: np.ndarray, by: Judge | None = None) -> Quality:
    """Judge (N, P) pictures with ink from 0 to 1. About 500 or more are needed for the Fréchet distance to stand still."""
    by, (learned, _) = by or judge(), digits()
    images = np.clip(images, 0, 1)
    return Quality(
        frechet=frechet(by.features(images), held_out_features(by)),
        confidence=float(by.chances(images).max(axis=1).mean()),
        classes=present(by.named(images)),
        nearest=float(nearest(images, learned.images)[1].mean()),
    )


def sure_in_the_middle(frames: np.ndarray) -> float:
    """How sure the judge is of the middle third of a film (S, P), on average."""
    third = len(frames) // 3
    return float(judge().chances(frames[third:-third]).max(axis=1).mean())


def sure_at_the_ends(frames: np.ndarray) -> float:
    """How sure it is of the first and the last picture."""
    return float(judge().chances(frames[[0, -1]]).max(axis=1).mean())


def present(named: np.ndarray) -> int:
    """How many classes make up at least a third of their fair share of the pictures."""
    return int((np.bincount(named, minlength=CLASSES) >= PRESENT * len(named)).sum())


@cache
def held_out_features(by: Judge) -> np.ndarray:
    """(450, F) what the judge sees in the digits that nobody trains on."""
    return by.features(digits()[1].images)


@cache
def floor(by: Judge | None = None) -> float:
    """The distance of real digits to real digits: what no model should be expected to beat. The median of five draws."""
    by, (learned, held_out) = by or judge(), digits()
    rng = np.random.default_rng(0)
    draws = [learned.images[rng.choice(len(learned), len(held_out), replace=False)] for _ in range(5)]
    return float(np.median([frechet(by.features(draw), held_out_features(by)) for draw in draws]))
