"""The planted pairs found by counting alone: no network, no training, only who stands near whom."""

from collections.abc import Iterator

from core.data.world import World
from core.measure import embeddings as measure
from core.measure import pmi_vectors
from core.studies.synonyms_split import split
from core.training.events import Record

WINDOWS = (1, 2, 4)  # words on each side


def count(*, first: str = "elegant", second: str = "fancy", seed: int = 0, width: int = 32) -> Iterator[Record]:
    """For each window, as told and told apart: values "window", "apart", "mrr" of all pairs, "rank" and "back" of the one."""
    world = World(seed)
    text = world.text(1_500_000, seed=seed)
    changed = split(text, first, second)
    total = 2 * len(WINDOWS)
    for number in range(total):
        apart, window = divmod(number, len(WINDOWS))
        names, vectors = pmi_vectors.vectors((changed if apart else text).splitlines(), WINDOWS[window], width)
        pair = measure.pairs(vectors, names, [(first, second)])[0]
        values = {
            "window": WINDOWS[window], "apart": bool(apart),
            "mrr": round(measure.mean_reciprocal_rank(measure.pairs(vectors, names, world.synonyms)), 3),
            "cosine": round(pair.cosine, 3), "rank": pair.rank, "back": pair.back,
        }  # fmt: skip
        yield Record(number + 1, total=total, values=values)


SHIPPED = {"count": [{"first": "elegant", "second": "fancy"}]}
