"""How the experiments of /embeddings may come out."""

from dataclasses import replace

import numpy as np

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.measure.embeddings import Pair, Placed
from core.studies.synonyms_split import Parted
from core.training.events import Record
from pages.text.embeddings import exhibits
from tests.outcomes import Case, Cases


def hot(cold: float, warm: float, *pieces: str, learned: bool = True) -> Case:
    """The cosines of two words with "hot", and the pieces that "warm" is cut into; in a model that learned, or did not."""
    spots = [
        (cosine, Placed(word, parts, (), np.ones(2)))
        for cosine, word, parts in ((cold, "cold", ("cold",)), (warm, "warm", pieces))
    ]
    return lambda text: exhibits.hot(
        text, "hot", sorted(spots, key=lambda one: -one[0]), "cold", "warm", 1, 100, learned
    )


def pairs(*ranks: float) -> Case:
    """The mean reciprocal rank of the pairs at five moments of training."""
    lines = {name: ranks for name in ("planted", "opposites", "chance")}
    found, steps = [Pair("big", "large", 0.9, 1, 1)], (0, 100, 400, 800, 1_600)
    return lambda text: exhibits.pairs(text, found, lines, steps, 100, LIGHT)


def apart(rank: int, back: int, others: float) -> Case:
    """Where the two words stand in each other's lists at the end, and the mean reciprocal rank of all other pairs."""
    began = Parted(6.9, 0.01, -0.1, 400, 400)
    ended = replace(began, mrr=others, cosine=0.3, rank=rank, back=back)
    records = [Record(0, 800, began), Record(800, 800, ended)]
    return lambda text: exhibits.apart(text, records, ("elegant", "fancy"), 0.98, LIGHT, drawn())


CASES: Cases = {
    "hot": {
        "unfairly": hot(0.6, 0.1, "w", "arm"), "opposite": hot(0.6, 0.4, "warm"), "alike": hot(0.3, 0.5, "warm"),
        "equal": hot(0.31, 0.3, "warm"), "by chance": hot(-0.1, -0.2, "warm", learned=False),
    },
    "pairs": {
        "tenth": pairs(0.01, 0.95, 1.0, 1.0, 1.0), "half": pairs(0.01, 0.4, 1.0, 1.0, 1.0),
        "second": pairs(0.01, 0.1, 0.2, 0.3, 0.9), "never": pairs(0.01, 0.1, 0.1, 0.1, 0.1),
    },
    "apart": {"apart": apart(13, 26, 1.0), "stay": apart(1, 2, 1.0), "all": apart(13, 26, 0.1)},
}  # fmt: skip
