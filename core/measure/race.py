"""What the race of families comes to, each as one of a few answers. The race itself is run in `core.studies.families`."""

from collections.abc import Mapping
from math import inf

from core.outcomes import band

COPIES = 0.75  # half would be chance, all would be copies: halfway between


def first(distances: Mapping[str, float]) -> str:
    """The family whose pictures are nearest to real digits."""
    return min(distances, key=distances.__getitem__)


def left(classes: int) -> str:
    """How many of the ten digits a GAN still draws: "few" up to two, "half" up to seven, else "all"."""
    return band(classes, {"few": 3, "half": 8, "all": inf})


def copies(shares: Mapping[str, float], nearest: Mapping[str, float], real: float) -> str:
    """The family that copies: its pictures lie less than half as far from a learned one as real digits do, or a share of
    them from COPIES on is nearer to a learned digit than to what nobody saw.

    The share alone would miss most who copy: it looks at a third of what was learned, so a sheet of learned pictures gets
    about two thirds. The distance alone is no proof short of that: a blur lies near to everything.

    Args:
        shares: of each family's pictures, those that are nearer to a learned digit than to what nobody saw.
        nearest: how far each family's pictures are from the nearest learned one, on average.
        real: the same for real digits that nobody learned from.

    Returns: the family, and of several the nearest; where none copies, "near" if one of them is nearer than real digits all
    the same, else "none".
    """
    copying = [name for name, share in shares.items() if share >= COPIES or nearest[name] < real / 2]
    if copying:
        return min(copying, key=nearest.__getitem__)
    return "near" if min(nearest.values()) < real else "none"


def hurried(one: float, usual: float) -> str:
    """Distances to real digits in one step and as usual: "same" below 1.2 times, "worse" below 4, else "useless"."""
    return band(one / usual, {"same": 1.2, "worse": 4, "useless": inf})


def after_slips(spoiled: float, clean: float) -> str:
    """Shares that end right: "never" below a fifth of those with a clean half, "less" below 0.9, else "as_often"."""
    return band(spoiled / clean, {"never": 0.2, "less": 0.9, "as_often": inf})
