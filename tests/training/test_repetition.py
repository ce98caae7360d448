"""Two recordings of a study, number beside number."""

import pytest

from core.training.events import Record
from core.training.repetition import Pair, pairs


def test_numbers_are_paired_by_their_place_as_far_as_the_newer_recording_has_come() -> None:
    recorded = [Record(1, 2, {"loss": [2.0, 1.0], "said": "a"}), Record(2, 2, {"loss": [0.5, 0.0]})]
    found = pairs(recorded, [Record(1, 2, {"loss": [1.0, 1.0], "said": "b"})])
    assert found == [Pair(1, "loss.1", 2.0, 1.0), Pair(1, "loss.2", 1.0, 1.0)]
    assert [pair.apart for pair in found] == [0.5, 0.0]


def test_what_only_one_recording_has_is_left_out_and_two_noughts_are_not_apart() -> None:
    found = pairs([Record(1, 1, {"old": 1.0, "both": 0, "yes": True})], [Record(1, 1, {"both": 0, "yes": True})])
    assert [(pair.name, pair.apart) for pair in found] == [("both", 0.0)]


def test_the_distance_is_a_share_of_the_larger_number() -> None:
    assert Pair(0, "x", -4.0, 1.0).apart == pytest.approx(5 / 4)
