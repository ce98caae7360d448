"""The transformer that draws: its way pixel by pixel is the same computation as the whole picture at once."""

import math

import pytest
import torch

from core.models import pixels
from core.models.pixels import ANY, LEVELS
from core.models.transformer import Transformer

P = 16


@pytest.fixture
def model() -> Transformer:
    torch.manual_seed(0)
    model = Transformer(pixels.config(width=16, layers=2, pixels=P, classes=3))
    with torch.no_grad():
        for weight in model.parameters():
            weight.add_(0.3 * torch.randn_like(weight))  # an opinion about everything
    return model.eval()


def test_ink_becomes_the_nearest_level_and_stays_inside() -> None:
    assert pixels.levels(torch.tensor([-1.0, 0.0, 0.03, 0.04, 0.5, 1.0, 7.0])).tolist() == [0, 0, 0, 1, 8, 16, 16]


def test_chances_pixel_by_pixel_are_those_of_the_whole_picture(model: Transformer) -> None:
    start = torch.tensor([ANY, ANY + 1, ANY + 3])
    drawn = list(pixels.draw(model, start, torch.Generator().manual_seed(1)))
    picture = torch.stack([one.level for one in drawn], dim=1)
    whole = model(torch.cat((start[:, None], picture[:, :-1]), 1))[..., :LEVELS].softmax(-1)
    assert torch.allclose(torch.stack([one.chances for one in drawn], 1), whole, atol=1e-5)


def test_what_is_given_stays_and_the_chances_there_are_the_models(model: Transformer) -> None:
    given = torch.randint(LEVELS, (4, 6), generator=torch.Generator().manual_seed(2))
    drawn = list(pixels.draw(model, torch.full((4,), ANY), torch.Generator().manual_seed(3), given))
    picture = torch.stack([one.level for one in drawn], dim=1)
    assert picture.shape == (4, P) and torch.equal(picture[:, :6], given)
    assert [one.place for one in drawn] == list(range(P))


def test_only_grey_levels_are_drawn(model: Transformer) -> None:
    with torch.no_grad():
        model.token_embedding.weight[LEVELS:] *= 100  # the beginnings shout
    images = pixels.pictures(pixels.draw(model, torch.full((20,), ANY), torch.Generator().manual_seed(4)))
    assert images.min() >= 0 and images.max() <= 1


def test_the_same_dice_draw_the_same_picture(model: Transformer) -> None:
    once, again, other = (
        pixels.pictures(pixels.draw(model, torch.full((3,), ANY), torch.Generator().manual_seed(seed)))
        for seed in (5, 5, 6)
    )
    assert torch.equal(once, again) and not torch.equal(once, other)


def test_a_model_that_knows_nothing_is_surprised_by_ln_17_at_every_pixel(model: Transformer) -> None:
    with torch.no_grad():
        model.token_embedding.weight.zero_()
    picture = torch.randint(LEVELS, (5, P))
    surprise = pixels.surprise(model, picture, torch.full((5,), ANY))
    assert torch.allclose(surprise, torch.full((5, P), math.log(LEVELS)), atol=1e-5)


def test_loss_is_the_mean_surprise(model: Transformer) -> None:
    picture, start = torch.randint(LEVELS, (5, P)), torch.full((5,), ANY)
    assert torch.allclose(pixels.loss(model, picture, start), pixels.surprise(model, picture, start).mean(), atol=1e-5)


def test_chances_of_all_pictures_sum_to_one() -> None:
    """The one family with true probabilities: two pixels, all 289 pictures."""
    torch.manual_seed(1)
    model = Transformer(pixels.config(width=8, layers=1, pixels=2, heads=2))
    every = torch.cartesian_prod(torch.arange(LEVELS), torch.arange(LEVELS))
    surprise = pixels.surprise(model, every, torch.full((len(every),), ANY)).sum(1)
    assert (-surprise).exp().sum().item() == pytest.approx(1, abs=1e-4)
