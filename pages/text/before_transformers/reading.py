"""What /before_transformers reads: words looked up in a counted text, and a line that a recurrent network reads twice."""

from typing import Any

from core.caches import shared
from core.measure import state_forgets, word_counts
from core.measure.state_forgets import Reading
from core.measure.word_counts import Rung
from core.models.recurrent import Recurrent
from core.studies import readers
from core.studies.readers import Learned
from core.training.open_study import OpenStudy

LETTERS = 120  # that are read after the first word; more would be thinner than a line


def rungs(source: str, typed: str, example: int) -> tuple[list[Rung], str]:
    """The last word, the last two, … of what was typed, or of an example where nothing was; and those words."""
    words = word_counts.words_of(typed) or word_counts.words_of(word_counts.example(source, example - 1))
    last = words[-word_counts.MOST :]
    return word_counts.counted(source).ladder(last), " ".join(last)


def state_of(
    trained: OpenStudy[Learned], model: str, line: str, instead: str, usual: tuple[str, str]
) -> tuple[Reading, str, str]:
    """The line read with its own first word and with another one; the letters from that word's last one on; and the code of
    what was changed so that there is something to see."""
    text = readers.Letters(trained.records[-1].values.alphabet)
    changed = ""
    if len(text.written(text.read(line))) < len(line) or len(text.written(text.read(instead))) < len(instead):
        changed = "unknown"
    first, _, rest = text.written(text.read(line)).strip().partition(" ")
    other = text.written(text.read(instead)).strip()
    if not first or not rest or not other or other == first:
        (first, _, rest), other, changed = usual[0].partition(" "), usual[1], "usual"
    rest = f" {rest}"[:LETTERS]
    found = state_forgets.reading(network(trained, model), *(text.read(part) for part in (first, other, rest)))
    return found, first[-1] + rest, changed


def network(trained: OpenStudy[Learned], model: str) -> Recurrent:
    """That network of the race, at its end."""
    found = _networks(trained)[model]
    assert isinstance(found, Recurrent)
    return found


@shared(4, key=lambda trained: (trained.run.folder, len(trained.records)))
def _networks(trained: OpenStudy[Learned]) -> dict[str, Any]:
    last = trained.records[-1]
    return readers.restored(trained.arrays(last), last.values.alphabet)
