"""How strong each frequency is: a pure tone stands in its own band, in its own key, and as loud as it is."""

import numpy as np
import pytest

from core.data.instruments import RATE
from core.measure.sounds import strengths

HERTZ = 1_000
BAND = 32  # 1,000 Hz is the 64th frequency of a slice, and two of them make a band


def test_a_tone_is_strong_in_its_band_while_its_key_sounds() -> None:
    tone = np.sin(2 * np.pi * HERTZ * np.arange(4_800) / RATE)
    found = strengths(np.concatenate([0 * tone, tone, 0 * tone]), 3)
    assert found.shape == (3, 12, 128) and found.min() == 0 and found.max() == 1
    silent, sounds, after = found
    assert not silent.any() and not after[2:].any()  # a slice reaches back over two moments
    assert (sounds[2:].argmax(axis=1) == BAND).all() and not sounds[2:, BAND + 8 :].any()


@pytest.mark.parametrize(("softer", "level"), [(25, 0.5), (40, 0.2), (60, 0.0)])
def test_a_softer_tone_is_as_much_weaker_as_its_decibels_say(softer: float, level: float) -> None:
    tone = np.sin(2 * np.pi * HERTZ * np.arange(4_800) / RATE)
    _, soft = strengths(np.concatenate([tone, tone * 10 ** (-softer / 20)]), 2)
    assert soft[4:-1, BAND] == pytest.approx(level, abs=0.01)
