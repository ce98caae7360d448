"""PAR-1: what has a state takes as many times longer as the text is longer; a transformer shares one way among all tokens.

Vaswani et al. (2017), table 1: the operations that must wait for each other grow with the text in one, and not in the other.
Seconds of one core, so "side by side" saves only what each call costs: see `passes` for the layer inside PyTorch.
"""

from core.studies.passes import WAYS, learn, quickest, slope

CRITERION = (
    "Training passes over texts of 16 to 512 tokens, on one core: token by token, the slope of time against length, both as "
    "logarithms, is between 0.9 and 1.1. The transformer's time per token at 128 is less than 0.5 of that at 16, and all its "
    "128 tokens take less than 0.25 of the time that they take one by one. From 256 to 512 its time per token grows again."
)


def measured(seed: int) -> dict[str, float]:
    """The slopes, and what a token takes, in microseconds."""
    times = quickest([record.values for record in learn(seed=seed)])
    each = {length: 1e6 * times[length]["transformer"] / length for length in times}
    return {
        **{f"{way}_slope": round(slope({length: one[way] for length, one in times.items()}), 3) for way in WAYS},
        **{f"transformer_{length}": round(each[length], 2) for length in (16, 128, 256, 512)},
        **{f"{way}_128": round(1e6 * times[128][way] / 128, 2) for way in WAYS[:2]},
    }


def holds(measured: dict[str, float]) -> bool:
    return (
        0.9 <= measured["steps_slope"] <= 1.1
        and measured["transformer_128"] < 0.5 * measured["transformer_16"]
        and measured["transformer_128"] < 0.25 * measured["steps_128"]
        and measured["transformer_512"] > measured["transformer_256"]
    )
