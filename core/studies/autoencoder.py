"""Autoencoders that learn digits or faces while one watches: losses and weights at moments of their training.

A record's values: `loss` on what it learns from, `held_out` on pictures that it never sees, both per pixel. Its arrays
are the weights in half precision, named as in the model.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from torch import nn

from core.data.digits import digits
from core.data.faces import faces
from core.models.autoencoder import Autoencoder, Config
from core.training.events import Record

WIDTHS = (1, 2, 4, 8, 16, 32)
RATE, BATCH, STEPS = 3e-3, 128, 3_000
NOISE = 0.3  # of the pictures that a denoiser sees

SHIPPED: list[dict[str, Any]] = [
    *({"codes": codes} for codes in WIDTHS),
    {"codes": 16, "noise": NOISE},
    {"codes": 8, "kind": "linear"},
]


def learn(
    *, codes: int = 8, noise: float = 0.0, kind: str = "mlp", data: str = "digits", hidden: int = 64,
    steps: int = STEPS, moments: int = 8, seed: int = 0,
) -> Iterator[Record]:  # fmt: skip
    """Train an autoencoder; with `noise` it sees noisy pictures and must give clean ones back."""
    pictures, held_out = (torch.from_numpy(images.copy()) for images in images_of(data))
    torch.manual_seed(seed)
    model = Autoencoder(Config(pictures.shape[1], codes, hidden, kind))
    rng = torch.Generator().manual_seed(seed)
    adam = torch.optim.Adam(model.parameters(), RATE, fused=True)
    seen_held_out = held_out + noise * torch.randn(held_out.shape, generator=rng)
    stops = set(landmarks(steps, moments))
    for step in range(steps + 1):
        if step in stops:
            with torch.inference_mode():
                values = {
                    "loss": model.loss(pictures, pictures).item(),
                    "held_out": model.loss(seen_held_out, held_out).item(),
                }
            yield Record(step, total=steps, values=values, arrays=half(model))
        for group in adam.param_groups:
            group["lr"] = RATE * min(1.0, 2 * (steps - step) / steps)  # full for the first half, then down to nothing
        batch = pictures[torch.randint(len(pictures), (BATCH,), generator=rng)]
        seen = batch + noise * torch.randn(batch.shape, generator=rng) if noise else batch
        loss = model.loss(seen, batch)
        adam.zero_grad()
        loss.backward()
        adam.step()


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
