"""How stable is a map? The words of a run are drawn again by t-SNE, each time after a nudge that hardly changes a vector.

t-SNE walks downhill, step after step, and where two ways down are nearly equal, the last digit may decide. So what stays
from map to map is counted: of the words that were nearest to a word, the share that still is.

Source: van der Maaten and Hinton (2008), "Visualizing data using t-SNE".
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch

from core.measure import embeddings as measure
from core.problems import Problem
from core.studies.tsne_maps import FEWEST, PULLED, UNFOLDING, drawn, table, words_of
from core.training.events import Record
from core.training.finding import find

NUDGES = ("again", "digit", "float16", "bfloat16", "order")


@dataclass(frozen=True)
class Nudged:
    """What stays of a map, and of what it shows, when the vectors are nudged."""

    nudge: str  # one of NUDGES; nothing for the map as it is
    map: float = 1.0  # of the nearest words of every word on the map, the share that is nearest on this one, too
    vectors: float = 1.0  # the same among the vectors themselves, by cosine


def nudge(*, run: str = "world", until: int = 750, perplexity: int = 30) -> Iterator[Record[Nudged]]:
    """The map as it is, then one for each nudge, turned to lie on the first: arrays["map"] (N, 2). Deterministic.

    Args:
        run: the id of a run that has checkpoints.
        until: the checkpoint whose words are drawn.
        perplexity: how many neighbours a word shall have, about.
    """
    found = find(run)
    if found is None:
        raise Problem("no such run")
    rows = [word.token for word in words_of(found)]
    if len(rows) < FEWEST:
        raise Problem("few words", words=len(rows), least=FEWEST)
    perplexity = min(perplexity, max(1, (len(rows) - 1) // 3))
    vectors, total = table(found, until)[rows], 1 + len(NUDGES)
    first = unfolded(vectors, perplexity)
    yield Record(1, total, Nudged(""), {"map": first.astype(np.float16)})
    for number, name in enumerate(NUDGES, 2):
        changed, order = nudged(vectors, name)
        points = np.empty_like(first)
        points[order] = unfolded(changed[order], perplexity)
        stays = Nudged(
            name,
            round(measure.stays_near(measure.near_on_map(first), measure.near_on_map(points)), 3),
            round(measure.stays_near(measure.nearest(vectors, 8)[0], measure.nearest(changed, 8)[0]), 3),
        )
        yield Record(number, total, stays, {"map": measure.aligned(points, first).astype(np.float16)})


def nudged(vectors: np.ndarray, name: str) -> tuple[np.ndarray, np.ndarray]:
    """(N, D) the vectors after a nudge, and the order (N,) in which t-SNE is given them."""
    changed, order = vectors.copy(), np.arange(len(vectors))
    match name:
        case "digit":  # one number in the last digit that it can change in
            changed[0, 0] = np.nextafter(changed[0, 0], np.inf, dtype=changed.dtype)
        case "float16":
            changed = changed.astype(np.float16).astype(vectors.dtype)
        case "bfloat16":
            changed = torch.from_numpy(changed).bfloat16().float().numpy()
        case "order":
            order = order[::-1]
    return changed, order


def unfolded(vectors: np.ndarray, perplexity: int) -> np.ndarray:
    """(N, 2) the map of the lesson, which unfolds in stages."""
    points = None
    for stage in range(UNFOLDING):
        points = drawn(vectors, 2, perplexity, start=points, pull=PULLED if stage == 0 else 1.0)
    assert points is not None
    return points


SHIPPED = {"nudge": [{"run": "world", "until": 750}]}
