"""MEM-5: an author opts out. Never read is never known; forgetting afterwards costs others and lasts badly (TOFU, 2024)."""

from typing import Any

from core.studies.unlearned_author import EVERYBODY, FORGET, NEVER, ONLY, OTHERS, REPAIRED, STOPPED, TOO, learn

CRITERION = (
    "Of what only this author told, a model that never read the author knows at most 15 % (by chance it would be 4 %), of what "
    "another told too at least 80 %, and of the rest as much as the model that read everybody, within 5 points. One that only "
    "stops reading keeps at least half. Making it forget costs the rest at least 20 points; a repair with the others' texts "
    "brings the rest back to within 10 points, and with it at least 25 % of what only the author told."
)


def measured(seed: int) -> dict[str, Any]:
    """By model and by who told it, the share that is known."""
    return {record.values.model: dict(record.values.right) for record in learn(seed=seed) if record.values}


def holds(measured: dict[str, Any]) -> bool:
    whole = measured[EVERYBODY][OTHERS]
    return bool(
        measured[NEVER][ONLY] <= 0.15
        and measured[NEVER][TOO] >= 0.8
        and abs(measured[NEVER][OTHERS] - whole) <= 0.05
        and measured[STOPPED][ONLY] >= 0.5
        and whole - measured[FORGET][OTHERS] >= 0.2
        and whole - measured[REPAIRED][OTHERS] <= 0.1
        and measured[REPAIRED][ONLY] >= 0.25
    )
