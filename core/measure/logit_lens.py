"""The logit lens: what would the model say if it had to stop here? After every half block, at every position.

The final norm and the token table are applied to the residual stream wherever it can be tapped, not only at its end
(nostalgebraist 2020, "interpreting GPT: the logit lens").

Shapes: S taps (before the first block, then after each half of each: S = 2L + 1), T position, V vocabulary.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

from core.models.transformer import Trace, Transformer


@dataclass(frozen=True, eq=False)
class Lens:
    """What the stream says at each tap and position."""

    chances: np.ndarray  # (S, T, V)

    @property
    def best(self) -> np.ndarray:
        """(S, T) the likeliest token."""
        return self.chances.argmax(-1)

    def of(self, token: int) -> np.ndarray:
        """(S, T) the chance of one token."""
        return self.chances[..., token]

    def rank(self, token: int) -> np.ndarray:
        """(S, T) the place of one token among all, from 1."""
        return (self.chances > self.chances[..., token, None]).sum(-1) + 1

    def first_known(self, token: int) -> int | None:
        """The first tap from which on the token stays the likeliest at the last position; None where it is not at the end."""
        known = self.best[:, -1] == token
        if not known[-1]:
            return None
        return int(len(known) - np.argmin(known[::-1])) if not known.all() else 0


def lens(model: Transformer, trace: Trace) -> Lens:
    """Look through the lens at the pass of one text."""
    with torch.inference_mode():
        stream = trace.residual_stream[:, 0]  # (S, T, D)
        logits = F.linear(model.norm(stream), model.token_embedding.weight)
        return Lens(logits.softmax(-1).numpy())


@torch.inference_mode()
def lens_on(model: Transformer, tokens: Sequence[int]) -> Lens:
    """The same for these (T,) tokens."""
    return lens(model, model.trace(torch.tensor([list(tokens)])))


def place(tap: int | None) -> str:
    """From which tap on an answer is known, as one of a few: "start", "attention" and "mlp" of the first block, "later", or
    "unknown" where it never is (None)."""
    return "unknown" if tap is None else ("start", "attention", "mlp", "later")[min(tap, 3)]


def taps(layers: int) -> list[str]:
    """The names of the taps, as a learner reads them.

    >>> taps(1)
    ['start', 'block 1, after attention', 'block 1, after MLP']
    """
    halves = [f"block {block}, after {half}" for block in range(1, layers + 1) for half in ("attention", "MLP")]
    return ["start", *halves]
