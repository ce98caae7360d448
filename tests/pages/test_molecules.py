"""The lesson on molecules: own texts of every kind, and a machine that lacks what reads them."""

import importlib.util
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_pages import opened

FIND = importlib.util.find_spec


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))


def said(app: AppTest) -> str:
    return " ".join([*(one.value for one in app.markdown), *(one.proto.body for one in app.get("html"))])


def test_a_machine_without_rdkit_gets_one_sentence_and_the_rest_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.data.molecules.find_spec", lambda name: None if name == "rdkit" else FIND(name))
    app = opened("molecules")
    assert not app.exception and "RDKit, that this computer does not have" in said(app)
    assert not [button for button in app.button if button.label == "Just show me"]


@pytest.mark.parametrize(
    ("smiles", "words"),
    [
        ("CCO", "C₂H₆O: 3 atoms"), ("C1CC", "Each ring digit must appear twice"), ("CC O", "written without spaces"),
        ("C" * 3_000, "At most 200 letters"), ("<b>C</b>", "cannot be read as a molecule"), ("C.C", "2 molecules side by side"),
        ("[C]", "4 electrons have no partner"), ("CCO", "no ring digits and no round brackets"),
        ("c1ccccc1", "One pair of ring digits and 0 pairs of round brackets"),
    ],
)  # fmt: skip
def test_an_own_text_is_drawn_or_told_why_not(smiles: str, words: str) -> None:
    pytest.importorskip("rdkit")
    app = opened("molecules", smiles=smiles)
    tables = " ".join(str(table.value.to_dict()) for table in app.table)
    assert not app.exception and words in said(app) + tables


def test_every_known_molecule_and_some_invented_ones_are_shown() -> None:
    pytest.importorskip("rdkit")
    for which in ("aspirin", "penicillin", "benzene"):
        assert not opened("molecules", molecule=which).exception
    for place in ("1", "17", "60"):
        assert not opened("molecules", molecule="invented", invented=place).exception
