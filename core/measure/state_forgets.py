"""How long a recurrent network's state remembers how a text began: two texts that differ in their first word alone.

Where both have read the same letters since, all that is left of the difference is what the state has kept.

Shapes: T letters after the first word, H numbers in the state.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
import torch

from core.models.recurrent import Recurrent
from core.outcomes import band

FORGOTTEN = 0.1  # of the difference that there was right after the first word


@dataclass(frozen=True, eq=False)
class Reading:
    """One text, letter by letter, and how far the state is from that of its twin."""

    states: np.ndarray  # (T + 1, H) from the last letter of the first word on
    apart: np.ndarray  # (T + 1, H)

    @property
    def left(self) -> list[float]:
        """The distance of the two states after each letter, as a share of the distance right after the first word."""
        distances = np.linalg.norm(self.apart, axis=1)
        return (distances / max(float(distances[0]), 1e-9)).tolist()

    @property
    def forgotten_after(self) -> int | None:
        """The letters after which less than a tenth of the difference is left, for good; None where that never comes."""
        late = [place for place, share in enumerate(self.left) if share >= FORGOTTEN]
        return late[-1] + 1 if late[-1] + 1 < len(self.left) else None


@torch.inference_mode()
def reading(model: Recurrent, word: Sequence[int], instead: Sequence[int], rest: Sequence[int]) -> Reading:
    """Read `rest` after a first word, and again after another one."""
    states = []
    for begin in (word, instead):
        *_, state = model.steps(torch.tensor([list(begin)]))
        rows = [state, *(model.steps(torch.tensor([list(rest)]), state) if rest else ())]
        states.append(torch.cat([one.shown for one in rows]).numpy())
    return Reading(states[0], np.abs(states[0] - states[1]))


def memory(forgotten_after: int | None) -> str:
    """How long that is: "letters" up to ten, "words" up to forty letters, or "long"."""
    return band(inf if forgotten_after is None else forgotten_after, {"letters": 11, "words": 41, "long": inf})
