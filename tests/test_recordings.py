"""A recording knows the code that made it: it is fresh as the code is, and stale as soon as what it reaches is changed."""

import shutil
from pathlib import Path

import pytest

from core.training.reach import ROOT
from core.training.run import STUDIES, Run
from scripts.runs import shipped_studies

STUDIES_THERE = {study.key: study for study in shipped_studies()}


@pytest.mark.parametrize("key", STUDIES_THERE)
def test_a_shipped_study_was_made_by_the_code_as_it_is(key: str) -> None:
    run = Run(STUDIES / key)
    assert run.status == "finished" and run.study == STUDIES_THERE[key]
    assert not run.stale(), run.stale()


@pytest.mark.parametrize(
    ("name", "file", "old", "new"),
    [
        ("unlearned_author.learn", "studies/facts.py", "TOWNS = 24", "TOWNS = 25"),
        ("autoencoder.learn", "models/autoencoder.py", "hidden: int = 64", "hidden: int = 65"),
        ("chat.learn", "training/muon.py", "ROUNDS = 5", "ROUNDS = 6"),
    ],
)
def test_a_constant_deep_in_the_imports_makes_a_recording_stale(
    name: str, file: str, old: str, new: str, tmp_path: Path
) -> None:
    study = next(study for study in STUDIES_THERE.values() if study.name == name)
    run = Run(STUDIES / study.key)
    shutil.copytree(ROOT / "core", tmp_path / "core", ignore=shutil.ignore_patterns("__pycache__"))
    path = tmp_path / "core" / file
    text = path.read_text("utf-8")
    path.write_text(text.replace(old, new) if old in text else pytest.fail(f"{file} has no {old}"), "utf-8")
    assert f"`python -m scripts.runs studies {name.split('.')[0]}`" in run.stale(tmp_path)
