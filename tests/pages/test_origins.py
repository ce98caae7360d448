"""The badge of a figure says where its facts come from: a run that was trained here says when, and on what."""

from datetime import datetime
from pathlib import Path
from typing import get_args

import pytest

from core.exhibit import Badge, now, of_run, of_runs
from core.lessons import frame
from core.training import events as e
from core.training.machine import made_with
from core.training.origins import made
from core.training.run import SHIPPED, STUDIES, Run
from core.training.study import Study


def test_a_run_that_was_trained_here_says_with_what(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    run = Run.create(Study("model_collapse.bell", {"size": 30}))
    run.say(e.Stopped(0))
    origin, noted = of_run(run), made_with()["made_with"]
    assert origin.badge == "here" and "This is the study model_collapse.bell." in origin.says
    today = datetime.fromtimestamp((run.folder / "events.jsonl").stat().st_mtime)
    noted_at = f"{today.day} {today:%B %Y, %H:%M}"
    assert origin.says[0].startswith("A worker (") and origin.says[0].endswith(f" last trained it on {noted_at}.")
    assert origin.says[-1] == f"It was made with PyTorch {noted['torch']} on {noted['processor']}."


@pytest.mark.parametrize(
    "folder", [*sorted(STUDIES.iterdir()), *sorted(SHIPPED.iterdir())], ids=lambda folder: folder.name
)
def test_what_came_with_the_app_says_with_what_it_was_made(folder: Path) -> None:
    origin = of_run(Run(folder))
    assert origin.badge == "recorded" and origin.says[0] == "It was trained before, and came with the app."
    torch, processor = made(Run(folder)).torch, made(Run(folder)).processor  # older ones did not note the processor
    assert f"It was made with PyTorch {torch}{f' on {processor}' if processor else ''}." in origin.says and torch


def test_a_run_in_training_is_live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    run = Run.create(Study("model_collapse.bell", {"size": 30}))
    run.say(e.Queued(0))
    assert run.active and of_run(run).badge == "live"


def test_of_several_runs_the_badge_is_the_newest_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    came = Run(next(iter(sorted(STUDIES.iterdir()))))
    run = Run.create(Study("model_collapse.bell", {"size": 30}))
    run.say(e.Stopped(0))
    assert of_runs([came, came]).badge == "recorded" and of_runs([came, came]).recordings == (came,)
    assert of_runs([came, run]).badge == of_runs([run, came]).badge == "here"
    run.say(e.Queued(0))
    assert of_runs([came, run]).badge == "live"


def test_what_is_computed_just_now_names_no_model_since_votes_and_kettles_have_none() -> None:
    assert now().badge == "live" and "model" not in " ".join(now().says)


def test_each_kind_of_origin_has_its_own_word_on_the_badge() -> None:
    words = frame().control("badge").options
    assert set(words) == set(get_args(Badge)) and len(set(words.values())) == len(words)
