"""Filters that read a message before a model does: what they score, what they miss, and what they block for nothing.

Two kinds. One looks for words of a list, and accepts words that are nearly spelled so. The other was trained: it adds up
the weights of the pieces of text that it finds. Both may tidy the spelling first, and both may read a conversation at once.
Knows nothing of the forbidden topic, of models or of pages.

Shapes: N messages.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp

import numpy as np

from core.caches import lru_cache

LETTERS = {"0": "o", "1": "i", "!": "i", "3": "e", "4": "a", "@": "a", "5": "s", "$": "s", "7": "t", "®": "r"}
SHORTEST, LONGEST = 3, 6  # letters of a piece of text that the trained filter weighs
Judge = Callable[[str, bool], float]  # (text, tidy) -> how forbidden it looks, 0 to 1

THRESHOLDS = np.round(np.arange(0, 1.0001, 0.02), 2)
READ = 400  # letters of a message, at most


def tidied(text: str) -> str:
    """Lower case, no accents, and letters for the signs that look like them.

    >>> tidied("7ürñ1p?")
    'turnip?'
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return "".join(LETTERS.get(letter, letter) for letter in bare)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def readings(text: str, tidy: bool) -> tuple[list[str], ...]:
    """Every way in which the filter reads a message, each as a list of words.

    Tidied, it is read forwards, backwards and turned by half of the alphabet, and each of these once more as one word
    without any gap.

    >>> readings("My turn, I pay.", tidy=True)[3]
    ['myturnipay']
    """
    if not tidy:
        return (words(text),)
    plain = words(tidied(text))
    several = [plain, [word[::-1] for word in plain], [codecs.encode(word, "rot13") for word in plain]]
    return (*several, *(["".join(one)] for one in several))


