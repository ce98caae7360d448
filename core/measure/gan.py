"""What the fight of two networks came to: what the losses did, which clouds are covered, how good and how varied pictures are.

Knows nothing about how they were trained.

Shapes: N pictures, P pixels.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.measure.images import judge, present
from core.outcomes import band


def losses_moved(before: tuple[float, float], after: tuple[float, float]) -> Literal["flat", "fell", "rose", "apart"]:
    """What the two losses did: each changed by less than a quarter; each fell below half; each more than doubled; or else."""
    ratios = [later / earlier for earlier, later in zip(before, after, strict=True)]
    if all(abs(ratio - 1) < 0.25 for ratio in ratios):
        return "flat"
    if all(ratio < 0.5 for ratio in ratios):
        return "fell"
    return "rose" if all(ratio > 2 for ratio in ratios) else "apart"


def covers(covered: int, places: int) -> str:
    """How many clouds are covered: of eight, `few` are two or less, `half` three to five, `most` six to eight."""
    return band(covered / places, {"few": 0.3, "half": 0.7, "most": 1})


def brings_back(judging: float, pairs: float) -> Literal["judging", "pairs", "either", "neither"]:
    """Which cure covers more than half of the clouds again, by the shares that are covered at the end of each."""
    if judging > 0.5 and pairs > 0.5:
        return "either"
    return "judging" if judging > 0.5 else "pairs" if pairs > 0.5 else "neither"


def stays(before: int, after: int) -> str:
    """What became of the clouds that were covered: it `collapsed` to less than three tenths of them, it lost `half`, or it
    keeps `nearly all`, eight tenths or more.
    """
    return band(after / before, {"collapsed": 0.3, "half": 0.8, "nearly all": 1})


@dataclass(frozen=True)
class Sheet:
    """How good the pictures of one sheet are, and how varied."""

    digits: int  # how many of the ten the judge sees
    sure: float  # how sure it is of what it sees, on average
    apart: float  # how far a picture lies from the one most like it on the sheet, on average (Euclid, over pixels)


def looked_over(pictures: np.ndarray) -> Sheet:
    """(N, P) pictures of uint8 grey values."""
    images = np.asarray(pictures, dtype=np.float64) / 255
    distances = np.sqrt(((images[:, None] - images[None]) ** 2).sum(axis=-1))  # (N, N)
    np.fill_diagonal(distances, np.inf)  # no picture is its own neighbour
    sure = judge().chances(images).max(axis=1).mean()
    return Sheet(present(judge().named(images)), float(sure), float(distances.min(axis=1).mean()))


def beside(sheet: Sheet, usual: Sheet) -> Literal["worse and alike", "worse", "alike", "better", "same"]:
    """One sheet beside the usual one. `worse`: the judge is less sure by five hundredths or more; `better`: it is surer by
    as much. `alike`: a picture's neighbour lies nearer than three quarters of the usual distance.
    """
    worse, alike = sheet.sure <= usual.sure - 0.05, sheet.apart < 0.75 * usual.apart
    if worse or alike:
        return "worse and alike" if worse and alike else "worse" if worse else "alike"
    return "better" if sheet.sure >= usual.sure + 0.05 else "same"
