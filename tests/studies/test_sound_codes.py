"""Codes for slices of sound: written and read again, the more codes the nearer; and the GPT as it came with the app."""

import numpy as np
import pytest

from core.data.instruments import HOP
from core.data.sounded_tunes import played, tunes
from core.measure.heard_notes import in_tune, moments
from core.studies.sound_codes import GIVEN, WRITTEN, Codebook, Learned, codebook, heard, learn, levels, lost, sounded
from core.training.open_study import opened
from core.training.study import Study


@pytest.fixture(scope="module")
def slices() -> np.ndarray:
    return np.concatenate([levels(played(who, tune.tokens)) for tune in tunes()[:4] for who in (0, 1)])


def test_a_slice_is_written_as_the_nearest_code(slices: np.ndarray) -> None:
    book = codebook(slices, 8, 0)
    some = slices[::50]
    far = ((some[:, None] - book.codes[None]) ** 2).sum(2)
    assert (book.write(some) == far.argmin(1)).all()
    assert (book.write(book.codes) == np.arange(8)).all()
    exact = Codebook(slices[:5])
    assert np.array_equal(exact.read(exact.write(slices[:5])), slices[:5])


def test_more_codes_lose_less(slices: np.ndarray) -> None:
    unseen = {who: [played(who, tune.tokens)[: 160 * HOP] for tune in tunes()[:2]] for who in (0, 1)}
    few, many = (lost(codebook(slices, count, 0), unseen) for count in (3, 48))
    assert many.decibels < few.decibels and many.right_pitch > few.right_pitch and few.used <= 3
    assert many.right_pitch > 0.85 and many.right_voice > 0.85


def test_levels_are_sounded_at_their_pitch_and_silence_stays_silent() -> None:
    sound = played(0, tunes()[0].tokens)[: 100 * HOP]
    assert in_tune(moments(sounded(levels(sound)))) > 0.9
    assert np.abs(sounded(np.zeros((10, levels(sound).shape[1])))).max() == 0


def test_what_came_with_the_app_changes_notes_as_tunes_do() -> None:
    asked = opened(Study.of(learn))
    last = asked.measured[-1].values
    assert isinstance(last, Learned) and last.kept.right_pitch > 0.9
    assert last.made.in_tune > 0.85 and last.made.notes_a_second > 0.6 * last.real.notes_a_second
    moments_of = asked.moments
    book = moments_of[0][1]["codes"]
    _, arrays = moments_of[-1]
    assert len(heard(book, arrays["begun"], arrays["written"])) == (GIVEN + WRITTEN) * HOP
