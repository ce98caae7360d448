"""Muon: momentum whose every step is made nearly orthogonal, so that hardly a direction in a weight matrix is left behind.

Source: Keller Jordan et al. (2024), "Muon: An optimizer for hidden layers in neural networks". Gradient descent on a
matrix mostly moves along the few directions where the gradient is large. Muon replaces the (Nesterov) momentum
M = U S Vᵀ by about U Vᵀ: all directions but the very weakest move about equally far. The product is found without a
singular value decomposition, by five rounds of a polynomial that drives every singular value towards one.
"""

from collections import defaultdict
from collections.abc import Iterable

import torch
from torch import Tensor
from torch.nn import Parameter

A, B, C = 3.4445, -4.7750, 2.0315  # of Jordan et al.: the steepest start at zero that still lands near one
ROUNDS = 5


def orthogonalize(matrices: Tensor) -> Tensor:
    """(N, R, C) with R <= C -> the same shape, the singular values brought near one, all but the tiniest.

    Scaled so that their squares sum to one, those above 0.0015 end between 0.68 and 1.21. Five rounds make a smaller one at
    most A to the power of five, or 485, times as large: 0.000001 stays below 0.0005.
    """
    x = matrices / matrices.flatten(1).norm(dim=1).clamp_min(1e-7)[:, None, None]  # singular values at most one
    for _ in range(ROUNDS):
        gram = torch.bmm(x, x.mT)
        x = torch.baddbmm(x, torch.baddbmm(gram, gram, gram, beta=B, alpha=C), x, beta=A)
    return x


class Muon(torch.optim.Optimizer):
    """Muon for a small model on a CPU: float32, and matrices of one shape go through `orthogonalize` together.

    A fused (3D, D) matrix of queries, keys and values counts as three: they are three maps that share a memory block.
    """

    def __init__(self, matrices: Iterable[Parameter], lr: float = 0.02, momentum: float = 0.95) -> None:
        super().__init__(matrices, {"lr": lr, "momentum": momentum})
        self.by_shape: dict[tuple[int, int], list[tuple[Parameter, slice]]] = defaultdict(list)
        for matrix in self.param_groups[0]["params"]:
            self.state[matrix]["momentum"] = torch.zeros_like(matrix)
            rows, columns = matrix.shape
            rows //= 3 if rows == 3 * columns else 1
            for start in range(0, len(matrix), rows):
                self.by_shape[min(rows, columns), max(rows, columns)].append((matrix, slice(start, start + rows)))

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """Update every matrix once from its gradient."""
        lr, momentum = self.param_groups[0]["lr"], self.param_groups[0]["momentum"]
        for (short, long), slots in self.by_shape.items():
            ahead = []
            for matrix, rows in slots:
                assert matrix.grad is not None, "Muon's step comes after the backward pass."
                gradient, mean = matrix.grad[rows], self.state[matrix]["momentum"][rows]
                mean.lerp_(gradient, 1 - momentum)
                look = gradient.lerp(mean, momentum)  # Nesterov's look ahead
                ahead.append(look.T if len(look) == long else look)
            for (matrix, rows), update in zip(slots, orthogonalize(torch.stack(ahead)), strict=True):
                weights = matrix.data[rows]
                if len(weights) == long:  # more outputs than inputs: the step grows with the root of their ratio
                    weights.sub_(update.T, alpha=lr * (long / short) ** 0.5)
                else:
                    weights.sub_(update, alpha=lr)
