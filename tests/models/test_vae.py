import pytest
import torch
from torch.distributions import Normal, kl_divergence

from core.models import vae
from core.models.vae import KINDS, VAE, Config


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("pixels", [64, 576])
def test_shapes(kind: str, pixels: int) -> None:
    N, Z = 3, 4
    model = VAE(Config(pixels, Z, kind=kind))
    images = torch.rand(N, pixels)
    mean, log_variance = model.encode(images)
    assert mean.shape == log_variance.shape == (N, Z) and model(images).shape == (N, pixels)
    losses = model.losses(images, torch.randn(N, Z), beta=2.0, sigma=0.5)
    assert losses.kl.shape == (Z,)
    assert losses.total.item() == pytest.approx((losses.reconstruction + 2 * losses.kl.sum()).item())


def test_the_closed_form_equals_torchs_and_sampling() -> None:
    mean, log_variance = torch.randn(5, 3), torch.randn(5, 3)
    cloud, round_one = Normal(mean, (log_variance / 2).exp()), Normal(0.0, 1.0)
    ours = vae.kl_divergence(mean, log_variance)
    assert torch.allclose(ours, kl_divergence(cloud, round_one), atol=1e-5)
    thrown = cloud.sample((50_000,))
    assert torch.allclose(ours, (cloud.log_prob(thrown) - round_one.log_prob(thrown)).mean(0), atol=0.15)


def test_the_dice_are_scaled_and_moved() -> None:
    mean, log_variance = torch.tensor([[3.0, -1.0]]), torch.tensor([[0.0, 2 * torch.log(torch.tensor(2.0))]])
    assert vae.reparameterize(mean, log_variance, torch.tensor([[1.0, 1.0]])).tolist()[0] == pytest.approx([4.0, 1.0])
    thrown = vae.reparameterize(mean.expand(20_000, 2), log_variance.expand(20_000, 2), torch.randn(20_000, 2))
    assert thrown.mean(0).tolist() == pytest.approx([3, -1], abs=0.06) and thrown.std(0).tolist() == pytest.approx(
        [1, 2], rel=0.03
    )


def test_a_conditional_model_listens_to_the_label() -> None:
    model = VAE(Config(labels=10))
    z = torch.randn(2, 2)
    one, two = (model.decode(z, torch.tensor([digit, digit])) for digit in (1, 2))
    assert (one != two).any()
    with pytest.raises(ValueError, match="labels are missing"):
        model.decode(z)


def test_what_cannot_be_built_is_said() -> None:
    for wrong in (
        {"kind": "round"},
        {"latent": 0},
        {"kind": "linear", "labels": 3},
        {"kind": "convolutional", "pixels": 63},
    ):
        with pytest.raises(ValueError, match=r"must|need|Only"):
            Config(**wrong)  # type: ignore[arg-type]
