import pytest
import torch
from torch.nn import Parameter

from core.training.muon import A, B, C, Muon, orthogonalize

pytestmark = pytest.mark.numeric


def published(
    gradient: torch.Tensor, momentum: torch.Tensor, lr: float, mu: float = 0.95
) -> tuple[torch.Tensor, torch.Tensor]:
    """Muon as Jordan et al. print it (2024), one matrix, float64: momentum, Nesterov, five rounds, scale."""
    momentum = mu * momentum + (1 - mu) * gradient
    x = (1 - mu) * gradient + mu * momentum
    turned = x.shape[0] > x.shape[1]
    x = x.T if turned else x
    x = x / (x.norm() + 1e-7)
    for _ in range(5):
        gram = x @ x.T
        x = A * x + (B * gram + C * gram @ gram) @ x
    x = x.T if turned else x
    return -lr * max(1, x.shape[0] / x.shape[1]) ** 0.5 * x, momentum


@pytest.mark.parametrize("shape", [(8, 8), (32, 8), (8, 32)])
def test_an_update_is_the_published_one(shape: tuple[int, int]) -> None:
    torch.manual_seed(0)
    weight = Parameter(torch.randn(shape))
    expected, momentum = weight.detach().double(), torch.zeros(shape, dtype=torch.float64)
    muon = Muon([weight], lr=0.1)
    for _ in range(4):
        weight.grad = torch.randn(shape)
        change, momentum = published(weight.grad.double(), momentum, 0.1)
        expected += change
        muon.step()
    torch.testing.assert_close(weight.detach().double(), expected, atol=1e-4, rtol=1e-4)


def test_it_moves_like_the_one_in_torch() -> None:
    """torch.optim.Muon works in bfloat16, so the two agree only to its three digits."""
    torch.manual_seed(1)
    ours, theirs = Parameter(torch.randn(16, 64)), Parameter(torch.empty(16, 64))
    theirs.data.copy_(ours.data)
    a, b = Muon([ours], lr=0.1), torch.optim.Muon([theirs], lr=0.1, weight_decay=0.0, momentum=0.95)
    before = ours.detach().clone()
    for _ in range(3):
        ours.grad = torch.randn(16, 64)
        theirs.grad = ours.grad.clone()
        a.step()
        b.step()
    moved, expected = (ours - before).flatten(), (theirs - before).flatten()
    assert torch.cosine_similarity(moved, expected, dim=0) > 0.999


def test_orthogonalizing_brings_every_singular_value_near_one() -> None:
    torch.manual_seed(2)
    values = torch.linalg.svdvals(orthogonalize(torch.randn(5, 16, 64)))
    assert values.min() > 0.6 and values.max() < 1.3


def test_a_fused_query_key_value_matrix_counts_as_three() -> None:
    torch.manual_seed(3)
    fused = Parameter(torch.zeros(24, 8))
    apart = [Parameter(torch.zeros(8, 8)) for _ in range(3)]
    gradient = torch.randn(24, 8)
    fused.grad = gradient.clone()
    for weight, part in zip(apart, gradient.split(8), strict=True):
        weight.grad = part.clone()
    Muon([fused], lr=0.1).step()
    Muon(apart, lr=0.1).step()
    torch.testing.assert_close(fused.data, torch.cat([w.data for w in apart]))
