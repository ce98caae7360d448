"""How much of real models' scores goes with their size, and how much with the year: straight lines through a table.

A line through the decimal logarithm of the size says how many points ten times as many parameters go with. That is what goes
together, not what causes it: with the years came more data and better training, too.

Shapes: N models.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.data.real_models import RealModel
from core.outcomes import band

FEWEST = 3  # models of a family that make a line worth drawing


@dataclass(frozen=True)
class Line:
    """A fit by least squares: score = constant + tenfold · log10(billions of parameters) + yearly · (year - 2020)."""

    constant: float  # points, at a billion parameters in 2020
    tenfold: float  # points for ten times the size
    yearly: float  # points a year at equal size; 0 where the year had no say
    explained: float  # R²: the share of the scores' variance that the line explains

    def at(self, parameters: float, year: int = 2020) -> float:
        """The score that the line gives a model of so many billions of parameters."""
        return float(self.constant + self.tenfold * np.log10(parameters) + self.yearly * (year - 2020))


def fit(models: Sequence[RealModel], with_year: bool = False) -> Line:
    """The line through these models. ValueError where a size is unknown or there are too few to fit one."""
    sizes = [model.parameters for model in models if model.parameters is not None]
    if len(sizes) < len(models):
        raise ValueError("A size that was never told cannot be fitted.")
    columns = [np.ones(len(models)), np.log10(sizes)]
    if with_year:
        columns.append(np.array([model.released - 2020.0 for model in models]))
    table, scores = np.stack(columns, axis=1), np.array([model.score for model in models])  # (N, 2 or 3), (N,)
    if np.linalg.matrix_rank(table) < table.shape[1]:
        raise ValueError("These models do not differ enough for a line through them.")
    found = np.linalg.lstsq(table, scores)[0]
    rest = scores - table @ found
    explained = 1 - float(rest @ rest) / float(((scores - scores.mean()) ** 2).sum())
    return Line(float(found[0]), float(found[1]), float(found[2]) if with_year else 0.0, explained)


def families(models: Sequence[RealModel]) -> dict[str, Line]:
    """The line of every family with several sizes, by size alone."""
    found: dict[str, list[RealModel]] = {}
    for model in models:
        found.setdefault(model.family, []).append(model)
    return {name: fit(members) for name, members in found.items() if len(members) >= FEWEST}


def smallest_better(models: Sequence[RealModel], than: str = "GPT-3 175B") -> tuple[RealModel, RealModel]:
    """That model, and the smallest one that answers more. ValueError where it is the best, or is not there."""
    one = next((model for model in models if model.name == than), None)
    if one is None:
        raise ValueError(f"The table has no model called {than!r}.")
    better = [model for model in models if model.parameters is not None and model.score > one.score]
    if not better:
        raise ValueError(f"No model in the table answers more than {than}.")
    return one, min(better, key=lambda model: model.parameters or 0.0)


def how_small(times: float) -> str:
    """How many times smaller the smallest better model is: "alike" (less than three), "tenth" (less than 30), "hundredth"."""
    return band(times, {"alike": 3, "tenth": 30, "hundredth": 1})
