"""How the experiments of /families may come out."""

from collections.abc import Mapping

from core.exhibit import Picture, drawn
from core.figures.palette import LIGHT
from core.studies.families import Measured
from pages.images.families import exhibits
from tests.outcomes import Case, Cases

FAMILIES = ("vae", "gan", "flow", "pixels")


def measured(
    second: int, frechet: float = 1.0, classes: int = 10, nearest: float = 1.2, copied: float = 0.5
) -> Measured:
    return Measured(
        second, updates=9, seconds=1.0, weights=50_000, frechet=frechet, confidence=0.9, classes=classes, nearest=nearest,
        shares=[0.1] * 10, sharpness=0.8, variety=0.7, copied=copied,
    )  # fmt: skip


def first(leads: str) -> Case:
    found = {
        name: [(measured(second, 0.5 if name == leads else 2.0), {}) for second in (1, 12)]
        for name in FAMILIES
    }  # fmt: skip
    return lambda text: exhibits.first(text, found, LIGHT, drawn())


def missing(classes: int) -> Case:
    found = {name: [(measured(1), {})] for name in FAMILIES} | {"free": [(measured(1, classes=classes), {})]}
    return lambda text: exhibits.missing(text, found, Picture("race", b""), drawn())


def copies(copied: Mapping[str, float], nearest: float = 1.2) -> Case:
    found = {name: [(measured(12, copied=copied.get(name, 0.5), nearest=nearest), {})] for name in FAMILIES}
    return lambda text: exhibits.copies(text, found, LIGHT, drawn())


CASES: Cases = {
    "first": {name: first(name) for name in FAMILIES},
    "missing": {"all": missing(9), "half": missing(5), "few": missing(2)},
    "copies": {"none": copies({}), "near": copies({}, nearest=0.9)} | {name: copies({name: 0.9}) for name in FAMILIES},
}
