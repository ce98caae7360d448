"""AUT-1: between two codes of a plain autoencoder lies sometimes a digit, and sometimes two laid over each other.

Berthelot et al. (2018), "Understanding and improving interpolation in autoencoders via an adversarial regularizer", judge
autoencoders by what lies between.
"""

import numpy as np

from benchmarks.findings._walks import pairs
from core.data.digits import digits
from core.measure.autoencoders import decoded, encoded, rebuilt
from core.measure.images import judge, nearest
from core.models.autoencoder import Autoencoder, Config
from core.models.weights import filled
from core.studies.autoencoder import learn

CRITERION = (
    "Half way between the codes of 300 pairs of different held-out digits, with eight numbers, at least 10 % of the pictures are "
    "a digit (the judge is at least 0.7 sure, and a learned digit is nearer than the mean of the two ends), and at least 10 % "
    "are two laid over each other (the mean of the two ends is nearer than any learned digit)."
)
PAIRS, CODES, SURE = 300, 8, 0.7


def measured(seed: int) -> dict[str, float]:
    """The shares of the pictures half way that are a digit, two laid over each other, or neither."""
    return half_way(CODES, seed)


def half_way(codes: int, seed: int) -> dict[str, float]:
    """The same, with so many numbers."""
    *_, last = learn(codes=codes, moments=1, seed=seed)
    network = filled(Autoencoder(Config(codes=codes)), last.arrays)
    first, second = pairs(PAIRS, seed)
    middle = decoded(network, (encoded(network, first) + encoded(network, second)) / 2).clip(0, 1)
    ends = (rebuilt(network, first) + rebuilt(network, second)) / 2
    to_ends = np.linalg.norm(middle - ends, axis=1)
    to_learned = nearest(middle, digits()[0].images)[1]
    sure = judge().chances(middle).max(axis=1) >= SURE
    laid_over = to_ends < to_learned
    return {
        "digit": float((sure & ~laid_over).mean()),
        "laid over": float(laid_over.mean()),
        "neither": float((~sure & ~laid_over).mean()),
    }


def holds(measured: dict[str, float]) -> bool:
    return measured["digit"] >= 0.1 and measured["laid over"] >= 0.1
