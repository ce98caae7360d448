"""A scaling law: a straight line through losses, where both the sizes of the models and their losses are logarithms.

L(N) = (N₀ / N)^α: ten times as many parameters multiply the loss by 10^-α, wherever one begins. Fitted by least squares on the
logarithms. What the formula leaves out, a loss that no size gets rid of, cannot be told from a handful of points.

Source: Kaplan et al. (2020), "Scaling laws for neural language models", equation 1.1.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

NEAR = 0.03  # of the loss: a prediction that misses by less has come true
FEWEST = 3  # points for a line that anybody should believe

Point = tuple[float, float]  # parameters in the blocks, and the loss in nats a token


@dataclass(frozen=True)
class PowerLaw:
    """The line through some points."""

    exponent: float  # α
    constant: float  # the logarithm of the loss of a model with one parameter
    explained: float  # R²: the share of the log losses' variance that the line explains

    def at(self, parameters: float) -> float:
        """The loss that it foretells for this size."""
        return float(np.exp(self.constant - self.exponent * np.log(parameters)))

    @property
    def tenfold(self) -> float:
        """What is left of the loss with ten times as many parameters, as a share."""
        return float(10**-self.exponent)


def fit(points: Iterable[Point]) -> PowerLaw:
    """The line through these points. ValueError where they have fewer than two sizes, or where a loss is none."""
    table = np.array(list(points), dtype=float).reshape(-1, 2)
    if len(np.unique(table[:, 0])) < 2 or not (table > 0).all():
        raise ValueError("A scaling law needs models of two sizes or more, and losses above zero.")
    sizes, losses = np.log(table).T
    slope, constant = np.polyfit(sizes, losses, 1)
    rest, spread = losses - (constant + slope * sizes), losses - losses.mean()
    explained = 1 - float(rest @ rest) / float(spread @ spread) if float(spread @ spread) else 1.0
    return PowerLaw(float(-slope), float(constant), explained)


def without_largest(points: Sequence[Point]) -> tuple[list[Point], list[Point]]:
    """The points of all sizes but the largest, and those of the largest."""
    largest = max(size for size, _ in points)
    return [one for one in points if one[0] < largest], [one for one in points if one[0] == largest]


def missed(law: PowerLaw, points: Sequence[Point]) -> float:
    """By what share the mean loss at one size is above what the law foretold; below zero, it is lower."""
    size = points[0][0]
    return float(np.mean([loss for _, loss in points])) / law.at(size) - 1


def came_true(miss: float) -> str:
    """Of a prediction: "near" it, "above" (the model is worse than foretold) or "below".

    >>> came_true(0.01), came_true(0.08), came_true(-0.05)
    ('near', 'above', 'below')
    """
    return "near" if abs(miss) < NEAR else "above" if miss > 0 else "below"


@dataclass(frozen=True)
class Foretold:
    """What the line through all smaller models said of one, before it was trained, and what came of it."""

    parameters: float
    foretold: float
    found: float | None  # None while it is still learning

    @property
    def missed(self) -> float | None:
        """By what share the loss is above what was foretold."""
        return None if self.found is None else self.found / self.foretold - 1


def one_by_one(points: Sequence[Point], coming: float | None = None) -> list[Foretold]:
    """Each model from the fourth on, foretold from those before it; last the one that is `coming`, by its size."""
    found = [
        Foretold(size, fit(points[:number]).at(size), loss)
        for number, (size, loss) in enumerate(points)
        if number >= FEWEST
    ]
    if coming is not None and len(points) >= FEWEST:
        found.append(Foretold(coming, fit(points).at(coming), None))
    return found
