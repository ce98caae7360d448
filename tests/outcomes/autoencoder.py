"""How the experiments of /autoencoder may come out."""

import numpy as np

from core.exhibit import now
from core.figures.palette import LIGHT
from core.measure.autoencoders import Gaps
from core.measure.images import Quality
from pages.images.autoencoder import exhibits
from tests.outcomes import Case, Cases


def width(*network: float) -> Case:
    """The network's errors at the widths 1, 2 and 4, where PCA's are 0.3, 0.2 and 0.1."""
    errors = zip((1, 2, 4), network, (0.3, 0.2, 0.1), strict=True)
    rivals = [{"numbers": codes, "autoencoder": one, "PCA": other} for codes, one, other in errors]
    return lambda text: exhibits.width(text, rivals, LIGHT, now())


def noise(plain: float, denoiser: float) -> Case:
    """The errors of the two networks, where the noise is 0.09 away from the clean digits."""
    errors = {"with noise": 0.09, "plain autoencoder": plain, "denoiser": denoiser}
    return lambda text: exhibits.noise(text, errors)


def gaps(unclear: float, copies: float) -> Case:
    judged = Quality(frechet=1.0, confidence=0.8, classes=10, nearest=1.0)
    return lambda text: exhibits.gaps(text, Gaps(np.zeros((1, 64)), judged, judged, unclear, copies))


CASES: Cases = {
    "width": {
        "network": width(0.2, 0.1, 0.05), "pca": width(0.4, 0.3, 0.1), "crossing": width(0.2, 0.1, 0.15),
        "mixed": width(0.4, 0.1, 0.15),
    },
    "noise": {
        "denoiser": noise(0.06, 0.02), "denoiser alone": noise(0.1, 0.02), "plain": noise(0.02, 0.02),
        "neither": noise(0.1, 0.09),
    },
    "gaps": {"scribbles": gaps(0.4, 0.0), "copies": gaps(0.4, 0.6), "digits": gaps(0.06, 0.1)},
}  # fmt: skip
