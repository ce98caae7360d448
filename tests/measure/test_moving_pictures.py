"""What films are measured by, tried on films made by hand."""

import numpy as np
import pytest

from core.data import films
from core.measure import moving_pictures as measure
from core.measure.moving_pictures import Emerged


def true(scene: str, speed: float = 0.5) -> np.ndarray:
    return films.film(scene, 0.5, speed).pictures[None]


@pytest.mark.parametrize("scene", ["ball", "wall"])
def test_a_ball_is_found_where_it_was_drawn(scene: str) -> None:
    one = films.film(scene, 0.5, 0.5)
    seen = slice(0, 3) if scene == "wall" else slice(None)  # before the wall
    place, mass = measure.place(one.pictures, scene)
    assert np.allclose(place[seen], one.path[seen], atol=0.08)
    assert np.all(mass[seen] > 5)


@pytest.mark.parametrize("scene", films.SCENES)
def test_the_true_film_is_nowhere_off_and_does_not_flicker(scene: str) -> None:
    film = true(scene)
    assert measure.flicker(film, film) == 1
    assert measure.distance(film, film, scene).max() == 0


def test_pictures_in_random_order_flicker_most_and_a_still_film_not_at_all() -> None:
    film = true("ball")
    mixed = film[:, np.random.default_rng(0).permutation(films.FRAMES)]
    still = np.repeat(film[:, :1], films.FRAMES, axis=1)
    slow = np.repeat(film[:, : films.FRAMES // 2], 2, axis=1)
    found = [measure.flicker(one, film) for one in (mixed, film, slow, still)]
    assert found == sorted(found, reverse=True) and found[0] > 1.3 and found[-1] == 0


def test_a_film_that_is_late_by_a_picture_is_off_by_its_speed() -> None:
    film = true("ball", 1.0)
    late = np.concatenate((film[:, :1], film[:, :-1]), axis=1)
    path = films.film("ball", 0.5, 1.0).path
    step = np.hypot(*np.diff(path, axis=0).T)
    off = measure.distance(late, film, "ball")[0]
    assert off[0] == 0
    assert np.allclose(off[1:-1], step[:-1], atol=0.15)


def test_an_empty_picture_counts_as_lost() -> None:
    film = true("ball")
    gone = film.copy()
    gone[:, 5] = films.ground()
    off = measure.distance(gone, film, "ball")[0]
    assert off[5] == measure.LOST and off[4] == off[6] == 0


def test_a_thing_that_jumps_across_the_picture_is_off_by_no_more_than_one_that_is_gone() -> None:
    film = true("ball")
    off = measure.distance(film[..., ::-1], film, "ball")
    assert off.max() <= measure.LOST


def test_the_ball_comes_out_when_it_is_seen_right_of_the_wall() -> None:
    fast, slow = (films.film("wall", 0.5, speed) for speed in (1.0, 0.0))
    when = measure.out_at(np.stack((fast.pictures, slow.pictures)))
    for at, one in zip(when, (fast, slow), strict=True):
        assert one.path[at, 0] + films.RADIUS > films.WALL_TO > one.path[at - 3, 0] + films.RADIUS
    assert when[0] < when[1]
    assert measure.out_at(true("wall")[:, :4])[0] == -1


def test_balls_that_come_out_early_late_and_never_are_counted() -> None:
    film = true("wall")
    early = np.concatenate((film[:, 3:], np.repeat(film[:, -1:], 3, axis=1)), axis=1)
    late = np.concatenate((np.repeat(film[:, :1], 4, axis=1), film[:, :-4]), axis=1)
    never = np.repeat(film[:, :1], films.FRAMES, axis=1)
    nearly = np.concatenate((film[:, 1:], film[:, -1:]), axis=1)
    made = np.concatenate((film, nearly, early, late, never))
    found = measure.emerged(made, np.repeat(film, 5, axis=0))
    assert found == Emerged(ever=0.8, right=0.4, early=0.2, late=0.4)


@pytest.mark.parametrize("speed", [-0.5, 0.0, 0.5, 1.0, 2.0])
def test_the_speed_of_a_ball_is_read_off_its_film(speed: float) -> None:
    assert measure.speed(true("ball", speed), 3, 9)[0] == pytest.approx(films.ball_speed(speed), abs=0.02)


@pytest.mark.parametrize("times", [0.5, 1.0, 2.0])
def test_gravity_is_read_off_its_film(times: float) -> None:
    film = films.film("ball", 1.0, 0.5, gravity=times * films.GRAVITY).pictures[None]
    assert measure.gravity(film, 3, 6)[0] == pytest.approx(times * films.GRAVITY, rel=0.05)


def test_outcomes_are_named() -> None:
    assert measure.holds_best({"alone": 3.0, "two": 1.0, "whole": 0.2}) == "whole"
    assert measure.holds_best({"alone": 3.0, "two": 0.21, "whole": 0.2}) == "close"
    assert measure.comes_out(0.3, 1.0, 0.9) == "memory"
    assert measure.comes_out(0.9, 0.9, 0.9) == "all"
    assert measure.comes_out(0.3, 0.3, 0.3) == "none"
    assert measure.comes_out(0.3, 0.9, 0.3) == "mixed"
    assert [measure.beyond(drawn, 1.0, 0.6) for drawn in (0.5, 0.7, 0.8, 0.98)] == ["known", "known", "between", "law"]


def test_what_should_be_hidden_is_nowhere_off_unless_it_is_seen() -> None:
    film = true("wall")
    assert measure.distance(film, film, "wall").max() == 0
    shows = film.copy()
    hidden = int(np.argmin(measure.place(film, "wall")[1][0]))
    shows[:, hidden] = film[:, 0]
    assert measure.distance(shows, film, "wall")[0, hidden] == measure.LOST
