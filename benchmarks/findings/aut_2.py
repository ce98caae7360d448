"""AUT-2: a digit drawn otherwise than those that were learned may come back as another one (Hinton and Salakhutdinov 2006:
an autoencoder keeps what its pictures have in common).
"""

import numpy as np
import torch
import torch.nn.functional as F

from core.data.digits import digits
from core.measure.autoencoders import rebuilt
from core.measure.images import judge
from core.models.autoencoder import Autoencoder, Config
from core.models.weights import filled
from core.studies.autoencoder import learn

CRITERION = (
    "Of held-out digits that are turned by 30 degrees, those that the judge still names rightly come back from eight numbers as "
    "another digit in at least 10 % of the cases, and at least twice as often as upright ones that it names rightly."
)
CODES, DEGREES = 8, 30.0


def measured(seed: int) -> dict[str, float]:
    """The share that comes back as another digit, upright and turned; and how many of the turned ones the judge knows."""
    *_, last = learn(codes=CODES, moments=1, seed=seed)
    network = filled(Autoencoder(Config(codes=CODES)), last.arrays)
    held_out = digits()[1]
    found: dict[str, float] = {}
    for name, images in (("upright", held_out.images), ("turned", turned(held_out.images, DEGREES))):
        known = judge().named(images) == held_out.labels
        again = judge().named(rebuilt(network, images[known]))
        another = again != held_out.labels[known]
        found |= {f"{name}: known": float(known.mean()), f"{name}: another": float(another.mean())}
    return found


def turned(images: np.ndarray, degrees: float) -> np.ndarray:
    """(N, P) square pictures, turned around their middle."""
    side = round(images.shape[1] ** 0.5)
    cosine, sine = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
    turn = torch.tensor([[cosine, -sine, 0], [sine, cosine, 0]], dtype=torch.float32).expand(len(images), -1, -1)
    pictures = torch.from_numpy(images.copy()).view(-1, 1, side, side)
    grid = F.affine_grid(turn.contiguous(), list(pictures.shape), align_corners=False)
    return F.grid_sample(pictures, grid, align_corners=False).flatten(1).numpy()


def holds(measured: dict[str, float]) -> bool:
    upright, other = measured["upright: another"], measured["turned: another"]
    return other >= 0.1 and other >= 2 * upright
