"""Real molecules, written as texts: the structures of the National Cancer Institute that come inside RDKit.

SMILES (Weininger 1988, https://doi.org/10.1021/ci00057a005) writes a molecule as a walk from atom to atom: letters are
atoms, `=` and `#` are double and triple bonds, brackets open and close a branch, and two equal digits are the two ends of a
bond that closes a ring. What counts as one molecule is decided by its InChIKey, since one molecule has many SMILES.

RDKit is read when it is first asked for: pages without molecules start without it, and `there()` says whether a machine
has it at all.
"""

import os
import re
from importlib.util import find_spec

from core.caches import cache

TOKEN = re.compile(
    r"\[[^\]]+\]|%\d\d|Br|Cl|."
)  # an atom in square brackets, a two-digit ring, an atom of two letters, a letter
ELEMENTS = frozenset({"C", "N", "O", "S", "P", "F", "Cl", "Br", "I"})  # those that medicines are mostly made of
MOST_TOKENS = 40  # nine of ten of the structures are shorter


def there() -> bool:
    """Whether this machine has RDKit, which is built for most machines and not for all."""
    return find_spec("rdkit") is not None


def tokens(smiles: str) -> list[str]:
    """A SMILES cut where its grammar cuts: `CCl` is `C`, `Cl`."""
    return TOKEN.findall(smiles)


def without_small_letters(smiles: str) -> str:
    """The same molecule with each bond of its rings written out, as single or double. ValueError where that cannot be.

    >>> without_small_letters("c1ccccc1")
    'C1=CC=CC=C1'
    """
    from rdkit import Chem

    molecule = Chem.MolFromSmiles(smiles)
    if molecule is None:
        raise ValueError(f"{smiles} is no molecule.")
    Chem.Kekulize(molecule, clearAromaticFlags=True)
    return Chem.MolToSmiles(molecule, isomericSmiles=False, kekuleSmiles=True)


@cache
def structures() -> tuple[str, ...]:
    """Canonical SMILES of the data, in its order: of one piece, of common elements, without radicals, none twice.

    Raises `ModuleNotFoundError` without RDKit.
    """
    from rdkit import Chem, RDConfig, rdBase

    with rdBase.BlockLogs(), open(os.path.join(RDConfig.RDDataDir, "NCI", "first_5K.smi"), encoding="ascii") as file:
        read = [Chem.MolFromSmiles(line.split()[0]) for line in file if line.strip()]
        kept: dict[str, str] = {}  # by InChIKey
        for molecule in read:
            if molecule is None:
                continue
            smiles = Chem.MolToSmiles(molecule, isomericSmiles=False)
            if "." in smiles or len(tokens(smiles)) > MOST_TOKENS:
                continue
            if any(atom.GetSymbol() not in ELEMENTS or atom.GetNumRadicalElectrons() for atom in molecule.GetAtoms()):
                continue
            kept.setdefault(Chem.MolToInchiKey(molecule), smiles)
    return tuple(kept.values())
