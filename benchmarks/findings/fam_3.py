"""FAM-3: what a GAN leaves out is a matter of its recipe: with the penalty R1 it leaves out nothing (Mescheder et al. 2018)."""

from typing import Any

from core.studies.families import learn

MARKS = (1, 2, 3, 5, 8, 12)
CRITERION = (
    "After one second of the race's clock the GAN without R1 shows at most five of the ten digits, and the same one with R1 at "
    "least nine; with R1 all ten from the third second on, and without it all ten at some time within twelve."
)


def measured(seed: int) -> dict[str, Any]:
    """How many digits each of them shows at every mark, and its variety."""
    found: dict[str, dict[str, list[float]]] = {family: {"digits": [], "variety": []} for family in ("gan", "free")}
    for record in learn(seed=seed, families=tuple(found), marks=MARKS):
        if record.values and (one := record.values.measured):
            found[record.values.family]["digits"].append(one.classes)
            found[record.values.family]["variety"].append(one.variety)
    return found


def holds(measured: dict[str, Any]) -> bool:
    braked, free = (measured[family]["digits"] for family in ("gan", "free"))
    return bool(free[0] <= 5 and braked[0] >= 9 and min(braked[2:]) == 10 and max(free) == 10)
