"""The GAN: by hand and by autograd it is the same."""

import numpy as np
import pytest
import torch
from torch import Tensor

from core.models import gan, gan_by_hand
from core.models.gan_by_hand import Adam, Net

N = 48


def twins(pack: int, seed: int) -> tuple[Net, Net, gan.Discriminator, gan.Generator]:
    """Judge and maker, twice with the same weights."""
    rng = np.random.default_rng(seed)
    judge = Net.fresh((2 * pack, 16, 24, 1), gan_by_hand.LEAKY, rng)
    maker = Net.fresh((2, 16, 24, 2), gan_by_hand.RELU, rng)
    for net in (judge, maker):
        net.flat += 0.1 * rng.standard_normal(net.flat.shape).astype(np.float32)  # biases too
    discriminator, generator = gan.Discriminator(2, (16, 24), pack), gan.Generator(2, (16, 24), 2)
    for net, module in ((judge, discriminator), (maker, generator)):
        with torch.no_grad():
            for layer, W, b in zip(linear(module), net.W, net.b, strict=True):
                layer.weight.copy_(torch.from_numpy(W.T.copy()))
                layer.bias.copy_(torch.from_numpy(b.copy()))
    return judge, maker, discriminator, generator


def linear(module: torch.nn.Module) -> list[torch.nn.Linear]:
    return [part for part in module.modules() if isinstance(part, torch.nn.Linear)]


def gradients_agree(module: torch.nn.Module, into: Net) -> bool:
    return all(
        np.allclose(layer.weight.grad.numpy().T, W, atol=1e-5) and np.allclose(layer.bias.grad.numpy(), b, atol=1e-5)
        for layer, W, b in zip(linear(module), into.W, into.b, strict=True)
    )


def gradient_penalty(judge: gan.Discriminator, real: Tensor, made: Tensor, mix: Tensor) -> Tensor:
    """Between real and made the score should rise by one a unit of way, no faster (Gulrajani et al. 2017)."""
    return (gan.slopes(judge, mix * real + (1 - mix) * made).norm(dim=1) - 1).square().mean()


@pytest.mark.parametrize("pack", [1, 2, 4])
@pytest.mark.parametrize("loss", gan.LOSSES)
def test_gradients_by_hand_equal_autograds(loss: str, pack: int) -> None:
    for seed in range(3):
        judge, maker, discriminator, generator = twins(pack, seed)
        rng = np.random.default_rng(seed + 10)
        real, z = rng.standard_normal((2, N, 2), dtype=np.float32)
        mix = rng.random((N // pack, 1), dtype=np.float32)
        made = gan_by_hand.forward(maker, z)[-1]
        assert np.allclose(made, generator(torch.from_numpy(z)).detach().numpy(), atol=1e-5)

        into, wide = Net(judge.sizes, judge.slope), (-1, 2 * pack)
        gan_by_hand.judge_gradient(judge, real.reshape(wide), made.reshape(wide), loss, into)
        gan_by_hand.add_penalty(judge, real.reshape(wide), 0.15, 0.0, into)
        between = mix * real.reshape(wide) + (1 - mix) * made.reshape(wide)
        gan_by_hand.add_penalty(judge, between, 0.7, 1.0, into)
        x, f = torch.from_numpy(real), torch.from_numpy(made)
        wrong = gan.discriminator_loss(discriminator(x), discriminator(f), loss) + 0.3 * gan.r1(discriminator, x)
        wrong = wrong + 0.7 * gradient_penalty(discriminator, x, f, torch.from_numpy(np.repeat(mix, pack, axis=0)))
        wrong.backward()
        assert gradients_agree(discriminator, into)

        pushed = Net(maker.sizes, maker.slope)
        points, slopes = gan_by_hand.maker_gradient(maker, judge, z, loss, pushed)
        gan.generator_loss(discriminator(generator(torch.from_numpy(z))), loss).backward()
        assert gradients_agree(generator, pushed)
        assert points.shape == slopes.shape == (N, 2)


def test_adam_by_hand_is_adam() -> None:
    judge, _, discriminator, _ = twins(1, 0)
    theirs = torch.optim.Adam(discriminator.parameters(), lr=0.01, betas=(0.5, 0.99))
    adam, rng = Adam(judge.flat.size), np.random.default_rng(0)
    for _ in range(5):
        gradient = Net(judge.sizes, judge.slope)
        gradient.flat[:] = rng.standard_normal(gradient.flat.shape)
        for layer, W, b in zip(linear(discriminator), gradient.W, gradient.b, strict=True):
            layer.weight.grad, layer.bias.grad = torch.from_numpy(W.T.copy()), torch.from_numpy(b.copy())
        theirs.step()
        adam.step(judge, gradient, 0.01, 0.5)
    for layer, W in zip(linear(discriminator), judge.W, strict=True):
        assert np.allclose(layer.weight.detach().numpy().T, W, atol=1e-5)


def test_a_sure_judge_teaches_by_the_non_saturating_loss_and_not_by_the_other() -> None:
    sure = torch.full((4, 1), -20.0, requires_grad=True)  # certain that all are made
    for loss, least, most in (("non-saturating", 0.2, 0.3), ("saturating", 0.0, 1e-6)):
        (slope,) = torch.autograd.grad(gan.generator_loss(sure, loss), sure)
        assert least <= float(slope.abs().max()) <= most


def test_packed_pictures_are_judged_side_by_side() -> None:
    judge = gan.Discriminator(3, (4,), pack=2)
    x = torch.randn(6, 3)
    together = judge.net(torch.cat((x[0::2], x[1::2]), dim=1))
    assert torch.allclose(judge(x), together)


def test_chances_of_huge_logits_do_not_overflow() -> None:
    assert np.allclose(gan_by_hand.chance(np.array([-1e4, 0.0, 1e4], np.float32)), [0, 0.5, 1])
