"""GAN-3: settings that collapse a fresh pair of networks leave a pair alone that has learned the whole ring."""

from core.studies.plane_gan import COLLAPSE, SWITCH, learn, switch

CRITERION = (
    "With the usual settings at least 7 of 8 clouds are covered after 2,000 steps; then with those of the collapse at least 7 "
    "are after 2,000 more. A fresh pair with those covers at most 3 after 2,000 steps."
)


def measured(seed: int) -> dict[str, int]:
    """How many clouds are covered, and the fewest at any time after the switch."""
    films = [(one.step, one.values.covered) for one in switch(seed=seed)]
    *_, fresh = learn(seed=seed, steps=SWITCH, start=COLLAPSE)
    return {
        "at the switch": next(covered for step, covered in films if step >= SWITCH),
        "at the end": films[-1][1],
        "fewest after the switch": min(covered for step, covered in films if step > SWITCH),
        "fresh pair": fresh.values.covered,
    }


def holds(measured: dict[str, int]) -> bool:
    return measured["at the switch"] >= 7 and measured["at the end"] >= 7 and measured["fresh pair"] <= 3
