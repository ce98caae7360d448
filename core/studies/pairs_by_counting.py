"""The planted pairs found by counting alone: no network, no training, only who stands near whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.data.world import World
from core.measure import embeddings as measure
from core.measure import pmi_vectors
from core.studies.synonyms_split import split
from core.training.events import Record

WINDOWS = (1, 2, 4)  # words on each side


@dataclass(frozen=True)
class Counted:
    """How near the pairs come to each other, by counting with one window."""

    window: int  # words on each side
    apart: bool  # whether the one pair was told apart in the text
    mrr: float  # mean reciprocal rank of all pairs
    cosine: float  # of the one pair,
    rank: int  # the second word's place in the first one's list of neighbours,
    back: int  # and the first one's in the second one's


def count(
    *, first: str = "elegant", second: str = "fancy", seed: int = 0, width: int = 32
) -> Iterator[Record[Counted]]:
    """For each window, in the text as it was told and with the one pair told apart."""
    world = World(seed)
    text = world.text(1_500_000, seed=seed)
    changed = split(text, first, second)
    total = 2 * len(WINDOWS)
    for number in range(total):
        apart, window = divmod(number, len(WINDOWS))
        names, vectors = pmi_vectors.vectors((changed if apart else text).splitlines(), WINDOWS[window], width)
        pair = measure.pairs(vectors, names, [(first, second)])[0]
        mrr = round(measure.mean_reciprocal_rank(measure.pairs(vectors, names, world.synonyms)), 3)
        found = Counted(WINDOWS[window], bool(apart), mrr, round(pair.cosine, 3), pair.rank, pair.back)
        yield Record(number + 1, total, found)


SHIPPED = {"count": [{"first": "elegant", "second": "fancy"}]}
