"""One tune in three ways of writing: counted by hand, sounded again, and with one wrong number."""

import numpy as np
import pytest

from core.data.instruments import FREQUENCIES, HOP, RATE
from core.data.melodies import notes
from core.data.sounded_tunes import played
from core.measure.heard_notes import in_tune, moments
from core.measure.sound_written import WAYS, beginning, numbers_a_second, one_wrong, three_ways


@pytest.mark.parametrize("number", [0, 1, 2, 99])
def test_a_beginning_lasts_three_seconds_and_its_numbers_are_counted(number: int) -> None:
    tokens = beginning(number)
    assert sum(note.length for note in notes(tokens)) == 48
    counted = numbers_a_second(tokens)
    assert counted["notes"] == pytest.approx(len(tokens) / 3)
    assert counted["samples"] == RATE and counted["spectrum"] == FREQUENCIES * RATE / HOP == 24_062.5


@pytest.mark.parametrize("who", [0, 1])
def test_each_way_sounds_the_same_tune(who: int) -> None:
    sounds = three_ways(who, 1)
    assert {len(sound) for sound in sounds.values()} == {3 * RATE}
    heard = {way: np.rint(moments(sounds[way]).pitch) for way in WAYS}
    assert (heard["spectrum"] == heard["samples"]).mean() > 0.9
    assert all(in_tune(moments(sound)) > 0.9 for sound in sounds.values())


@pytest.mark.parametrize("who", [0, 1])
@pytest.mark.parametrize("number", range(5))
def test_one_wrong_number_is_one_wrong_number(who: int, number: int) -> None:
    found, right = one_wrong(who, number), played(who, beginning(number))
    changed = [a for a, b in zip(found["notes"].tokens, beginning(number), strict=True) if a != b]
    assert len(changed) == 1
    assert np.count_nonzero(found["samples"].sound != right) == 1
    seconds = {way: one.seconds for way, one in found.items()}
    assert seconds["samples"] == pytest.approx(1 / RATE)
    assert seconds["samples"] < seconds["spectrum"] <= 0.064 < seconds["notes"]
    for one in found.values():  # nothing before its first moment or after its last one is otherwise
        first, last = round(one.first * RATE), round((one.first + one.seconds) * RATE)
        assert np.abs((one.sound - right)[:first]).max() <= 1e-3 and np.abs((one.sound - right)[last:]).max() <= 1e-3
