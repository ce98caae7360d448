"""What computing takes, as others published it: coefficients, and what whole trainings took. Two tables with their sources.

`assets/tables/compute_coefficients.csv` and `assets/tables/compute_totals.csv`. Every row says where its number was read, and
when somebody last looked. What is made of them stands in `core/measure/model_costs.py`.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from core.caches import cache

TABLES = Path(__file__).resolve().parents[2] / "assets" / "tables"


@dataclass(frozen=True)
class Coefficient:
    """A number that others measured or set."""

    key: str
    value: float
    unit: str
    source: str
    link: str
    checked_on: str


@dataclass(frozen=True)
class Total:
    """What the training of a model took, as its makers tell."""

    name: str
    billions: float  # of weights that each token meets
    tokens: float  # billions that were read
    unit: str  # "operations", or "hours" of one chip
    published: float
    source: str
    link: str
    checked_on: str


def _rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def coefficients() -> Mapping[str, Coefficient]:
    """Every coefficient, by its key."""
    found = [
        Coefficient(row["key"], float(row["value"]), row["unit"], row["source"], row["link"], row["checked_on"])
        for row in _rows("compute_coefficients.csv")
    ]
    return MappingProxyType({one.key: one for one in found})


def value(key: str) -> float:
    """The number of a coefficient."""
    return coefficients()[key].value


@cache
def totals() -> tuple[Total, ...]:
    """Every published training, in the order of the table."""
    return tuple(
        Total(
            row["name"], float(row["billions"]), float(row["tokens"]), row["unit"], float(row["published"]),
            row["source"], row["link"], row["checked_on"],
        )
        for row in _rows("compute_totals.csv")
    )  # fmt: skip
