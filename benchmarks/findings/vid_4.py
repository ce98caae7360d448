"""VID-4: with noise in what it sees while it learns, a world model's dream stays whole; it loses its place all the same.

In miniature what Valevski et al. (2024, arXiv:2408.14837) do against drift, with a truth beside it.
"""

from dataclasses import asdict
from typing import Any

from benchmarks.findings._dreams import trained

CRITERION = (
    "In 200 new games of 60 pictures, pushed by dice: dreamed by a model that learned with noise in what it sees, at most 0.05 of"
    " the pucks are gone at the end, and the middle one is at most a tenth brighter or darker than the true one. Without noise at"
    " least 0.1 are gone. The middle dream of both is lost, more than 2 pixels from the truth, within 15 pictures."
)


def measured(seed: int) -> dict[str, Any]:
    """By model, how far off the middle dream is, for how long it follows, and what is left of the puck."""
    dreamers = trained(seed).dreamers
    return {
        name: asdict(dreamers[name].drift) | {"off": dreamers[name].drift.off[9::10]} for name in ("plain", "noise")
    }


def holds(measured: dict[str, Any]) -> bool:
    plain, noise = measured["plain"], measured["noise"]
    return bool(
        noise["gone"] <= 0.05
        and abs(noise["size"] - 1) <= 0.1
        and plain["gone"] >= 0.1
        and max(plain["kept"], noise["kept"]) <= 15
    )
