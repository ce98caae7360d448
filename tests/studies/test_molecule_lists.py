"""The ladder on other lists of molecules, and in pieces; all small enough to take seconds."""

from collections.abc import Sequence

import numpy as np
import pytest
import torch

from benchmarks.findings import mol_4
from core.data.molecules import structures
from core.measure import molecules as measure
from core.studies import molecule_lists, molecules
from core.studies.molecule_lists import cut, follow, judged, learn, smiles_of

pytest.importorskip("rdkit")
pytest.importorskip("selfies")


@pytest.mark.parametrize("writing", molecule_lists.WRITINGS)
def test_texts_come_back_from_their_numbers(writing: str) -> None:
    smiles = structures()[:200]
    texts = cut(smiles, writing)
    assert texts.kinds[0] == "" and len(texts.texts) > 190
    said = [texts.said(row.tolist()) for row in texts.texts]
    if writing == "smiles":
        assert said == list(smiles)


def test_what_is_more_explicit_is_the_same_molecule() -> None:
    smiles = structures()[:300]
    texts = cut(smiles, "explicit")
    said = [texts.said(row.tolist()) for row in texts.texts]
    assert len(said) > 0.95 * len(smiles)  # some are too long
    assert not set("".join(said)) & set("cnosp") - set("l")  # as in Cl
    written = measure.keys(said)
    assert len(written) == len(said) and written <= measure.keys(smiles)


def test_a_digit_that_closes_a_ring_is_another_token_and_the_same_sign() -> None:
    texts = cut(structures()[:500], "explicit")
    assert texts.kinds.count("1") == 2 and texts.kinds.count("C") == 1
    opens, closes = (id for id, kind in enumerate(texts.kinds) if kind == "1")
    whole = np.concatenate(texts.texts)
    assert (whole == opens).sum() == (whole == closes).sum() > 0


def test_the_average_begins_where_the_weights_do_and_follows_them() -> None:
    slow, fast = (molecules.built("gpt", 33, seed) for seed in (1, 2))
    follow(slow, fast, 0)
    assert all(torch.equal(one, other) for one, other in zip(slow.parameters(), fast.parameters(), strict=True))
    other = molecules.built("gpt", 33, 3)
    before = apart(slow, other)
    follow(slow, other, 1_000)
    assert apart(slow, other) == pytest.approx(0.98 * before, rel=1e-3)


def apart(one: torch.nn.Module, other: torch.nn.Module) -> float:
    pairs = zip(one.parameters(), other.parameters(), strict=True)
    return sum((mine - theirs).detach().norm().item() for mine, theirs in pairs)


def test_letters_of_the_data_are_learned_as_on_the_other_rungs() -> None:
    here, there = cut(structures(), "smiles"), molecules.texts("smiles")
    assert here.kinds == there.kinds
    assert all((one == other).all() for one, other in zip(here.texts, there.texts, strict=True))


def test_new_is_what_is_not_in_the_list() -> None:
    smiles = ("CCO", "CCN")
    found = judged(["OCC", "CCC", "C("], cut(structures(), "smiles"), smiles, 1.0, 10, 0)
    assert (found.valid, found.new) == (0.6667, 0.5)
    assert [one.new for one in found.samples] == [False, True, False]


@pytest.mark.parametrize("model", molecules.MODELS)
@pytest.mark.parametrize("writing", molecule_lists.WRITINGS)
def test_each_model_learns_a_short_list(model: str, writing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (molecules, molecule_lists):
        monkeypatch.setattr(module, "WROTE", 10)
        monkeypatch.setattr(module, "WRITES", 10)
    own: Sequence[str] = list(structures()[:50])
    records = list(learn(model=model, writing=writing, data="own", own=own, steps=4))
    assert records[0].values is None or records[0].step == 0
    assert records[-1].values and records[-1].values.judged == 10


def test_what_selfies_cannot_say_is_left_out() -> None:
    smiles = (*structures()[:50], "CN(C)(C)(C)C")
    assert len(cut(smiles, "selfies").texts) == 50


def test_a_list_is_found_by_its_name() -> None:
    assert smiles_of("own", ["CCO"]) == ("CCO",) and smiles_of("nci") == structures()


def test_the_finding_says_no_where_it_should() -> None:
    good = {
        "valid": 0.9,
        "unique": 0.9,
        "new": 0.7,
        "open rings": 0.02,
        "seconds": 500.0,
    }  # seconds are told, not judged
    assert mol_4.holds(good)
    assert not mol_4.holds(good | {"valid": 0.899}) and not mol_4.holds(good | {"new": 0.699})
