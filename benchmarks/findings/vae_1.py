"""Posterior collapse has a threshold that PCA knows beforehand (Lucas et al. 2019, "Don't blame the ELBO!")."""

from typing import Any

from core.studies.vae import collapse

ALIVE, DEAD = (0.2, 0.35, 0.5), (1.1, 1.5)
CRITERION = (
    "A linear VAE carries the nats that PCA predicts, within max(0.05, 5 %), for noise of 0.2, 0.35 and 0.5 times the "
    "greatest variance, and less than 0.05 nats at 1.1 and 1.5 times."
)


def measured(seed: int) -> dict[str, Any]:
    """Nats carried and predicted, for each ratio of the noise to PCA's greatest variance."""
    found = {}
    for ratio in (*ALIVE, *DEAD):
        *_, last = collapse(ratio=ratio, seed=seed)
        found[str(ratio)] = {"carried": round(last.values.total, 4), "predicted": round(last.values.theory, 4)}
    return found


def holds(measured: dict[str, Any]) -> bool:
    near = all(
        abs(one["carried"] - one["predicted"]) <= max(0.05, 0.05 * one["predicted"])
        for one in (measured[str(ratio)] for ratio in ALIVE)
    )
    return near and all(measured[str(ratio)]["carried"] < 0.05 for ratio in DEAD)
