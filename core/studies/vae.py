"""VAEs that learn digits or faces while one watches, and linear ones whose collapse was predicted before.

`learn` with its default settings is the recipe of a VAE whose samples can be recognised after less than five seconds of
one core: a latent plane, one step of Adam for 128 pictures, σ = 0.2, β = 1, and a rate that falls in the second half.

A record's arrays are the weights in half precision, named as in the model.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from core.data.digits import CLASSES, digits
from core.measure.latent import pca, predicted_kl
from core.models.vae import VAE, Config, kl_divergence
from core.studies.autoencoder import half, images_of, landmarks
from core.training.descent import descend, down_from_half
from core.training.events import Record

RATE, BATCH, STEPS, SIGMA = 3e-3, 128, 4_000, 0.2
BETAS = (0.0, 0.25, 1.0, 4.0, 16.0)
RATIOS = (0.2, 0.35, 0.5, 0.8, 1.1)  # of the noise to PCA's greatest variance
LATENT = 8  # numbers of the linear VAEs
FACES: dict[str, Any] = {"data": "faces", "latent": 16, "hidden": 96, "sigma": 0.1, "steps": 3_000, "moments": 1}
ASKED: dict[str, Any] = {"labels": True, "moments": 1}

SHIPPED: dict[str, list[dict[str, Any]]] = {
    "learn": [{}, *({"beta": beta, "moments": 1} for beta in BETAS if beta != 1.0), ASKED, FACES],
    "collapse": [{"ratio": ratio} for ratio in RATIOS],
}


@dataclass(frozen=True)
class Learned:
    """Nats a picture; of `kl` one number for each of the latents."""

    loss: float
    reconstruction: float
    kl: Sequence[float]
    held_out: float  # squared error of a pixel


@dataclass(frozen=True)
class Carried:
    """The nats that each latent carries, the most first, and what theory says of them; and their sums."""

    kl: Sequence[float]
    predicted: Sequence[float]
    total: float
    theory: float


def learn(
    *, beta: float = 1.0, latent: int = 2, sigma: float = SIGMA, kind: str = "mlp", data: str = "digits",
    hidden: int = 64, labels: bool = False, steps: int = STEPS, moments: int = 16, seed: int = 0,
) -> Iterator[Record[Learned]]:  # fmt: skip
    """Train a VAE; with `labels` one that can be asked for a digit."""
    pictures, held_out = (torch.from_numpy(images.copy()) for images in images_of(data))
    known = [torch.from_numpy(part.labels.copy()) for part in digits()] if labels else [None, None]
    torch.manual_seed(seed)
    model = VAE(Config(pictures.shape[1], latent, hidden, kind, CLASSES if labels else 0))
    rng = torch.Generator().manual_seed(seed)
    adam = torch.optim.Adam(model.parameters(), RATE, fused=True)
    stops = set(landmarks(steps, moments))

    def loss(step: int) -> Tensor:
        rows = torch.randint(len(pictures), (BATCH,), generator=rng)
        asked = known[0][rows] if known[0] is not None else None
        return model.losses(pictures[rows], torch.randn(BATCH, latent, generator=rng), beta, sigma, asked).total

    for step in descend([adam], loss, steps, lambda step: RATE * down_from_half(step, steps)):
        if step in stops:
            with torch.inference_mode():
                noise = torch.randn(len(pictures), latent, generator=torch.Generator().manual_seed(0))
                now = model.losses(pictures, noise, beta, sigma, known[0])
                held = F.mse_loss(model(held_out, known[1]), held_out)
            found = Learned(now.total.item(), now.reconstruction.item(), now.kl.tolist(), held.item())
            yield Record(step, steps, found, half(model))


def collapse(
    *, ratio: float = 0.5, kind: str = "linear", latent: int = LATENT, steps: int = 3_000, seed: int = 0
) -> Iterator[Record[Carried]]:
    """Train a VAE whose noise σ² is `ratio` times PCA's greatest variance, and compare the nats it carries with theory."""
    images = digits()[0].images
    plane = pca(images, latent)
    noise = ratio * float(plane.variances[0])
    predicted = predicted_kl(plane.variances, noise)
    pictures = torch.from_numpy(images - plane.mean) if kind == "linear" else torch.from_numpy(images.copy())
    torch.manual_seed(seed)
    model = VAE(Config(images.shape[1], latent, 64, kind))
    rng = torch.Generator().manual_seed(seed)
    rate = 1e-2 if kind == "linear" else 3e-3
    adam = torch.optim.Adam(model.parameters(), rate, fused=True)

    def loss(step: int) -> Tensor:
        batch = pictures[torch.randint(len(pictures), (BATCH,), generator=rng)]
        return model.losses(batch, torch.randn(BATCH, latent, generator=rng), 1.0, noise**0.5).total

    for step in descend([adam], loss, steps, lambda step: rate * down_from_half(step, steps)):
        if step % (steps // 6) == 0:
            with torch.inference_mode():
                kl = kl_divergence(*model.encode(pictures)).mean(0).sort(descending=True).values.tolist()
            yield Record(step, steps, Carried(kl, predicted.tolist(), sum(kl), float(predicted.sum())))
