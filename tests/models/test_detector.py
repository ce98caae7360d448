"""A detector learns what it is shown, and says so in logits."""

import torch
import torch.nn.functional as F

from core.models.detector import Detector, loss, train


def test_the_loss_is_cross_entropy() -> None:
    torch.manual_seed(0)
    real, fake = torch.randn(2, 20)
    logits, truth = torch.cat((real, fake)), torch.cat((torch.ones(20), torch.zeros(20)))
    assert torch.isclose(loss(real, fake), 2 * F.binary_cross_entropy_with_logits(logits, truth))


def test_it_gives_each_picture_one_logit_whatever_stands_beside_it() -> None:
    torch.manual_seed(0)
    N, P = 7, 9
    images, detector = torch.rand(N, P), Detector(P)
    assert detector(images).shape == (N,)
    assert torch.allclose(detector(images)[3:4], detector(images[3:4]), atol=1e-6)


def test_it_learns_the_fakes_that_it_is_shown_and_not_those_of_another_kind() -> None:
    rng = torch.Generator().manual_seed(0)
    real, other = torch.rand(200, 8, generator=rng), torch.rand(200, 8, generator=rng)
    dark = other.clone()
    dark[:, 0] += 1.0  # one slip: the first pixel is too dark
    learned = train(real, dark, seed=0, steps=200)
    assert (learned.scores(real) > 0).float().mean() > 0.9 and (learned.scores(dark) < 0).float().mean() > 0.9
    elsewhere = other.clone()
    elsewhere[:, 7] += 1.0  # another slip
    assert (learned.scores(elsewhere) < 0).float().mean() < 0.5


def test_the_same_seed_gives_the_same_detector_and_leaves_other_dice_alone() -> None:
    real, fake = torch.rand(2, 50, 4)
    torch.manual_seed(5)
    first = torch.rand(1)
    torch.manual_seed(5)
    one, other = (train(real, fake, seed=3, steps=5, blur=0.1).scores(real) for _ in range(2))
    assert torch.equal(one, other) and torch.equal(torch.rand(1), first)
