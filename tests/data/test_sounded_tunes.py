"""Tunes as sound: in bounds, as long as they should be, and slowed down without a change of pitch."""

import numpy as np
import pytest

from core.data.instruments import RATE
from core.data.melodies import notes
from core.data.sounded_tunes import (
    LEVELS,
    SIXTEENTH,
    SLOW,
    WHITE,
    from_levels,
    played,
    quickened,
    slowed,
    to_levels,
    tunes,
)


def test_tunes_stay_on_white_keys_and_last_as_long_as_their_notes() -> None:
    assert len(tunes()) > 120
    for tune in tunes()[:5]:
        found = notes(tune.tokens)
        assert all(note.pitch is not None and note.pitch % 12 in WHITE for note in found)
        assert len(played(0, tune.tokens)) == round(sum(note.length for note in found) * SIXTEENTH * RATE)


def test_a_low_tone_survives_being_slowed_and_a_high_one_does_not() -> None:
    time = np.arange(RATE) / RATE
    low, high = (np.sin(2 * np.pi * hertz * time) for hertz in (500, 3_000))
    assert len(slowed(low)) == SLOW
    assert np.abs(quickened(slowed(low)) - low).max() < 1e-6
    assert np.abs(slowed(high)).max() < 1e-6


@pytest.mark.parametrize("loud", [1.0, 0.3, 0.01])
def test_levels_are_fine_where_it_is_soft(loud: float) -> None:
    sound = loud * np.sin(np.linspace(0, 30, 900))
    levels = to_levels(sound)
    assert levels.min() >= 0 and levels.max() < LEVELS
    assert np.abs(from_levels(levels) - sound).max() < 0.13 * max(loud, 0.05)
