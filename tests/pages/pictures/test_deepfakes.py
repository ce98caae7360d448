"""Sentences of the lesson on deepfakes: they say what the studies found."""

import pytest

from core.lessons import lesson
from core.studies.arms_race import Retrained
from core.studies.face_reenactment import CARRIED, CarriedOver
from core.training.events import Record
from pages.trust.deepfakes import exhibits

VALUES = CarriedOver(dict.fromkeys(CARRIED, 0.5), identity=0.999, shown=0.0, error=0.1)

TEXT = lesson("deepfakes")


def test_what_is_nearly_all_is_not_called_all() -> None:
    said = exhibits.follows(TEXT, Record(10, 10, VALUES))
    assert "tilt 0.50" in said and ">99% Silvi" in said


@pytest.mark.parametrize(
    ("detector", "generation", "said"),
    [
        (1, 1, "learned from generation 1"),
        (1, 2, "trained again, on generation 2, manages 98%"),
        (2, 1, "old tricks work on it again"),
        (1, 3, "Generation 3 is not ready yet"),
    ],
)
def test_each_field_of_the_matrix_has_its_sentence(detector: int, generation: int, said: str) -> None:
    assert said in exhibits.race_says(TEXT, [[0.99, 0.6], [0.2, 0.98]], detector, generation, remember=False)


def test_a_detector_that_keeps_all_old_fakes_is_not_said_to_have_never_seen_them() -> None:
    assert "never seen" not in exhibits.race_says(TEXT, [[0.99, 0.6], [0.2, 0.98]], 2, 1, remember=True)


def test_what_retraining_did_is_told_once_it_was_done() -> None:
    learns = Retrained(updates=40, old=0.9, new=None, retrained=False)
    meets = Retrained(updates=600, old=0.99, new=0.6, retrained=False)
    again = Retrained(updates=1200, old=0.7, new=0.97, retrained=True)
    assert (
        exhibits.retrained_says(TEXT, [learns], 2)
        == "After 40 updates the detector has an AUC of 0.90 on generation 2."
    )
    assert "of 0.60 on generation 3" in exhibits.retrained_says(TEXT, [learns, meets], 2)
    assert "it has 0.97 on these, and 0.70 on the old ones" in exhibits.retrained_says(TEXT, [learns, meets, again], 2)
