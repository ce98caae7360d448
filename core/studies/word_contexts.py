"""Reads a training text for the company that its words keep: how often each stands there, and in which frames."""

from collections.abc import Iterator

from core.data.world import World
from core.measure import word_contexts as measure
from core.training.corpus import documents, text_of
from core.training.events import Record
from core.training.finding import find

FEWEST = 2  # a word that came once has no company to speak of
MOST_WORDS = 1_500


def read(
    *, source: str = "world", seed: int = 0, people: int = 200, towns: int = 20, size: int = 1_500_000,
    false_share: float = 0.0, run: str = "",
) -> Iterator[Record[measure.Company]]:  # fmt: skip
    """The text of a recipe, named as in `TextChoice`; a learner's own text by the id of its run.

    The last record holds what was found, and the others say only how far it is.
    """
    if source == "world":
        lines = World(seed, people, towns).text(size, seed=seed, false_share=false_share).splitlines()
    elif shipped := text_of(source, seed):
        lines = list(documents(shipped))
    else:
        found = find(run)
        lines = found.text().splitlines() if found else []
    reader = measure.Reader()
    for reader in measure.reading(lines):
        yield Record(reader.lines, len(lines) + 1)
    often = [word for word, count in reader.counts.most_common(MOST_WORDS) if count >= FEWEST]
    yield Record(len(lines) + 1, len(lines) + 1, reader.company(often))


SHIPPED = {
    "read": [
        {"source": "world", "seed": 0, "people": 200, "towns": 20, "size": 1_500_000, "false_share": 0.0, "run": ""}
    ]
}
