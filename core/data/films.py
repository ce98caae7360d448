"""Tiny films of things that move by known laws: a ball, a swing, a walker, and a ball that rolls behind a wall.

The laws are written down here, so the truth about every picture is known: where the thing is, and where it will be. A
film is made of two numbers from 0 to 1, where it begins and how fast it is. Beyond 0 and 1 lies what no film for learning
shows. Lengths are in pixels, times in pictures; y points down from the top edge, as pictures do.

Shapes: N films, T pictures of a film, S pixels of a side.
"""

from dataclasses import dataclass
from math import sin

import numpy as np

from core.caches import cache

SIDE, FRAMES = 16, 20
SCENES = ("ball", "swing", "walker", "wall")
MOVING = SCENES[:3]  # those that nothing hides
RADIUS = 1.7  # of the ball and of the swing's seat
FLOOR = SIDE - 1.0  # the upper edge of the ground
GROUND, WALL = 0.3, 0.55  # how bright they are; what moves has 1
WALL_FROM, WALL_TO = 6.0, 12.0  # the wall's edges
GRAVITY = 0.22  # of the ball: pixels per picture, faster with every picture
SWING_GRAVITY = 0.5  # the swing is filmed more slowly than the ball
PIVOT = (7.5, 0.5)  # x and y of the nail on which the swing hangs
LEG, STRIDE = 5.0, 0.4  # the walker's leg, and the angle to which it swings


@dataclass(frozen=True, eq=False)
class Film:
    """One film and its truth."""

    scene: str
    pictures: np.ndarray  # (T, S, S) float32 from 0 to 1
    path: np.ndarray  # (T, 2) x and y of the ball, the seat, the hip


def mixed(low: float, high: float, share: float) -> float:
    """A number as far on the way from low to high as the share says; beyond 1, farther.

    >>> mixed(2.0, 4.0, 0.5), mixed(2.0, 4.0, 1.5)
    (3.0, 5.0)
    """
    return low + share * (high - low)


# --- the laws


def ball(start: float, speed: float, frames: int = FRAMES, gravity: float = GRAVITY) -> np.ndarray:
    """(T, 2) where a ball is that is thrown sideways at a height: a parabola, turned up again where it meets the ground.

    It loses nothing when it bounces, so its energy stays what it was.
    """
    times = np.arange(frames)
    fall = FLOOR - RADIUS - mixed(7.0, 3.0, start)  # from where it is let go down to the ground
    half = np.sqrt(2 * fall / gravity)  # pictures from the top to the ground
    within = (times + half) % (2 * half) - half  # since it was last at the top, or until it will be
    x = 2.5 + ball_speed(speed) * times
    return np.stack((x, FLOOR - RADIUS - fall + gravity * within**2 / 2), axis=1)


def ball_speed(speed: float) -> float:
    """Pixels that it moves to the right from picture to picture."""
    return mixed(0.2, 0.6, speed)


def swing_angles(start: float, speed: float, frames: int = FRAMES, parts: int = 50) -> tuple[np.ndarray, np.ndarray]:
    """(T,), (T,) the angle of a swing and how fast it turns: let go at rest, then the pendulum's law, in small steps.

    θ'' = -(g/L) sin θ, by the leapfrog method, which keeps the energy.
    """
    angle, turning, length, step = swing_angle(start), 0.0, swing_length(speed), 1 / parts
    angles, turnings = [angle], [turning]
    for _ in range(frames - 1):
        for _ in range(parts):
            turning -= step / 2 * SWING_GRAVITY / length * sin(angle)
            angle += step * turning
            turning -= step / 2 * SWING_GRAVITY / length * sin(angle)
        angles.append(angle)
        turnings.append(turning)
    return np.array(angles), np.array(turnings)


def swing_angle(start: float) -> float:
    """From straight down, to the left, in radians."""
    return mixed(-0.35, -1.0, start)


def swing_length(speed: float) -> float:
    """A short swing is a fast one."""
    return mixed(11.0, 5.5, speed)


def swing(start: float, speed: float, frames: int = FRAMES) -> np.ndarray:
    """(T, 2) where the seat of the swing is."""
    angles, _ = swing_angles(start, speed, frames)
    length = swing_length(speed)
    return np.stack((PIVOT[0] + length * np.sin(angles), PIVOT[1] + length * np.cos(angles)), axis=1)


