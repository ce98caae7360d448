"""What comes out word for word grows with copies, size and prompt; told once, nothing does (Carlini et al. 2023)."""

from collections.abc import Mapping
from itertools import pairwise
from math import log2

from core.measure.recitation import half_at
from core.studies.canaries import GIVEN, NARROW, learn

PROMPT = "8"  # letters given, where one length stands for all
CRITERION = (
    "With 8 of 24 letters given, in both sizes: the share extracted never falls by more than one canary in twelve from one "
    "number of copies to twice as many, and rises from at most 10 % to at least 90 %; the small model needs at least 2 "
    "doublings more for half; the mean share never falls as 2, 4, 8, 16 letters are given, and is higher at 16 than at 2; "
    "with every canary told once, none comes out."
)


def measured(seed: int) -> dict:
    wide, narrow, once = (
        list(learn(seed=seed, **settings))[-1].values.extracted for settings in ({}, {"width": NARROW}, {"once": True})
    )
    few, many = half_at(wide[PROMPT]), half_at(narrow[PROMPT])
    return {
        "extracted, wide": wide[PROMPT],
        "extracted, narrow": narrow[PROMPT],
        "copies for half, wide": few,
        "copies for half, narrow": many,
        "doublings between the sizes": log2(many / few) if few and many else None,
        "mean by letters given, wide": {n: mean(wide[n]) for n in map(str, GIVEN)},
        "mean by letters given, narrow": {n: mean(narrow[n]) for n in map(str, GIVEN)},
        "extracted at most, told once": max(once[PROMPT].values()),
    }


def mean(shares: Mapping[str, float]) -> float:
    return sum(shares.values()) / len(shares)


def rises(shares: list[float], slack: float) -> bool:
    return all(few <= many + slack for few, many in pairwise(shares))


def holds(measured: dict) -> bool:
    curves = [list(measured[f"extracted, {size}"].values()) for size in ("wide", "narrow")]
    prompts = [list(measured[f"mean by letters given, {size}"].values()) for size in ("wide", "narrow")]
    return (
        all(rises(curve, 1 / 12 + 1e-9) for curve in curves)
        and all(curve[0] <= 0.10 for curve in curves)
        and all(curve[-1] >= 0.90 for curve in curves)
        and (measured["doublings between the sizes"] or 0) >= 2
        and all(rises(means, 1e-9) and means[-1] > means[0] for means in prompts)
        and measured["extracted at most, told once"] == 0
    )
