"""LAT-3: which way between two codes looks best differs from pair to pair (White 2016 proposes the arc)."""

import numpy as np

from benchmarks.findings._walks import pairs
from core.measure.images import sure_in_the_middle
from core.measure.latent_walks import between
from core.models.vae import VAE, Config
from core.models.weights import filled
from core.studies.vae import learn

CRITERION = (
    "Of 200 pairs of different held-out digits, the straight way through the plane, the arc and mixing the pixels are each the "
    "one that keeps the judge surest in the middle third for at least 5 % of the pairs, and none is for more than 80 %."
)
PAIRS = 200


def measured(seed: int) -> dict[str, float]:
    """For which share of the pairs each way keeps the judge surest."""
    *_, last = learn(moments=1, seed=seed)
    network = filled(VAE(Config()), last.arrays)
    sure = [list(map(sure_in_the_middle, between(network, a, b))) for a, b in zip(*pairs(PAIRS, seed), strict=True)]
    best = np.bincount(np.argmax(sure, axis=1), minlength=3) / PAIRS
    return dict(zip(("straight", "arc", "pixels"), best.tolist(), strict=True))


def holds(measured: dict[str, float]) -> bool:
    return all(0.05 <= share <= 0.8 for share in measured.values())
