"""The tiny films keep the laws that they are drawn by."""

import numpy as np
import pytest

from core.data import films

SHARES = [0.0, 0.3, 1.0]


@pytest.mark.parametrize("start", SHARES)
@pytest.mark.parametrize("speed", SHARES)
def test_a_thrown_ball_follows_a_parabola_until_it_meets_the_ground(start: float, speed: float) -> None:
    path = films.ball(start, speed, 40)
    x, y = path.T
    falls = int(np.sqrt(2 * (films.FLOOR - films.RADIUS - y[0]) / films.GRAVITY))
    times = np.arange(falls + 1)
    assert np.allclose(y[: falls + 1], y[0] + films.GRAVITY * times**2 / 2)
    assert np.allclose(np.diff(x), films.ball_speed(speed))
    assert y.max() <= films.FLOOR - films.RADIUS + 1e-9  # never into the ground
    assert y.min() >= y[0] - 1e-9  # and never higher than where it was let go


def test_a_bouncing_ball_loses_nothing() -> None:
    """Height and speed at any time add up to the energy it began with; the speed is that between two near moments."""
    fine = 0.001
    times = np.arange(0, 30, 0.37)
    heights = [films.FLOOR - films.RADIUS - y for y in films.ball(0.7, 0.5, 31)[:, 1]]
    fall, half = heights[0], np.sqrt(2 * heights[0] / films.GRAVITY)

    def height(t: np.ndarray) -> np.ndarray:
        return np.asarray(fall - films.GRAVITY * ((t + half) % (2 * half) - half) ** 2 / 2)

    assert np.allclose(height(np.arange(31)), heights)
    smooth = times[abs((times % (2 * half)) - half) > 0.05]  # not while it touches the ground
    speed = (height(smooth + fine) - height(smooth - fine)) / (2 * fine)
    assert np.allclose(films.GRAVITY * height(smooth) + speed**2 / 2, films.GRAVITY * fall, atol=1e-6)


def test_heavier_gravity_falls_faster_by_the_same_law() -> None:
    usual, heavy = (films.ball(1.0, 0.5, 5, gravity)[:, 1] for gravity in (films.GRAVITY, 2 * films.GRAVITY))
    assert np.allclose(heavy - heavy[0], 2 * (usual - usual[0]))


@pytest.mark.parametrize("speed", SHARES)
def test_a_small_swing_has_the_period_of_the_formula(speed: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(films, "swing_angle", lambda start: -0.02)
    period = 2 * np.pi * np.sqrt(films.swing_length(speed) / films.SWING_GRAVITY)
    angles, _ = films.swing_angles(0.0, speed, int(2 * period))
    assert np.allclose(angles, -0.02 * np.cos(2 * np.pi * np.arange(len(angles)) / period), atol=2e-5)


@pytest.mark.parametrize("start", SHARES)
@pytest.mark.parametrize("speed", SHARES)
def test_a_swing_keeps_its_energy_and_its_length(start: float, speed: float) -> None:
    angles, turning = films.swing_angles(start, speed, 60)
    length = films.swing_length(speed)
    energy = length**2 * turning**2 / 2 - films.SWING_GRAVITY * length * np.cos(angles)
    assert np.allclose(energy, energy[0], rtol=1e-3)
    seat = films.swing(start, speed)
    assert np.allclose(np.hypot(*(seat - films.PIVOT).T), length)


def test_a_large_swing_takes_longer_than_a_small_one() -> None:
    """The pendulum's law is not the formula of small swings: cos θ is smaller than 1 - θ²/2."""

    def until_down(start: float) -> int:
        return int(np.argmax(films.swing_angles(start, 0.0, 60)[0] > 0))

    assert until_down(1.5) > until_down(-0.4)


@pytest.mark.parametrize("speed", SHARES)
def test_a_walker_has_a_foot_that_stands_and_legs_that_keep_their_length(speed: float) -> None:
    hip, feet = films.walker(0.5, speed, 30)
    for leg in range(2):
        assert np.allclose(np.hypot(*(feet[:, leg] - hip).T), films.LEG)
    step = np.floor(np.arange(30) / films.step_time(speed))
    standing = feet[:, 0, 0]
    assert all(np.ptp(standing[step == one]) == 0 for one in np.unique(step))
    assert np.allclose(np.diff(np.unique(standing.round(9))), 2 * films.LEG * np.sin(films.STRIDE))
    assert np.all(np.diff(hip[:, 0]) > 0)


def test_the_ball_is_hidden_behind_the_wall_and_comes_out_with_the_speed_it_had() -> None:
    for speed in SHARES:
        one = films.film("wall", 0.5, speed)
        assert np.allclose(np.diff(one.path[:, 0]), films.rolling_speed(speed))
        empty = films.behind(films.ground()[None])[0].astype(np.float32)
        hidden = [at for at, picture in enumerate(one.pictures) if np.array_equal(picture, empty)]
        assert hidden, "all of it is behind the wall for a while"
        reach = films.RADIUS + 0.5
        assert all(
            one.path[at, 0] - reach + 0.5 >= films.WALL_FROM and one.path[at, 0] + reach - 0.5 <= films.WALL_TO for at in hidden
            if one.path[at, 0] < films.SIDE
        )  # fmt: skip


def test_while_it_is_hidden_all_pictures_are_equal_whatever_the_speed() -> None:
    slow, fast = (films.film("wall", 0.5, speed).pictures for speed in (0.0, 1.0))
    empty = films.behind(films.ground()[None])[0].astype(np.float32)
    of_both = [picture for film in (slow, fast) for picture in film[:14] if np.array_equal(picture, empty)]
    assert len(of_both) >= 4


@pytest.mark.parametrize("scene", films.SCENES)
def test_a_film_is_twenty_grey_pictures_and_the_thing_is_in_them(scene: str) -> None:
    for share in SHARES:
        one = films.film(scene, share, share)
        assert one.pictures.shape == (films.FRAMES, films.SIDE, films.SIDE) and one.pictures.dtype == np.float32
        assert one.pictures.min() >= 0 and one.pictures.max() <= 1
        assert one.path.shape == (films.FRAMES, 2)
        assert np.abs(np.diff(one.pictures, axis=0)).sum((1, 2)).max() > 0.1  # it moves


def test_the_middle_of_a_disc_is_where_it_was_put() -> None:
    disc = films.disc(np.array([5.3]), np.array([9.8]))[0]
    places = np.arange(films.SIDE) + 0.5
    assert np.allclose(
        [(disc.sum(0) * places).sum() / disc.sum(), (disc.sum(1) * places).sum() / disc.sum()], [5.3, 9.8], atol=0.05
    )
    assert disc.sum() == pytest.approx(np.pi * films.RADIUS**2, rel=0.12)


def test_the_same_dice_give_the_same_films_and_the_scenes_take_turns() -> None:
    one, other = films.films(9, 4), films.films(9, 4)
    assert all(np.array_equal(a.pictures, b.pictures) for a, b in zip(one, other, strict=True))
    assert [film.scene for film in one] == [films.SCENES[i % 4] for i in range(9)]
    assert not np.array_equal(one[0].pictures, films.films(1, 5)[0].pictures)


def test_an_unknown_scene_is_named() -> None:
    with pytest.raises(ValueError, match="“?'?rocket'?”?; choose one of ball, swing, walker, wall"):
        films.film("rocket", 0, 0)
