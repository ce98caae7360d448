"""EMB-7: a table of counts finds the planted pairs without any network (Levy and Goldberg 2014)."""

from typing import Any

import numpy as np

from core.data.world import World
from core.measure import embeddings, pmi_vectors
from core.studies.pairs_by_counting import count

CRITERION = (
    "By counting with two words on each side, the planted pairs have a mean reciprocal rank of at least 0.8; with the words of "
    "the text in random order at most 0.1. Told apart, and by counting with one word on each side, elegant and fancy have a "
    "mean rank of 15 or more."
)
WINDOW, WIDTH, CHARACTERS = 2, 32, 1_500_000


def measured(seed: int) -> dict[str, Any]:
    """Mean reciprocal ranks by window, of the shuffled text, and the ranks of the pair that was told apart."""
    found = [record.values for record in count(seed=seed)]
    apart = next(one for one in found if one.apart and one.window == 1)
    told: dict[str, Any] = {f"mrr, window {one.window}": one.mrr for one in found if not one.apart}
    return told | {"mrr, shuffled": shuffled(seed), "apart: rank": apart.rank, "apart: back": apart.back}


def shuffled(seed: int) -> float:
    """The mean reciprocal rank where the same words stand in random order."""
    world = World(seed)
    names, line = pmi_vectors.spelled(world.text(CHARACTERS, seed=seed).splitlines())
    words = line != pmi_vectors.GAP
    line[words] = np.random.default_rng(seed).permutation(line[words])
    table = pmi_vectors.meetings(line, len(names), WINDOW)
    vectors = pmi_vectors.squeezed(pmi_vectors.surprise(table), WIDTH)
    return embeddings.mean_reciprocal_rank(embeddings.pairs(vectors, names, world.synonyms))


def holds(measured: dict[str, Any]) -> bool:
    return bool(
        measured[f"mrr, window {WINDOW}"] >= 0.8
        and measured["mrr, shuffled"] <= 0.1
        and (measured["apart: rank"] + measured["apart: back"]) / 2 >= 15
    )
