"""Large language models as their makers describe them: size, year, and the share of MMLU's questions answered rightly.

MMLU (Hendrycks et al. 2021) asks 14,000 questions with four answers each, so a guess is right in 25 of 100. Only base models
stand here, asked with five examples before each question: chat models and other ways of asking give other numbers. The
table is `assets/tables/real_models.csv`; every row names where its numbers were read. A size that was never told is left
open, and nobody's guess stands for it.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from core.caches import cache

TABLE = Path(__file__).resolve().parents[2] / "assets" / "tables" / "real_models.csv"
GUESSING = 25.0  # percent


@dataclass(frozen=True)
class RealModel:
    """A row of the table."""

    name: str
    family: str  # models of one recipe in several sizes
    released: int  # year
    parameters: float | None  # billions, all that are stored; None where it was never told
    active: float | None  # billions, of which each token meets so many
    shape: str  # "dense", "experts" (each token meets some of the parameters only), or "undisclosed"
    score: float  # percent of MMLU's questions
    setting: str  # how it was asked
    reference: bool  # is it one of the 28 on which SCL-3 was fitted first?
    source: str  # where size and score were read


@cache
def real_models() -> tuple[RealModel, ...]:
    """The whole table, in its order."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(_model(row) for row in csv.DictReader(lines))


def _model(row: dict[str, str]) -> RealModel:
    return RealModel(
        row["name"], row["family"], int(row["released"]), _billions(row["parameters"]), _billions(row["active"]),
        row["shape"], float(row["score"]), row["setting"], row["reference"] == "yes", row["source"],
    )  # fmt: skip


def _billions(told: str) -> float | None:
    return float(told) if told else None
