"""How generative models came to be, and who uses which family today: two small tables whose every row names its source.

`assets/tables/milestones.csv` and `assets/tables/families_today.csv`. What a row means in words says the lesson.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from core.caches import cache

TABLES = Path(__file__).resolve().parents[2] / "assets" / "tables"
FAMILIES = ("autoregressive", "autoencoder", "adversarial", "diffusion")
MAKES = ("text", "pictures", "sound", "molecules", "video")


@dataclass(frozen=True)
class Milestone:
    """An idea, and who published it when."""

    key: str
    year: int
    source: str
    link: str
    lesson: str  # the page on which it is taken apart


@dataclass(frozen=True)
class Use:
    """A system of one of the families, what it makes, and where that was read."""

    family: str  # one of FAMILIES
    makes: str  # one of MAKES
    name: str
    year: int
    source: str
    link: str
    checked_on: str  # the day on which somebody looked


@cache
def milestones() -> tuple[Milestone, ...]:
    """The oldest first."""
    return tuple(Milestone(**{**row, "year": int(row["year"])}) for row in _rows("milestones"))  # type: ignore[arg-type]


@cache
def uses() -> tuple[Use, ...]:
    """Family by family."""
    return tuple(Use(**{**row, "year": int(row["year"])}) for row in _rows("families_today"))  # type: ignore[arg-type]


def _rows(name: str) -> list[dict[str, str]]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
