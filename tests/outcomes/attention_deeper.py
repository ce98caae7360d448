"""How the experiments of /attention_deeper may come out."""

from dataclasses import replace

import numpy as np

from core.exhibit import now
from core.figures.palette import LIGHT
from core.opened.attention import Looks, Moved
from core.studies.induction import Elsewhere
from pages.text.attention import exhibits
from tests.outcomes import Case, Cases
from tests.outcomes.attention import run

T = 6
ALIKE = np.tril(np.ones((T, T))) / np.arange(1, T + 1)[:, None]  # row t looks at t + 1 tokens
FIRST, ITSELF = np.eye(T)[np.zeros(T, int)], np.eye(T)


def early(head: np.ndarray) -> Case:
    """Where the one head looks before training."""
    frames = head[None, None, None]
    tokens = [{"id": 3, "text": "a"}] * T
    return lambda text: exhibits.early(text, Looks((0,), frames, frames[0]), tokens)


def sink(*heads: np.ndarray) -> Case:
    return lambda text: exhibits.sink(text, np.stack(heads)[None])


def trap(accuracy: float, sooner: bool, tried: Elsewhere) -> Case:
    """How many repeats are foreseen after 1,000 steps, when that began, and where the head looks in another block."""
    fixed, free = run(accuracy, 200 if sooner else 1000), run(0.9, 600)
    other = replace(tried, followed=0.9, counted=0.0)
    return lambda text: exhibits.trap(text, fixed, free, tried, other, LIGHT, now())


COMPARES, COUNTS = Elsewhere(0.9, 0.0), Elsewhere(0.0, 0.8)

CASES: Cases = {
    "future": {"nothing": lambda text: exhibits.future(text, Moved("and", {"earlier rows": 0.0, "last row": 0.9}))},
    "early": {"alike": early(ALIKE), "first": early(FIRST), "few": early(ITSELF)},
    "sink": {"none": sink(ALIKE, ITSELF), "some": sink(FIRST, ALIKE), "most": sink(FIRST, FIRST, ITSELF)},
    "trap": {
        "counts": trap(1.0, True, COUNTS), "sooner": trap(1.0, True, COMPARES), "later": trap(1.0, False, COMPARES),
        "nothing": trap(0.3, True, COUNTS),
    },
}  # fmt: skip
