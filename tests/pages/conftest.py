"""The training page starts workers; they end with the tests. There is no browser here, so there is no cookie."""

from collections.abc import Iterator

import pytest

from core.training import jobs
from pages.kit import learner


@pytest.fixture(autouse=True)
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learner, "learner_id", lambda: "somebody")


@pytest.fixture(scope="session", autouse=True)
def no_workers_left() -> Iterator[None]:
    yield
    jobs.stop()
