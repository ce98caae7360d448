"""Counting words: where a text says the same few words, and what follows them there. The longer the words, the fewer places.

A model that only counts has nothing else to go by (Shannon 1948 drew words so, by hand, from a book). Knows nothing of letters
or of networks; `core.models.ngram` is the same idea as a model.

Shapes: N words of a text.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from core.caches import cache
from core.data import reference
from core.data.world import World
from core.outcomes import band

SIZE, UNSEEN = 400_000, 40_000  # letters of the text that is counted, and of the one that is not
MOST = 8  # words that are looked for together
WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
TEXTS = ("world", "python")


def words_of(text: str) -> list[str]:
    """
    >>> words_of("She's here, said Mira.")
    ["She's", 'here', ',', 'said', 'Mira', '.']
    """
    return WORD.findall(text)


@dataclass(frozen=True)
class Rung:
    """So many of the last words, together: how often the text has them, and what follows them there."""

    words: tuple[str, ...]
    places: int
    follows: Mapping[str, int]  # the most frequent first

    @property
    def favourite(self) -> str:
        return next(iter(self.follows), "")


class Counted:
    """A text in words, of which one may ask what follows some words in it."""

    def __init__(self, words: Sequence[str]) -> None:
        self.kinds = sorted(set(words))
        self.number = {word: id for id, word in enumerate(self.kinds)}
        self.ids = np.array([self.number[word] for word in words], dtype=np.int64)  # (N,)

    def ladder(self, words: Sequence[str]) -> list[Rung]:
        """The last word, the last two, …: where they stand in the text, and what follows. It ends where nothing is left."""
        ends = np.arange(1, len(self.ids))  # places that may be asked for; each has a word before it
        rungs = []
        for length in range(1, min(len(words), MOST) + 1):
            wanted = self.number.get(words[-length], -1)
            ends = ends[ends >= length]
            ends = ends[self.ids[ends - length] == wanted]
            followers = Counter(self.ids[ends].tolist())
            follows = {
                self.kinds[id]: count for id, count in sorted(followers.items(), key=lambda one: (-one[1], one[0]))
            }
            rungs.append(Rung(tuple(words[-length:]), len(ends), follows))
            if not len(ends):
                break
        return rungs

    def seen(self, others: Sequence[str]) -> list[float]:
        """Of all places of another text: the share whose last 1, 2, …, `MOST` words stand anywhere in this one."""
        theirs = np.array([self.number.get(word, len(self.kinds)) for word in others], dtype=np.int64)
        return [float(np.isin(runs(theirs, length), runs(self.ids, length)).mean()) for length in range(1, MOST + 1)]


def runs(ids: np.ndarray, length: int) -> np.ndarray:
    """(N - length + 1,) each run of so many words as one number, the same for the same words. Numbers of 64 bits that wrap
    around: two different runs share one about once in 10¹³ pairs."""
    numbers = np.zeros(len(ids) - length + 1, dtype=np.uint64)
    for place in range(length):
        numbers = (
            numbers * np.uint64(6364136223846793005)
            + ids[place : len(numbers) + place].astype(np.uint64)
            + np.uint64(1)
        )
    return numbers


@cache
def texts(source: str) -> tuple[list[str], list[str]]:
    """The words that are counted, and words of the same kind that are not."""
    if source == "python":
        text = reference.text()
        return words_of(text[:-UNSEEN]), words_of(text[-UNSEEN:])
    world = World(0)
    return words_of(world.text(SIZE, seed=0)), words_of(world.text(UNSEEN, seed=99))


@cache
def counted(source: str) -> Counted:
    """The text, ready to be asked."""
    return Counted(texts(source)[0])


@cache
def seen(source: str) -> tuple[float, ...]:
    """What of the unseen text was seen before, by the number of words together."""
    return tuple(counted(source).seen(texts(source)[1]))


def runs_out(shares: Sequence[float]) -> str:
    """After how many words most places of unseen text are new: "soon" by four, "late" by eight, or "never"."""
    first = next((length for length, share in enumerate(shares, 1) if share < 0.5), None)
    return "never" if first is None else band(first, {"soon": 5, "late": MOST + 1})


def example(source: str, number: int, words: int = MOST) -> str:
    """Some words of the unseen text, each time from the start of a sentence."""
    found = texts(source)[1]
    starts = [place + 1 for place, (word, after) in enumerate(pairwise(found)) if word in ".?!" and after[0].isalpha()]
    start = starts[number % len(starts)]
    return " ".join(found[start : start + words])
