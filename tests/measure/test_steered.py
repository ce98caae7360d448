"""How far a dream is from the truth, and which outcome that is."""

import numpy as np
import pytest

from core.data import rink
from core.measure.steered import AWAY, Drifted, doubled, drifted, holds, needs

TRUE = rink.games(5, 12, 3).pictures


def dreams(kept: int, gone: float = 0.0, size: float = 1.0) -> Drifted:
    return Drifted([0.0], kept, gone, size)


def test_the_truth_is_nowhere_from_itself_and_a_black_picture_has_lost_the_puck() -> None:
    same = drifted(TRUE, TRUE)
    assert max(same.off) == 0 and same.kept == 12 and same.gone == 0 and same.size == pytest.approx(1)
    dark = TRUE.copy()
    dark[:, 4:] = 0
    lost = drifted(dark, TRUE)
    assert lost.off[3:5] == [0, AWAY] and lost.kept == 4 and lost.gone == 1 and lost.size == 0


def test_a_picture_that_is_moved_is_so_far_off() -> None:
    there = np.full((3, 2), 5.0)
    true = rink.played(there, np.zeros((3, 2)), np.zeros((3, 4, 2))).pictures
    assert drifted(np.roll(true, 3, axis=-1), true).off == pytest.approx([3.0] * 5, abs=1e-3)


@pytest.mark.parametrize(
    ("plain", "noise", "outcome"),
    [
        (dreams(6, 0.3), dreams(7), "puck"),
        (dreams(6, 0.3), dreams(14), "both"),
        (dreams(6), dreams(14), "place"),
        (dreams(6), dreams(7), "neither"),
        (dreams(6, 0.0, 1.4), dreams(7), "puck"),
    ],
)
def test_what_noise_is_good_for(plain: Drifted, noise: Drifted, outcome: str) -> None:
    assert holds(plain, noise) == outcome


def test_what_a_memory_needs() -> None:
    assert needs(dreams(3), dreams(9), dreams(60)) == "speed"
    assert needs(dreams(3), dreams(4), dreams(60)) == "told"
    assert needs(dreams(3), dreams(60), dreams(60)) == "pictures"
    assert needs(dreams(3), dreams(3), dreams(3)) == "nothing"


def test_how_far_a_double_push_goes() -> None:
    assert [doubled(way, 1.0, 2.0) for way in (1.2, 1.5, 1.9, 2.4)] == ["known", "between", "law", "beyond"]
