"""What an autoencoder loses and makes, by the one that came with the app and by PCA."""

import numpy as np
import pytest
import torch

from core.data.digits import digits, held_out_digit
from core.measure import autoencoders as measure
from core.measure.latent import mean_squared_error
from core.models.autoencoder import Autoencoder, Config


def small() -> Autoencoder:
    return measure.restored({n: w.numpy() for n, w in Autoencoder(Config(codes=4)).state_dict().items()}, 4)


def test_a_walk_begins_and_ends_at_the_two_pictures_made_again() -> None:
    network, a, b = small(), held_out_digit(3), held_out_digit(8, 1)
    way = measure.walk(network, a, b, 5)
    assert way.shape == (5, 64)
    np.testing.assert_allclose(way[[0, -1]], measure.rebuilt(network, np.stack((a, b))), atol=1e-5)


def test_the_losses_of_the_digits_make_up_the_whole() -> None:
    network, held_out = small(), digits()[1]
    lost = measure.lost_by_digit(network)
    shares = np.bincount(held_out.labels) / len(held_out)
    whole = mean_squared_error(held_out.images, measure.rebuilt(network, held_out.images))
    assert sum(share * one.error for share, one in zip(shares, lost, strict=True)) == pytest.approx(whole, rel=1e-4)
    assert all(0 <= one.same <= 1 for one in lost)


def test_more_numbers_lose_less_to_pca() -> None:
    assert measure.error_of_pca(16) < measure.error_of_pca(2)


def test_ten_noisy_digits_stand_beside_the_truth() -> None:
    found = measure.denoised(small(), small(), noise=0.3)
    assert list(found.pictures)[-1] == "the truth" and "the truth" not in found.errors
    assert [len(images) for images in found.pictures.values()] == [10] * 4
    assert found.errors["with noise"] == pytest.approx(0.09, rel=0.05)


def test_random_codes_are_judged_beside_real_ones() -> None:
    found = measure.gaps(small(), count=200)
    assert found.made.shape == (200, 64) and found.real != found.random


def test_of_real_digits_one_in_twenty_is_unclear_or_a_copy() -> None:
    """A network that gives every code back as a real digit makes no more of them than that."""
    held_out = digits()[1]

    class Perfect(Autoencoder):
        def encode(self, images: torch.Tensor) -> torch.Tensor:
            return torch.zeros(len(images), 4)

        def decode(self, codes: torch.Tensor) -> torch.Tensor:
            return torch.tensor(held_out.images[: len(codes)])

    found = measure.gaps(Perfect(Config(codes=4)), count=len(held_out))
    assert found.unclear == pytest.approx(measure.UNUSUAL, abs=0.01) == found.copies
