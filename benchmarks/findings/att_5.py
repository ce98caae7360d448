"""ATT-5: order can be learned without positions, by the mask alone (Haviv et al. 2022; Kazemnejad et al. 2023)."""

from core.studies import token_positions

CRITERION = (
    "Asked for the letter at one of six places, the causal network without positions answers more than 0.9 rightly, as do "
    "learned and rotary positions; without the mask it stays within 0.05 of a perfect reader of the bag of letters."
)


def measured(seed: int) -> dict[str, float]:
    """The share of right answers of all four networks at the end, and of the bag."""
    ends = {}
    for name, settings in zip(token_positions.NAMES, token_positions.SHIPPED, strict=True):
        *_, last = token_positions.learn(**settings, seed=seed)
        ends[name] = round(last.values.right, 3)
    return ends | {"bag": round(token_positions.bag(seed), 3)}


def holds(measured: dict[str, float]) -> bool:
    *ordered, unordered = token_positions.NAMES
    return all(measured[name] > 0.9 for name in ordered) and abs(measured[unordered] - measured["bag"]) <= 0.05