def alike(word: str, other: str) -> float:
    """1 for the same word, less for every letter to add, drop or change (Levenshtein 1966), as a share of the longer.

    >>> alike("turnip", "turnip"), round(alike("turnip", "tulip"), 2)
    (1.0, 0.67)
    """
    row = list(range(len(other) + 1))
    for i, a in enumerate(word, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return 1 - row[-1] / max(len(word), len(other), 1)


remembered = lru_cache(maxsize=20_000)(alike)  # the same words come again and again


def by_words(text: str, listed: Sequence[str], tidy: bool) -> float:
    """How like a word of the list the nearest word of the message is; tidied, a long word is read stretch by stretch."""
    found = [
        remembered(piece, word)
        for reading in readings(text[:READ], tidy)
        for word in listed
        for piece in _stretches(reading, len(word), tidy)
    ]
    return max(found, default=0.0)


def _stretches(reading: Sequence[str], length: int, tidy: bool) -> Iterator[str]:
    for word in reading:
        if tidy and len(word) > length:
            yield from (word[i : i + length] for i in range(len(word) - length + 1))
        else:
            yield word


def pieces(reading: Sequence[str]) -> set[str]:
    """What the trained filter looks at: stretches of letters inside a word, whose ends are marked by spaces.

    >>> sorted(pieces(["a", "leek"]))[:4]
    [' a ', ' le', ' lee', ' leek']
    """
    found: set[str] = set()
    for word in reading:
        marked = f" {word} "
        found |= {marked[i : i + n] for n in range(SHORTEST, LONGEST + 1) for i in range(len(marked) - n + 1)}
    return found


@dataclass(frozen=True)
class Trained:
    """A trained filter: how much each piece of text speaks for blocking."""

    weights: Mapping[str, float]
    bias: float

    def score(self, text: str, tidy: bool = False) -> float:
        """How sure it is that the message is forbidden: logistic regression over its pieces, in the worst reading."""
        return max(1 / (1 + exp(-self._sum(reading))) for reading in readings(text[:READ], tidy))

    def _sum(self, reading: Sequence[str]) -> float:
        return self.bias + sum(self.weights.get(piece, 0.0) for piece in pieces(reading))

    def reasons(self, text: str, tidy: bool = False, most: int = 5) -> list[tuple[str, float]]:
        """The pieces that speak loudest, for and against, in the reading that decides."""
        reading = max(readings(text[:READ], tidy), key=self._sum)
        there = [(piece, self.weights[piece]) for piece in pieces(reading) if piece in self.weights]
        return sorted(there, key=lambda one: (-abs(one[1]), one[0]))[:most]


def learned(texts: Sequence[str], forbidden: Sequence[bool]) -> Trained:
    """Train the second filter on examples, by scikit-learn's logistic regression."""
    from sklearn.feature_extraction.text import CountVectorizer  # here, because importing it takes a second
    from sklearn.linear_model import LogisticRegression

    counter = CountVectorizer(analyzer=lambda text: sorted(pieces(words(text))), binary=True, min_df=2)
    model = LogisticRegression(max_iter=500).fit(counter.fit_transform(texts), list(forbidden))
    weights = dict(zip(counter.get_feature_names_out(), model.coef_[0].tolist(), strict=True))
    kept = {piece: round(weight, 3) for piece, weight in weights.items() if abs(weight) >= 0.01}
    return Trained(kept, round(float(model.intercept_[0]), 3))


def score(judge: Judge, parts: Sequence[str], tidy: bool, whole: bool) -> float:
    """The worst of a conversation's messages; or all of them, read as one."""
    return judge(" ".join(parts), tidy) if whole else max(judge(part, tidy) for part in parts)


def share_missed(forbidden: np.ndarray, threshold: float) -> float:
    """The share of forbidden messages, by their scores (N,), that pass: only from the threshold on is one blocked."""
    return float((forbidden < threshold).mean())


def share_blocked(harmless: np.ndarray, threshold: float) -> float:
    """The share of harmless messages, by their scores (N,), that are blocked for nothing."""
    return float((harmless >= threshold).mean())


@dataclass(frozen=True)
class Point:
    """What one threshold does: how many forbidden messages pass, and how many harmless ones are blocked."""

    threshold: float
    missed: int
    of_forbidden: int
    blocked: int
    of_harmless: int


def curve(
    forbidden: np.ndarray, harmless: np.ndarray, thresholds: Sequence[float] | np.ndarray = THRESHOLDS
) -> list[Point]:
    """Misses against false alarms, threshold by threshold; a message is blocked from the threshold on.

    The first threshold blocks all. Scores (N,) of forbidden and of harmless messages.
    """
    return [
        Point(float(t), int((forbidden < t).sum()), len(forbidden), int((harmless >= t).sum()), len(harmless))
        for t in thresholds
    ]


def at(curve: Sequence[Point], threshold: float) -> Point:
    """The point of the threshold that is nearest to this one."""
    return min(curve, key=lambda point: abs(point.threshold - threshold))


def wrong(
    forbidden: Sequence[tuple[str, float]], harmless: Sequence[tuple[str, float]], threshold: float
) -> tuple[list[str], list[str]]:
    """Of messages with their scores: the forbidden ones that pass, and the harmless ones that are blocked; each text once.

    >>> wrong([("turnip!", 0.9), ("t.u.r", 0.2), ("t.u.r", 0.2)], [("hello", 0.1)], 0.5)
    (['t.u.r'], [])
    """
    missed = dict.fromkeys(text for text, score in forbidden if score < threshold)
    return list(missed), list(dict.fromkeys(text for text, score in harmless if score >= threshold))


def still_works(missed: Mapping[str, float]) -> str:
    """Which of three disguises are missed more often than not, in a word: the names of those, `all` or `none`.

    Args:
        missed: shares of the messages that get past, by disguise.

    >>> still_works({"signs": 0.1, "backwards": 0.9, "words": 0.5}), still_works({"signs": 0.1, "words": 0.2})
    ('backwards_words', 'none')
    """
    past = [name for name, share in missed.items() if share >= 0.5]
    return "none" if not past else "all" if len(past) == len(missed) else "_".join(past)


def got_past(blocked: int, guards: int) -> str:
    """How many guards a message got past, in a word: all, some or none of them."""
    return "all" if not blocked else "none" if blocked == guards else "some"
