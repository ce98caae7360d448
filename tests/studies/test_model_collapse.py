"""Generations on generations: what replacing loses, accumulating keeps; one start of COL-1, whose ledger has
twenty."""

import numpy as np

from benchmarks.findings import col_1
from core.studies import model_collapse


def test_col_1_holds() -> None:
    assert col_1.holds(col_1.measured(0))


def test_what_each_generation_learns_from() -> None:
    real, before, made = np.arange(10), np.arange(10, 20), np.arange(20, 30)
    assert model_collapse.next_data(model_collapse.REPLACE, before, made, real, 0.2, 0).tolist() == made.tolist()
    assert model_collapse.next_data(model_collapse.ACCUMULATE, before, made, real, 0.2, 0).tolist() == [*before, *made]
    mixed = [model_collapse.next_data(model_collapse.MIXED, before, made, real, 0.2, g).tolist() for g in (0, 1, 5)]
    assert mixed == [[0, 1, *made[2:]], [2, 3, *made[2:]], [0, 1, *made[2:]]]


def test_a_word_that_is_lost_never_comes_back() -> None:
    records = [record.values for record in model_collapse.words(size=1_000, generations=10)]
    gone: set[str] = set()
    for values in records:
        assert not gone & set(values.lost) and not gone & set(values.people)
        gone |= set(values.lost)
    assert records[0].lost == [] and gone


def test_the_same_seed_tells_the_same() -> None:
    again = [list(model_collapse.text(size=20_000, generations=2, seed=4)) for _ in range(2)]
    assert again[0] == again[1]
