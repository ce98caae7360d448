"""What training computes, and what an isoFLOP sweep shows: the price of a token, and where the valley of each budget lies.

Operations are multiplications and additions. A token that is learned from costs 6 of them for every weight that it is
multiplied with, 2 forward and 4 back (Kaplan et al. 2020, section 2.1; Hoffmann et al. 2022, appendix F, who find it within
a few percent of counting everything). Attention's comparing of positions is left out, as there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

OPERATIONS = 6  # for a weight and a token

Point = tuple[float, float]  # weights, and the loss in nats a token


def training(weights: float, tokens: float) -> float:
    """Operations that it takes to train so many weights on so many tokens: 6·N·D.

    >>> training(100, 10)
    6000
    """
    return OPERATIONS * weights * tokens


def tokens_for(operations: float, weights: float) -> float:
    """How many tokens a budget of operations pays for.

    >>> tokens_for(6000, 100)
    10.0
    """
    return operations / (OPERATIONS * weights)


@dataclass(frozen=True)
class Valley:
    """The size with the lowest loss of those that spent one budget."""

    weights: float
    loss: float
    place: str  # "inside", "smallest" or "largest": has it neighbours on both sides?
    best: float  # the size read off between those that were trained, see `bottom`; without two neighbours the same size


def valley(points: Sequence[Point]) -> Valley:
    """Where the lowest loss of one budget lies. ValueError without points."""
    if not points:
        raise ValueError("A valley needs one model or more.")
    sizes = [size for size, _ in points]
    size, loss = min(points, key=lambda one: one[1])
    place = "smallest" if size == min(sizes) else "largest" if size == max(sizes) else "inside"
    return Valley(size, loss, place, bottom(points) or size)


def bottom(points: Sequence[Point]) -> float | None:
    """The size where a parabola through the lowest point and its two neighbours is lowest, on a scale of factors.

    So Hoffmann et al. read off the best size between those that they trained. None where the lowest has no two neighbours.
    """
    ordered = sorted(points)
    at = min(range(len(ordered)), key=lambda place: ordered[place][1])
    if not 0 < at < len(ordered) - 1:
        return None
    sizes, losses = np.array(ordered[at - 1 : at + 2]).T
    bend, slope, _ = np.polyfit(np.log(sizes), losses, 2)
    return float(np.exp(-slope / (2 * bend)))


def how_it_lies(valleys: Mapping[str, Valley]) -> str:
    """Of the valleys of growing budgets, in that order: "grows" (each inside, each best size larger than the one before), "inside",
    "smallest" or "largest" (some lie at that end only), or "mixed"."""
    found = list(valleys.values())
    places = {one.place for one in found}
    if places == {"inside"}:
        return "grows" if all(a.best < b.best for a, b in zip(found, found[1:], strict=False)) else "inside"
    ends = places - {"inside"}
    return ends.pop() if len(ends) == 1 else "mixed"
