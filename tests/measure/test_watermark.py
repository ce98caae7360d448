"""A mark that a reader does not see: what is counted, recounted another way; and laws that it must keep."""

from math import sqrt

import numpy as np
import pytest

from core.measure.watermark import SURE, Counted, Key, count, edited, marks, tail, windows, write
from core.models.decode import Decoder
from core.models.transformer import Config, Transformer
from core.tokenizers import START

KEY = Key(50)


def decoder(batch: int) -> Decoder:
    import torch

    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        model = Transformer(Config(vocabulary=50, context=40, width=16, heads=2, layers=1))
    return Decoder({name: w.detach().numpy() for name, w in model.state_dict().items()}, model.config, batch)


def test_half_of_the_tokens_are_green_and_another_half_after_another_token() -> None:
    assert KEY.green(3).sum() == 25 and Key(50, gamma=0.25).green(3).sum() == 12
    assert not np.array_equal(KEY.green(3), KEY.green(4))
    assert not np.array_equal(KEY.green(3), Key(50, secret=1).green(3))
    assert np.array_equal(KEY.green(3), Key(50).green(3))


def test_z_is_the_formula_of_the_paper() -> None:
    assert Counted(75, 100).z == (75 - 50) / sqrt(100 * 0.25)
    assert Counted(0, 0).z == 0
    assert Counted(40, 100, gamma=0.25).z == pytest.approx((40 - 25) / sqrt(100 * 0.25 * 0.75))


def test_the_bell_curves_tail_is_what_tables_say() -> None:
    assert tail(0) == 0.5
    assert tail(1.959964) == pytest.approx(0.025, abs=1e-6)
    assert tail(SURE) == pytest.approx(3.167e-5, rel=1e-3)


def test_marks_look_at_the_token_before() -> None:
    assert marks([7, 9], KEY) == [bool(KEY.green(START)[7]), bool(KEY.green(7)[9])]
    assert marks([], KEY) == []


def test_a_text_that_repeats_itself_is_counted_once_where_asked() -> None:
    text = [[7, 7, 7, 7, 7]]
    assert count(text, KEY).counted == 5
    assert count(text, KEY, once=True).counted == 2  # start 7, and 7 7
    assert count([], KEY) == Counted(0, 0)


def test_marked_text_has_more_green_tokens_and_costs_perplexity() -> None:
    found = {}
    for delta in (0.0, 4.0):
        texts, perplexity = write(decoder(16), KEY, delta, np.random.default_rng(0))
        found[delta] = count(texts, KEY).z, perplexity
    assert abs(found[0.0][0]) < SURE < found[4.0][0]
    assert found[4.0][1] > found[0.0][1]


def test_who_has_another_key_finds_nothing() -> None:
    texts, _ = write(decoder(16), KEY, 4.0, np.random.default_rng(0))
    assert abs(count(texts, Key(50, secret=9)).z) < SURE


def test_without_delta_the_mark_changes_nothing() -> None:
    one, other = (write(decoder(4), key, 0.0, np.random.default_rng(3)) for key in (KEY, Key(50, secret=5)))
    assert one == other


def test_as_many_tokens_are_replaced_as_asked() -> None:
    rng = np.random.default_rng(0)
    text = list(range(40))
    assert edited(text, 0.0, [49], rng) == text
    assert sum(a != b for a, b in zip(edited(text, 0.25, [49], rng), text, strict=True)) == 10
    assert edited(text, 1.0, [49], rng) == [49] * 40


def test_windows_keep_every_token_in_its_order_and_forget_the_rest() -> None:
    pieces = windows([[1, 2, 3], [4, 5], [6, 7, 8]], 4)
    assert pieces == [[[1, 2, 3], [4]], [[5], [6, 7, 8]]]
    assert windows([[1]], 4) == []
