"""The best of n, held against drawing it many times."""

from random import Random

import pytest

from core.measure import best_of
from core.studies.best_of import Pool

REWARDS = [0.0, 1.0, 1.0, 3.0, 5.0]


@pytest.mark.parametrize("n", best_of.NUMBERS)
def test_the_chances_are_those_of_drawing(n: int) -> None:
    rng, draws = Random(n), 20_000
    seen = [0.0] * len(REWARDS)
    for _ in range(draws):
        drawn = [rng.randrange(len(REWARDS)) for _ in range(n)]
        best = max(REWARDS[i] for i in drawn)
        ties = [i for i, reward in enumerate(REWARDS) if reward == best]
        for i in ties:
            seen[i] += 1 / len(ties) / draws
    assert best_of.chances(REWARDS, n) == pytest.approx(seen, abs=0.02)
    assert sum(best_of.chances(REWARDS, n)) == pytest.approx(1)


def test_one_answer_wins_half_and_more_answers_win_more_and_vary_less() -> None:
    pool = Pool("q", ["a", "b", "c", "d", "e"], REWARDS, [True, False, True, False, True])
    one, four, many = (best_of.best([pool], n, 32) for n in (1, 4, 32))
    assert one.wins == pytest.approx(0.5) and one.right == pytest.approx(0.6)
    assert one.wins < four.wins < many.wins and one.distinct > four.distinct > many.distinct


def test_what_is_needed_is_the_first_number_that_is_liked_as_well() -> None:
    pool = Pool("q", ["a", "b", "c", "d", "e"], REWARDS, [True] * 5)
    assert best_of.needed([pool], 0.5) == 1 and best_of.needed([pool], 1.0) is None
    assert best_of.commonest(pool, 32)[0] == "e"
