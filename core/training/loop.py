"""The training loop, as a generator of events. Knows nothing of text, files or workers: a task does the learning."""

from collections.abc import Iterator
from typing import Protocol

import numpy as np

from core.training.events import Checkpoint, Event, Finished, Measured, Step


class Task(Protocol):
    """What a loop needs of a task: one update, one measurement, the weights."""

    def update(self, step: int) -> Step: ...

    def measured(self, step: int) -> Measured: ...

    def weights(self) -> dict[str, np.ndarray]: ...


def landmarks(steps: int, most: int = 24) -> tuple[int, ...]:
    """The steps at which a run keeps its weights: dense at first, where most is learned, then in growing strides.

    >>> landmarks(1000, 6)
    (0, 40, 160, 360, 640, 1000)
    """
    squares = (round(steps * (i / (most - 1)) ** 2) for i in range(most))
    return tuple(sorted(set(squares)))


def events(task: Task, steps: int, start: int = 0) -> Iterator[Event]:
    """Train from step `start` to `steps`. At every landmark the model is measured and its weights are kept."""
    marks = set(landmarks(steps))
    if start == 0:
        yield from landmark(task, 0)
    for step in range(start, steps):
        yield task.update(step)
        if step + 1 in marks:
            yield from landmark(task, step + 1)
    yield Finished(steps)


def landmark(task: Task, step: int) -> Iterator[Event]:
    yield Checkpoint(step, weights=task.weights())
    yield task.measured(step)
