"""Digits that a GAN writes, and the game of judging them: facts become a payload; assets/components/digit_game.js draws."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from core.training.events import Record
from pages.kit.components import component


def game_payload(
    moments: Sequence[tuple[Record, Mapping[str, np.ndarray]]], real: np.ndarray, id: str
) -> dict[str, Any]:
    """Made pictures and the judge's logits at each moment; and the real pictures, as grey values from 0 to 255."""
    return {
        "id": id,
        "real": _bytes((np.asarray(real) * 255).round().astype(np.uint8)),
        "moments": [
            {
                "step": record.step,
                "made": _bytes(arrays["made"]),
                "judged_made": np.asarray(arrays["judged_made"], dtype=float).tolist(),
                "judged_real": np.asarray(arrays["judged_real"], dtype=float).tolist(),
            }
            for record, arrays in moments
        ],
    }


def _bytes(pictures: np.ndarray) -> str:
    return base64.b64encode(np.ascontiguousarray(pictures, dtype=np.uint8).tobytes()).decode()


def game(payload: Mapping[str, Any], *, key: str) -> None:
    """The sheet over training time, and the game beside it. `payload` comes from `game_payload`."""
    component("digit_game")(key=key, data=dict(payload))
