"""What the tests in a browser leave to those after them."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from core.training import Recipe
from core.training import events as e
from core.training.run import Run
from core.training.slices import turn
from tests.browser import conftest


@pytest.mark.parametrize("failed", [0, 1])
def test_after_a_test_that_failed_and_only_then_its_server_trains_no_more(tmp_path: Path, failed: int) -> None:
    run, done = (Run.create(Recipe(seed=seed), where=tmp_path / "runs") for seed in (1, 2))
    run.say(e.Queued(0, "somebody"))
    done.say(e.Finished(5))
    session = SimpleNamespace(testsfailed=3)
    request: Any = SimpleNamespace(
        session=session, fixturenames=["server"], getfixturevalue=lambda name: SimpleNamespace(home=tmp_path)
    )
    around = conftest.at_rest.__wrapped__(request)  # type: ignore[attr-defined]
    next(around)
    session.testsfailed += failed
    assert next(around, "over") == "over"
    assert bool(run.wishes()) == bool(failed) and not done.wishes()
    if failed:
        assert turn(str(run.folder)) == "stopped" and done.status == "finished"
