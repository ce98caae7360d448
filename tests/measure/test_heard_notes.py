"""Notes read off a sound are those that were played; noise has none."""

import numpy as np
import pytest

from core.data.instruments import HOP, RATE, Note, play
from core.data.sounded_tunes import played, quickened, slowed, tunes
from core.measure.heard_notes import in_tune, moments, notes_a_second, own_voice, steady, told


@pytest.mark.numeric
@pytest.mark.parametrize("who", [0, 1])
@pytest.mark.parametrize("slow", [False, True])
def test_what_was_played_is_heard(who: int, slow: bool) -> None:
    pitches = (60, 64, 67, 76, 57)
    sound = play(who, [Note(pitch, 0.3) for pitch in pitches])
    found = moments(quickened(slowed(sound)) if slow else sound)
    assert [key for key, _, slices in steady(found) if slices > 8] == list(pitches)
    assert in_tune(found) > 0.9 and own_voice(found, who) > 0.9 > 0.1 > own_voice(found, 1 - who)


def test_black_keys_and_tones_between_the_keys_are_not_in_tune() -> None:
    for pitch in (61, 66):
        assert in_tune(moments(play(0, [Note(pitch, 1.0)]))) < 0.1
    time = np.arange(RATE) / RATE
    between = sum(np.sin(2 * np.pi * 440 * 2 ** (0.5 / 12) * n * time) / n for n in (1, 2, 3))
    assert in_tune(moments(np.asarray(between))) < 0.1


def test_noise_is_in_tune_by_chance_alone_and_has_hardly_a_note() -> None:
    found = moments(np.random.default_rng(0).standard_normal(4 * RATE))
    assert 0.15 < in_tune(found) < 0.45 and notes_a_second(found) < 0.8


def test_silence_is_not_in_tune() -> None:
    assert in_tune(moments(np.zeros(RATE))) == 0


def test_two_notes_of_one_key_are_one_and_averages_are_taken() -> None:
    again = moments(play(0, [Note(64, 0.3), Note(64, 0.3), Note(67, 0.3)]))
    assert [key for key, _, slices in steady(again) if slices > 8] == [64, 67]
    sounds = [played(0, tune.tokens)[: 2 * RATE] for tune in tunes()[:3]]
    found = told(sounds, 0)
    assert found.in_tune > 0.95 and 1 < found.notes_a_second < 8 and found.own_voice > 0.95
    assert len(moments(sounds[0]).pitch) == 2 * RATE // HOP
