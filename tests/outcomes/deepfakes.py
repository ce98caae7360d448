"""How the experiments of /deepfakes may come out."""

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.studies.face_reenactment import CARRIED, CarriedOver
from core.studies.fake_faces import Judged
from core.training.events import Record
from pages.trust.deepfakes import exhibits
from tests.outcomes import Case, Cases


def carries(*followed: str) -> Case:
    """At the second of two moments these factors are carried over."""
    nothing = dict.fromkeys(CARRIED, 0.1)
    found = [
        Record(step, 100, CarriedOver(carried, identity=1.0, shown=0.0, error=0.1))
        for step, carried in ((30, nothing), (100, nothing | dict.fromkeys(followed, 0.9)))
    ]
    return lambda text: exhibits.carried(text, found, found, False, LIGHT, drawn())


def race(new: float) -> Case:
    """Detector 2 on generation 3; it is always right on generation 2."""
    auc = [[1.0, 0.6, 0.5], [1.0, 1.0, new], [1.0, 1.0, 1.0]]
    return lambda text: exhibits.race(text, auc, 1, 1, False, LIGHT, drawn())


def game(yesterday: float, today: float) -> Case:
    found = [Record(step, 100, Judged([yesterday, today])) for step in (30, 100)]
    return lambda text: exhibits.game(text, found, drawn())


CASES: Cases = {
    "carries": {
        "tilt": carries("tilt"), "gaze": carries("gaze"), "smile": carries("smile"), "several": carries("tilt", "gaze"),
        "none": carries(),
    },
    "race": {"as_well": race(0.99), "worse": race(0.7), "guessing": race(0.5)},
    "game": {"yesterdays": game(0.95, 0.8), "todays": game(0.8, 0.95), "alike": game(0.9, 0.9)},
}  # fmt: skip
