"""Walks through codes: they begin and end where they should, and a smile that is added can be read off the pictures."""

from math import log

import numpy as np
import pytest
import torch

from core.data.digits import digits
from core.data.faces import FACTORS, NAMES, SIDE
from core.measure import latent_walks as walks
from core.models.vae import VAE, Config
from core.models.weights import filled
from core.studies.vae import FACES
from core.training.run import STUDIES, Run
from core.training.study import Study


def untrained(**config: int) -> VAE:
    torch.manual_seed(0)
    return VAE(Config(**config))


def test_films_begin_and_end_where_they_should() -> None:
    network, (a, b) = untrained(), digits()[1].images[:2]
    straight, arc, mixed = walks.between(network, a, b)
    ends = walks.decoded(network, walks.encoded(network, np.stack((a, b))))
    for film, first, last in ((straight, *ends), (arc, *ends), (mixed, a, b)):
        assert film.shape == (walks.FILM, 64)
        assert np.allclose(film[0], first, atol=1e-5) and np.allclose(film[-1], last, atol=1e-5)
    assert np.allclose(mixed[walks.FILM // 2], (a + b) / 2)


def test_dice_of_one_seed_throw_the_same_pictures_and_a_label_is_heard() -> None:
    network = untrained(latent=3)
    once, again, other = (walks.thrown(network, 20, seed) for seed in (0, 0, 1))
    assert once.shape == (20, 64) and np.array_equal(once, again) and not np.array_equal(once, other)
    asked = untrained(labels=10)
    assert not np.array_equal(walks.thrown(asked, 20, 0, 3), walks.thrown(asked, 20, 0, 4))


def test_the_judge_names_real_digits() -> None:
    held_out = digits()[1]
    fives = held_out.images[held_out.labels == 5]
    assert walks.share_named(fives, 5) > 0.9 and walks.share_named(fives, 4) < 0.1


def test_nats_are_predicted_in_doubles() -> None:
    spread = walks.variances(8)
    assert list(spread) == sorted(spread, reverse=True) and len(spread) == 8
    noise = 0.5 * spread[0]
    by_hand = [0.5 * log(max(one / noise, 1)) for one in spread]
    assert list(walks.predicted(8, noise)) == pytest.approx(by_hand, rel=1e-12)


def test_a_smile_that_is_added_is_read_off_the_pictures_more_than_anything_else() -> None:
    run = Run(STUDIES / Study("vae.learn", FACES).key)
    config = Config(SIDE**2, FACES["latent"], FACES["hidden"])
    network = filled(VAE(config), run.arrays(run.records()[-1]))
    codes, ruler = walks.known_faces(network)
    assert codes.shape == (walks.LEARNED, FACES["latent"])
    effect = walks.added(network, codes, ruler, "smile")
    assert effect.before.shape == effect.after.shape == (10, SIDE**2) and tuple(effect.changes) == NAMES == tuple(
        FACTORS
    )
    assert max(effect.changes, key=lambda name: abs(effect.changes[name])) == "smile" and effect.changes["smile"] > 0
    assert np.allclose(effect.film[0], effect.before[0], atol=1e-5)
    assert np.allclose(effect.film[-1], effect.after[0], atol=1e-5)
