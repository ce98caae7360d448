"""What a film is worth: does it flicker, does it drift from the truth, does what was hidden come out again?

A film is held against the true one with the same beginning. Where the thing is, is the middle of all that is brighter than
the scene without it; the same is asked of both films.

Shapes: N films, T pictures, S pixels of a side.
"""

from dataclasses import dataclass

import numpy as np

from core.data import films
from core.outcomes import band

FAINT = 0.15  # what is less bright than this above the empty scene is no thing
THERE = 0.3  # a thing is there, if it has this share of the brightness of the true one
LOST = 8.0  # pixels: how far off a thing counts as that is not there at all, half a picture
HIDDEN = 1.0  # of how little of a thing nobody can say where it is, in full pixels
RELIABLY = 0.8  # of all films
OUT = 1.5  # how much brightness right of the wall means that the ball has come out


def empty(scene: str) -> np.ndarray:
    """(S, S) the scene without the thing that moves."""
    if scene == "swing":
        return np.zeros((films.SIDE, films.SIDE))
    ground = films.ground()
    return films.behind(ground[None])[0] if scene == "wall" else ground


def place(pictures: np.ndarray, scene: str) -> tuple[np.ndarray, np.ndarray]:
    """(..., 2), (...) x and y of the thing in each picture, and how much of it there is, in full pixels."""
    bright = np.clip(pictures - empty(scene) - FAINT, 0, None)
    mass = bright.sum((-1, -2))
    middles = np.arange(films.SIDE) + 0.5
    whole = np.maximum(mass, 1e-9)
    x, y = (bright * middles).sum((-1, -2)) / whole, (bright * middles[:, None]).sum((-1, -2)) / whole
    return np.stack((x, y), axis=-1), mass


def change(pictures: np.ndarray) -> np.ndarray:
    """(N,) how much a pixel changes from one picture to the next, on average over the film."""
    return np.asarray(np.abs(np.diff(pictures, axis=1)).mean((1, 2, 3)))


def flicker(made: np.ndarray, true: np.ndarray) -> float:
    """How often as much as in the true films it changes from picture to picture: 1 is right."""
    return float(change(made).mean() / change(true).mean())


def distance(made: np.ndarray, true: np.ndarray, scene: str) -> np.ndarray:
    """(N, T) how many pixels the thing is from where it should be. Where it should be hidden, it must not be seen."""
    (here, mass), (there, full) = place(made, scene), place(true, scene)
    apart = np.minimum(np.hypot(*np.moveaxis(here - there, -1, 0)), LOST)
    seen = np.where(mass >= THERE * full, apart, LOST)
    return np.where(full >= HIDDEN, seen, np.where(mass < OUT, 0.0, LOST))


def out_at(pictures: np.ndarray) -> np.ndarray:
    """(N,) the number of the first picture (from 0) in which the ball is seen right of the wall; -1 where it never is."""
    right = np.clip(pictures - empty("wall") - FAINT, 0, None)[..., int(films.WALL_TO) :].sum((-1, -2))
    seen = right > OUT
    return np.where(seen.any(1), seen.argmax(1), -1)


@dataclass(frozen=True)
class Emerged:
    """What becomes of the ball behind the wall, as shares of the films."""

    ever: float  # it comes out at all
    right: float  # it does so in the right picture, or one before or after
    early: float  # two pictures too early or more
    late: float  # two too late or more, or never


def emerged(made: np.ndarray, true: np.ndarray) -> Emerged:
    """Where the ball comes out in films of the wall, against the true ones."""
    when, should = out_at(made), out_at(true)
    off = np.where(when >= 0, when - should, films.FRAMES)
    return Emerged(*(float(np.mean(one)) for one in (when >= 0, abs(off) <= 1, off < -1, off > 1)))


def speed(pictures: np.ndarray, first: int, last: int) -> np.ndarray:
    """(N,) pixels to the right from picture to picture, on average between these two pictures of a ball."""
    x = place(pictures, "ball")[0][..., 0]
    return np.asarray((x[:, last] - x[:, first]) / (last - first))


def gravity(pictures: np.ndarray, first: int, last: int) -> np.ndarray:
    """(N,) how much faster a ball falls with every picture that was let go in picture 0, between these two before it
    meets the ground: s = g t² / 2."""
    y = place(pictures, "ball")[0][..., 1]
    return np.asarray(2 * (y[:, last] - y[:, first]) / (last**2 - first**2))


# --- how experiments came out


def holds_best(at_end: dict[str, float]) -> str:
    """Whose film is nearest to the truth at its end; "close" where the next one is less than a fifth worse."""
    best, second = sorted(at_end, key=lambda way: at_end[way])[:2]
    return best if at_end[second] >= 1.2 * at_end[best] else "close"


def comes_out(last: float, eight: float, whole: float) -> str:
    """Who brings the ball out at the right moment? These are the shares of films in which they do."""
    right = [share >= RELIABLY for share in (last, eight, whole)]
    if all(right):
        return "all"
    if not any(right):
        return "none"
    return "memory" if right == [False, True, True] else "mixed"


def beyond(made: float, true: float, fastest: float) -> str:
    """A ball faster than any before: what share of the additional speed do the models draw?"""
    return band((made - fastest) / (true - fastest), {"known": 0.33, "between": 0.8, "law": 1.0})
