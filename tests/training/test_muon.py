import pytest
import torch
from safetensors.torch import load_file
from torch.nn import Parameter

from core.training.muon import A, B, C, Muon, orthogonalize
from core.training.run import SHIPPED

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


def test_orthogonalizing_brings_every_singular_value_of_noise_near_one() -> None:
    torch.manual_seed(2)
    values = torch.linalg.svdvals(orthogonalize(torch.randn(5, 16, 64)))
    assert values.min() > 0.6 and values.max() < 1.3


def test_it_brings_singular_values_near_one_but_leaves_tiny_ones_small() -> None:
    torch.manual_seed(4)
    left, right = (torch.linalg.qr(torch.randn(size, 16, dtype=torch.float64)).Q for size in (16, 64))
    shares = torch.logspace(0, -6, 16, dtype=torch.float64)
    shares /= shares.norm()
    after = (left.T @ orthogonalize((left * shares @ right.T)[None])[0] @ right).diagonal()  # of each direction
    near = shares > 0.0015
    assert 0 < near.sum() < 16
    assert after[near].min() > 0.68 and after[near].max() < 1.21
    assert (after[~near] < 0.68).all() and (after <= A**5 * shares).all()
    assert after[-1] < 0.0005


def test_of_the_shipped_runs_momentum_most_directions_come_near_one_and_the_weakest_do_not() -> None:
    *_, last = sorted((SHIPPED / "world" / "states").iterdir())
    momenta = {name: one.float() for name, one in load_file(last).items() if name.endswith(".momentum")}
    assert momenta
    for name, momentum in momenta.items():
        rows, columns = momentum.shape
        for part in momentum.split(columns) if rows == 3 * columns else [momentum]:
            values = torch.linalg.svdvals(orthogonalize((part if len(part) <= columns else part.T)[None])[0])
            near = (values > 0.68) & (values < 1.21)
            assert near.float().mean() > 0.9, name
            assert values.min() < 0.2, name


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
