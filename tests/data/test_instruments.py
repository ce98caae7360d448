"""Two invented instruments: their pitch is what was asked for, and a sound comes back from its slices."""

import numpy as np

from core.data import instruments as i
from core.studies.voice_swap import in_tune, pitch_of


def test_twelve_semitones_double_the_frequency() -> None:
    assert np.allclose(i.hertz(np.array([57, 69, 81])), [220, 440, 880])


def test_the_pitch_of_a_melody_can_be_read_off_its_spectrum_on_both_instruments() -> None:
    for who in (0, 1):
        spectra = i.level(i.spectrogram(i.play(who, [i.Note(69, 0.4), i.Note(64, 0.4)])))[0]
        assert abs(pitch_of(spectra[[12]])[0] - 69) < 0.5
        assert abs(pitch_of(spectra[[37]])[0] - 64) < 0.5


def test_both_instruments_sound_the_same_tone_differently() -> None:
    factors = np.array([[60.0, 0.3], [70.0, 0.8]])
    one, other = (i.sounded(who, factors, np.random.default_rng(0)) for who in (0, 1))
    assert in_tune(one, factors[:, 0]) == in_tune(other, factors[:, 0]) == 1
    assert np.abs(one - other).max() > 0.3  # more than 15 decibels somewhere


def test_oolo_hardly_sounds_its_even_overtones() -> None:
    strength = i.overtones(0, np.array([60.0]), np.array([0.5]))[0]
    assert strength[0] > 5 * strength[1] and strength[2] > 5 * strength[3]


def test_a_sound_comes_back_from_its_own_slices() -> None:
    sound = i.play(1, [i.Note(62, 0.3, vibrato=0.2), i.Note(67, 0.3)])
    again = i.sound_of(i.spectrogram(sound), len(sound))
    assert np.abs(again - sound).max() < 1e-9


def test_levels_lead_back_to_strengths() -> None:
    spectrum = i.spectrogram(i.play(0, [i.Note(60, 0.3)]))
    level, peak = i.level(spectrum)
    loud = level > 0.05
    assert level.min() == 0 and level.max() == 1
    assert np.allclose(i.strength(level, peak)[loud], np.abs(spectrum)[loud], rtol=1e-6)


def test_a_sound_with_given_strengths_has_nearly_those_strengths() -> None:
    wanted, start = (i.spectrogram(i.play(who, [i.Note(65, 0.4)])) for who in (1, 0))
    sound = i.with_phases(np.abs(wanted), start, 4800)
    off = np.linalg.norm(np.abs(i.spectrogram(sound)) - np.abs(wanted)) / np.linalg.norm(wanted)
    assert off < 0.15


def test_nothing_played_is_silence() -> None:
    assert len(i.play(0, [])) == 0
    assert (i.level(np.zeros((2, i.FREQUENCIES)))[0] == 0).all()


def test_the_same_seed_gives_the_same_slices() -> None:
    one, again, other = (i.slices(0, 40, seed) for seed in (1, 1, 2))
    assert np.array_equal(one.spectra, again.spectra) and not np.array_equal(one.spectra, other.spectra)
    assert one.spectra.shape == (40, i.FREQUENCIES) and one.factors.shape == (40, len(i.FACTORS))
