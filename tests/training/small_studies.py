"""Studies for tests."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch

from core.training.events import Record
from core.training.study import NOTHING, Live


@dataclass(frozen=True)
class Counted:
    total: float
    size: float
    nothing: float | None = float("nan")


def count(*, to: int = 5, seed: int = 0, live: Live = NOTHING) -> Iterator[Record[Counted]]:
    """Random steps of a size that may change, added up."""
    rng, total = np.random.default_rng(seed), 0.0
    for step in range(to):
        size = live.get("size", 1.0)
        total += rng.random() * size
        yield Record(step, to, Counted(total, size), {"path": np.full((2, 3), total, np.float16)})


def slow(*, to: int = 2) -> Iterator[Record]:
    """Its records say only how far it is, but for the last."""
    for step in range(to):
        yield Record(step, to)
    yield Record(to, to, {"done": True})


def without_gradients(*, to: int = 3) -> Iterator[Record[Counted]]:
    """Hands its records over while PyTorch keeps no gradients."""
    with torch.inference_mode(), torch.no_grad():
        for step in range(to):
            yield Record(step, to, Counted(float(step), 1.0))


def runs_away() -> Iterator[Record[Counted]]:
    yield Record(0, 2, Counted(1.0, 1.0))
    yield Record(1, 2, Counted(float("nan"), float("inf")))


def refuses() -> Iterator[Record]:
    yield Record(0, 1)
    raise ValueError("This cannot be studied.")


def no_study() -> None: ...
