"""DIF-3: guidance trades diversity for fidelity (Ho and Salimans 2022)."""

from itertools import pairwise
from typing import Any

from core.studies import diffusion_measured

SLACK = 0.005  # of 1,500 points: fewer than eight may fall back
CRITERION = (
    "For three overlapping clouds, with guidance from 0 to 5, the share of points that lie where they were asked to be "
    "(Bayes' rule) never falls by more than 0.5 points, the variance inside a cloud always falls, and at 3 it is at most "
    "60 % of what it is at 0."
)


def measured(seed: int) -> dict[str, Any]:
    rows = [record.values for record in diffusion_measured.guided(seed=seed) if record.values]
    return {name: [round(float(getattr(row, name)), 4) for row in rows] for name in ("strength", "right", "variance")}


def holds(measured: dict[str, Any]) -> bool:
    right, variance = measured["right"], measured["variance"]
    never_worse = all(after >= before - SLACK for before, after in pairwise(right))
    narrower = all(after < before for before, after in pairwise(variance))
    return bool(never_worse and narrower and variance[measured["strength"].index(3.0)] <= 0.6 * variance[0])
