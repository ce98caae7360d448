"""How the experiments of /melodies may come out."""

from dataclasses import replace

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.measure.melodies import Structure
from core.studies.melodies import TEMPERATURES, Copied, Ended, Runs, Warm
from pages.beyond.melodies import exhibits
from tests.outcomes import Case, Cases

REAL = Structure(1.0, 0.4, 1.0, 1.0, 15.0, 2.2)
POOR = Structure(0.3, 0.0, 0.0, 0.5, 15.0, 4.0)
COPIED = Copied("M:4/4 C4 D4 | C8 ||", 2, 0, "no. 1", "invented")


def ended(
    structure: dict[str, Structure] | None = None, gpt: int = 7, cool: Structure = REAL, hot: Structure = REAL
) -> Ended:
    kinds = {"data": REAL, "gpt": POOR, "counting": POOR, "shuffled": POOR} | (structure or {})
    runs = {"new": Runs([7, 7], [50, 50]), "gpt": Runs([gpt, gpt], [50, 50]), "counting": Runs([6, 6], [50, 50])}
    warm = [Warm(heat, hot if heat > 1 else cool, 7.0, 500) for heat in TEMPERATURES]
    return Ended(kinds, runs, COPIED, warm, ["C2"], 1_800, {"gpt": "M:4/4 C8 ||"})


def built_like(**structure: Structure) -> Case:
    return lambda text: exhibits.built_like(text, ended(structure), LIGHT, drawn())


def copies(gpt: int) -> Case:
    return lambda text: exhibits.copies(text, ended(gpt=gpt), LIGHT, drawn())


def heat(**lost: float) -> Case:
    return lambda text: exhibits.heat(text, ended(hot=replace(REAL, **lost)), LIGHT, drawn())


CASES: Cases = {
    "built_like": {
        "gpt": built_like(gpt=REAL), "counting": built_like(counting=REAL), "shuffled": built_like(shuffled=REAL),
        "nobody": built_like(gpt=replace(REAL, even=0.0), shuffled=replace(POOR, even=0.5)),
    },
    "copies": {"chance": copies(8), "some": copies(12), "whole": copies(50)},
    "heat": {
        "adds_up": heat(adds_up=0.2), "repeated": heat(repeated=0.0), "even": heat(even=0.1), "steady": heat(adds_up=0.97),
    },
}  # fmt: skip
