"""A classifier run backwards: change the pixels, not the weights, until it is sure that it sees the digit that is wanted.

A classifier gives chances for digits, given a picture; it never learned which pictures there are. So whatever makes it sure
will do. Knows nothing of pages.

Source: Nguyen, Yosinski and Clune (2015), "Deep neural networks are easily fooled".

Shapes: N pictures, P = 64 pixels, C = 10 classes, F hidden features.
"""

from typing import TYPE_CHECKING

import numpy as np

from core.data.digits import CLASSES, SIDE
from core.measure.images import Judge, judge, like_real
from core.outcomes import band

if TYPE_CHECKING:
    from core.models.vae import VAE

STEPS, STRIDE = 100, 0.03  # so often every pixel is moved, and so far at most
FAINT = 0.3  # ink of the noise that it begins with, at most
SURE = 0.9  # from which chance on the classifier is called sure
EACH = 5  # pictures of each digit, from as many beginnings


def pushed(by: Judge, pictures: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """(N, P) how the chance of each picture's wanted digit grows with its pixels: the gradient of its logarithm."""
    (a, b, c), (bias_a, bias_b, *_) = by.weights, by.biases
    first = np.maximum(pictures @ a + bias_a, 0)  # (N, F)
    second = np.maximum(first @ b + bias_b, 0)
    wish = np.eye(CLASSES, dtype=np.float32)[wanted] - by.chances(pictures)  # (N, C)
    back = ((wish @ c.T) * (second > 0) @ b.T) * (first > 0)
    gradient: np.ndarray = back @ a.T
    return gradient


def found(seed: int = 0) -> np.ndarray:
    """(C · EACH, P) what it takes for each digit, changed from faint noise, step by step in the direction that makes it surer."""
    by, wanted = judge(), wishes()
    now = np.random.default_rng(seed).uniform(0, FAINT, (len(wanted), SIDE * SIDE)).astype(np.float32)
    for _ in range(STEPS):
        push = pushed(by, now, wanted)
        now = np.clip(now + STRIDE * push / np.maximum(np.abs(push).max(1, keepdims=True), 1e-12), 0, 1)
    return now


def wishes() -> np.ndarray:
    """(C · EACH,) the digits that are wanted, one after the other."""
    return np.repeat(np.arange(CLASSES), EACH)


def judged(pictures: np.ndarray, wanted: np.ndarray) -> tuple[float, float]:
    """The share of which the classifier is sure that they show what is wanted, and the share that look like handwriting."""
    sure = judge().chances(pictures)[np.arange(len(wanted)), wanted] >= SURE
    return float(sure.mean()), float(like_real(pictures).mean())


def came_out(sure: float, handwriting: float) -> str:
    """Is the classifier sure, and is what it is sure of handwriting?"""
    if sure < 0.5:
        return "never sure"
    return band(handwriting, {"nothing": 0.2, "some": 0.6, "digits": 1.0})


def asked(network: "VAE", wanted: np.ndarray, seed: int = 0) -> np.ndarray:
    """(N, P) what a generator draws when it is asked for these digits, one after the other."""
    from core.measure.latent_walks import decoded  # here, because the classifier needs no torch

    return decoded(network, np.random.default_rng(seed).standard_normal((len(wanted), network.config.latent)), wanted)
