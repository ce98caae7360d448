"""A puck on ice, seen from above, and somebody who pushes it: a world that can be steered, and whose law is known.

A push changes the puck's velocity, friction takes a little of it, and the boards send the puck back. Lengths are in pixels,
times in pictures; y points down from the top edge, as pictures do.

Shapes: N worlds, T pictures, S pixels of a side.
"""

from dataclasses import dataclass

import numpy as np

SIDE = 12
RADIUS = 1.5  # of the puck
PUSH = 0.25  # what a push adds to the velocity: pixels per picture
FRICTION = 0.95  # what is left of the velocity after a picture
PUSHES = {"none": (0, 0), "left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
HELD = 0.6  # how likely a push goes on in the next picture


@dataclass(frozen=True, eq=False)
class Games:
    """Worlds in which somebody pushed, and their truth."""

    pictures: np.ndarray  # (N, T, S, S) float32 from 0 to 1
    places: np.ndarray  # (N, T, 2) x and y of the puck
    speeds: np.ndarray  # (N, T, 2) its velocity when the picture is taken
    pushes: np.ndarray  # (N, T - 1, 2) the push between a picture and the next one


def moved(place: np.ndarray, speed: np.ndarray, push: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(N, 2), (N, 2) where the pucks are one picture later, and how fast.

    >>> place, speed = moved(np.array([[6.0, 6.0]]), np.zeros((1, 2)), np.array([[1.0, 0.0]]))
    >>> place.tolist(), speed.tolist()
    ([[6.2375, 6.0]], [[0.2375, 0.0]])
    """
    speed = FRICTION * (speed + PUSH * push)
    place = place + speed
    low, high = RADIUS, SIDE - RADIUS
    out = (place < low) | (place > high)
    return np.where(place < low, 2 * low - place, np.where(place > high, 2 * high - place, place)), np.where(
        out, -speed, speed
    )


def played(place: np.ndarray, speed: np.ndarray, pushes: np.ndarray) -> Games:
    """What becomes of pucks that begin so and are pushed so: (N, T - 1, 2) pushes."""
    places, speeds = [place], [speed]
    for at in range(pushes.shape[1]):
        place, speed = moved(place, speed, pushes[:, at])
        places.append(place)
        speeds.append(speed)
    where = np.stack(places, axis=1)
    return Games(pictures(where), where, np.stack(speeds, axis=1), pushes)


def pictures(places: np.ndarray) -> np.ndarray:
    """(N, T, 2) places to (N, T, S, S) pictures: a disc with soft edges; the middle of the first pixel is at 0.5, 0.5."""
    middles = np.arange(SIDE) + 0.5
    x, y = places[..., 0, None, None], places[..., 1, None, None]
    far = np.hypot(middles[None, :] - x, middles[:, None] - y)
    return np.clip(RADIUS + 0.5 - far, 0, 1).astype(np.float32)


def games(count: int, frames: int, seed: int) -> Games:
    """So many games with dice for where the puck is, how fast it is, and who pushes it where, for a while each."""
    rng = np.random.default_rng(seed)
    place = rng.uniform(RADIUS, SIDE - RADIUS, (count, 2))
    speed = rng.uniform(-1, 1, (count, 2))
    return played(place, speed, hands(rng, count, frames - 1))


def hands(rng: np.random.Generator, count: int, length: int) -> np.ndarray:
    """(N, length, 2) pushes as of somebody who holds a key for a while and then another, or none."""
    all_pushes = np.array([*PUSHES.values()], float)
    chosen = rng.integers(len(all_pushes), size=(count, length))
    held = rng.random((count, length)) < HELD
    for at in range(1, length):
        chosen[:, at] = np.where(held[:, at], chosen[:, at - 1], chosen[:, at])
    return np.asarray(all_pushes[chosen])
