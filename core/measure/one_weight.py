"""One weight: how the loss moves as this weight alone moves, its slope by the chain rule, and the same by trying it out.

Backpropagation finds the slopes of all weights in one pass back; trying out needs a pass for each weight, and a nudge h that
is neither so large that the curve bends within it nor so small that the computer rounds it away. Knows nothing of training.

Shapes: T tokens, W weights of one matrix.
"""

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.func import functional_call

from core.models.transformer import Transformer, next_token_loss

NUDGES = tuple(10.0**-power for power in range(9))  # the nudges that are tried out, the largest first
POINTS = 33  # of the curve
REACH = 12.0  # of the curve to either side, in units of what is usual in the matrix
FLOOR = 1e-12  # the smallest error that a picture with a scale of powers can show


@dataclass(frozen=True)
class Tried:
    """A slope by trying out: how much the loss changed by when the weight was nudged by so much, and that divided by the nudge."""

    nudge: float
    change: float
    slope: float
    exact: float  # the same slope where every number has twice as many digits


@dataclass(frozen=True)
class Weight:
    """A weight and its slope, by the chain rule and by trying out."""

    matrix: str
    place: int  # in the matrix, row by row
    rank: int  # among the weights of its matrix, the steepest slope first, counted from 1
    value: float
    loss: float  # in nats a token
    slope: float  # by the chain rule
    tried: tuple[Tried, ...]
    curve: tuple[tuple[float, float], ...]  # values of the weight, and the loss there

    @property
    def errors(self) -> list[float]:
        """How far each slope that was tried out is from that of the chain rule."""
        return [abs(one.slope - self.slope) for one in self.tried]

    @property
    def outcome(self) -> str:
        """Which nudge comes nearest: "large", "middle" or "small"; "flat" where there is no slope to be found."""
        if not self.slope:
            return "flat"
        best = min(range(len(self.tried)), key=lambda place: self.errors[place])
        return "large" if best == 0 else "small" if best == len(self.tried) - 1 else "middle"


def matrices(model: Transformer) -> dict[str, int]:
    """How many weights each matrix of the model has, by its name."""
    return {name: weight.numel() for name, weight in model.named_parameters()}


def losses(
    model: Transformer, tokens: Sequence[int], matrix: str, digits: torch.dtype = torch.float32
) -> Callable[[Tensor], Tensor]:
    """The loss on these tokens as a function of one matrix alone, computed with so many digits.

    It is a copy of the model whose weights are exchanged for each call: others may be using the model at the same time.
    """
    model = copy.deepcopy(model)
    row = torch.tensor([list(tokens)])
    parts = {**dict(model.named_parameters()), **dict(model.named_buffers())}
    others = {name: part.detach().to(digits) for name, part in parts.items() if name != matrix}

    def loss(weights: Tensor) -> Tensor:
        logits: Tensor = functional_call(model, others | {matrix: weights}, (row[:, :-1],))
        return next_token_loss(logits, row[:, 1:])

    return loss


def gradient(model: Transformer, tokens: Sequence[int], matrix: str) -> Tensor:
    """(W,) the slopes of the loss along every weight of this matrix, by the chain rule."""
    weights = model.get_parameter(matrix).detach().clone().requires_grad_()
    (slopes,) = torch.autograd.grad(losses(model, tokens, matrix)(weights), weights)
    return slopes.flatten()


def looked_at(model: Transformer, tokens: Sequence[int], matrix: str, rank: int = 1) -> Weight:
    """The weight of that rank. There must be two tokens or more: of each but the first the model is asked."""
    slopes = gradient(model, tokens, matrix)
    place = int(slopes.abs().argsort(descending=True, stable=True)[rank - 1])
    weights = model.get_parameter(matrix).detach()
    value, usual = float(weights.flatten()[place]), float(weights.square().mean().sqrt())
    computed = {digits: losses(model, tokens, matrix, digits) for digits in (torch.float32, torch.float64)}

    @torch.no_grad()
    def moved(by: float, digits: torch.dtype = torch.float32) -> float:
        there = weights.to(digits, copy=True)
        there.view(-1)[place] += by
        return computed[digits](there).item()

    here, exactly = moved(0.0), moved(0.0, torch.float64)
    tried = tuple(
        Tried(h, change := moved(h) - here, change / h, (moved(h, torch.float64) - exactly) / h) for h in NUDGES
    )
    reach = REACH * max(usual, 1e-3)
    offsets = [reach * (2 * point / (POINTS - 1) - 1) for point in range(POINTS)]
    curve = tuple((value + offset, moved(offset)) for offset in offsets)
    return Weight(matrix, place, rank, value, here, float(slopes[place]), tried, curve)
