"""FAM-1: who is first in a race of families depends on when one asks; a VAE is quick and stays soft (Kingma and Welling 2014)."""

from dataclasses import asdict
from typing import Any

from core.data.digits import digits
from core.measure.images import quality
from core.studies.families import RACE, learn

FIRST, LAST = 1, 12  # seconds of the race's clock
CRITERION = (
    "By the Fréchet distance to real digits the VAE is first and the transformer last after one second, and the VAE is not "
    "first after twelve. After twelve its edges have less contrast than real ones by 10 % or more and than those of every "
    "other family; its pictures lie nearer to learned ones than real digits do; and of no family are more than 60 % or less "
    "than 40 % of the pictures nearer to a learned digit than to one that nobody saw."
)


def measured(seed: int) -> dict[str, Any]:
    """By family: the distance after a second; after twelve the distance, sharpness, copies and the nearest learned digit."""
    found = {family: dict[str, Any]() for family in RACE}
    for record in learn(seed=seed, families=RACE, marks=(FIRST, LAST)):
        if record.values and (one := record.values.measured):
            told = asdict(one)
            names = ("frechet",) if one.second == FIRST else ("frechet", "sharpness", "copied", "nearest")
            found[record.values.family] |= {f"{name}, {one.second} s": told[name] for name in names}
    return found | {"nearest, real digits": quality(digits()[1].images).nearest}


def holds(measured: dict[str, Any]) -> bool:
    def by(name: str) -> list[str]:
        return sorted(RACE, key=lambda family: measured[family][name])

    first, vae = by(f"frechet, {FIRST} s"), measured["vae"]
    return bool(
        (first[0], first[-1]) == ("vae", "pixels")
        and by(f"frechet, {LAST} s")[0] != "vae"
        and by(f"sharpness, {LAST} s")[0] == "vae"
        and vae[f"sharpness, {LAST} s"] <= 0.9
        and vae[f"nearest, {LAST} s"] < measured["nearest, real digits"]
        and all(0.4 <= measured[family][f"copied, {LAST} s"] <= 0.6 for family in RACE)
    )
