"""Byte pair encoding: join the two neighbours that stand together most often, again and again.

It starts from bytes, of which every text in every script consists, so no character is unknown. It never joins across
words, so it may count each word once and remember how often it came: that makes 1.5 million characters a matter of a
second. Knows nothing about models or pages; a page replays the merges on the lines it shows.

Sources: Gage (1994), "A new algorithm for data compression"; Sennrich, Haddow and Birch (2016), "Neural machine
translation of rare words with subword units"; the byte level is from Radford et al. (2019), GPT-2.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Self

from core.caches import lru_cache
from core.tokenizers import (
    END,
    LARGEST_SIZE,
    SPECIAL,
    START,
    UNKNOWN,
    UNKNOWN_SIGN,
    check_size,
    lone_halves,
    read_record,
    write_record,
)
from core.words import LONGEST as LONGEST_CHUNK
from core.words import chunks

Pieces = tuple[bytes, ...]
Pair = tuple[bytes, bytes]

LONGEST = 4 * (LONGEST_CHUNK + 1)  # bytes of a piece: its letters and a space, each of at most four bytes
LATER = 2**16 - 1  # no text is learned for so many merges
BYTES: Pieces = tuple(bytes([byte]) for byte in range(256))


@dataclass(frozen=True)
class Merge:
    """One step of learning: these two pieces are one from now on."""

    pair: Pair
    count: int  # how often the pair stood in the text

    @property
    def piece(self) -> bytes:
        return self.pair[0] + self.pair[1]


@dataclass(frozen=True)
class Contest:
    """One step of learning with what decided it: the pairs that stood together most often, the winner first."""

    merge: Merge
    top: tuple[Merge, ...]  # the winner and its rivals
    pieces: int  # how many the whole text was cut into before this merge


@dataclass(frozen=True)
class Node:
    """How a piece came to be: two pieces were joined, each of which came to be the same way. Leaves were never joined."""

    piece: bytes
    rank: int = -1  # how many merges were learned before this one; -1 for a leaf
    parts: "tuple[Node, ...]" = ()


def merges(text: str) -> Iterator[Merge]:
    """Join the most frequent pair, again and again, until no pair repeats. Of equals, the one that stands first.

    >>> [merge.piece for merge in merges("aaabdaaabac")]  # Z = aa, Y = Za, X = Yb: XdXac, as in Wikipedia's example
    [b'aa', b'aaa', b'aaab']
    """
    return merges_of_words(Counter(bytewise(word) for word in chunks(text)))


def merges_of_words(words: Mapping[Pieces, int]) -> Iterator[Merge]:
    """The same for words that are already counted: pieces of each word -> how often it came.

    A merge changes few words. So pairs are counted once, and after each merge only the changed words are counted anew.
    """
    for merge, _, _ in _learning(words):
        yield merge


def contests(text: str, top: int = 8) -> Iterator[Contest]:
    """The same merges with what decided each of them: the `top` most frequent pairs and their counts.

    >>> first = next(contests("aaabdaaabac", top=2))
    >>> first.merge.piece, first.pieces, [(rival.piece, rival.count) for rival in first.top]
    (b'aa', 11, [(b'aa', 4), (b'ab', 2)])
    """
    words = Counter(bytewise(word) for word in chunks(text))
    for merge, counts, pieces in _learning(words):
        rivals = heapq.nlargest(top, counts.items(), key=lambda item: (item[1], item[0] == merge.pair))
        yield Contest(merge, tuple(Merge(pair, count) for pair, count in rivals), pieces)


def _learning(words: Mapping[Pieces, int]) -> Iterator[tuple[Merge, Counter[Pair], int]]:
    """Each merge, with all counts and the number of pieces as they were just before it."""
    spelled, often = list(words), list(words.values())
    counts: Counter[Pair] = Counter()
    places: defaultdict[Pair, set[int]] = defaultdict(set)  # in which words each pair stands
    pieces = sum(len(word) * often for word, often in words.items())

    def enter(word: int) -> None:
        for pair in pairwise(spelled[word]):
            counts[pair] += often[word]
            places[pair].add(word)

    def leave(word: int) -> None:
        for pair in pairwise(spelled[word]):
            counts[pair] -= often[word]
            places[pair].discard(word)
            if not counts[pair]:
                del counts[pair], places[pair]

    def first_place(pair: Pair) -> tuple[int, int]:
        word = min(places[pair])
        return word, list(pairwise(spelled[word])).index(pair)

    for word in range(len(spelled)):
        enter(word)
    while counts and (most := max(counts.values())) > 1:
        pair = min((pair for pair, number in counts.items() if number == most), key=first_place)
        yield Merge(pair, most), counts, pieces
        for word in tuple(places[pair]):
            leave(word)
            before = len(spelled[word])
            spelled[word] = join(spelled[word], pair)
            pieces -= (before - len(spelled[word])) * often[word]
            enter(word)


def join(pieces: Pieces, pair: Pair) -> Pieces:
    """Every place where the pair stands becomes one piece, from left to right.

    >>> join((b"a", b"a", b"a", b"b"), (b"a", b"a"))
    (b'aa', b'a', b'b')
    """
    joined = []
    place = 0
    while place < len(pieces):
        if pieces[place : place + 2] == pair:
            joined.append(pair[0] + pair[1])
            place += 2
        else:
            joined.append(pieces[place])
            place += 1
    return tuple(joined)


def bytewise(word: str) -> Pieces:
    """The bytes of a word, one by one. (Half a character, which no file can hold, becomes a question mark.)"""
    return tuple(BYTES[byte] for byte in word.encode("utf-8", errors="replace"))


def visible(piece: bytes) -> str:
    r"""The text of a piece; bytes that are only a part of a character as \xe2."""
    return piece.decode("utf-8", errors="backslashreplace")


class BPE:
    """A vocabulary of the 256 bytes and one piece for each merge; encoding repeats the merges in the order learned."""

    kind = "bpe"

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self.ranks = {pair: rank for rank, pair in enumerate(pairs)}
        # two pairs may give the same piece (a + bc, ab + c); it is one token
        self.pieces: Pieces = tuple(dict.fromkeys((*BYTES, *(left + right for left, right in pairs))))
        self.ids = {piece: SPECIAL + i for i, piece in enumerate(self.pieces)}
        self.cut = lru_cache(maxsize=2**16)(self._cut)  # texts repeat their words

    @property
    def size(self) -> int:
        return SPECIAL + len(self.pieces)

    @classmethod
    def train(cls, text: str, size: int) -> Self:
        """Merge until the vocabulary is full or no pair repeats."""
        check_size(size, SPECIAL + len(BYTES))
        pairs: list[Pair] = []
        pieces = set(BYTES)
        for merge in merges(text):
            if SPECIAL + len(pieces) == size:
                break
            pairs.append(merge.pair)
            pieces.add(merge.piece)
        return cls(pairs)

    def encode(self, text: str) -> list[int]:
        return [i for word in chunks(text) for i in self.cut(word)]

    def _cut(self, word: str) -> tuple[int, ...]:
        """The ids of one word: of all pairs in it, join the one that was learned first, until none is left."""
        pieces = bytewise(word)
        while known := set(pairwise(pieces)) & self.ranks.keys():
            pieces = join(pieces, min(known, key=self.ranks.__getitem__))
        return tuple(self.ids[piece] for piece in pieces)

    def closing(self, word: str) -> list[int]:
        """For each gap between the bytes of a word, the merge that closes it; LATER for one that stays open.

        So a picture knows the word at every moment of learning: after n merges, the gaps with a smaller number are closed.
        """
        pieces = bytewise(word)
        gaps = [LATER] * (len(word.encode("utf-8", errors="replace")) - 1)
        done = -1
        while known := set(pairwise(pieces)) & self.ranks.keys():
            pair = min(known, key=self.ranks.__getitem__)
            done = max(done, self.ranks[pair])
            joined = join(pieces, pair)
            for end in set(accumulate(map(len, pieces))) - set(accumulate(map(len, joined))):
                gaps[end - 1] = done
            pieces = joined
        return gaps

    def tree(self, token: int) -> Node:
        """How this token's piece came to be, down to bytes."""
        return self._tree(self._piece(token))

    def _tree(self, piece: bytes) -> Node:
        """By the merges that encoding makes; a piece that is one token ends as one tree."""
        nodes = [Node(BYTES[byte]) for byte in piece]
        while known := set(pairwise(node.piece for node in nodes)) & self.ranks.keys():
            pair = min(known, key=self.ranks.__getitem__)
            place = 0
            while place < len(nodes) - 1:
                if (nodes[place].piece, nodes[place + 1].piece) == pair:
                    nodes[place : place + 2] = [
                        Node(pair[0] + pair[1], self.ranks[pair], tuple(nodes[place : place + 2]))
                    ]
                place += 1
        return nodes[0] if len(nodes) == 1 else Node(piece, parts=tuple(nodes))

    def smaller(self, size: int) -> Self:
        """The tokenizer that the same text gives for a smaller vocabulary: the first merges, and no more."""
        check_size(size, SPECIAL + len(BYTES))
        pairs: list[Pair] = []
        pieces = set(BYTES)
        for left, right in self.ranks:
            if SPECIAL + len(pieces) == size:
                break
            pairs.append((left, right))
            pieces.add(left + right)
        return type(self)(pairs)

    def decode(self, ids: Sequence[int]) -> str:
        """Bytes that make no character (a model may write such) become replacement characters."""
        return b"".join(self._piece(i) for i in ids).decode("utf-8", errors="replace")

    def spell(self, ids: Sequence[int]) -> list[str]:
        return [visible(self._piece(i)) for i in ids]

    def _piece(self, i: int) -> bytes:
        special = {UNKNOWN: UNKNOWN_SIGN.encode(), START: b"", END: b""}
        return special[i] if i in special else self.pieces[i - SPECIAL]

    def unknown(self, text: str) -> list[str]:
        return lone_halves(text)  # everything else is bytes

    def save(self, path: Path) -> None:
        pairs = [[self.ids[left], self.ids[right]] for left, right in self.ranks]
        write_record(path, {"kind": self.kind, "merges": pairs})

    @classmethod
    def load(cls, path: Path) -> Self:
        record = read_record(path, cls.kind).get("merges")
        damaged = ValueError(f"{path.name} is damaged: its merges do not join pieces that came before them.")
        if not isinstance(record, list) or len(record) > LARGEST_SIZE:
            raise damaged
        pieces = list(BYTES)
        pairs: dict[Pair, None] = {}
        known = set(pieces)
        for entry in record:
            if not isinstance(entry, list) or len(entry) != 2 or not all(type(i) is int for i in entry):
                raise damaged
            if not all(SPECIAL <= i < SPECIAL + len(pieces) for i in entry):
                raise damaged
            pair = (pieces[entry[0] - SPECIAL], pieces[entry[1] - SPECIAL])
            piece = pair[0] + pair[1]
            if pair in pairs or len(piece) > LONGEST:  # a hostile file could double the length with every merge
                raise damaged
            pairs[pair] = None
            if piece not in known:
                known.add(piece)
                pieces.append(piece)
        return cls(tuple(pairs))
