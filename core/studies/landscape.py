"""The ground on which a run walked: the loss at many places around its trained weights, and along ways off them.

A place is measured in ways: one way is the straight line from the run's first weights to its trained ones. The loss is that
of a text of the same kind which the run never read.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import mean

import numpy as np
import torch
from torch import Tensor

from core.measure import landscape
from core.measure.landscape import Plane, as_tables, in_a_line, random_direction, share_in_plane
from core.measure.text import loss as mean_loss
from core.models.transformer import Transformer
from core.models.weights import filled
from core.problems import Problem
from core.training.corpus import corpus
from core.training.events import Record
from core.training.finding import find
from core.training.run import SHIPPED as RUNS
from core.training.run import home
from core.training.windows import Windows

SIDE = 17  # places along each side of the plane; 4 of them are measured first, then those between
STRIDES = (4, 2, 1)
REACH = 1.2  # ways to each side that the plane shows
WINDOWS = 24  # of the unread text
TIMES = 8  # places a record
DISTANCES = tuple(round(0.1 * tenth, 1) for tenth in range(11))  # ways
DIRECTIONS = 4  # random ones
PLAIN = 1.5  # times as much as the other: so much more must one rise to be called steeper

SHIPPED = {"of_run": [{"run": "world", "last": 750}], "ways_off": [{"run": "world", "last": 750}]}


@dataclass(frozen=True)
class Place:
    """A place of the plane, in ways from the trained weights, and the loss there in nats a token."""

    right: float
    up: float
    loss: float


@dataclass(frozen=True)
class Ground:
    """Some places; with the first of them the path, as places with the true loss of each moment."""

    places: tuple[Place, ...]
    path: tuple[Place, ...] = ()
    steps: tuple[int, ...] = ()  # of the path's moments
    shown: float = 0.0  # share of the path's squared distances that the plane shows
    weights: int = 0


@dataclass(frozen=True)
class Off:
    """The loss so many ways off the trained weights: straight back to the first ones, and in random directions."""

    distance: float
    back: float
    random: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Walked:
    """A run that was read: its moments as (N,) lines, its trained tables, and how to find the loss at a place."""

    steps: tuple[int, ...]
    moments: Sequence[np.ndarray]
    trained: dict[str, np.ndarray]
    loss: Callable[[np.ndarray], float]


def walked(run: str, last: int) -> Walked:
    """The moments of a run up to the step `last`. Problem where there are not two."""
    there = find(run, home() / "runs", RUNS)
    steps = tuple(step for step in there.steps if step <= last) if there else ()
    if there is None or len(steps) < 2:
        raise Problem("no such run")
    tokenizer = there.tokenizer()
    config = there.recipe.with_vocabulary(tokenizer.size).model
    unread = [tokenizer.encode(document) for document in corpus(there.recipe.text, there.text()).held_out]
    windows = torch.from_numpy(next(Windows(unread, config.context).all(WINDOWS)))
    return measured_on(Transformer(config), steps, [there.weights(step)[1] for step in steps], windows)


def measured_on(
    model: Transformer, steps: Sequence[int], tables: Sequence[dict[str, np.ndarray]], windows: Tensor
) -> Walked:
    """These moments of a training of such a model, each as its tables; the loss is that of the (B, T + 1) windows."""

    def loss(line: np.ndarray) -> float:
        return round(mean_loss(filled(model, as_tables(line, tables[-1])), windows), 4)

    return Walked(tuple(steps), [in_a_line(one) for one in tables], tables[-1], loss)


def of_run(*, run: str, last: int, directions: str = "path", seed: int = 0) -> Iterator[Record[Ground]]:
    """The ground around the trained weights, coarsely first.

    Args:
        run: whose ground.
        last: the step up to which it is read, with which a run that grew is asked again.
        directions: "path" shows the plane in which the run moved, "random" one of random directions.
        seed: of the random directions.
    """
    there = walked(run, last)
    plane = landscape.plane_of_path(there.moments)
    if directions == "random":
        plane = landscape.plane_of_noise(there.trained, plane.way, seed)
    elif directions != "path":
        raise ValueError(f"The directions must be path or random, but are {directions!r}.")
    order, path = places(), path_of(there, plane)
    for first in range(0, len(order), TIMES):
        found = tuple(Place(right, up, there.loss(plane.at(right, up))) for right, up in order[first : first + TIMES])
        done = min(first + TIMES, len(order))
        if first:
            yield Record(done, len(order), Ground(found))
            continue
        shown = round(share_in_plane(plane, there.moments), 4)
        yield Record(done, len(order), Ground(found, path, there.steps, shown, plane.here.size))


def path_of(there: Walked, plane: Plane) -> tuple[Place, ...]:
    """Where the plane shows each moment, with the loss that the moment itself has."""
    there_on = [(plane.of(moment), there.loss(moment)) for moment in there.moments]
    return tuple(Place(round(right, 4), round(up, 4), loss) for (right, up), loss in there_on)


def places() -> list[tuple[float, float]]:
    """Every place of the plane, those of the coarsest grid first."""
    far = [round(float(one), 4) for one in np.linspace(-REACH, REACH, SIDE)]
    found: dict[tuple[float, float], None] = {}
    for stride in STRIDES:
        found |= dict.fromkeys((right, up) for up in far[::stride] for right in far[::stride])
    return list(found)


def ways_off(*, run: str, last: int, seed: int = 0) -> Iterator[Record[Off]]:
    """From the trained weights step by step straight back to the first ones, and as far in random directions."""
    there = walked(run, last)
    for done, off in enumerate(off_by(there, seed), 1):
        yield Record(done, len(DISTANCES), off)


def off_by(there: Walked, seed: int) -> Iterator[Off]:
    """The loss at each distance from the trained weights, back to the first ones and in random directions."""
    here, back = there.moments[-1], there.moments[0] - there.moments[-1]
    way = np.linalg.norm(back)
    noise = [random_direction(there.trained, 1000 * seed + one) for one in range(DIRECTIONS)]
    noise = [one / np.linalg.norm(one) * way for one in noise]
    for distance in DISTANCES:
        far = np.float32(distance)
        yield Off(distance, there.loss(here + far * back), tuple(there.loss(here + far * one) for one in noise))


def steeper(found: Sequence[Off]) -> str:
    """Where the loss rises more over half of the way: "back", in "random" directions, or the "same"."""
    start = found[0].back
    half = min(found, key=lambda one: abs(one.distance - 0.5))
    back, random = half.back - start, mean(half.random) - start
    if random > PLAIN * max(back, 0):
        return "random"
    return "back" if back > PLAIN * max(random, 0) else "same"
