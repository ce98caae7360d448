"""Steering beside luck: equal budgets, a search that loses nothing, and texts that come back."""

import numpy as np
import pytest

pytest.importorskip("rdkit")
pytest.importorskip("selfies")

from core.data.molecule_writings import END, WRITINGS, written
from core.measure.molecule_properties import canonical
from core.studies import molecule_steering as steering
from core.studies.molecule_steering import ROUNDS, WISHES, Ranking, Wish, ask, climb, cross_entropy_search, granted
from core.studies.molecule_vae import BETWEEN, ENDS, learn


def test_every_molecule_comes_back_from_both_ways_of_writing() -> None:
    for writing in WRITINGS:
        found = written(writing)
        for row in found.rows[::97]:
            smiles = canonical(found.smiles(row))
            assert smiles
            assert canonical(found.smiles(found.row(smiles))) == smiles


def test_nothing_stands_after_the_end_of_a_text() -> None:
    for writing in WRITINGS:
        ended = (written(writing).rows == END).cumsum(axis=1) > 0
        assert (written(writing).rows[ended] == END).all()
        assert ended[:, -1].all()


def test_the_ends_of_the_walks_are_in_the_data() -> None:
    assert set(ENDS.values()) <= set(map(canonical, (written("smiles").smiles(row) for row in written("smiles").rows)))


def test_wishes_are_counted_against_as_many_texts_and_what_is_no_molecule_is_not_granted() -> None:
    asked = ["CCCCCCCCCC", "", "CCCCCCCCCC", "C"]
    found = granted(Wish("size", least=5), asked, ["", "", "CCCCCC", "C"])
    assert (found.texts, found.molecules, found.granted, found.different, found.luck) == (4, 3, 2, 1, 1)
    with pytest.raises(ValueError, match="equal"):
        granted(Wish("size", least=5), asked, ["C"])


def test_a_wish_has_two_ends() -> None:
    assert Wish("logp", least=4.5).granted(4.5) and not Wish("logp", least=4.5).granted(4.4)
    assert Wish("size", most=8).granted(8) and not Wish("size", most=8).granted(9)
    assert not Wish("size", most=8).granted(None)


def test_the_search_finds_a_hill_and_asks_for_no_more_than_its_budget() -> None:
    asked: list[int] = []

    def hill(places: np.ndarray) -> np.ndarray:
        asked.append(len(places))
        found: np.ndarray = -np.square(places - 2.0).sum(axis=1)
        return found

    rounds = list(cross_entropy_search(hill, latent=8, rounds=20, each=50, elite=5, seed=1))
    assert asked == [50] * 20
    luck = hill(np.random.default_rng(1).standard_normal((1000, 8))).max()
    assert max(scores.max() for _, scores in rounds) > luck
    assert rounds[-1][1].mean() > rounds[0][1].max()


def test_the_search_goes_on_where_nothing_is_a_molecule() -> None:
    rounds = list(
        cross_entropy_search(lambda places: np.full(len(places), -np.inf), latent=3, rounds=3, each=10, elite=2, seed=0)
    )
    assert all(np.isfinite(places).all() for places, _ in rounds)


def test_a_ranking_never_loses_its_best_and_counts_each_molecule_once() -> None:
    best = Ranking(2)
    best.add(["A", "B", "", "A"], np.array([1.0, 3.0, 9.0, 1.0]))
    assert best.top == ("B", 3.0)
    best.add(["C"], np.array([0.5]))
    assert best.top == ("B", 3.0) and list(best.best) == ["B", "A"]
    best.add(["D"], np.array([4.0]))
    assert list(best.best) == ["D", "B"]


def test_search_and_luck_have_the_same_budget_and_the_best_only_rises(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    real = steering.Worth.__call__

    def counted(worth: steering.Worth, places: np.ndarray) -> np.ndarray:
        asked.append(len(places))
        return real(worth, places)

    monkeypatch.setattr(steering.Worth, "__call__", counted)
    *_, last = climb(target="size", rounds=3, steps=20, seed=3)
    assert asked == [steering.EACH] * 6  # in turn, search and luck
    rounds = last.values.rounds
    assert [one.texts for one in rounds] == [100, 200, 300]
    assert [one.best for one in rounds] == sorted(one.best for one in rounds)
    assert [one.luck for one in rounds] == sorted(one.luck for one in rounds)
    assert last.values.favourites[0].score == rounds[-1].best
    shown = {smiles for one in last.values.favourites for smiles in (one.smiles, one.near)}
    assert shown <= set(last.values.shapes)
    assert ROUNDS > 3


def test_a_short_training_with_wishes_counts_every_wish() -> None:
    *_, last = ask(steps=6, count=20, seed=3)
    assert set(last.values.wishes) == set(WISHES)
    assert all(one.texts == 20 and one.granted <= one.molecules for one in last.values.wishes.values())


def test_walks_lead_from_every_end_to_every_other_one() -> None:
    first, *_, last = learn(steps=60, seed=3)
    assert first.values == {} and last.values.walks
    assert len(last.values.walks.steps) == 15
    for steps in last.values.walks.steps.values():
        assert len(steps) == BETWEEN
        assert all(step.smiles in last.values.walks.shapes for step in steps if step.smiles)
