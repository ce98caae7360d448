"""The training page starts workers; they end with the tests."""

from collections.abc import Iterator

import pytest

from core.training import jobs


@pytest.fixture(scope="session", autouse=True)
def no_workers_left() -> Iterator[None]:
    yield
    jobs.stop()
