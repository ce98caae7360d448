"""What stands around a word in a text: the frames that it shares with another word, and the sentences that show it.

"You shall know a word by the company it keeps" (Firth 1957). Here the company is a frame: the word just before and the
word just after. Two words that fill the same frames get similar vectors. Knows nothing about vectors.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.data.world import sentences
from core.words import spelled

EDGE = "·"  # where the sentence begins or ends
FRAMES_KEPT = 10  # of each word, the most frequent
LONGEST = 120  # characters of a sentence that is shown


class Frame(NamedTuple):  # written as a short list: a text has thousands
    """A place in the text that a word fills: what stands before and behind, how often, and one sentence with it."""

    before: str
    after: str
    times: int
    sentence: str


@dataclass(frozen=True)
class Company:
    """How often each word stands in a text, and its most frequent frames."""

    counts: Mapping[str, int]
    frames: Mapping[str, Sequence[Frame]]


def reading(lines: Iterable[str], every: int = 2_000) -> Iterator["Reader"]:
    """Read a text line by line; the reader comes out every so many lines, and at the end."""
    reader = Reader()
    for number, line in enumerate(lines, 1):
        reader.read(line)
        if number % every == 0:
            yield reader
    yield reader


class Reader:
    """Counts words and frames, and keeps the first sentence that shows each frame."""

    def __init__(self) -> None:
        self.lines = 0
        self.counts: Counter[str] = Counter()
        self.seen: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        self.examples: dict[tuple[str, str, str], str] = {}

    def read(self, line: str) -> None:
        self.lines += 1
        for start, end in sentences(line):
            sentence = line[start:end]
            found = spelled(sentence)
            self.counts.update(found)
            for before, word, after in zip([EDGE, *found], found, [*found[1:], EDGE], strict=False):
                self.seen[word][before, after] += 1
                self.examples.setdefault((before, word, after), sentence[:LONGEST])

    def company(self, wanted: Sequence[str] | None = None) -> Company:
        """What is known of the wanted words, or of all."""
        chosen = [word for word in wanted if word in self.counts] if wanted is not None else list(self.counts)
        frames = {
            word: tuple(
                Frame(before, after, count, self.examples[before, word, after])
                for (before, after), count in self.seen[word].most_common(FRAMES_KEPT)
            )
            for word in chosen
        }
        return Company({word: self.counts[word] for word in chosen}, frames)


@dataclass(frozen=True)
class Shared:
    """A frame that both words fill, and a sentence for each."""

    before: str
    after: str
    count_a: int
    count_b: int
    sentence_a: str
    sentence_b: str


def shared(company: Company, a: str, b: str) -> list[Shared]:
    """The frames that two words share, the ones that both fill often first."""
    theirs = {(frame.before, frame.after): frame for frame in company.frames.get(b, ())}
    found = [
        Shared(f.before, f.after, f.times, other.times, f.sentence, other.sentence)
        for f in company.frames.get(a, ())
        if (other := theirs.get((f.before, f.after)))
    ]
    return sorted(found, key=lambda one: -min(one.count_a, one.count_b))
