"""Studies for tests."""

from collections.abc import Iterator

import numpy as np

from core.training.events import Record
from core.training.study import NOTHING, Live


def count(*, to: int = 5, seed: int = 0, live: Live = NOTHING) -> Iterator[Record]:
    """Random steps of a size that may change, added up."""
    rng, total = np.random.default_rng(seed), 0.0
    for step in range(to):
        total += rng.random() * live.get("size", 1.0)
        values = {"total": total, "size": live.get("size", 1.0), "nothing": float("nan")}
        yield Record(step, to, values, {"path": np.full((2, 3), total, np.float16)})


def refuses() -> Iterator[Record]:
    yield Record(0, 1)
    raise ValueError("This cannot be studied.")


def no_study() -> None: ...
