"""Two ways to write the same molecules, token by token: SMILES, and SELFIES, in which every text is some molecule.

SELFIES (Krenn et al. 2020, https://doi.org/10.1088/2632-2153/aba947) are read with the rules of valence at hand: what
does not fit is cut short, or left out. RDKit and the package selfies are read when they are first asked for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from core.caches import cache
from core.data.molecules import structures, tokens

WRITINGS = ("selfies", "smiles")
END = 0  # the token after the last one, and all that follow


def there() -> bool:
    """Whether this machine has what reads and writes SELFIES."""
    return find_spec("selfies") is not None


@dataclass(frozen=True, eq=False)
class Written:
    """The molecules of the data as rows of numbers, each filled up with END."""

    writing: str
    vocabulary: tuple[str, ...]  # by number; END is the empty text
    rows: np.ndarray  # (N, T) int64

    def text(self, row: Iterable[int]) -> str:
        """What a row says, up to its first END."""
        said = []
        for token in row:
            if token == END:
                break
            said.append(self.vocabulary[token])
        return "".join(said)

    def smiles(self, row: Iterable[int]) -> str:
        """The same as a SMILES; it may be empty, and need not be a molecule."""
        return as_smiles(self.text(row), self.writing)

    def row(self, smiles: str) -> np.ndarray:
        """(T,) numbers of a molecule of our own. ValueError where it is too long, KeyError for an unknown token."""
        number = {token: place for place, token in enumerate(self.vocabulary)}
        numbers = [number[token] for token in cut(smiles, self.writing)]
        if len(numbers) >= self.rows.shape[1]:
            raise ValueError(f"{smiles} has {len(numbers)} tokens, and at most {self.rows.shape[1] - 1} fit.")
        return np.array([*numbers, *[END] * (self.rows.shape[1] - len(numbers))], dtype=np.int64)


def cut(smiles: str, writing: str) -> list[str]:
    """The tokens of a molecule, given as SMILES, in this way of writing."""
    if writing == "smiles":
        return tokens(smiles)
    return list(_selfies().split_selfies(_selfies().encoder(smiles)))


def as_smiles(text: str, writing: str) -> str:
    """A text in this way of writing as SMILES."""
    if writing == "smiles" or not text:
        return text
    return str(_selfies().decoder(text))


@cache
def _selfies() -> Any:
    return import_module("selfies")


@cache
def written(writing: str) -> Written:
    """All molecules of the data in this way of writing."""
    texts: Sequence[Sequence[str]] = [cut(smiles, writing) for smiles in structures()]
    vocabulary = ("", *sorted({token for text in texts for token in text}))
    number = {token: place for place, token in enumerate(vocabulary)}
    rows = np.full((len(texts), max(map(len, texts)) + 1), END, dtype=np.int64)
    for row, text in zip(rows, texts, strict=True):
        row[: len(text)] = [number[token] for token in text]
    return Written(writing, vocabulary, rows)
