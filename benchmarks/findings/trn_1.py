"""TRN-1: grokking: sums by heart early, right answers to the others much later, and never without weight decay.

Power, Burda, Edwards, Babuschkin and Misra (2022), "Grokking: generalization beyond overfitting on small algorithmic datasets".
"""

from typing import Any

from core.studies.grokking import DECAY, GENERALIZED, LEARNED, chosen, first_at, of, training

CRITERION = (
    "Of all sums on a clock of 59 hours half are learned: with weight decay the step at which more than 0.95 of the others are "
    "right comes at least 5 times as late as the step at which more than 0.99 of the learned ones are. Without it never more "
    "than 0.05 of the others are right in 6,000 steps. The larger the share that is learned (0.3, 0.4, 0.5, 0.7), the earlier "
    "the others come; one that does not make it in 6,000 steps is the latest."
)
SHARES, MOST = (0.3, 0.4, 0.5, 0.7), 6000


def measured(seed: int) -> dict[str, Any]:
    """By the share that is learned: when the learned ones were known, when the others; and the control's best."""
    found: dict[str, Any] = {}
    for share in SHARES:
        learned = chosen(share, seed)
        known, others = [], []
        for step, right in training(DECAY, learned, seed, MOST):
            known.append((step, of(learned, right)))
            others.append((step, of(~learned, right)))
            if others[-1][1] > GENERALIZED:
                break
        found[str(share)] = {"learned at": first_at(known, LEARNED), "others at": first_at(others, GENERALIZED)}
    learned = chosen(0.5, seed)
    control = max(of(~learned, right) for _, right in training(0.0, learned, seed, MOST))
    return found | {"control's best": control}


def holds(measured: dict[str, Any]) -> bool:
    learned, others = measured["0.5"]["learned at"], measured["0.5"]["others at"]
    times = [measured[str(share)]["others at"] or MOST + 1 for share in SHARES]
    return bool(
        learned is not None
        and others is not None
        and others >= 5 * learned
        and measured["control's best"] <= 0.05
        and all(later > earlier for later, earlier in zip(times, times[1:], strict=False))
    )
