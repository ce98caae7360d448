"""A learner's list on its way: handed in by a page, read by a worker, found again after a reload, and forgotten."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.learners import OWN_LIST, Learner
from core.notebook import Notebook
from core.training import molecule_lists, texts

pytest.importorskip("rdkit")
GOOD = "\n".join("C" * carbons + end for carbons in range(1, 21) for end in ("O", "N", "F"))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    return tmp_path


def test_a_list_is_handed_in_read_and_found_again() -> None:
    key = texts.hand_in(GOOD + "\nC1CC")
    read = molecule_lists.read(key)
    assert not read.refused and len(read.smiles) == 60 and str(read.notes[0]).startswith("Line 61: ")
    assert molecule_lists.found(key) == read
    texts.forget(key)
    assert molecule_lists.found(key) is None
    assert "Choose it again" in str(molecule_lists.read(key).refused)


def test_a_refusal_is_found_again_too() -> None:
    key = texts.hand_in(b"\x89PNG\0")
    read = molecule_lists.read(key)
    assert "not plain text" in str(read.refused) and molecule_lists.found(key) == read


@pytest.mark.parametrize("key", ["", "../../etc", "0" * 32, "g" * 32])
def test_what_is_no_key_finds_nothing(key: str) -> None:
    assert molecule_lists.found(key) is None


def test_a_damaged_one_is_not_believed(home: Path) -> None:
    key = texts.hand_in(GOOD)
    molecule_lists.read(key)
    path = home / "texts" / key / "molecules.json"
    path.write_bytes(path.read_bytes().replace(b"CCO", b"CCS", 1))
    assert molecule_lists.found(key) is None


def test_who_is_forgotten_leaves_no_list(home: Path) -> None:
    key = texts.hand_in(GOOD)
    learner = Learner("ada", Notebook(home / "learners" / "ada"))
    learner.notebook.put({OWN_LIST: {"key": key, "name": ""}})
    learner.forget()
    assert not (home / "texts" / key).exists()


def test_a_list_that_has_no_room_in_a_way_of_writing_is_told_so() -> None:
    pytest.importorskip("selfies")
    read = molecule_lists.read(texts.hand_in(GOOD))
    assert not any(read.too_few(way) for way in ("smiles", "explicit", "selfies"))
    few = replace(read, room={"smiles": 60, "explicit": 40})
    assert not few.too_few("smiles") and "only 40 molecules of the list fit" in str(few.too_few("explicit"))
    assert few.too_few("selfies")
