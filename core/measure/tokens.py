"""What a tokenizer makes of a text: which bytes each token stands for, and what that costs.

Every way of cutting is told in the same form, so that pictures can lay them beside each other: ids, and how many bytes
of the text each token covers. Knows nothing about pages.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

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
