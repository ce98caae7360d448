"""What a tokenizer makes of a text: which bytes each token stands for, and what that costs.

Every way of cutting is told in the same form, so that pictures can lay them beside each other: ids, and how many bytes
of the text each token covers. Knows nothing about pages.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.outcomes import band
from core.tokenizers import SPECIAL, UNKNOWN, Tokenizer
from core.tokenizers.bpe import BPE
from core.tokenizers.characters import Characters
from core.tokenizers.pieces import Pieces
from core.words import listed


@dataclass(frozen=True)
class Cut:
    """A text as tokens. The lengths, in bytes, add up to the text; 0 is a token that no letter of it asked for."""

    ids: np.ndarray  # (N,)
    lengths: np.ndarray  # (N,)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def unknown(self) -> int:
        return int((self.ids == UNKNOWN).sum())


def readable(text: str) -> str:
    """The text as UTF-8 can hold it: half a surrogate pair becomes a question mark."""
    return text.encode("utf-8", errors="replace").decode()


def cut(tokenizer: Tokenizer, text: str) -> Cut:
    """How this tokenizer cuts a readable text."""
    if isinstance(tokenizer, BPE):
        ids = tokenizer.encode(text)
        return _cut(ids, [len(tokenizer.pieces[i - SPECIAL]) for i in ids])
    if isinstance(tokenizer, Pieces):
        return _cut(tokenizer.encode(text), _bytes_of(tokenizer.surfaces(text), text))
    assert isinstance(tokenizer, Characters)
    return _cut(tokenizer.encode(text), [len(character.encode()) for character in text])


def cut_to_bytes(text: str) -> Cut:
    """Every byte is a token, with the id that byte pair encoding gives it."""
    data = np.frombuffer(text.encode(), dtype=np.uint8)
    return Cut(data.astype(np.int64) + SPECIAL, np.ones(len(data), dtype=np.int64))


def _cut(ids: Sequence[int], lengths: Sequence[int]) -> Cut:
    return Cut(np.array(ids, dtype=np.int64), np.array(lengths, dtype=np.int64))


def _bytes_of(surfaces: Sequence[str], text: str) -> list[int]:
    """The first surface begins with a space that is not in the text."""
    lengths, place = [], 0
    for number, surface in enumerate(surfaces):
        end = place + len(surface) - (number == 0)
        lengths.append(len(text[place:end].encode()))
        place = end
    return lengths


# --- the other way: a list of whole words


def word_list(text: str, size: int) -> dict[str, int]:
    """The most frequent words of a text with their ids: a vocabulary of whole words, as it was usual before."""
    counts = Counter(listed(text))
    return {word: SPECIAL + i for i, (word, _) in enumerate(counts.most_common(size - SPECIAL))}


def cut_to_words(words: Mapping[str, int], text: str) -> Cut:
    """Whole words; one that is not in the list is unknown."""
    found = listed(text)
    return _cut([words.get(word, UNKNOWN) for word in found], [len(word.encode()) for word in found])


def unknown_share(words: Mapping[str, int], text: str) -> float:
    """The share of a text's words that stand in no list of this size."""
    found = [word for word in listed(text) if not word.isspace()]
    return sum(word not in words for word in found) / max(1, len(found))


# --- what it costs


def letters_per_token(text: str, tokens: int) -> float:
    return len(text) / max(1, tokens)


def premiums(counts: Mapping[str, int], base: str) -> dict[str, float]:
    """How many times the tokens of `base` each language pays for the same message.

    >>> premiums({"English": 100, "Greek": 450}, "English")
    {'English': 1.0, 'Greek': 4.5}
    """
    return {name: count / counts[base] for name, count in counts.items()}


def letter_seen(letter: str, spelled: Sequence[str]) -> list[tuple[str, int]]:
    """How often a letter hides in each token. The model sees none of them: it sees ids.

    >>> letter_seen("r", ["st", "raw", "berry"])
    [('st', 0), ('raw', 1), ('berry', 2)]
    """
    return [(piece, piece.count(letter)) for piece in spelled]


# --- how the lesson's experiments came out


def hides_letters(pieces: Sequence[str]) -> str:
    """Does a word reach the model as fewer numbers than it has letters ("few"), or is each letter one ("each")?

    >>> hides_letters([" st", "raw", "berry"]), hides_letters([" ", "o", "x"])
    ('few', 'each')
    """
    return "few" if len(pieces) < len("".join(pieces).strip()) else "each"


def shrinks_to(left: float) -> str:
    """The share of the tokens that is left, as the nearest of three answers: "tenth", "third" or "half"."""
    return band(left, {"tenth": 0.2, "third": 0.42, "half": 1})


def dearest_pays(times: float) -> str:
    """How many times the tokens of the cheapest: "as many" (rounded to one), "two or three" or "more"."""
    return band(times, {"as many": 1.5, "two or three": 3.5, "more": float("inf")})


def missing_from(share: float) -> str:
    """The share of words that a list lacks: "hardly any" (less than three in a hundred), "tenth" (less than a quarter) or
    "half"."""
    return band(share, {"hardly any": 0.03, "tenth": 0.25, "half": 1})


def price_left(times: float) -> str:
    """What a language pays in times the tokens of another: "as little" (at most a quarter more), "two" or "four"."""
    return band(times, {"as little": 1.25, "two": 3, "four": float("inf")})


def repeats_names(share: float) -> str:
    """The share of times that a name is repeated: "never" (not once), "sometimes", or "yes" (nine in ten and more)."""
    return band(share, {"sometimes": 0.9, "yes": 1}) if share else "never"
