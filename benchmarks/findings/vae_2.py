"""A plane that one can walk, digits that one can ask for, and why the arc keeps what the straight line loses.

Kingma and Welling (2014), "Auto-encoding variational Bayes"; Sohn, Lee and Yan (2015) for asking; White (2016) for arcs.
"""

from typing import Any

import numpy as np
import torch

from core.data.digits import CLASSES, digits
from core.measure.images import judge
from core.measure.latent import mean_squared_error, middle_norms, named_by_neighbours, pca
from core.models.vae import VAE, Config
from core.studies.vae import ASKED, learn

CRITERION = (
    "With two numbers the VAE loses at least 10 % less than PCA; five neighbours in its plane name at least 70 % of the "
    "held-out digits; the judge finds the asked digit in at least 85 % of the conditional samples; half way between two "
    "draws of 16 numbers the straight line keeps about 1/√2 of √16 (within 5 %), the arc all of it within 10 %."
)


def measured(seed: int) -> dict[str, Any]:
    """Everything that the criterion names."""
    learned, held_out = digits()
    model = trained(Config(), {"seed": seed})
    asked = trained(Config(labels=CLASSES), {**ASKED, "seed": seed})
    plane = pca(learned.images, 2)
    wanted = np.arange(1000) % CLASSES
    with torch.inference_mode():
        codes, held_codes = (model.encode(torch.tensor(part.images))[0].numpy() for part in (learned, held_out))
        rebuilt = model(torch.tensor(held_out.images)).numpy()
        z = torch.randn(1000, 2, generator=torch.Generator().manual_seed(seed))
        samples = asked.decode(z, torch.from_numpy(wanted)).numpy()
    line, arc = middle_norms(16, 1000, seed)
    return {
        "error": mean_squared_error(held_out.images, rebuilt),
        "error_pca": mean_squared_error(held_out.images, plane.rebuilt(held_out.images)),
        "named": named_by_neighbours(codes, learned.labels, held_codes, held_out.labels),
        "asked": float((judge().named(samples) == wanted).mean()),
        "middle_straight": line,
        "middle_arc": arc,
    }


def trained(config: Config, settings: dict[str, Any]) -> VAE:
    """The model at the end of its study."""
    *_, last = learn(**{**settings, "moments": 1})
    model = VAE(config)
    model.load_state_dict({name: torch.from_numpy(weight.astype(np.float32)) for name, weight in last.arrays.items()})
    return model


def holds(measured: dict[str, Any]) -> bool:
    return (
        measured["error"] <= 0.9 * measured["error_pca"]
        and measured["named"] >= 0.7
        and measured["asked"] >= 0.85
        and abs(measured["middle_straight"] * 2**0.5 - 1) <= 0.05
        and abs(measured["middle_arc"] - 1) <= 0.1
    )
