"""The rink's law: pushes add, friction takes, boards send back, and the pictures show where the puck is."""

import numpy as np

from core.data import rink
from core.measure.steered import middles


def test_the_same_seed_gives_the_same_games_and_another_seed_others() -> None:
    one, again, other = rink.games(4, 10, 5), rink.games(4, 10, 5), rink.games(4, 10, 6)
    assert np.array_equal(one.pictures, again.pictures) and not np.array_equal(one.pictures, other.pictures)
    assert one.pictures.shape == (4, 10, rink.SIDE, rink.SIDE) and one.pushes.shape == (4, 9, 2)


def test_no_puck_ever_leaves_the_rink_and_none_is_faster_than_its_pushes_can_make_it() -> None:
    games = rink.games(200, 100, 1)
    assert games.places.min() >= rink.RADIUS and games.places.max() <= rink.SIDE - rink.RADIUS
    most = rink.FRICTION * rink.PUSH / (1 - rink.FRICTION)  # where friction takes as much as a push gives
    assert abs(games.speeds).max() <= most + 1e-9


def test_a_board_turns_only_the_velocity_across_it() -> None:
    place, speed = rink.moved(np.array([[10.4, 6.0]]), np.array([[1.0, 0.5]]), np.zeros((1, 2)))
    assert np.allclose(speed, [[-rink.FRICTION, 0.5 * rink.FRICTION]])
    assert place[0, 0] < 10.5


def test_without_a_board_a_puck_that_is_mirrored_and_pushed_the_other_way_goes_the_mirrored_way() -> None:
    pushes = rink.hands(np.random.default_rng(0), 8, 20)
    place, speed = np.full((8, 2), rink.SIDE / 2), np.full((8, 2), 0.3)
    there, mirrored = rink.played(place, speed, pushes), rink.played(place, -speed, -pushes)
    assert np.allclose(there.places - rink.SIDE / 2, rink.SIDE / 2 - mirrored.places)


def test_the_middle_of_a_picture_is_where_the_puck_is() -> None:
    games = rink.games(30, 20, 2)
    assert abs(middles(games.pictures) - games.places).max() < 0.2
