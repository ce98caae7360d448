"""Every character is a token: the simplest tokenizer there is. Nothing is learned but which characters exist."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from core.problems import Problem
from core.tokenizers import (
    END,
    LARGEST_SIZE,
    SPECIAL,
    START,
    UNKNOWN,
    UNKNOWN_SIGN,
    check_size,
    read_record,
    write_record,
)


class Characters:
    """Ids in the order of the alphabet.

    >>> characters = Characters.train("hello", 100)
    >>> characters.encode("hole")
    [4, 6, 5, 3]
    """

    kind = "characters"

    def __init__(self, alphabet: Sequence[str]) -> None:
        self.alphabet = tuple(alphabet)
        self.ids = {character: SPECIAL + i for i, character in enumerate(self.alphabet)}

    @property
    def size(self) -> int:
        return SPECIAL + len(self.alphabet)

    @classmethod
    def train(cls, text: str, size: int) -> Self:
        """Keep the characters that stand in the text; where there are too many, the most frequent."""
        check_size(size, SPECIAL + 1)
        if not text:
            raise Problem("nothing to learn")
        return cls(sorted(character for character, _ in Counter(text).most_common(size - SPECIAL)))

    def encode(self, text: str) -> list[int]:
        return [self.ids.get(character, UNKNOWN) for character in text]

    def decode(self, ids: Sequence[int]) -> str:
        return "".join(self.spell(ids))

    def spell(self, ids: Sequence[int]) -> list[str]:
        special = {UNKNOWN: UNKNOWN_SIGN, START: "", END: ""}
        return [special[i] if i in special else self.alphabet[i - SPECIAL] for i in ids]

    def unknown(self, text: str) -> list[str]:
        return [character for character in dict.fromkeys(text) if character not in self.ids]

    def save(self, path: Path) -> None:
        write_record(path, {"kind": self.kind, "alphabet": "".join(self.alphabet)})

    @classmethod
    def load(cls, path: Path) -> Self:
        alphabet = read_record(path, cls.kind).get("alphabet")
        if not isinstance(alphabet, str) or not alphabet or len(alphabet) > LARGEST_SIZE - SPECIAL:
            raise ValueError(f"{path.name} is damaged: it should hold an alphabet of 1 to {LARGEST_SIZE - SPECIAL:,}.")
        if len(set(alphabet)) < len(alphabet):
            raise ValueError(f"{path.name} is damaged: a character stands in its alphabet twice.")
        return cls(alphabet)
