"""What fools a score? Sheets of a hundred digits that are no good, and what each score says of them beside real digits.

Every sheet is compared with real digits that are neither on it nor learned by anybody, so that the real sheet's own scores
are what a perfect model could hope for. Knows nothing of models that draw: each cheat is a line of arithmetic.

Shapes: N pictures on a sheet, M real ones to compare with, P = 64 pixels, F = 32 features.

Sources: Kynkäänniemi et al. (2019), "Improved precision and recall metric for assessing generative models" (recall); Naeem
et al. (2020), "Reliable fidelity and diversity metrics for generative models" (coverage).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal

import numpy as np

from core.caches import cache
from core.data.digits import CLASSES, digits
from core.measure.families import apart, coverage, to_neighbour
from core.measure.images import frechet, judge, like_real, nearest, present

PICTURES = 100  # on a sheet
SHOWN = 10  # of them
PULLED = 0.4  # how far softened pictures are moved towards the average of their digit
ONLY = 3  # the digit of the sheet with only one
NEARLY = 0.9  # a score is fooled that gives a cheat nine tenths of what it gives real digits
SMALL_IS_GOOD = ("nearest", "frechet")


# --- the sheets


@dataclass(frozen=True, eq=False)
class Sheet:
    """Pictures, and what each of them was asked to show."""

    images: np.ndarray  # (N, P) ink from 0 to 1
    asked: np.ndarray  # (N,) digits


def compared_with() -> np.ndarray:
    """(M, P) the held-out digits that are not on the real sheet."""
    return digits()[1].images[PICTURES:]


@cache
def sheets() -> Mapping[str, Sheet]:
    """Real digits that nobody learned from, and six cheats."""
    learned, held_out = digits()
    real, shows = held_out.images[:PICTURES], held_out.labels[:PICTURES]
    in_turn = np.arange(PICTURES) % CLASSES
    averages = np.stack([learned.images[learned.labels == digit].mean(axis=0) for digit in range(CLASSES)])
    first, only = np.zeros(PICTURES, int), np.flatnonzero(learned.labels == ONLY)[:PICTURES]
    return {
        "real": Sheet(real, shows),
        "averages": Sheet(averages[in_turn], in_turn),
        "softened": Sheet((1 - PULLED) * real + PULLED * averages[shows], shows),
        "repeated": Sheet(learned.images[first], learned.labels[first]),
        "one_digit": Sheet(learned.images[only], learned.labels[only]),
        "memorized": Sheet(learned.images[:PICTURES], learned.labels[:PICTURES]),
        "noise": Sheet(np.random.default_rng(0).random((PICTURES, learned.images.shape[1])), in_turn),
    }


# --- the scores


@dataclass(frozen=True)
class Scores:
    """What the scores of the lessons on pictures say of a sheet. Of the distances small is good, of all others large."""

    sure: float  # the judge's chance of the digit that it names, on average
    as_asked: float  # the share of pictures that it names as they were asked for
    digits: int  # how many of the ten are there
    handwriting: float  # the share that is as near to a learned digit as 95 of 100 real ones are
    nearest: float  # distance to the nearest learned picture, on average (Euclid, over pixels)
    frechet: float  # distance of the whole sheet to real digits
    coverage: float  # the share of real digits that have a picture of the sheet close by
    recall: float  # the share of real digits that lie among the pictures of the sheet


def scored(sheet: Sheet) -> Scores:
    """All scores of a sheet."""
    by = judge()
    named, made, real = by.named(sheet.images), by.features(sheet.images), by.features(compared_with())
    return Scores(
        sure=float(by.chances(sheet.images).max(axis=1).mean()),
        as_asked=float((named == sheet.asked).mean()),
        digits=present(named),
        handwriting=float(like_real(sheet.images).mean()),
        nearest=float(nearest(sheet.images, digits()[0].images)[1].mean()),
        frechet=frechet(made, real),
        coverage=coverage(made, real),
        recall=recall(made, real),
    )


def recall(made: np.ndarray, real: np.ndarray) -> float:
    """(N, F), (M, F) -> the share of real pictures that lie as near to a made one as that one's own fifth neighbour among
    the made ones (Kynkäänniemi et al.). Pictures that are all alike reach nowhere, so copies of a few have none.
    """
    return float((apart(real, made) <= to_neighbour(made)).any(axis=1).mean())


@cache
def all_scored() -> Mapping[str, Scores]:
    """The scores of every sheet, the real one first."""
    return {name: scored(sheet) for name, sheet in sheets().items()}


# --- answers


def fooled(cheat: Scores, real: Scores) -> tuple[str, ...]:
    """The scores that a cheat fools: they say that it is nearly as good as real digits, or better."""
    marks = [(name, mark, asdict(real)[name]) for name, mark in asdict(cheat).items()]
    return tuple(
        name
        for name, mark, usual in marks
        if (NEARLY * mark <= usual if name in SMALL_IS_GOOD else mark >= NEARLY * usual)
    )


def rewarded(cheat: Scores, real: Scores) -> Literal["coverage", "recall", "both", "neither"]:
    """Which measure of variety gives the cheat more than real digits, by more than a hundredth."""
    coverage, recall = cheat.coverage > real.coverage + 0.01, cheat.recall > real.recall + 0.01
    if coverage and recall:
        return "both"
    return "coverage" if coverage else "recall" if recall else "neither"
