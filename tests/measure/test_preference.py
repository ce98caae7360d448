"""A reward that learns votes."""

import numpy as np
import pytest

from core.measure import preference
from core.measure.preference import LENGTH, fit

VOTES = [("dear friend , yes .", "yes ."), ("dear friend , no .", "hello . no ."), ("dear friend , no .", "no .")]
WORDS = ("dear", "friend", "yes", "no", "hello")


def test_votes_that_agree_are_learned_and_carry_over_to_pairs_that_nobody_voted_on() -> None:
    reward = fit(VOTES, WORDS)
    assert reward.agrees(VOTES) == 1
    assert reward.of("dear friend , perhaps .") > reward.of("perhaps .")


def test_turned_votes_turn_every_weight() -> None:
    ahead, back = fit(VOTES, WORDS), fit([(worse, better) for better, worse in VOTES], WORDS)
    for name, weight in ahead.weights.items():
        assert back.weights[name] == pytest.approx(-weight, abs=1e-9)


def test_the_weights_are_where_the_slope_is_nothing() -> None:
    """A law of the best weights: what votes pull equals what holds the weights near zero."""
    reward = fit(VOTES, WORDS)
    for name, weight in reward.weights.items():
        pull = sum(
            (preference.counted(better).get(name, 0.0) - preference.counted(worse).get(name, 0.0))
            / (1 + np.exp(reward.of(better) - reward.of(worse)))
            for better, worse in VOTES
        )
        assert pull == pytest.approx(preference.HELD * weight, abs=1e-6)


def test_without_votes_nothing_is_preferred() -> None:
    reward = fit([], WORDS)
    assert reward.of("dear friend") == 0 and reward.agrees([]) == 0 and LENGTH in reward.weights
