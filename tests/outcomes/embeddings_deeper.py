"""How the experiments of /embeddings_deeper may come out."""

import numpy as np

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.measure.embeddings import Analogies
from core.studies import superposition
from core.studies.misread_maps import Misread
from core.studies.pairs_by_counting import WINDOWS, Counted
from core.studies.superposition import Stored
from core.studies.vector_lengths import NAMES, Lengths
from core.training.events import Record
from pages.text.embeddings import exhibits
from tests.outcomes import Case, Cases


def analogies(*shares: tuple[float, float]) -> Case:
    """What is answered rightly by the offset, and without it, in the first relations."""
    named = zip(("material", "opposites", "capital"), shares, strict=False)
    found = {name: Analogies(90, right, without, 0.0, ()) for name, (right, without) in named}
    return lambda text: exhibits.analogies(text, found)


def map_of(shown: float) -> Case:
    """How many times as wide the second group looks on the map."""
    places, labels = np.zeros((4, 2)), np.array([0, 0, 1, 1])
    records = [Record(1, 1, Misread(30, 10.0, shown))]
    return lambda text: exhibits.misread(text, (places, places, labels, 1.0), records, "sizes", 30, LIGHT, drawn())


def count(mrr: float) -> Case:
    """The mean reciprocal rank by counting, with every window."""
    counted = [Counted(window, apart, mrr, 0.5, 3, 4) for apart in (False, True) for window in WINDOWS]
    records = [Record(number, len(counted), one) for number, one in enumerate(counted, 1)]
    return lambda text: exhibits.count(text, records, drawn())


def length(frequent: float, rare: float, r: float) -> Case:
    """The lengths of the most frequent false name and of the rarest, and how length goes along with frequency."""
    lengths = np.linspace(frequent, rare, NAMES).tolist()
    last = Record(1_000, 1_000, Lengths([400 // 2**name for name in range(NAMES)], lengths, r))
    return lambda text: exhibits.length(text, last, LIGHT, drawn())


def squeeze(*stored: int) -> Case:
    """How many features are stored where they are always there, and where they are not."""
    counts = [stored[0], *[stored[-1]] * (len(superposition.SPARSITIES) - 1)]
    features = np.zeros((len(counts), superposition.NUMBERS, superposition.FEATURES))
    return lambda text: exhibits.squeeze(text, features, Record(9, 9, Stored(counts)), LIGHT, drawn())


CASES: Cases = {
    "analogies": {
        "some": analogies((0.9, 0.1), (0.9, 1.0), (0.1, 0.0)), "all": analogies((0.9, 0.1), (0.8, 0.2)),
        "none": analogies((0.1, 0.0), (0.9, 1.0)),
    },
    "map_of": {"same": map_of(1.1), "two or three": map_of(2.5), "ten": map_of(9.0), "smaller": map_of(0.5)},
    "count": {"yes": count(0.9), "no": count(0.2)},
    "length": {
        "frequent": length(5.0, 3.0, 0.8), "rare": length(1.0, 3.0, -0.9), "equal": length(2.0, 2.1, -0.9),
        "neither": length(2.0, 3.0, 0.1),
    },
    "squeeze": {"depends": squeeze(2, 5), "numbers": squeeze(2), "all": squeeze(5), "other": squeeze(3)},
}  # fmt: skip
