"""Toy models whose guards fail: what they learn from, and SAF-3's mismatch over three seeds."""

import pytest

from benchmarks.findings import saf_3
from core.studies import mismatch


def test_words_backwards_are_other_words_and_their_answers_are_too() -> None:
    request = (3, 4, 0)
    plain, backwards = mismatch.written(request, False), mismatch.written(request, True)
    assert not set(plain) & set(backwards)
    assert {mismatch.answer(request, False), mismatch.answer(request, True)} <= set(
        range(mismatch.FIRST, mismatch.REFUSAL)
    )


def test_what_is_asked_was_never_shown() -> None:
    shown, asked = mismatch.requests(0)
    assert not set(shown) & set(asked) and len(shown) == mismatch.LEARNED
    assert any(map(mismatch.forbidden, asked))


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_refusal_learned_in_plain_words_does_not_reach_words_backwards(seed: int) -> None:
    assert saf_3.holds(saf_3.measured(seed))
