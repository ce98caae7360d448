"""Reads a training text for the company that its words keep: how often each stands there, and in which frames."""

from collections.abc import Iterator

from core.data import reference
from core.data.world import World
from core.measure import word_contexts as measure
from core.training.corpus import documents
from core.training.events import Record
from core.training.finding import find

FEWEST = 2  # a word that came once has no company to speak of
MOST_WORDS = 1_500


def read(
    *, source: str = "world", seed: int = 0, people: int = 200, towns: int = 20, size: int = 1_500_000,
    false_share: float = 0.0, run: str = "",
) -> Iterator[Record]:  # fmt: skip
    """The text of a recipe, named as in `TextChoice`; a learner's own text by the id of its run.

    The last record holds what was found: values["counts"], and values["frames"] by word as
    [before, after, count, sentence].
    """
    if source == "world":
        lines = World(seed, people, towns).text(size, seed=seed, false_share=false_share).splitlines()
    elif source == "python":
        lines = list(documents(reference.text()))
    else:
        found = find(run)
        lines = found.text().splitlines() if found else []
    reader = measure.Reader()
    for reader in measure.reading(lines):
        yield Record(reader.lines, total=len(lines) + 1)
    often = [word for word, count in reader.counts.most_common(MOST_WORDS) if count >= FEWEST]
    company = reader.company(often)
    frames = {word: [[f.before, f.after, f.count, f.sentence] for f in some] for word, some in company.frames.items()}
    yield Record(len(lines) + 1, total=len(lines) + 1, values={"counts": dict(company.counts), "frames": frames})


def company(record: Record) -> measure.Company:
    """What the last record holds, as `core.measure.word_contexts` reads it."""
    frames = {w: tuple(measure.Frame(*one) for one in some) for w, some in record.values["frames"].items()}
    return measure.Company(record.values["counts"], frames)


SHIPPED = {
    "read": [
        {"source": "world", "seed": 0, "people": 200, "towns": 20, "size": 1_500_000, "false_share": 0.0, "run": ""}
    ]
}
