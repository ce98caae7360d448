"""EMB-2: the length of a word's vector tells how often it was read, and how noisy its places are (Wilson and Schakel 2015)."""

from typing import Any

from core.studies import vector_lengths

CRITERION = (
    "Over six false names of one word, the length grows with the logarithm of their frequency (r of at least 0.5; the published "
    "set-up asked for 0.8), and with shuffled places the sign turns around (r of at most -0.5)."
)


def measured(seed: int) -> dict[str, Any]:
    return {
        "r": list(vector_lengths.learn(seed=seed))[-1].values.r,
        "r, shuffled": list(vector_lengths.learn(seed=seed, noise=1.0))[-1].values.r,
    }


def holds(measured: dict[str, Any]) -> bool:
    return bool(measured["r"] >= 0.5 and measured["r, shuffled"] <= -0.5)
