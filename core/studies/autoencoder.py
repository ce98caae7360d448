"""Autoencoders that learn digits or faces while one watches: losses and weights at moments of their training.

A record's arrays are the weights in half precision, named as in the model.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import nn

from core.data.digits import digits
from core.data.faces import faces
from core.models.autoencoder import Autoencoder, Config
from core.training.descent import descend, down_from_half
from core.training.events import Record

WIDTHS = (1, 2, 4, 8, 16, 32)
RATE, BATCH, STEPS = 3e-3, 128, 3_000
NOISE = 0.3  # of the pictures that a denoiser sees

SHIPPED: list[dict[str, Any]] = [
    *({"codes": codes} for codes in WIDTHS),
    {"codes": 16, "noise": NOISE},
    {"codes": 8, "kind": "linear"},
]


@dataclass(frozen=True)
class Losses:
    """Squared errors of a pixel."""

    loss: float  # on what it learns from
    held_out: float  # on pictures that it never sees


def learn(
    *, codes: int = 8, noise: float = 0.0, kind: str = "mlp", data: str = "digits", hidden: int = 64,
    steps: int = STEPS, moments: int = 8, seed: int = 0,
) -> Iterator[Record[Losses]]:  # fmt: skip
    """Train an autoencoder; with `noise` it sees noisy pictures and must give clean ones back."""
    pictures, held_out = (torch.from_numpy(images.copy()) for images in images_of(data))
    torch.manual_seed(seed)
    model = Autoencoder(Config(pictures.shape[1], codes, hidden, kind))
    rng = torch.Generator().manual_seed(seed)
    adam = torch.optim.Adam(model.parameters(), RATE, fused=True)
    seen_held_out = held_out + noise * torch.randn(held_out.shape, generator=rng)
    stops = set(landmarks(steps, moments))

    def loss(step: int) -> torch.Tensor:
        batch = pictures[torch.randint(len(pictures), (BATCH,), generator=rng)]
        seen = batch + noise * torch.randn(batch.shape, generator=rng) if noise else batch
        return model.loss(seen, batch)

    for step in descend([adam], loss, steps, lambda step: RATE * down_from_half(step, steps)):
        if step in stops:
            with torch.inference_mode():
                now, held = model.loss(pictures, pictures), model.loss(seen_held_out, held_out)
            yield Record(step, steps, Losses(now.item(), held.item()), half(model))


def images_of(data: str) -> tuple[np.ndarray, np.ndarray]:
    """Pictures to learn from, and held-out ones. ValueError where there are none of that name."""
    if data == "digits":
        learned, held_out = digits()
        return learned.images, held_out.images
    if data == "faces":
        return faces(3000, 0).images, faces(500, 1).images
    raise ValueError(f"There are pictures of digits and of faces, but none of {data!r}.")


def landmarks(steps: int, count: int) -> list[int]:
    """`count` moments from 0 to `steps`, dense at first, when most happens."""
    return sorted({round(steps * (i / (count - 1)) ** 2.5) for i in range(count)}) if count > 1 else [steps]


def half(model: nn.Module) -> dict[str, np.ndarray]:
    """All weights in half precision: what a record keeps."""
    return {name: weight.detach().numpy().astype(np.float16) for name, weight in model.state_dict().items()}
