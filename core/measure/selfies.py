"""SELFIES, the other way to write a molecule: what such a text says once it is decoded, and what of it is lost.

Every text of these symbols decodes to a molecule, because whatever would break a rule is left out or read as something
else (Krenn et al. 2020, https://doi.org/10.1088/2632-2153/aba947). The library is imported when it is first asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from statistics import fmean, median

import numpy as np

from core.caches import cache
from core.data.molecules import structures
from core.measure.molecules import judged


def there() -> bool:
    """Whether this machine has the library."""
    return find_spec("selfies") is not None


def symbols(text: str) -> list[str]:
    """A SELFIES cut into its symbols.

    >>> symbols("[C][=C][Ring1]")
    ['[C]', '[=C]', '[Ring1]']
    """
    return [f"{part}]" for part in text.split("]")[:-1]]


def encoded(smiles: str) -> str:
    """The SELFIES of a SMILES. ValueError where SELFIES cannot say it."""
    import selfies  # type: ignore[import-untyped]

    try:
        return str(selfies.encoder(smiles))
    except selfies.EncoderError as problem:
        raise ValueError(str(problem)) from None


def decoded(text: str) -> str:
    """The SMILES of a SELFIES; "" where nothing is left."""
    import selfies

    return str(selfies.decoder(text))


@cache
def written() -> tuple[str, ...]:
    """The data as SELFIES."""
    return tuple(encoded(smiles) for smiles in structures())


@dataclass(frozen=True)
class Kept:
    """Of some texts of SELFIES symbols: what became of their symbols."""

    texts: int
    valid: float  # share that RDKit reads as a molecule
    symbols: float  # a text, on average
    atoms: float  # of its molecule, on average, without hydrogen
    median: float
    lost: float  # share of the symbols without which the same molecule can be written
    whole: float  # share of the texts that lost none


def kept(texts: Sequence[str]) -> Kept:
    """What decoding leaves of these texts. Lost is what is no longer there when the molecule is written as SELFIES again."""
    before = [len(symbols(text)) for text in texts]
    smiles = [decoded(text) for text in texts]
    verdicts = [judged(one) for one in smiles]
    after = [len(symbols(encoded(one))) if one else 0 for one in smiles]
    atoms = [verdict.atoms for verdict in verdicts]
    return Kept(
        len(texts),
        fmean(verdict.valid for verdict in verdicts),
        fmean(before),
        fmean(atoms),
        float(median(atoms)),
        1 - sum(after) / sum(before),
        fmean(one == other for one, other in zip(before, after, strict=True)),
    )


def random_texts(count: int, length: int, seed: int) -> list[str]:
    """Texts of so many symbols, each drawn by chance alone among those that occur in the data."""
    alphabet = sorted({symbol for text in written() for symbol in symbols(text)})
    rng = np.random.default_rng(seed)
    return ["".join(alphabet[i] for i in row) for row in rng.integers(len(alphabet), size=(count, length))]