def walker(start: float, speed: float, frames: int = FRAMES) -> tuple[np.ndarray, np.ndarray]:
    """(T, 2), (T, 2, 2) the hip of a walker and its two feet: one foot stands still while the other swings past it."""
    steps = np.arange(frames) / step_time(speed)
    count, share = np.floor(steps), steps % 1
    angle = STRIDE * (2 * share - 1)  # of the standing leg; the other one is its mirror image
    foot = mixed(2.0, 4.5, start) + 2 * LEG * np.sin(STRIDE) * count  # x of the foot that stands
    hip = np.stack((foot + LEG * np.sin(angle), FLOOR - LEG * np.cos(angle)), axis=1)
    stands = np.stack((foot, np.full(frames, FLOOR)), axis=1)
    swings = np.stack((foot + 2 * LEG * np.sin(angle), np.full(frames, FLOOR)), axis=1)
    return hip, np.stack((stands, swings), axis=1)


def step_time(speed: float) -> float:
    """Pictures that a step takes."""
    return mixed(10.0, 6.0, speed)


def rolling(start: float, speed: float, frames: int = FRAMES) -> np.ndarray:
    """(T, 2) where a ball is that rolls to the right and loses nothing."""
    x = mixed(2.0, 3.5, start) + rolling_speed(speed) * np.arange(frames)
    return np.stack((x, np.full(frames, FLOOR - RADIUS)), axis=1)


def rolling_speed(speed: float) -> float:
    """Pixels that it moves to the right from picture to picture."""
    return mixed(0.6, 1.0, speed)


# --- the pictures


def disc(x: np.ndarray, y: np.ndarray, radius: float = RADIUS) -> np.ndarray:
    """(T, S, S) discs with soft edges around these middles; the middle of the first pixel is at 0.5, 0.5."""
    across, down = middles()
    return np.clip(radius + 0.5 - np.hypot(across - column(x), down - column(y)), 0, 1)


def line(x: np.ndarray, y: np.ndarray, to_x: np.ndarray, to_y: np.ndarray, width: float = 0.45) -> np.ndarray:
    """(T, S, S) lines with round ends."""
    across, down = middles()
    x, y, dx, dy = column(x), column(y), column(to_x - x), column(to_y - y)
    share = np.clip(((across - x) * dx + (down - y) * dy) / np.maximum(1e-9, dx**2 + dy**2), 0, 1)
    return np.clip(width + 0.5 - np.hypot(across - x - share * dx, down - y - share * dy), 0, 1)


def column(numbers: np.ndarray) -> np.ndarray:
    """(T, 1, 1) a number for each picture."""
    return np.asarray(numbers, dtype=float).reshape(-1, 1, 1)


@cache
def middles() -> tuple[np.ndarray, np.ndarray]:
    """(1, S), (S, 1) the middles of the pixels."""
    line = np.arange(SIDE) + 0.5
    return line[None, :], line[:, None]


@cache
def ground() -> np.ndarray:
    """(S, S) the ground, and nothing else."""
    picture = np.zeros((SIDE, SIDE))
    picture[int(FLOOR) :] = GROUND
    return picture


def film(scene: str, start: float, speed: float, frames: int = FRAMES, gravity: float = GRAVITY) -> Film:
    """The film that these two numbers make. ValueError where there is no such scene."""
    if scene == "ball":
        path = ball(start, speed, frames, gravity)
        pictures = np.maximum(ground(), disc(*path.T))
    elif scene == "swing":
        path = swing(start, speed, frames)
        nail = np.full(frames, PIVOT[0]), np.full(frames, PIVOT[1])
        pictures = np.maximum(0.6 * line(*nail, *path.T), disc(*path.T))
    elif scene == "walker":
        path, feet = walker(start, speed, frames)
        x, y = path.T
        legs = (line(x, y, *feet[:, i].T) for i in range(2))
        pictures = np.max((*np.broadcast_arrays(ground(), *legs, line(x, y, x, y - 4), disc(x, y - 5.6, 1.4)),), axis=0)
    elif scene == "wall":
        path = rolling(start, speed, frames)
        pictures = behind(np.maximum(ground(), disc(*path.T)))
    else:
        raise ValueError(f"There is no scene called {scene!r}; choose one of {', '.join(SCENES)}.")
    return Film(scene, pictures.astype(np.float32), path)


def behind(pictures: np.ndarray) -> np.ndarray:
    """(T, S, S) the pictures with the wall before them."""
    hidden = pictures.copy()
    hidden[:, int(FLOOR) - 7 : int(FLOOR), int(WALL_FROM) : int(WALL_TO)] = WALL
    return hidden


def films(count: int, seed: int, scenes: tuple[str, ...] = SCENES) -> list[Film]:
    """So many films with dice for where they begin and how fast they are, the scenes by turns."""
    rng = np.random.default_rng(seed)
    return [film(scenes[i % len(scenes)], *rng.random(2)) for i in range(count)]
