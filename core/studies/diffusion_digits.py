"""A denoiser learns to write digits, with their names or without, in some ten seconds of one core."""

from collections.abc import Iterator

import numpy as np

from core.data.digits import CLASSES, digits
from core.models.diffusion import Config
from core.studies.denoising import Learned, Learner, records
from core.training.events import Record

STEPS, BATCH, MOMENTS = 6_000, 128, 9
WIDTH, LAYERS = 96, 2
SHIPPED = [{"kind": "diffusion"}, {"kind": "flow"}]


def learn(
    *, kind: str = "diffusion", named: bool = True, seed: int = 0, steps: int = STEPS
) -> Iterator[Record[Learned]]:
    """Records with the loss, and with the weights at some moments."""
    yield from records(learner(kind, named, seed, steps), MOMENTS)


def learner(kind: str, named: bool, seed: int, steps: int = STEPS, *, config: Config | None = None) -> Learner:
    """What trains; from random weights."""
    learned, _ = digits()
    conditions = conditions_of(learned.labels) if named else None
    chosen = config or network(kind, named)
    return Learner(chosen, learned.images * 2 - 1, conditions, steps=steps, batch=BATCH, seed=seed)


def network(kind: str, named: bool = True) -> Config:
    return Config(kind, size=64, width=WIDTH, layers=LAYERS, conditions=CLASSES if named else 0)


def conditions_of(labels: np.ndarray) -> np.ndarray:
    """(N, 10) a one where the digit's name is."""
    return np.eye(CLASSES, dtype=np.float32)[labels]
