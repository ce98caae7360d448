"""EMB-4: superposition, more features than numbers (Elhage et al. 2022, "Toy models of superposition")."""

from typing import Any

import numpy as np

from core.studies import superposition

CRITERION = (
    "Two numbers store exactly 2 of 5 features that are never absent, at least 4 at 80 % absent and all 5 from 90 % on, as a "
    "pentagon whose angles are 72 degrees within 8."
)


def measured(seed: int) -> dict[str, Any]:
    last = list(superposition.learn(seed=seed))[-1]
    angles = superposition.angles(np.asarray(last.arrays["features"][5], dtype=float))
    return {"stored": dict(zip(map(str, superposition.SPARSITIES), last.values.stored, strict=True)),
            "angles": [round(angle, 1) for angle in angles]}  # fmt: skip


def holds(measured: dict[str, Any]) -> bool:
    stored = measured["stored"]
    return bool(
        stored["0.0"] == 2
        and stored["0.8"] >= 4
        and all(count == 5 for sparsity, count in stored.items() if float(sparsity) >= 0.9)
        and len(measured["angles"]) == 5
        and all(abs(angle - 72) <= 8 for angle in measured["angles"])
    )
