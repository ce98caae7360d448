"""The face swap's trick on sound: what shipped keeps the pitch, and only with a shared encoder; a short one is repeatable."""

import numpy as np
import pytest

from core.data.instruments import Note, level, play, spectrogram
from core.studies import voice_swap
from core.training.run import STUDIES, Run
from core.training.study import Study


def shipped(**settings) -> Run:
    return Run(STUDIES / Study("voice_swap.learn", settings).key)


def test_the_pitch_crosses_over_with_a_shared_encoder_and_the_voice_changes() -> None:
    shared, apart = (shipped(**settings).records()[-1].values for settings in voice_swap.SHIPPED)
    assert shared.ceiling == 1 and shared.pitch_kept > 0.9 > 0.2 > apart.pitch_kept
    assert shared.to_truth < min(shared.to_source, shared.apart)
    assert shared.nearer_to_the_truth > 0.7


def test_a_melody_is_faked_with_its_pitch_and_loudness() -> None:
    run = shipped(seed=0)
    model = voice_swap.restored(run.arrays(run.records()[-1]))
    heard = voice_swap.fake(model, [Note(62), Note(69)], seen=0)
    assert heard.source.shape == heard.fake.shape == heard.truth.shape == (9600,)
    assert np.isfinite(heard.fake).all() and 0.1 < np.abs(heard.fake).max() < 2
    assert np.abs(voice_swap.pitch_of(heard.levels["fake"][[12, 37]]) - [62, 69]).max() < 0.5


def test_the_same_seed_learns_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice_swap, "STEPS", 20)
    monkeypatch.setattr(voice_swap, "MARKS", (0, 20))
    monkeypatch.setattr(voice_swap, "LEARNED", 200)
    monkeypatch.setattr(voice_swap, "HELD_OUT", 20)
    one, again, other = (list(voice_swap.learn(seed=seed)) for seed in (3, 3, 4))
    assert one[-1].values == again[-1].values != other[-1].values
    assert set(one[-1].arrays) == set(voice_swap.restored(one[-1].arrays).state_dict())


def test_a_perfect_fake_is_the_truth_and_one_out_of_tune_is_found_out() -> None:
    pitches = (60, 64, 67)
    source, truth, flat = (
        play(who, [Note(pitch + shift) for pitch in pitches]) for who, shift in ((0, 0), (1, 0), (1, -1))
    )

    def compared(fake: np.ndarray) -> dict[str, float]:
        levels = {"source": source, "fake": fake, "truth": truth}
        heard = voice_swap.Heard(source, fake, truth, {n: level(spectrogram(one))[0] for n, one in levels.items()})
        return voice_swap.compared(heard, pitches, 0.4)

    perfect, wrong = compared(truth), compared(flat)
    assert perfect["right_pitch"] == 3 and perfect["fake_to_truth"] == 0
    assert perfect["fake_to_source"] == perfect["source_to_truth"] == wrong["source_to_truth"] > 0
    assert wrong["right_pitch"] == 0 and wrong["fake_to_truth"] > 0
