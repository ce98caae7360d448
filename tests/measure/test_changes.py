"""How much changed between two moments of a training, and which moments tell most."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.measure.changes import of_chances, of_curves, of_losses, telling

SOME = st.lists(st.floats(0, 1), min_size=1, max_size=30)


def test_all_chance_changes_hands_where_another_token_gets_it_all() -> None:
    first, second = np.array([[1.0, 0.0], [0.5, 0.5]]), np.array([[0.0, 1.0], [0.5, 0.5]])
    assert of_chances([first, second, second]) == (0.5, 0.0)  # of two rows one changed, and wholly
    assert of_chances([first]) == ()


def test_a_loss_that_nobody_knows_did_not_move() -> None:
    assert of_losses([3.0, None, 1.0, 2.0]) == (0.0, 0.0, 1.0)


def test_curves_count_alike_whatever_their_unit() -> None:
    loss, share = [7.0, 3.0, 1.0], [0.0, 0.1, 0.4]
    assert np.allclose(of_curves([loss, share]), of_curves([[1000 * one for one in loss], share]))
    assert of_curves([[2.0, 2.0]]) == () == of_curves([])


@given(SOME, st.integers(2, 8))
def test_the_first_and_the_last_moment_always_tell(changes: list[float], count: int) -> None:
    places = telling(changes, count)
    assert places[0] == 0 and places[-1] == len(changes) and len(places) <= count
    assert list(places) == sorted(set(places))


def test_moments_are_dense_where_much_changes() -> None:
    assert telling([0.0, 0.0, 4.0, 4.0, 4.0, 0.0, 0.0], 4) == (0, 3, 4, 7)
