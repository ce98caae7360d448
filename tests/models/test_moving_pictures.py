"""Three ways to make a film of codes: what each is told, and that none looks at what it should not see."""

import pytest
import torch

from core.models.moving_pictures import Config, Maker, drawn, examples, film, hands, loss, told

SMALL = {"code": 3, "scenes": 2, "given": 2, "frames": 6, "width": 16}
WAYS = [Config("alone", **SMALL), Config("next", 2, **SMALL), Config("next", 8, **SMALL), Config("whole", **SMALL)]  # type: ignore[arg-type]
NAMES = ["alone", "two", "eight", "whole"]


def some(config: Config, seed: int = 0) -> tuple[Maker, torch.Tensor, torch.Tensor, torch.Tensor]:
    """A maker with random weights; two scenes, codes of two films, dice."""
    torch.manual_seed(seed)
    maker = Maker(config).requires_grad_(False)
    for weight in maker.parameters():
        weight += 0.3 * torch.randn_like(weight)
    return maker, torch.eye(2), torch.randn(2, 6, 3), torch.randn(2, 6, 3)


@pytest.mark.parametrize("config", WAYS, ids=NAMES)
def test_a_film_begins_with_what_is_given_and_has_all_its_pictures(config: Config) -> None:
    maker, scene, codes, dice = some(config)
    made = film(maker, scene, codes[:, :2], dice, steps=3)
    assert made.shape == (2, 6, 3)
    assert torch.equal(made[:, :2], codes[:, :2])


@pytest.mark.parametrize("config", WAYS, ids=NAMES)
def test_the_same_dice_make_the_same_film_and_films_of_a_batch_do_not_touch(config: Config) -> None:
    maker, scene, codes, dice = some(config)
    both = film(maker, scene, codes[:, :2], dice, steps=3)
    one = film(maker, scene[:1], codes[:1, :2], dice[:1], steps=3)
    assert torch.allclose(both[:1], one, atol=1e-5)


def test_made_alone_a_picture_depends_on_no_other() -> None:
    maker, scene, codes, dice = some(WAYS[0])
    changed = dice.clone()
    changed[:, 3] += 1
    before, after = (film(maker, scene, codes[:, :2], one, steps=3) for one in (dice, changed))
    same = (before == after).all(dim=2).all(dim=0)
    assert same.tolist() == [True, True, True, False, True, True]
    other_beginning = film(maker, scene, codes[:, :2] + 1, dice, steps=3)
    assert torch.equal(other_beginning[:, 2:], before[:, 2:])


def test_one_after_the_other_the_past_changes_the_future_and_never_the_reverse() -> None:
    maker, scene, codes, dice = some(WAYS[1])
    changed = dice.clone()
    changed[:, 3] += 1
    before, after = (film(maker, scene, codes[:, :2], one, steps=3) for one in (dice, changed))
    same = (before == after).all(dim=2).all(dim=0)
    assert same.tolist() == [True, True, True, False, False, False]


def test_all_at_once_every_picture_hangs_on_every_other() -> None:
    maker, scene, codes, dice = some(WAYS[3])
    changed = dice.clone()
    changed[:, 5] += 1
    before, after = (film(maker, scene, codes[:, :2], one, steps=3) for one in (dice, changed))
    same = (before == after).all(dim=2).all(dim=0)
    assert same.tolist() == [True, True, False, False, False, False]


def test_a_short_memory_sees_the_last_pictures_alone_and_a_long_one_knows_what_was_not_there_yet() -> None:
    _, scene, codes, _ = some(WAYS[1])
    short = told(WAYS[1], scene, codes, 4)
    assert torch.equal(short[:, 2:], torch.cat([torch.cat((codes[:, at], torch.ones(2, 1)), 1) for at in (2, 3)], 1))
    long = told(WAYS[2], scene, codes, 3)[:, 2:].reshape(2, 8, 4)
    assert torch.equal(long[:, :5], torch.zeros(2, 5, 4))
    assert torch.equal(long[:, 5:, :3], codes[:, :3]) and bool((long[:, 5:, 3] == 1).all())


@pytest.mark.parametrize("config", WAYS, ids=NAMES)
def test_there_is_an_example_for_each_thing_that_is_made(config: Config) -> None:
    _, scene, codes, _ = some(config)
    clean, known = examples(config, scene, codes)
    count = 2 if config.way == "whole" else 2 * 4
    assert clean.shape == (count, config.made) and known.shape == (count, config.known)


def test_a_network_that_knows_the_answer_has_no_loss_and_draws_it() -> None:
    config = WAYS[3]
    maker = Maker(config).requires_grad_(False)
    answer = torch.linspace(-1, 1, config.made)
    torch.nn.init.zeros_(maker.leave.weight)
    maker.leave.bias.copy_(answer)
    clean, known = answer.expand(5, -1), torch.randn(5, config.known)
    noise = torch.randn(5, config.made)
    assert float(loss(maker, clean, known, noise, torch.rand(5))) == pytest.approx(0, abs=1e-10)
    assert torch.allclose(drawn(maker, noise, known, 4), clean, atol=1e-6)


def test_hands_tell_any_two_times_apart() -> None:
    times = hands(torch.linspace(0, 1, 101))
    assert torch.pdist(times).min() > 0.02


def test_a_way_that_does_not_exist_or_has_a_memory_too_many_is_refused() -> None:
    with pytest.raises(ValueError, match="alone, next, whole"):
        Config("backwards")
    with pytest.raises(ValueError, match="memory"):
        Config("whole", memory=2)
    with pytest.raises(ValueError, match="memory"):
        Config("next")
