"""Small networks that run in the browser: packs their weights, as assets/helpers/networks.js unpacks them.

Knows nothing about what the networks learned.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from core.figures.payload import packed
from core.measure.latent import Plane

Weights = Mapping[str, np.ndarray]


def matrices(weights: Weights, half: str) -> list[str]:
    """The names of the matrices of one half of a network ("encoder" or "decoder"), first to last."""
    names = [name for name in weights if name.startswith(f"{half}.") and name.endswith("weight")]
    return sorted(names, key=lambda name: [int(part) for part in name.split(".") if part.isdecimal()])


def flat(weights: Weights) -> np.ndarray:
    """All numbers of both halves: each matrix by rows, and its bias behind it."""
    names = matrices(weights, "encoder") + matrices(weights, "decoder")
    parts = [weights[one].ravel() for name in names for one in (name, name.replace("weight", "bias"))]
    return np.concatenate(parts).astype(np.float16)


def flat_plane(plane: Plane) -> Weights:
    """PCA as the network that it is: one matrix in, its transpose out."""
    return {
        "encoder.weight": plane.directions, "encoder.bias": -plane.directions @ plane.mean,
        "decoder.weight": plane.directions.T, "decoder.bias": plane.mean,
    }  # fmt: skip


def networks_payload(facts: Mapping[str, Any], networks: Mapping[str, Sequence[Weights]]) -> bytes:
    """JSON, a zero byte, and all weights at all moments, in half precision (see assets/helpers/networks.js)."""
    told, numbers, start = {}, [], 0
    for name, moments in networks.items():
        each = [flat(weights) for weights in moments]
        told[name] = {
            "start": start, "size": len(each[0]), "moments": len(each),
            "encoder": [list(moments[0][n].shape[::-1]) for n in matrices(moments[0], "encoder")],
            "decoder": [list(moments[0][n].shape[::-1]) for n in matrices(moments[0], "decoder")],
            "squash": len(matrices(moments[0], "decoder")) > 1,
        }  # fmt: skip
        numbers += each
        start += sum(map(len, each))
    return packed({**facts, "networks": told}, np.concatenate(numbers))
