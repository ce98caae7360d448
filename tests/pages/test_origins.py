"""The badge of a figure says where its facts come from: a run that was trained here says when, and on what."""

from pathlib import Path

import pytest

from core.training import events as e
from core.training.machine import made_with
from core.training.run import Run
from core.training.study import Study
from pages.kit.exhibit import of_run


def test_a_run_that_was_trained_here_says_with_what(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    run = Run.create(Study("model_collapse.bell", {"size": 30}))
    run.say(e.Stopped(0))
    origin, noted = of_run(run), made_with()["made_with"]
    assert origin.badge == "live" and "This is the study model_collapse.bell." in origin.says
    assert origin.says[-1] == f"It was made with PyTorch {noted['torch']} on {noted['processor']}."
