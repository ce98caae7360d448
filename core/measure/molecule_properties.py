"""What RDKit works out of a molecule's drawing alone: its size, rings, an estimate of its taste for fat, its drug-likeness.

Nothing here was measured in a laboratory. logP is Wildman and Crippen's sum over atoms (1999,
https://doi.org/10.1021/ci990307l); drug-likeness is QED (Bickerton et al. 2012, https://doi.org/10.1038/nchem.1243), which
asks how much eight such numbers resemble those of medicines that are taken by mouth. RDKit is read when it is first asked
for.

Likeness is Tanimoto's on Morgan's fingerprints, which are counted here: how often each neighbourhood of an atom occurs. Of
fingerprints that only say whether it occurs, a chain of 20 carbons and one of 60 are the same.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.caches import cache
from core.data.molecules import structures

PROPERTIES = ("logp", "qed", "rings", "size")
RADIUS = 2  # bonds that a neighbourhood reaches
WIDE, DIGITS = 100, 0  # how a shape's places are written: a bond is so long


@dataclass(frozen=True)
class Properties:
    """All that is asked of a molecule."""

    logp: float  # the logarithm of how much more of it an estimate puts into a fat (octanol) than into water
    qed: float  # from 0 to 1
    rings: int
    size: int  # atoms that are not hydrogen

    def of(self, name: str) -> float:
        return float(getattr(self, name))


@dataclass(frozen=True)
class Shape:
    """How a molecule is drawn: atoms with their places, a bond is 100 long, and bonds between them."""

    atoms: Sequence[tuple[str, int, int]]  # what is written there, nothing for plain carbon; across, down
    bonds: Sequence[tuple[int, int, int]]  # from atom, to atom, how many lines; 1 to 3


@dataclass(frozen=True)
class Neighbour:
    """The molecule of the data that is most like another one."""

    smiles: str
    likeness: float  # from 0 to 1
    same: bool  # by InChIKey: a copy


def read(smiles: str) -> Any | None:
    """RDKit's molecule; None where there is none, and for an empty text."""
    from rdkit import Chem, rdBase

    if not smiles:
        return None
    with rdBase.BlockLogs():
        found = Chem.MolFromSmiles(smiles)
    return found if found is not None and found.GetNumAtoms() else None


def canonical(smiles: str) -> str:
    """RDKit's one way to write it; nothing where it is no molecule."""
    from rdkit import Chem

    found = read(smiles)
    return "" if found is None else str(Chem.MolToSmiles(found))


def properties(smiles: str) -> Properties | None:
    """None where the text is no molecule."""
    found = read(smiles)
    if found is None:
        return None
    ways = _ways()
    return Properties(ways["logp"](found), ways["qed"](found), int(ways["rings"](found)), int(ways["size"](found)))


def value(smiles: str, name: str) -> float | None:
    """One property only, which is quicker: QED takes ten times as long as all others together."""
    found = read(smiles)
    return None if found is None else float(_ways()[name](found))


@cache
def _ways() -> Mapping[str, Callable[[Any], float]]:
    from rdkit.Chem import QED, Crippen, rdMolDescriptors

    return {
        "logp": Crippen.MolLogP,  # type: ignore[attr-defined]
        "qed": QED.qed,
        "rings": rdMolDescriptors.CalcNumRings,
        "size": lambda molecule: molecule.GetNumHeavyAtoms(),
    }


@cache
def of_data(name: str) -> np.ndarray:
    """(N,) the property of every molecule of the data, in its order. QED takes some seconds."""
    found = np.array([value(smiles, name) for smiles in structures()], dtype=np.float64)
    found.setflags(write=False)
    return found


# --- likeness


@cache
def _fingerprinter() -> Any:
    from rdkit.Chem import rdFingerprintGenerator

    return rdFingerprintGenerator.GetMorganGenerator(radius=RADIUS)


def fingerprint(smiles: str) -> Any:
    """How often each neighbourhood occurs. ValueError where the text is no molecule."""
    found = read(smiles)
    if found is None:
        raise ValueError(f"{smiles!r} is no molecule.")
    return _fingerprinter().GetSparseCountFingerprint(found)


def likeness(one: str, other: str) -> float:
    """Tanimoto's, from 0 to 1: of all neighbourhoods of the two, counted, the share that both have."""
    from rdkit.DataStructs import TanimotoSimilarity

    return float(TanimotoSimilarity(fingerprint(one), fingerprint(other)))


@cache
def _known() -> Sequence[Any]:
    return [fingerprint(smiles) for smiles in structures()]


def nearest(smiles: str) -> Neighbour:
    """The most similar molecule of the data, the first of equals. ValueError where the text is no molecule."""
    from rdkit.Chem import MolToInchiKey
    from rdkit.DataStructs import BulkTanimotoSimilarity

    likes = BulkTanimotoSimilarity(fingerprint(smiles), _known())
    best = int(np.argmax(likes))
    other = structures()[best]
    # equal keys and unequal fingerprints: two drawings of one molecule, such as its tautomers
    same = likes[best] > SUSPECT and MolToInchiKey(read(smiles)) == MolToInchiKey(read(other))
    return Neighbour(other, float(likes[best]), same)


SUSPECT = 0.3  # below this nobody asks whether the two are one molecule


# --- drawing


def shape(smiles: str) -> Shape:
    """Where RDKit puts the atoms of a drawing. ValueError where the text is no molecule."""
    from rdkit import Chem
    from rdkit.Chem import rdDepictor

    found = read(smiles)
    if found is None:
        raise ValueError(f"{smiles!r} is no molecule.")
    Chem.Kekulize(found, clearAromaticFlags=True)  # rings of alternating single and double bonds, as they are drawn
    rdDepictor.Compute2DCoords(found, canonOrient=True)
    places = found.GetConformer().GetPositions()[:, :2] / 1.5 * WIDE  # RDKit's bonds are 1.5 long
    places -= places.min(axis=0)
    across, down = np.rint(places[:, 0]), np.rint(places[:, 1].max() - places[:, 1])
    atoms = [
        (_label(atom), int(across[place]), int(down[place])) for place, atom in enumerate(found.GetAtoms())
    ]  # fmt: skip
    bonds = [
        (bond.GetBeginAtomIdx(), bond.GetEndAtomIdx(), min(3, max(1, round(bond.GetBondTypeAsDouble()))))
        for bond in found.GetBonds()
    ]
    return Shape(atoms, bonds)


def _label(atom: Any) -> str:
    """What is written at an atom: nothing for carbon inside a molecule; else the element, its hydrogens and its charge."""
    charge = atom.GetFormalCharge()
    if atom.GetSymbol() == "C" and not charge and atom.GetDegree():
        return ""
    hydrogens = atom.GetTotalNumHs()
    told = {0: "", 1: "H"}.get(hydrogens, f"H{hydrogens}")
    sign = {0: "", 1: "+", -1: "−"}.get(charge, f"{abs(charge)}{'+' if charge > 0 else '−'}")
    return f"{atom.GetSymbol()}{told}{sign}"


def shapes(smiles: Iterable[str]) -> dict[str, Shape]:
    """Each molecule once."""
    return {one: shape(one) for one in dict.fromkeys(smiles)}
