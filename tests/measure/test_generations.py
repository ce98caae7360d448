"""Bags drawn from one another: each has as many things, none comes back, and chance loses as many as the formula says."""

from itertools import pairwise

import pytest

from core.measure.generations import alone_from, drawn_again


@pytest.mark.parametrize("kinds", [1, 5, 20])
def test_a_bag_has_as_many_things_as_the_first_and_none_that_the_one_before_lacks(kinds: int) -> None:
    bags = drawn_again(kinds, 12, seed=1)
    assert len(bags) == 13 and all(bag.total() == kinds for bag in bags)
    assert all(set(after) <= set(before) for before, after in pairwise(bags))
    assert alone_from(drawn_again(1, 3, seed=0)) == 0


@pytest.mark.parametrize("kinds", [5, 20])
def test_a_copy_loses_the_share_that_the_formula_says(kinds: int) -> None:
    lost = sum(kinds - len(drawn_again(kinds, 1, seed)[1]) for seed in range(2_000)) / (2_000 * kinds)
    assert lost == pytest.approx((1 - 1 / kinds) ** kinds, abs=0.01)


def test_the_chance_that_two_draws_are_different_falls_as_wright_computed() -> None:
    """It falls by the factor 1 - 1/n a generation (Wright 1931), however the single bags go."""
    kinds, generations, runs = 10, 6, 3_000
    last = [drawn_again(kinds, generations, seed)[-1] for seed in range(runs)]
    differ = sum(1 - sum((count / kinds) ** 2 for count in bag.values()) for bag in last) / runs
    assert differ == pytest.approx((1 - 1 / kinds) * (1 - 1 / kinds) ** generations, abs=0.01)
