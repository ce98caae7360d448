"""Turning weights downhill: the few lines that every study's training has in common."""

from collections.abc import Callable, Iterator, Sequence

import torch
from torch import Tensor

from core.problems import Problem


def descend(
    optimizers: Sequence[torch.optim.Optimizer],
    loss: Callable[[int], Tensor],
    steps: int,
    rate: Callable[[int], float] | None = None,
) -> Iterator[int]:
    """Train, and stop for a look before the first update and after every one: yields 0, 1, …, `steps`.

    Args:
        loss: of the batch for the update after so many steps; a scalar.
        rate: the learning rate of that update; without it the optimizers keep theirs.
    """
    for step in range(steps):
        yield step
        update(optimizers, loss(step), rate(step) if rate else None)
    yield steps


def down_from_half(step: int, steps: int) -> float:
    """A share of the full rate: all of it for the first half, then in a line down to nothing.

    >>> [down_from_half(step, 4) for step in range(5)]
    [1.0, 1.0, 1.0, 0.5, 0.0]
    """
    return min(1.0, 2 * (steps - step) / steps)


def update(optimizers: Sequence[torch.optim.Optimizer], loss: Tensor, rate: float | None = None) -> None:
    """Turn the weights a little, so that this loss becomes smaller. Problem where the loss is no number any more."""
    if not bool(loss.isfinite()):
        raise Problem("ran away")
    loss.backward()
    for optimizer in optimizers:
        if rate is not None:
            for group in optimizer.param_groups:
                group["lr"] = rate
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
