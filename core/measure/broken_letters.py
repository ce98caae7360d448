"""Letters that do not arrive whole: tokens that end within one, and rules that cut between a letter and its marks.

    語 = e8 aa 9e, three bytes:   token by token � � �     waits ·  · 語     drops ·  ·  ·

Sources: Radford et al. (2019), GPT-2 (tokens of bytes, and the rule of letters); Unicode Standard Annex 29 (graphemes: what
a reader calls a letter, with its marks). Knows nothing about pages.
"""

from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from core.outcomes import band
from core.words import chunks

UNREADABLE = "\N{REPLACEMENT CHARACTER}"
LETTERS = regex.compile(r" ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s")  # GPT-2's, without its rules for English endings
GRAPHEME = regex.compile(r"\X")


@dataclass(frozen=True)
class Reading:
    """What three decoders have read after one more token."""

    token: bytes
    alone: str  # each token by itself, a sign for what is unreadable
    waits: str  # the rest of a letter is waited for
    drops: str  # each token by itself, what is unreadable left out


def readings(tokens: Iterable[bytes]) -> Iterator[Reading]:
    """Read tokens one after another.

    >>> [(one.alone, one.waits, one.drops) for one in readings([b"f", b"\\xc3", b"\\xbc"])]
    [('f', 'f', 'f'), ('f\\ufffd', 'f', 'f'), ('f\\ufffd\\ufffd', 'fü', 'f')]
    """
    waiting = getincrementaldecoder("utf-8")("replace")
    alone = waits = drops = ""
    for token in tokens:
        alone += token.decode("utf-8", "replace")
        waits += waiting.decode(token)
        drops += token.decode("utf-8", "ignore")
        yield Reading(token, alone, waits, drops)


def silent(read: Iterable[Reading]) -> int:
    """After how many tokens the decoder that waits had nothing new to show."""
    before, found = "", 0
    for one in read:
        found += one.waits == before
        before = one.waits
    return found


@dataclass(frozen=True)
class Pieces:
    """Into how many pieces three rules cut a text: no token reaches over a cut, so it takes as many tokens at least."""

    letters: int  # rows of letters, without their marks
    marked: int  # rows of letters with their marks: the rule of our byte pair encoding
    graphemes: int  # each letter, with its marks, alone


def pieces(text: str) -> Pieces:
    """By all three rules.

    >>> pieces("नमस्ते")
    Pieces(letters=4, marked=1, graphemes=4)
    """
    return Pieces(len(LETTERS.findall(text)), len(chunks(text)), len(GRAPHEME.findall(text)))


# --- how the lesson's experiments came out


def read_alone(last: Reading) -> str:
    """Did a decoder that reads each token by itself show "signs" for the unreadable, or the "whole" text?"""
    return "whole" if last.alone == last.waits else "signs"


def pieces_of_a_word(each: float) -> str:
    """How many pieces a word is cut into: "one", "two" or "more", to the nearest whole number."""
    return band(each, {"one": 1.5, "two": 2.5, "more": float("inf")})
