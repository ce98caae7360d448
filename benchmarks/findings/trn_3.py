"""TRN-3: a learning rate too low crawls, one too high explodes, and who reads too little too often learns it by heart."""

from typing import Any

from core.studies import overfitting
from core.studies.learning_rates import RATES, letters, trained

CRITERION = (
    "Of eleven learning rates from 0.0001 to 10, after 200 steps of AdamW, the best is neither the lowest nor the highest; the "
    "lowest ends at least 0.5 nats a letter above it, and the highest above where it began. Of a text that is read again and "
    "again the loss on unseen letters is least before the end of 1,000 steps, and rises by at least 0.3 nats until then, while "
    "that on the learned letters goes on falling."
)


def measured(seed: int) -> dict[str, Any]:
    """Where each rate ends, and the losses of the text that is read too often: where the unseen one is least, and at the end."""
    text = letters(seed)
    sweep = [trained(text, "adamw", rate, seed) for rate in RATES]
    losses = list(overfitting.learn(seed=seed))
    best = min(losses, key=lambda record: record.values.unseen)
    return {
        "start": sweep[0].start, "ends": {str(one.rate): one.end for one in sweep},
        "least unseen at": best.step, "least unseen": best.values.unseen, "learned there": best.values.learned,
        "unseen at the end": losses[-1].values.unseen, "learned at the end": losses[-1].values.learned,
    }  # fmt: skip


def holds(measured: dict[str, Any]) -> bool:
    ends = [float("inf") if end is None else end for end in measured["ends"].values()]
    best = ends.index(min(ends))
    return bool(
        0 < best < len(ends) - 1
        and ends[0] >= ends[best] + 0.5
        and ends[-1] > measured["start"]
        and measured["least unseen at"] < overfitting.STEPS
        and measured["unseen at the end"] >= measured["least unseen"] + 0.3
        and measured["learned at the end"] < measured["learned there"]
    )
