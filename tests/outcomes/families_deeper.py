"""How the experiments of /families_deeper may come out."""

from dataclasses import replace

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.measure.fooled_scores import Scores, sheets
from core.studies.face_swap import Swapped
from core.studies.families import TRIED, Cost
from core.studies.pixel_transformer import Drawn, End, Learned
from core.training.events import Record
from pages.images.families import exhibits
from tests.outcomes import Case, Cases


def steps(hurried: float) -> Case:
    """The distance after one step, where it is 1 after more of them."""
    flow = [Cost(count, 1.0, 1.0, hurried if count == 1 else 1.0, 0.9) for count in TRIED]
    costs = {"flow": flow, "gan": [Cost(1, 1.0, 1.0, 0.5, 0.9)]}
    return lambda text: exhibits.steps(text, costs, drawn())


def slips(spoiled: float) -> Case:
    """The share that ends right with four wrong pixels, where it is 0.8 with none."""
    learned = Learned(1.0, Drawn(12, 80.0, 0.7, 0.8, 10), End({"4": 0.8}, {"0": 0.8, "4": spoiled}, 0.7))
    return lambda text: exhibits.slips(text, learned, LIGHT, drawn())


def swap(smile: float, gaze: float, tilt: float) -> Case:
    kept = {"smile": smile, "gaze": gaze, "tilt": tilt}
    records = [Record(1, 1, Swapped(kept, kept, error=0.1, again=0.1, chance=0.2))]
    return lambda text: exhibits.swap(text, records, records, [0.1, 0.3])


def fool(coverage: float, recall: float) -> Case:
    """Coverage and recall of the softened digits, where they are a half for real ones."""
    real = Scores(0.9, 1.0, 10, 1.0, 1.0, 1.0, 0.5, 0.5)
    found = {name: real for name in sheets()} | {"softened": replace(real, coverage=coverage, recall=recall)}
    return lambda text: exhibits.fool(text, found)


CASES: Cases = {
    "steps": {"same": steps(1.0), "worse": steps(2.0), "useless": steps(20.0)},
    "slips": {"as_often": slips(0.8), "less": slips(0.5), "never": slips(0.1)},
    "swap": {
        "tilt": swap(0.1, 0.1, 0.9), "all": swap(0.7, 0.7, 0.9), "some": swap(0.1, 0.7, 0.9), "nothing": swap(0.1, 0.1, 0.1),
    },
    "fool": {"coverage": fool(0.8, 0.3), "recall": fool(0.4, 0.6), "both": fool(0.6, 0.6), "neither": fool(0.4, 0.5)},
}  # fmt: skip
