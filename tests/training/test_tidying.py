"""What stays in a home, and what goes."""

import os
import time
from pathlib import Path

import pytest

from core.learners import RUN, Learner
from core.notebook import Notebook
from core.training import Recipe, jobs
from core.training import events as e
from core.training.run import Run
from core.training.tidying import forget_unused, keep_days


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(("said", "days"), [("", 30), ("7", 7), ("0.5", 0.5), ("0", 0)])
def test_how_long_work_is_kept_is_said_in_days(said: str, days: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_KEEP_DAYS", said)
    assert keep_days() == days


@pytest.mark.parametrize("said", ["a month", "-1", "nan", "inf", "30 days"])
def test_days_that_are_none_get_a_sentence(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_KEEP_DAYS", said)
    with pytest.raises(ValueError, match="GLASSBOX_KEEP_DAYS must be a number of days from 0 to 36,500; it is"):
        keep_days()


def test_unused_runs_go_and_active_ones_stay(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resting, active = Run.create(Recipe()), Run.create(Recipe(seed=1))
    resting.say(e.Paused(3))
    active.say(e.Queued(0, "ada"))
    assert forget_unused(days=1) == []
    monkeypatch.setattr("time.time", lambda: 4e9)
    assert forget_unused(days=1) == [resting.id] and not resting.folder.exists() and active.there


@pytest.fixture
def old() -> Run:
    """A run that was written forty days ago."""
    run = Run.create(Recipe())
    run.say(e.Paused(3))
    for path in (*run.folder.glob("*"), run.folder):
        os.utime(path, (time.time() - 40 * 86_400,) * 2)
    return run


def test_a_run_that_somebody_looks_at_stays(old: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs.Jobs(scheduler="tcp://127.0.0.1:9").look(old)  # where nobody trains
    assert forget_unused(days=30) == [] and old.there
    monkeypatch.setattr("time.time", lambda: 4e9)
    assert forget_unused(days=30) == [old.id]


def test_the_runs_of_whoever_comes_again_stay(old: Run) -> None:
    notebook = Notebook()
    notebook.put({RUN + old.id: 1})
    assert [run.id for run in Learner("ada", notebook).runs().values()] == [old.id]
    assert forget_unused(days=30) == [] and old.there


def test_a_run_that_nobody_looked_at_goes(old: Run) -> None:
    assert forget_unused(days=30) == [old.id]


def test_notebooks_that_nobody_used_go_and_used_ones_stay(home: Path) -> None:
    for name in ("ada", "ben"):
        Notebook(home / "learners" / name).put({"a/guess": "Most"})
        os.utime(home / "learners" / name / "work.jsonl", (time.time() - 40 * 86_400,) * 2)
    came_again = Notebook(home / "learners" / "ben")
    came_again.used()
    assert forget_unused(days=30) == ["ada"]
    came_again.refresh()
    assert came_again.get("a/guess") == "Most"
