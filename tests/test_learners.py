"""A learner's own runs: named in their order, found again from version 0.3's list too, and gone when all is forgotten."""

import json
from pathlib import Path

import pytest

from core.learners import OWN_TEXT, Learner
from core.notebook import Notebook
from core.training import texts
from core.training.run import Run
from core.training.study import Study


@pytest.fixture
def ada(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Learner:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    return Learner("ada", Notebook(tmp_path / "learners" / "ada"))


def a_run(seed: int, owner: str = "") -> Run:
    return Run.create(Study("model_collapse.bell", {"seed": seed}, owner))


def test_runs_have_numbers_in_their_order_and_the_newest_stands_first(ada: Learner) -> None:
    first, second = a_run(1), a_run(2)
    for run in (first, second, first):
        ada.remember(run)
    assert [run.id for run in ada.runs().values()] == [second.id, first.id]
    numbers = [ada.names()[run.id].rsplit(" ", 1)[-1] for run in (first, second)]
    assert numbers == ["1", "2"]


def test_the_list_of_version_0_3_is_read_and_goes_on(ada: Learner, tmp_path: Path) -> None:
    old, new = a_run(1), a_run(2)
    (tmp_path / "learners").mkdir()
    (tmp_path / "learners" / "ada.json").write_text(json.dumps({old.id: "my run 7"}), "utf-8")
    ada.remember(new)
    assert set(ada.names()) == {old.id, new.id} and ada.names()[new.id].endswith("8")


def test_to_forget_deletes_what_is_private_and_leaves_what_is_shared(ada: Learner, tmp_path: Path) -> None:
    mine, bens, shared = a_run(1, "ada"), a_run(1, "ben"), a_run(2)
    ada.remember(mine)
    ada.remember(shared)
    key = texts.hand_in(b"A tale of a fox.")
    ada.notebook.put({OWN_TEXT: {"key": key, "name": "tale.txt"}})
    found = ada.traces()
    assert ([run.id for run in found.private], found.shared, found.notes) == ([mine.id], 1, [OWN_TEXT])
    assert ada.forget() == []
    assert not mine.there and bens.there and shared.there and not (tmp_path / "texts" / key).exists()
    assert not ada.names() and not ada.notebook.names() and not (tmp_path / "learners" / "ada").exists()
