"""SCL-2: of a fixed amount of computing, a size in the middle makes most, and more computing wants a larger one (Hoffmann et
al. 2022)."""

from itertools import pairwise

from core.measure.compute import valley
from core.studies.iso_flop import BUDGETS, done, learn

CRITERION = (
    "Three budgets of operations, each five times the one before, spent on six sizes each by 6 operations for every weight and "
    "token: at each budget the lowest held-out loss lies at a size with a smaller and a larger one beside it, and the best size, "
    "where a parabola through these three is lowest, grows from each budget to the next."
)


def measured(seed: int) -> dict[str, float | str]:
    """The best size of each budget, where it lies among those that were trained, and its loss."""
    ended = done([record.values for record in learn(seed=seed)])
    found: dict[str, float | str] = {}
    for budget in BUDGETS:
        lowest = valley([(one.parameters, one.held_out or 0.0) for one in ended if one.budget == budget])
        found |= {
            f"{budget} lies": lowest.place, f"{budget} best size": lowest.best, f"{budget} lowest loss": lowest.loss
        }  # fmt: skip
    return found


def holds(measured: dict[str, float | str]) -> bool:
    inside = all(measured[f"{budget} lies"] == "inside" for budget in BUDGETS)
    sizes = [float(measured[f"{budget} best size"]) for budget in BUDGETS]
    return inside and all(smaller < larger for smaller, larger in pairwise(sizes))
