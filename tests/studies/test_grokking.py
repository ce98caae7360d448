"""Sums on a clock: the table, the split, and what the network learns of it, sooner or later."""

from itertools import islice

import numpy as np
import pytest
import torch

from core.studies import grokking
from core.studies.grokking import HOURS, Answered


def test_the_table_holds_every_sum_once() -> None:
    pairs, answers = grokking.sums()
    table = answers.reshape(HOURS, HOURS)
    assert torch.equal(table, table.T) and table[40, 30] == 11
    assert pairs.unique(dim=0).shape == pairs.shape == (HOURS**2, 2)
    assert all(row.unique().numel() == HOURS for row in table)  # a Latin square


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7])
def test_so_large_a_share_is_learned_and_the_seed_says_which(share: float) -> None:
    learned = grokking.chosen(share, 0)
    assert learned.float().mean() == pytest.approx(share, abs=1e-3)
    assert torch.equal(learned, grokking.chosen(share, 0)) and not torch.equal(learned, grokking.chosen(share, 1))


def test_both_networks_begin_alike_and_the_tables_hold_the_shares() -> None:
    torch.manual_seed(7)
    before = torch.get_rng_state()
    records = list(islice(grokking.learn(), 3))
    assert torch.equal(before, torch.get_rng_state())
    begun = records[0].values
    assert (begun.learned, begun.others) == (begun.learned_without, begun.others_without)
    for record in records:
        right, learned = (record.arrays[name].astype(bool) for name in ("right", "learned"))
        assert np.mean(right[learned]) == pytest.approx(record.values.learned, abs=1e-6)
        assert np.mean(right[~learned]) == pytest.approx(record.values.others, abs=1e-6)
    assert records[-1].values.learned > 0.9 > 0.2 > records[-1].values.others  # by heart, and no more than that


def test_settings_make_another_study() -> None:
    def second(**settings: float) -> Answered:
        return next(islice(grokking.learn(**settings), 1, None)).values  # type: ignore[arg-type]

    assert second(share=0.7) != second() != second(decay=2.0)
    assert second(seed=1) != second()


@pytest.mark.parametrize(
    ("others", "outcome"), [((0.0, 0.96, 1.0), "together"), ((0.0, 0.1, 0.2), "never")], ids=("together", "never")
)
def test_how_it_came_out(others: tuple[float, ...], outcome: str) -> None:
    answers = [(50 * place, Answered(float(place > 0), share, 1.0, 0.0)) for place, share in enumerate(others)]
    assert grokking.grokked(answers) == outcome


def test_later_means_five_times_as_many_steps() -> None:
    def known(at: int) -> list[tuple[int, Answered]]:
        return [(step, Answered(float(step >= 10), float(step >= at), 1.0, 0.0)) for step in range(100)]

    assert grokking.heard(known(50)) == (10, 50)
    assert grokking.grokked(known(50)) == "later" and grokking.grokked(known(49)) == "together"
