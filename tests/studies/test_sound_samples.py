"""The network of samples as it came with the app, and what a short training keeps."""

from itertools import islice

import numpy as np

from core.data.instruments import RATE
from core.studies.sound_samples import GIVEN, REACHES, SHIPPED, WRITTEN, Learned, given, heard, learn, milliseconds
from core.training.open_study import opened
from core.training.study import Study


def ended(**settings: object) -> Learned:
    values = opened(Study.of(learn, **settings)).measured[-1].values
    assert isinstance(values, Learned)
    return values


def test_what_came_with_the_app_tells_reach_and_hiss_apart() -> None:
    usual, few, clean = (ended(**settings) for settings in SHIPPED)
    assert usual.made.in_tune > few.made.in_tune + 0.1 and usual.made.in_tune > clean.made.in_tune + 0.3
    assert clean.surprise < usual.surprise < few.surprise
    assert usual.real.in_tune > 0.95 and usual.made.notes_a_second < usual.real.notes_a_second


def test_the_first_sound_comes_after_twelve_updates_and_can_be_heard() -> None:
    records = list(islice(learn(seed=7), 5))
    assert [record.step for record in records] == [0, 0, 5, 10, 12]
    written = records[-1].arrays["written"]
    assert written.shape == (WRITTEN,) and written.dtype == np.uint8
    sound, (begun, real) = heard(written), given("Oolo")
    assert len(sound) == len(real) == 2 * RATE and len(begun) == 3 * GIVEN and np.abs(sound).max() <= 1.5


def test_reaches_are_told_in_milliseconds() -> None:
    assert milliseconds("few") < 1_000 / 220 < milliseconds("waves") < milliseconds("note")
    assert {len(dilations) for dilations in REACHES.values()} == {10}
