"""Where do these words stand in the training text? A suffix array answers in a few steps, however long the text is.

The text is a row of words. Sort all places of it by what follows them, and every run of words that stands in the text
more than once lies side by side; a binary search finds it. A written text is then cut into the fewest pieces that each
stand in the training text word for word. Knows nothing about models.

Sources: Manber and Myers (1993), "Suffix arrays" (sorting by doubling the length that is compared); Liu et al. (2025),
"OLMoTrace" (the longest verbatim matches of a model's text, in the whole of its training text).

Shapes: W words of the text.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from core.data.world_grammar import sentences
from core.outcomes import band
from core.words import parts, words

FEW = 20  # sentences that hold a word
LONGEST = 200  # letters of a passage where the text has no sentences
FEW_WORDS = 4  # in shorter pieces a text is written in words of its own
NEARLY_ALL = 0.9  # of the words


@dataclass(frozen=True)
class Piece:
    """A stretch of a written text that stands in the training text word for word; `count` 0: a word that does not."""

    start: int  # in the written text, in characters
    end: int
    words: int
    count: int  # how often it stands there
    places: tuple[int, ...]  # of some of them, in the characters of the training text


@dataclass(frozen=True)
class Told:
    """A sentence of the training text, and how often it stands there."""

    sentence: str
    times: int


class Sources:
    """A training text, ready to be searched."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = [(match[0], match.start()) for match in parts(text)]  # a line ends a document, and no match crosses it
        self.starts = np.array([start for _, start in found], dtype=np.int64)
        self.ids = {word: i for i, word in enumerate(sorted({word for word, _ in found}), 1)}
        self.words = np.array([self.ids[word] for word, _ in found], dtype=np.int64)  # (W,)
        self.order = suffix_array(self.words)
        self.times = Counter(text[a:b] for a, b in sentences(text))
        self._holding: dict[str, list[str]] = {}  # word -> sentences that hold it
        for sentence in self.times:
            for word in content(sentence):
                self._holding.setdefault(word, []).append(sentence)

    def pieces(self, written: str, most: int = 400) -> list[Piece]:
        """The written text as the fewest pieces of the training text: from the left, always the longest that fits.

        (No other way needs fewer, because every part of a match is a match itself.)
        """
        found = list(parts(written))
        ids = [self.ids.get(match[0], 0) if match[0] != "\n" else 0 for match in found]
        pieces, at = [], 0
        while at < len(ids):
            length, low, high = self.longest(ids[at:])
            end = at + max(1, length)
            places = self.starts[np.sort(self.order[low : min(high, low + most)])]
            count = high - low if length else 0
            pieces.append(
                Piece(
                    found[at].start(), found[end - 1].end(), end - at, count, tuple(places.tolist()) if length else ()
                )
            )
            at = end
        return pieces

    def longest(self, ids: Sequence[int]) -> tuple[int, int, int]:
        """How many of these words stand in the text in a row, and which stretch of the sorted places begins with them."""
        low, high, length = 0, len(self.order), 0
        for word in ids:
            next_words = self.words[np.minimum(self.order[low:high] + length, len(self.words) - 1)]
            closer = low + np.searchsorted(next_words, [word, word + 1]) if word else (low, low)
            if closer[0] == closer[1]:
                break
            (low, high), length = map(int, closer), length + 1
        return length, low, high

    def told(self, piece: Piece) -> list[Told]:
        """The passages in which a piece stands: its sentences in full, the ones told most often first."""
        length = piece.end - piece.start
        around = Counter(self.passage(place, length) for place in piece.places)
        ranked = sorted(around.items(), key=lambda one: (-one[1], one[0]))
        return [Told(passage, self.times.get(passage, count)) for passage, count in ranked]

    def passage(self, place: int, length: int) -> str:
        """The sentences of the training text that a stretch touches, in full."""
        first = self.text.rfind("\n", 0, place) + 1
        last = self.text.find("\n", place)
        line = self.text[first : last if last >= 0 else len(self.text)]
        spans = [(a, b) for a, b in sentences(line) if a < place - first + length and place - first < b]
        return line[spans[0][0] : spans[-1][1]] if spans else line[:LONGEST]

    def nearest(self, sentence: str, count: int = 3) -> list[Told]:
        """The sentences that share the most words with this one, rare words counting more; itself left out."""
        mine = content(sentence)
        near: Counter[str] = Counter()
        for word in mine & self._holding.keys():
            if len(self._holding[word]) < max(FEW, len(self.times) / 4):  # words that stand everywhere tell nothing
                near.update(dict.fromkeys(self._holding[word], self.rarity(word)))
        weight = {s: shared / self.weight(mine | content(s)) for s, shared in near.most_common(200) if s != sentence}
        return [Told(s, self.times[s]) for s in sorted(weight, key=lambda s: (-weight[s], s))[:count]]

    def with_words(self, words: set[str], count: int) -> list[Told]:
        """Sentences that hold all of these words, the ones told most often first; at most so many."""
        first, *others = (set(self._holding.get(word, ())) for word in sorted(words))
        both = sorted(first.intersection(*others), key=lambda s: (-self.times[s], s))
        return [Told(s, self.times[s]) for s in both[:count]]

    def rarity(self, word: str) -> float:
        return log(1 + len(self.times) / (1 + len(self._holding.get(word, ()))))

    def weight(self, words: set[str]) -> float:
        return sum(map(self.rarity, words))


def content(sentence: str) -> set[str]:
    """The words of a sentence, without regard to capitals."""
    return {word.lower() for word in words(sentence)}


def suffix_array(words: np.ndarray) -> np.ndarray:
    """(W,) the places of a row of numbers, sorted by what follows them.

    >>> suffix_array(np.array([2, 1, 2, 1])).tolist()
    [3, 1, 2, 0]
    """
    rank, length = np.unique(words, return_inverse=True)[1].astype(np.int64) + 1, 1
    while True:
        after = np.zeros_like(rank)
        after[: max(0, len(rank) - length)] = rank[length:]
        both = rank * (len(rank) + 2) + after  # by the first half, then by the second; nothing comes before something
        values, rank = np.unique(both, return_inverse=True)
        rank, length = rank + 1, 2 * length
        if len(values) == len(rank):
            return np.argsort(rank)


def copied(pieces: Sequence[Piece]) -> Mapping[str, float]:
    """The longest piece, and the mean length of the piece in which a word lies, in words."""
    total = sum(piece.words for piece in pieces)
    return {
        "longest": max((piece.words for piece in pieces if piece.count), default=0),
        "mean": sum(piece.words**2 for piece in pieces) / total if total else 0.0,
    }


def put_together(text: Mapping[str, float], words: int, model: float, author: float) -> str:
    """What a written text is made of, in a word: nothing, own_words, whole; else alike, more or pieces.

    The words of `own_words` lie in pieces of fewer than four words on average; `whole` is nearly one piece, with nine
    tenths of all words or more. Else the model's pieces are held against those of its author's fresh texts: `alike`, or
    longer by a quarter, `more`.

    Args:
        text: what `copied` says of its pieces.
        words: of the text.
        model, author: words of the piece in which a word lies, on average over the texts of each; `author` is 0 where
            nothing of theirs is fresh.
    """
    if not words:
        return "nothing"
    if text["mean"] < FEW_WORDS:
        return "own_words"
    if text["longest"] >= NEARLY_ALL * words:
        return "whole"
    return band(model / author, {"alike": 1.25, "more": 2}) if author else "pieces"
