"""The molecules of MOSES, where its package is installed: found without importing it, and read in part."""

import gzip
import sys
from pathlib import Path

import pytest

from core.data import moses
from core.data.molecules import MOST_TOKENS, tokens

SMILES = [f"{'C' * (1 + place % 45)}{end}" for place, end in enumerate("ONFS" * 700)]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of that name, which nobody may import, without its data."""
    folder = tmp_path / "moses" / "dataset" / "data"
    folder.mkdir(parents=True)
    (tmp_path / "moses" / "__init__.py").write_text("raise RuntimeError('imported')")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "moses", raising=False)
    moses.structures.cache_clear()
    yield folder
    moses.structures.cache_clear()


def test_a_machine_without_it_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moses, "find_spec", lambda name: None)
    moses.structures.cache_clear()
    assert moses.file() is None
    with pytest.raises(FileNotFoundError, match="not installed"):
        moses.structures()


def test_a_package_of_that_name_without_the_data_has_none(installed: Path) -> None:
    assert moses.file() is None


@pytest.mark.parametrize("name", ["train.csv", "train.csv.gz"])
@pytest.mark.parametrize("head", ["SMILES\n", "SMILES,SPLIT\n"])
def test_a_fixed_part_of_it_is_read(installed: Path, name: str, head: str) -> None:
    rest = ",train\n" if "SPLIT" in head else "\n"
    content = head + "".join(one + rest for one in SMILES)
    data = content.encode()
    (installed / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    found = moses.structures()
    assert moses.file() == installed / name and "moses" not in sys.modules
    assert found == tuple(one for one in SMILES[:: moses.EVERY] if len(tokens(one)) <= MOST_TOKENS)
    assert 0 < len(found) < len(SMILES) / moses.EVERY
