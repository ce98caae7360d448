"""Rules for digits that a person wrote: what they see in a picture, which one decides, and how many digits they name rightly.

They look for holes, for ink that is narrow, and for where the ink lies. Their numbers may be changed; nothing in
them is learned. Knows nothing of pages.

Shapes: N pictures, P = 64 pixels, S = 8 pixels of a side.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.data.digits import SIDE, digits
from core.outcomes import band


@dataclass(frozen=True)
class Numbers:
    """The numbers in the rules that may be changed."""

    dark: float = 0.3  # a pixel with more ink is part of a stroke
    narrow: int = 3  # columns: a digit without a hole that is no wider is a 1
    upper: float = 3.5  # a hole whose middle lies above this row makes a 9
    lower: float = 4.2  # one whose middle lies below this row makes a 6


class Seen(NamedTuple):
    """What the rules look at in each picture; all of it (N,)."""

    holes: np.ndarray  # pieces of paper with ink all around, one above the other
    middle: np.ndarray  # the row in the middle of the holes; not a number where there is none
    width: np.ndarray  # columns of the middle rows that have ink
    top: np.ndarray  # the share of the top's columns that have ink
    foot: np.ndarray  # the same of the bottom row
    upper_left: np.ndarray  # ink in the left half, above
    upper_right: np.ndarray
    lower_left: np.ndarray


RULES = (
    "two holes",
    "hole above",
    "hole below",
    "hole",
    "narrow",
    "bar without foot",
    "foot and left",
    "left above",
    "open top",
    "else",
)
NAMES = (8, 9, 6, 0, 1, 7, 2, 5, 4, 3)  # the digit that each of them says


def looked_at(images: np.ndarray, numbers: Numbers) -> Seen:
    """What the rules look at in (N, P) pictures."""
    ink = images.reshape(-1, SIDE, SIDE) > numbers.dark
    inside = enclosed(ink)
    rows = inside.any(2)  # (N, S)
    starts = rows & ~np.pad(rows, ((0, 0), (1, 0)))[:, :-1]
    count = inside.sum((1, 2))
    places = (inside.sum(2) * np.arange(SIDE)).sum(1)
    middle = np.where(count > 0, places / np.maximum(count, 1), np.nan)
    half = SIDE // 2
    return Seen(
        starts.sum(1), middle, ink[:, 2:-2].any(1).sum(1), ink[:, :2].any(1).mean(1), ink[:, -1].mean(1),
        ink[:, 1:half, :half].mean((1, 2)), ink[:, 1:half, half:].mean((1, 2)), ink[:, half + 1 :, :half].mean((1, 2)),
    )  # fmt: skip


def enclosed(ink: np.ndarray) -> np.ndarray:
    """(N, S, S) paper that no way leads to from the edge: outside spreads from there until it spreads no more."""
    paper = np.pad(~ink, ((0, 0), (1, 1), (1, 1)), constant_values=True)
    outside = np.zeros_like(paper)
    outside[:, 0] = True
    while True:
        spread = outside.copy()
        spread[:, 1:] |= outside[:, :-1]
        spread[:, :-1] |= outside[:, 1:]
        spread[:, :, 1:] |= outside[:, :, :-1]
        spread[:, :, :-1] |= outside[:, :, 1:]
        spread &= paper
        if (spread == outside).all():
            return (paper & ~outside)[:, 1:-1, 1:-1]
        outside = spread


def met(images: np.ndarray, numbers: Numbers) -> np.ndarray:
    """(N, R) which rules' conditions are met, in the order of RULES; the last one always is."""
    seen = looked_at(images, numbers)
    hole = seen.holes >= 1
    conditions = (
        seen.holes >= 2,
        hole & (seen.middle < numbers.upper),
        hole & (seen.middle > numbers.lower),
        hole,
        seen.width <= numbers.narrow,
        (seen.upper_left < seen.upper_right) & (seen.foot <= 0.25),
        (seen.lower_left > 0.3) & (seen.foot > 0.25),
        seen.upper_left > seen.upper_right,
        seen.top < 0.4,
        np.ones(len(images), bool),
    )
    return np.stack(conditions, axis=1)


def decided(images: np.ndarray, numbers: Numbers) -> tuple[np.ndarray, np.ndarray]:
    """(N,) the digit that the rules say, and (N,) the number of the rule that said it: the first one that is met."""
    first = met(images, numbers).argmax(1)
    return np.array(NAMES)[first], first


def of_one(picture: np.ndarray, numbers: Numbers) -> tuple[int, int]:
    """The digit that the rules say of one picture (P,), and the number of the rule that says it."""
    names, first = decided(picture[None], numbers)
    return int(names[0]), int(first[0])


def right(numbers: Numbers) -> float:
    """The share of the digits that nobody learned from which the rules name rightly."""
    held_out = digits()[1]
    return float((decided(held_out.images, numbers)[0] == held_out.labels).mean())


def came_out(rules: float, classifier: float) -> str:
    """How many digits the rules name rightly, next to the classifier."""
    return band(rules / classifier, {"few": 0.25, "half": 0.75, "nearly": 0.97, "more": 2.0})
