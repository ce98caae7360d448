"""VID-1: pictures made one by one flicker, pictures made one after the other drift, pictures made all at once hold.

The same codes, as many weights, as many updates (Ho et al. 2022, "Video diffusion models", make all at once).
"""

from typing import Any

import numpy as np

from benchmarks.findings._films import trained
from core.data.films import MOVING

CRITERION = (
    "In 120 films that nobody learned from, of a ball, a swing and a walker: made each for itself, the pictures change at least "
    "1.4 times as much from one to the next as in the true films, in each scene; made one after the other (with two seen) or all "
    "at once, between 0.8 and 1.2 times. Over all scenes, the first picture made for itself is at least 5 times as far from the "
    "truth as the first one that follows others; where one follows the other, the last is at least 4 times as far as the first; "
    "and made all at once, the last is at most half as far as that."
)


def measured(seed: int) -> dict[str, Any]:
    """By maker, how much its films change against the truth in each scene; its first and its last distance over all scenes."""
    makers = trained(seed).makers
    return {
        name: {
            "change": {scene: makers[name].flicker[scene] for scene in MOVING},
            "first": float(np.mean([makers[name].distance[scene][0] for scene in MOVING])),
            "last": float(np.mean([makers[name].distance[scene][-1] for scene in MOVING])),
        }
        for name in ("alone", "two", "whole")
    }


def holds(measured: dict[str, Any]) -> bool:
    alone, two, whole = (measured[name] for name in ("alone", "two", "whole"))
    return bool(
        min(alone["change"].values()) >= 1.4
        and all(0.8 <= change <= 1.2 for one in (two, whole) for change in one["change"].values())
        and alone["first"] >= 5 * two["first"]
        and two["last"] >= 4 * two["first"]
        and whole["last"] <= 0.5 * two["last"]
    )
