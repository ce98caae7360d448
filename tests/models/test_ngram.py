"""The counting model: its chances are chances, it knows what it counted, and it writes as it counted."""

import numpy as np
import pytest

from core.models.ngram import DISCOUNT, NGram

TEXT = np.array([0, 1, 2, 0, 1, 2, 0, 1, 3, 0, 1, 2])


@pytest.mark.parametrize("order", [1, 2, 3, 5])
def test_chances_sum_to_one_and_nothing_is_impossible(order: int) -> None:
    model = NGram(TEXT, 5, order)
    for table in model.tables:
        assert np.allclose(table.sum(1), 1) and (table > 0).all()
    chances = model.expects(np.arange(5 ** (order - 1)))
    assert np.allclose(chances.sum(1), 1)


def test_a_bigram_by_hand() -> None:
    """After 1 came 2 three times and 3 once: each loses the discount, and the shorter context says where that goes."""
    model = NGram(TEXT, 5, 2)
    below = model.tables[0][0]
    assert model.expects(np.array([1]))[0] == pytest.approx(
        [
            (max(count - DISCOUNT, 0) + DISCOUNT * 2 * chance) / 4
            for count, chance in zip((0, 0, 3, 1, 0), below, strict=True)
        ]
    )


def test_a_context_that_was_never_seen_is_answered_by_its_end() -> None:
    model = NGram(TEXT, 5, 3)
    unseen = 4 * 5 + 1  # after 4, 1
    assert np.allclose(model.expects(np.array([unseen])), NGram(TEXT, 5, 2).expects(np.array([1])))


def test_it_hesitates_less_where_it_knows_more() -> None:
    text = np.tile([0, 1, 2, 3], 200)
    assert NGram(text, 4, 3).perplexity(text) < 1.1 < 3.5 < NGram(text, 4, 1).perplexity(text)


def test_it_writes_as_often_as_it_expects() -> None:
    model = NGram(TEXT, 5, 2)
    written = model.write(1, np.full((20_000, 1), 1), np.random.default_rng(0))[:, 0]
    assert np.allclose(np.bincount(written, minlength=5) / 20_000, model.expects(np.array([1]))[0], atol=0.015)
    assert (written == model.write(1, np.full((20_000, 1), 1), np.random.default_rng(0))[:, 0]).all()
