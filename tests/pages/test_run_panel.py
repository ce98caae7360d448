"""What the panel of a training hands to a worker, without one."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.opened.model import CAME_WITH_THE_APP
from core.training.finding import reader
from core.training.run import SHIPPED
from core.training.slow_motion import look
from pages.kit import run_panel
from tests.patience import PATIENCE


def one_step(step: int) -> None:
    from core.opened.model import CAME_WITH_THE_APP
    from core.training.finding import reader
    from core.training.run import SHIPPED
    from pages.kit import kept, run_panel

    kept.begin("training")
    run_panel.slow_motion(reader(SHIPPED / CAME_WITH_THE_APP), step)


def test_slow_motion_opens_where_the_loss_fell_fastest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """At the end hardly anything happens in a step; who stands at another moment means that one."""
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    asked: list[Any] = []
    monkeypatch.setattr(run_panel, "ask_once", lambda key, function, *given: asked.append((function, *given)))
    monkeypatch.setattr(run_panel, "answered", lambda *_: None)
    run = reader(SHIPPED / CAME_WITH_THE_APP)
    fastest, last = run_panel._fastest(run), run.steps[-1]
    assert fastest < run.steps[len(run.steps) // 2]

    def taken(step: int, button: str) -> list[Any]:
        asked.clear()
        app = AppTest.from_function(one_step, default_timeout=PATIENCE, args=(step,)).run()
        assert not app.exception and not asked, "a step is taken where somebody asks for it"
        app.button(key=button).click().run()
        return asked

    assert taken(last, "slow_motion") == [(look, str(run.folder), fastest)]
    assert taken(last, "slow_motion_last") == [(look, str(run.folder), None)], "the very step that comes next"
    assert taken(run.steps[3], "slow_motion") == [(look, str(run.folder), run.steps[3])]
