"""The denoiser and its ways of drawing, against laws and against data with a known answer."""

import math

import numpy as np
import pytest
import torch
from torch import Tensor

from core.models import diffusion
from core.models.diffusion import Config, Denoised, Denoiser


def model(kind: str = "diffusion", seed: int = 0, **how: int) -> Denoiser:
    torch.manual_seed(seed)
    made = Denoiser(Config(kind, **{"size": 2, "width": 16, "layers": 1, **how}))
    torch.nn.init.normal_(made.leave.weight, std=0.3)
    return made


class Ideal(torch.nn.Module):
    """Knows the truth about data that is a Gaussian of mean m and spread s in every direction."""

    def __init__(self, kind: str, mean: float = 0.5, spread: float = 0.2) -> None:
        super().__init__()
        self.config, self.mean, self.spread = Config(kind, size=2), mean, spread

    def forward(self, x: Tensor, t: Tensor, condition: Tensor | None = None) -> Tensor:
        signal, amount = diffusion.mix(self.config.kind, t[:, None])
        gain = signal * self.spread**2 / (signal**2 * self.spread**2 + amount**2)
        clean = self.mean + gain * (x - signal * self.mean)  # E[clean | x], by Bayes' rule for Gaussians
        noise = (x - signal * clean) / amount
        return noise if self.config.kind == "diffusion" else noise - clean


@pytest.mark.parametrize("kind", diffusion.KINDS)
def test_noise_begins_at_nothing_and_ends_at_nearly_all(kind: str) -> None:
    signal, amount = diffusion.mix(kind, torch.tensor([0.0, 0.5, 1.0]))
    assert signal[0] == 1 and amount[0] == 0 and signal[2] < 0.02 and amount[2] > 0.99
    if kind == "diffusion":
        assert torch.allclose(signal**2 + amount**2, torch.ones(3))


def test_noising_in_one_stroke_is_noising_in_many() -> None:
    """Adding the noise step by step leaves the same signal and the same variance (Ho et al. 2020, eq. 4)."""
    signals, amounts = diffusion.mix("diffusion", torch.linspace(0, 1, 50))
    signal, variance = torch.tensor(1.0), torch.tensor(0.0)
    for before, after in zip(signals, signals[1:], strict=False):
        kept = after / before
        signal, variance = signal * kept, variance * kept**2 + (1 - kept**2)
    assert torch.isclose(signal, signals[-1]) and torch.isclose(variance, amounts[-1] ** 2, atol=1e-5)


@pytest.mark.parametrize("sampler", diffusion.SAMPLERS)
def test_with_the_true_answer_every_way_of_drawing_finds_the_true_cloud(sampler: str) -> None:
    rng = torch.Generator().manual_seed(0)
    noise = torch.randn(4_000, 2, generator=rng)
    ideal = Ideal(diffusion.SAMPLERS[sampler])
    *_, end = diffusion.draw(ideal, noise, 200, sampler, bound=9.0, rng=rng)  # type: ignore[arg-type]
    assert end.x.mean().item() == pytest.approx(0.5, abs=0.02)
    assert end.x.std(dim=0).mean().item() == pytest.approx(0.2, rel=0.06)


@pytest.mark.parametrize("sampler", diffusion.SAMPLERS)
def test_a_film_has_a_frame_for_each_step_and_one_of_the_end(sampler: str) -> None:
    for steps in (1, 7):
        film = list(diffusion.draw(model(diffusion.SAMPLERS[sampler]), torch.randn(3, 2), steps, sampler))
        assert len(film) == steps + 1 and film[0].t == 1 and film[-1].t == 0
        assert all(frame.x.shape == frame.clean.shape == (3, 2) for frame in film)
        assert [frame.t for frame in film] == sorted((frame.t for frame in film), reverse=True)


def test_what_is_believed_and_its_noise_make_what_there_is() -> None:
    for kind in diffusion.KINDS:
        now = diffusion.guess(model(kind), torch.randn(5, 2), 0.6)
        signal, amount = diffusion.mix(kind, torch.tensor(0.6))
        assert torch.allclose(signal * now.clean + amount * now.noise, now.x, atol=1e-5)
        assert now.clean.abs().max() <= 1


def test_ddim_repeats_itself_and_ddpm_does_not() -> None:
    noise, ends = torch.randn(4, 2), {}
    for sampler in ("ddim", "ddpm"):
        for seed in (1, 2):
            *_, end = diffusion.draw(model(), noise, 10, sampler, rng=torch.Generator().manual_seed(seed))
            ends[sampler, seed] = end.x
    assert torch.equal(ends["ddim", 1], ends["ddim", 2]) and not torch.equal(ends["ddpm", 1], ends["ddpm", 2])


def test_an_euler_step_walks_along_the_line_from_noise_to_belief() -> None:
    now = Denoised(0.8, torch.tensor([[0.84, 0.0]]), torch.tensor([[0.2, 0.0]]), torch.tensor([[1.0, 0.0]]))
    assert torch.allclose(diffusion.euler(now, 0.0), now.clean)
    assert torch.allclose(diffusion.euler(now, 0.4), 0.6 * now.clean + 0.4 * now.noise)


def test_guidance_goes_further_where_condition_and_none_differ() -> None:
    network = model(conditions=3)
    x, told, t = torch.randn(2, 2), torch.eye(3)[:2], torch.full((2,), 0.3)
    with torch.no_grad():
        plain, none = network(x, t, told), network(x, t)
        signal, amount = diffusion.mix("diffusion", torch.tensor(0.3))
        by_hand = (x - amount * (plain + 2 * (plain - none))) / signal
        assert torch.allclose(diffusion.guess(network, x, 0.3, told, 2.0, bound=99).clean, by_hand, atol=1e-5)
        assert torch.equal(network(x, t, torch.zeros(2, 3)), none)


def test_the_loss_asks_for_the_noise_or_for_the_way() -> None:
    clean, noise, t = torch.randn(6, 2), torch.randn(6, 2), torch.rand(6)
    for kind, target in (("diffusion", noise), ("flow", noise - clean)):
        untrained = Denoiser(Config(kind, size=2, width=16, layers=1))  # says zero
        assert diffusion.loss(untrained, clean, noise, t).item() == pytest.approx(float((target**2).mean()), rel=1e-5)


def test_hands_tell_close_times_apart() -> None:
    a, b = diffusion.hands(torch.tensor([0.5, 0.505]))
    assert math.dist(a.tolist(), b.tolist()) > 0.3 and np.abs(a.numpy()).max() <= 1


def test_wrong_kinds_get_a_sentence() -> None:
    with pytest.raises(ValueError, match="kind must be one of diffusion, flow"):
        Config("magic")
    with pytest.raises(ValueError, match="euler draws with a network of kind flow"):
        list(diffusion.draw(model(), torch.randn(1, 2), 2, "euler"))
