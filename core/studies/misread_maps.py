"""How to misread a map: points whose true places are known, drawn by t-SNE at several perplexities.

The three data sets are those of Wattenberg, Viégas and Johnson (2016), "How to use t-SNE effectively", Distill,
doi 10.23915/distill.00002: groups of unlike size, groups at unlike distances, and noise without any group.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from core.training.events import Record

PERPLEXITIES = (2, 5, 10, 30, 50)
SIZE = 50  # points in a group
LARGER = 10.0  # how much more one group is spread out than the other
FARTHER = 5.0  # how much farther off the third group is
WIDTH = 50  # numbers of a point of the noise


def points(data: str, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """(N, D) points and (N,) the group of each. ValueError where there is no such data set."""
    rng = np.random.default_rng((seed, 7))
    labels = np.repeat(np.arange(3), SIZE)
    if data == "sizes":
        spread = np.array([1.0, LARGER])[labels[: 2 * SIZE]]
        centre = np.array([[-30.0, 0.0], [30.0, 0.0]])[labels[: 2 * SIZE]]
        return centre + rng.normal(size=(2 * SIZE, 2)) * spread[:, None], labels[: 2 * SIZE]
    if data == "distances":
        centre = np.array([[0.0, 0.0], [10.0, 0.0], [10.0 + 10.0 * FARTHER, 0.0]])[labels]
        return centre - [30.0, 0.0] + rng.normal(size=(3 * SIZE, 2)), labels
    if data == "noise":
        return rng.normal(size=(4 * SIZE, WIDTH)), np.zeros(4 * SIZE, dtype=int)
    raise ValueError(f"There is no such data set: {data!r}. Choose sizes, distances or noise.")


@dataclass(frozen=True)
class Misread:
    """What a reader reads off a map: how many groups there are, or a ratio of spreads or of distances."""

    perplexity: int
    true: int | float  # in truth,
    shown: int | float  # and on the map


def draw(*, data: str = "sizes", seed: int = 0) -> Iterator[Record[Misread]]:
    """One record a perplexity: arrays "map" (N, 2), and the numbers that a reader would read off it."""
    from sklearn.manifold import TSNE  # here, because importing it takes a second

    true, labels = points(data, seed)
    for number, perplexity in enumerate(PERPLEXITIES, 1):
        drawing = TSNE(2, perplexity=perplexity, init="random", learning_rate="auto", random_state=seed)
        drawn = np.asarray(drawing.fit_transform(true.astype(np.float32)))
        found = Misread(perplexity, *(read_off(data, where, labels) for where in (true, drawn)))
        yield Record(number, len(PERPLEXITIES), found, {"map": drawn.astype(np.float16)})


def beside(
    data: str, maps: Mapping[int, np.ndarray], perplexity: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """To be drawn side by side, each about its middle: (N, 2) the true places, (N, 2) the map at this perplexity, (N,) the
    groups, and the reach of the map's axes, which is the same for all `maps`."""
    true, labels = points(data)
    centred = {
        at: drawn - (drawn.min(0) + drawn.max(0)) / 2
        for at, drawn in ((at, one.astype(float)) for at, one in maps.items())
    }
    limit = 1.1 * max(float(np.abs(drawn).max()) for drawn in centred.values())
    return true[:, :2] - true[:, :2].mean(0), centred[perplexity], labels, limit


def read_off(data: str, where: np.ndarray, labels: np.ndarray) -> int | float:
    """The number that the points suggest, as they lie or on a map: a ratio of spreads or distances, or groups."""
    if data == "noise":
        return groups(where[:, :2])
    return round((spread_ratio if data == "sizes" else distance_ratio)(where, labels), 3)


def spread_ratio(where: np.ndarray, labels: np.ndarray) -> float:
    """How many times as far the second group's points lie from their middle, in the median, as the first group's."""
    spreads = [
        np.median(np.linalg.norm(own - np.median(own, axis=0), axis=1))
        for own in (where[labels == 0], where[labels == 1])
    ]
    return float(spreads[1] / spreads[0])


def distance_ratio(where: np.ndarray, labels: np.ndarray) -> float:
    """How many times as far the third group is from the second as the second is from the first."""
    a, b, c = (np.median(where[labels == label], axis=0) for label in range(3))
    return float(np.linalg.norm(c - b) / np.linalg.norm(b - a))


def groups(drawn: np.ndarray) -> int:
    """How many clumps an eye would see, by DBSCAN (Ester et al. 1996): dots hang together when they are closer than twice
    the usual distance to the second neighbour. One even cloud gives a few, for its edge is thin."""
    from sklearn.cluster import DBSCAN

    apart = np.sort(np.linalg.norm(drawn[:, None] - drawn[None], axis=2), axis=1)
    found = DBSCAN(eps=2 * float(np.median(apart[:, 2])), min_samples=3).fit_predict(drawn)
    return int(found.max() + 1)


SHIPPED = {"draw": [{"data": data, "seed": 0} for data in ("sizes", "distances", "noise")]}
