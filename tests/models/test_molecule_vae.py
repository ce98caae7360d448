"""The VAE for short texts: shapes, both losses, and that the same place always says the same."""

import pytest
import torch

from core.models.molecule_vae import Config, MoleculeVAE

CONFIG = Config(vocabulary=5, places=4, latent=3, hidden=16)


def model() -> MoleculeVAE:
    torch.manual_seed(0)
    return MoleculeVAE(CONFIG)


def test_the_shapes_are_those_of_the_key() -> None:
    N, T, V, Z = 7, 4, 5, 3
    tokens = torch.randint(V, (N, T))
    mean, log_variance = model().encode(tokens)
    assert mean.shape == log_variance.shape == (N, Z)
    assert model().logits(mean).shape == (N, T, V)
    assert model()(tokens).shape == (N, T)


def test_the_first_layer_is_a_linear_one_on_one_hot_codes() -> None:
    made, tokens = model(), torch.randint(5, (6, 4))
    one_hot = torch.nn.functional.one_hot(tokens, 5).float().flatten(1)
    torch.testing.assert_close(made.encoder(one_hot @ made.table), torch.cat(made.encode(tokens), 1))


def test_the_losses_are_those_of_the_textbook() -> None:
    made, tokens = model(), torch.randint(5, (6, 4))
    noise = torch.randn(6, 3)
    losses = made.losses(tokens, noise, beta=0.5)
    mean, log_variance = made.encode(tokens)
    spread = (log_variance / 2).exp()
    there = torch.distributions.Normal(mean, spread)
    kl = torch.distributions.kl_divergence(there, torch.distributions.Normal(0.0, 1.0)).sum(1).mean()
    chances = made.logits(mean + spread * noise).log_softmax(-1).gather(-1, tokens[..., None])[..., 0]
    torch.testing.assert_close(losses.kl, kl)
    torch.testing.assert_close(losses.reconstruction, -chances.sum(1).mean())
    torch.testing.assert_close(losses.total, losses.reconstruction + 0.5 * losses.kl)


def test_the_same_place_always_says_the_same() -> None:
    made, z = model(), torch.randn(9, 3)
    assert made.decode(z).equal(made.decode(z))


def test_a_model_without_places_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Config(vocabulary=5, places=0)
