"""LAT-4: no pull and too much pull spoil a VAE's new digits; in between, neighbouring strengths do about equally well.

Higgins et al. (2017), "beta-VAE: Learning basic visual concepts with a constrained variational framework".
"""

import torch

from core.measure.images import quality
from core.models.vae import VAE, Config
from core.models.weights import filled
from core.studies.vae import BETAS, learn

CRITERION = (
    "Of five strengths of the pull, from none to 16, the best in Fréchet distance is neither the least nor the most; the worst "
    "is at least twice as far as the best; and some pair of neighbours differs by less than a quarter."
)
SAMPLES = 1_000


def measured(seed: int) -> dict[str, float]:
    """The Fréchet distance of a thousand new digits to held-out ones, by the strength of the pull."""
    found = {}
    z = torch.randn(SAMPLES, Config().latent, generator=torch.Generator().manual_seed(seed))
    for beta in BETAS:
        *_, last = learn(beta=beta, moments=1, seed=seed)
        with torch.inference_mode():
            found[f"{beta:g}"] = quality(filled(VAE(Config()), last.arrays).decode(z).numpy()).frechet
    return found


def holds(measured: dict[str, float]) -> bool:
    far = list(measured.values())
    best = far.index(min(far))
    alike = any(max(a, b) < 1.25 * min(a, b) for a, b in zip(far, far[1:], strict=False))
    return bool(0 < best < len(far) - 1 and max(far) >= 2 * min(far) and alike)
