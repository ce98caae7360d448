"""FAM-4: in a single step flow matching is useless, after some thirty more do not help (Lipman et al. 2023)."""

from typing import Any

from core.studies.families import learn

CRITERION = (
    "Trained for twelve seconds of the race's clock, the flow's pictures after one step are at least three times as far from "
    "real digits (Fréchet distance) as after 32, the distance falls from 1 to 4 to 16 steps, and 64 steps are nearer than 32 "
    "by 10 % at most."
)


def measured(seed: int) -> dict[str, Any]:
    """The distance by the number of steps."""
    costs = list(learn(seed=seed, families=("flow",), marks=(12,)))[-1].values.costs
    return {str(cost.evaluations): cost.frechet for cost in costs}


def holds(measured: dict[str, Any]) -> bool:
    return bool(
        measured["1"] >= 3 * measured["32"]
        and measured["1"] > measured["4"] > measured["16"]
        and measured["64"] >= 0.9 * measured["32"]
    )
