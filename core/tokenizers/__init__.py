"""Text to token ids and back, in four ways behind one interface. Knows nothing about models.

`characters`  every character is a token: short vocabulary, long texts
`bpe`         our own byte pair encoding, merge by merge, to look at
`pieces`      SentencePiece's byte pair encoding, the default: the same idea, hundreds of times as fast
`unigram`     SentencePiece's other way: start with many pieces, drop those that are missed least
"""

from pathlib import Path
from typing import Any, Protocol, Self

from core import files
from core.problems import Problem

UNKNOWN, START, END = 0, 1, 2  # the same ids in every tokenizer: a character that was never seen; a text's two ends
SPECIAL = 3  # so many ids are special; a tokenizer's own tokens follow
KINDS = ("characters", "bpe", "pieces", "unigram")
UNKNOWN_SIGN = "\N{REPLACEMENT CHARACTER}"  # how UNKNOWN is written
LARGEST_FILE = 8 * 2**20  # bytes
LARGEST_SIZE = 65_536  # kinds of token


class Tokenizer(Protocol):
    """What every tokenizer can do. None is changed once it is made, so threads may share it."""

    kind: str

    @property
    def size(self) -> int:
        """How many kinds of token there are, the special ones included. A short text may give fewer than asked for."""

    @classmethod
    def train(cls, text: str, size: int) -> Self:
        """Learn at most `size` kinds of token from a text. ValueError where the text or the size allow none."""

    def encode(self, text: str) -> list[int]:
        """The ids of a text, without START and END."""

    def decode(self, ids: list[int]) -> str:
        """The text of these ids. START and END are left out; UNKNOWN becomes a replacement character."""

    def spell(self, ids: list[int]) -> list[str]:
        """Each token's own text with its leading space; joined, it is what `decode` gives, but for a first space."""

    def unknown(self, text: str) -> list[str]:
        """The characters of a text that are not read as what they are, each once: they become UNKNOWN, or a question
        mark where half a character stands alone."""

    def save(self, path: Path) -> None:
        """Write one JSON file."""

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read it back. ValueError with a sentence where the file is damaged or not ours."""


def train(kind: str, text: str, size: int) -> Tokenizer:
    """Learn a tokenizer of this kind. ValueError where there is no such kind, or nothing to learn from."""
    return _kind(kind).train(text, size)


def load(path: Path) -> Tokenizer:
    """Read a tokenizer of whatever kind the file holds. ValueError with a sentence where it is damaged or not ours."""
    return _kind(read_record(path)["kind"]).load(path)


def _kind(kind: str) -> type[Tokenizer]:
    # imported here, so that who needs only the ids above does not load SentencePiece
    from core.tokenizers.bpe import BPE
    from core.tokenizers.characters import Characters
    from core.tokenizers.pieces import Pieces, Unigram

    for tokenizer in (Characters, BPE, Pieces, Unigram):
        if tokenizer.kind == kind:
            return tokenizer
    raise ValueError(f"There is no tokenizer called {kind!r}; choose one of {', '.join(KINDS)}.")


# --- what the kinds share: one small JSON file each


def write_record(path: Path, record: dict[str, Any]) -> None:
    """Write the whole file or nothing, with a checksum: whoever reads at the same time never finds half of it."""
    files.write_json(path, record, lasting=True)


def read_record(path: Path, kind: str | None = None) -> dict[str, Any]:
    """The record in a tokenizer's file; with `kind`, only one of that kind. Otherwise ValueError with a sentence."""
    if path.is_file() and path.stat().st_size > LARGEST_FILE:
        raise ValueError(f"{path.name} is longer than {LARGEST_FILE // 2**20} MB; no tokenizer of ours is.")
    try:
        record = files.read_json(path)
    except (OSError, files.Damaged):
        record = None
    if record is None:
        raise Problem("no tokenizer", name=path.name)
    if not isinstance(record, dict) or record.get("kind") not in KINDS:
        raise ValueError(f"{path.name} is not the file of a tokenizer: it names none of {', '.join(KINDS)}.")
    if kind and record["kind"] != kind:
        raise ValueError(f"{path.name} should hold a tokenizer of kind {kind!r}, but holds {record['kind']!r}.")
    return record


def lone_halves(text: str) -> list[str]:
    """Halves of a surrogate pair that stand alone, each once. No file can hold one; a tokenizer reads a question mark."""
    return [character for character in dict.fromkeys(text) if "\ud800" <= character <= "\udfff"]


def check_size(size: int, smallest: int) -> None:
    """ValueError where no vocabulary of this size can be made."""
    if not smallest <= size <= LARGEST_SIZE:
        raise ValueError(
            f"The vocabulary needs {smallest:,} to {LARGEST_SIZE:,} kinds of token, but {size:,} were asked for."
        )
