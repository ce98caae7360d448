"""Detectors are good on yesterday's fakes (in miniature after Chandra et al. 2025, "Deepfake-Eval-2024")."""

from typing import Any

from core.studies.arms_race import learn

HELD_TO = 4  # generations; a fifth is made too good for any detector of this size, and no promise is made about it
CRITERION = (
    "For each of the first four generators of digits: the detector that learned from it has an AUC of at least 0.95 on "
    "its fresh fakes, at most that minus 0.15 on those of the next generator, and a detector that is trained again, on "
    "the next one, has at least 0.9 there; the fifth generator is only asked to be missed, not to be caught again."
)


def measured(seed: int) -> dict[str, Any]:
    """AUC of each detector on its own generation, on the next one, and of the next detector there."""
    *_, last = learn(seed=seed)
    auc = last.values.auc
    return {
        "own": [auc[k][k] for k in range(HELD_TO)],
        "next": [auc[k][k + 1] for k in range(HELD_TO)],
        "again": [auc[k + 1][k + 1] for k in range(HELD_TO)],
    }


def holds(measured: dict[str, Any]) -> bool:
    return (
        all(own >= 0.95 for own in measured["own"])
        and all(after <= own - 0.15 for own, after in zip(measured["own"], measured["next"], strict=True))
        and all(again >= 0.9 for again in measured["again"][: HELD_TO - 1])
    )
