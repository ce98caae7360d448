"""SELFIES are always valid, and what that hides: texts of symbols drawn by chance, decoded, beside those of real molecules.

Source: Krenn et al. (2020), "Self-referencing embedded strings (SELFIES)", https://doi.org/10.1088/2632-2153/aba947.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from core.measure import selfies
from core.measure.selfies import Kept
from core.training.events import Record

LENGTHS = (10, 25, 50)  # symbols of a text
DRAWN = 500  # texts of each length
SHIPPED: list[dict[str, int]] = [{}]


@dataclass(frozen=True)
class Decoded:
    """What became of the texts of one length; 0: the real molecules."""

    length: int
    kept: Kept
    text: str  # one of them
    smiles: str  # and what it says


def learn(*, seed: int = 0) -> Iterator[Record[Decoded]]:
    """The real molecules, then texts by chance of each length."""
    real = selfies.written()
    for place, length in enumerate((0, *LENGTHS)):
        some = selfies.random_texts(DRAWN, length, seed) if length else real
        yield Record(place, len(LENGTHS), Decoded(length, selfies.kept(some), some[0], selfies.decoded(some[0])))
