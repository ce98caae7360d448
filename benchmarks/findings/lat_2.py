"""LAT-2: where each picture is a small cloud, between two pictures lie more pictures (Kingma and Welling 2014)."""

import numpy as np

from benchmarks.findings._walks import pairs
from core.measure.images import sure_in_the_middle
from core.measure.latent_walks import between
from core.models.vae import VAE, Config
from core.models.weights import filled
from core.studies.vae import learn

CRITERION = (
    "On the straight way through the plane between 200 pairs of different held-out digits, the judge's sureness in the middle "
    "third is on average at least 0.1 above that of mixing the pixels, and at least 0.05 above that of the same network without "
    "any pull to the middle (β = 0), whose clouds shrink to points."
)
PAIRS = 200


def measured(seed: int) -> dict[str, float]:
    """How sure the judge is in the middle of each way, on average."""
    found: dict[str, float] = {}
    for name, beta in (("clouds", 1.0), ("points", 0.0)):
        *_, last = learn(beta=beta, moments=1, seed=seed)
        network = filled(VAE(Config()), last.arrays)
        films = [between(network, a, b) for a, b in zip(*pairs(PAIRS, seed), strict=True)]
        found[name] = float(np.mean([sure_in_the_middle(straight) for straight, _, _ in films]))
        found["pixels"] = float(np.mean([sure_in_the_middle(mixed) for _, _, mixed in films]))
    return found


def holds(measured: dict[str, float]) -> bool:
    return measured["clouds"] >= measured["pixels"] + 0.1 and measured["clouds"] >= measured["points"] + 0.05
