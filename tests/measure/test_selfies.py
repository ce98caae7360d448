"""SELFIES against what was written in them before, and how little is left of symbols by chance."""

import pytest

from core.data.molecules import structures
from core.measure import selfies
from core.measure.molecules import judged

pytest.importorskip("rdkit")
pytest.importorskip("selfies")


def test_symbols_are_those_of_the_library() -> None:
    import selfies as library

    for text in selfies.written()[::200]:
        assert selfies.symbols(text) == list(library.split_selfies(text))
    assert selfies.symbols("") == []


def test_every_molecule_of_the_data_comes_back_the_same() -> None:
    for smiles, text in list(zip(structures(), selfies.written(), strict=True))[::40]:
        assert judged(selfies.decoded(text)).key == judged(smiles).key


def test_real_molecules_lose_nothing_and_chance_loses_most() -> None:
    real = selfies.kept(selfies.written()[::100])
    assert (real.lost, real.whole, real.valid) == (0, 1, 1)
    chance = selfies.kept(selfies.random_texts(100, 50, seed=3))
    assert chance.symbols == 50 and chance.lost > 0.7 and chance.median < 10


def test_a_text_of_nothing_but_ring_symbols_says_nothing() -> None:
    found = selfies.kept(["[Ring1][Ring1]", "[C][O]"])
    assert (found.valid, found.atoms, found.lost) == (0.5, 1, 0.5)
    assert selfies.decoded("[Ring1]") == "" and judged("").reason == "empty"


def test_what_selfies_cannot_say_is_a_value_error() -> None:
    with pytest.raises(ValueError):
        selfies.encoded("C(C)(C)(C)(C)C")
