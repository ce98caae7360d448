"""What a text says of a molecule: whether it is one, why not, what it weighs, and where its atoms lie in a drawing.

RDKit reads, counts and draws; nothing about a molecule is worked out here by other means. What stands here besides is
which letter of a SMILES belongs to which atom, and which two signs far apart must agree. A text is measured before RDKit
sees it, so that nobody can make it work for hours. RDKit is imported when it is first asked for.
"""

import logging
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from core.caches import cache
from core.data.molecules import there, tokens
from core.problems import Problem

MOST_LETTERS, MOST_ATOMS = 200, 100  # of what is looked at
BONDS = frozenset("-=#$:/\\~<>")
RING = re.compile(r"\d|%\d\d")
ATOM = re.compile(r"\[.+\]|Br|Cl|[BCNOPSFI]|[bcnops]|\*", re.DOTALL)
WHY = {  # a text is no molecule, and what is said of it then
    "empty": "smiles.empty",
    "syntax": "smiles.syntax",
    "branch": "smiles.branch",
    "ring": "smiles.ring",
    "valence": "smiles.valence",
    "aromatic": "smiles.aromatic",
    "other": "smiles.other",
}
REASONS = tuple(WHY)


@dataclass(frozen=True)
class Molecule:
    """A text that RDKit reads as a molecule, and what it counts there."""

    smiles: str  # as it was written
    canonical: str  # RDKit's one way of writing it
    key: str  # its InChIKey: what has the same one counts as the same molecule
    formula: str
    weight: float  # in grams a mole, of the mixture of isotopes found on Earth
    atoms: int  # without hydrogen
    rings: int
    pieces: int
    lonely: int  # electrons without a partner; where there are some, an atom has fewer bonds than it likes
    mol: Any = field(repr=False, compare=False)  # RDKit's own; not to be changed


@dataclass(frozen=True)
class Drawing:
    """A structure as SVG in one colour, the text's (`currentColor`), and the place of each atom in it."""

    svg: str
    atoms: tuple[tuple[float, float], ...]  # in the order of the text
    width: int
    height: int


@dataclass(frozen=True)
class Pair:
    """Two signs of a text that only make sense together: the ends of a ring's bond, or a bracket and its other half."""

    kind: str  # "ring" or "branch"
    left: int  # places among the tokens
    right: int


@dataclass(frozen=True)
class Grammar:
    """A SMILES token by token, as its grammar goes, whether or not it is a molecule."""

    tokens: tuple[str, ...]
    atoms: tuple[tuple[int, ...], ...]  # of each token: the atoms that it stands for, joins or starts from
    pairs: tuple[Pair, ...]
    alone: tuple[int, ...]  # tokens whose other half is missing

    def left_open(self, kind: str) -> bool:
        """Whether a "ring" or a "branch" lacks its other half."""
        return any((self.tokens[place] in "()") == (kind == "branch") for place in self.alone)


# --- by the grammar alone


def grammar(smiles: str) -> Grammar:
    """Which atoms each token speaks of, and which tokens must agree.

    >>> found = grammar("C1CC1")
    >>> found.pairs, found.atoms
    ((Pair(kind='ring', left=1, right=4),), ((0,), (0, 2), (1,), (2,), (0, 2)))
    """
    cut = tokens(smiles)
    atoms: list[tuple[int, ...]] = [()] * len(cut)
    pairs: list[Pair] = []
    branches: list[tuple[int, int | None]] = []  # that are open: where, and the atom that they leave
    rings: dict[int, int] = {}  # that are open: by their number, where
    alone: list[int] = []
    count = 0  # atoms so far
    here: int | None = None  # the atom that the next one joins
    waiting: int | None = None  # a bond that waits for its end
    for place, token in enumerate(cut):
        if ATOM.fullmatch(token):
            if waiting is not None:
                atoms[waiting] = (*atoms[waiting], count)
            atoms[place], here, waiting = (count,), count, None
            count += 1
        elif RING.fullmatch(token):
            number = int(token.lstrip("%"))
            atoms[place] = () if here is None else (here,)
            if number in rings:
                first = rings.pop(number)
                atoms[first] = atoms[place] = (*atoms[first], *atoms[place])
                pairs.append(Pair("ring", first, place))
            else:
                rings[number] = place
            waiting = None
        elif token == "(":
            branches.append((place, here))
            atoms[place] = () if here is None else (here,)
        elif token == ")":
            if branches:
                first, here = branches.pop()
                atoms[place] = atoms[first]
                pairs.append(Pair("branch", first, place))
            else:
                alone.append(place)
        elif token in BONDS:
            atoms[place], waiting = () if here is None else (here,), place
        elif token == ".":
            here = None
    alone += [*rings.values(), *(place for place, _ in branches)]
    return Grammar(tuple(cut), tuple(atoms), tuple(pairs), tuple(sorted(alone)))


# --- by RDKit


def parsed(text: str) -> Molecule | Problem:
    """The molecule that a text says, or why there is none, in words for whoever wrote it.

    RDKit reads more than a SMILES: nothing at all is an empty molecule to it, and what follows a space is its name. Here
    a text has at least one atom, no spaces, and no `*`, which stands for any atom or none.
    """
    smiles = text.strip()
    if problem := refused(smiles):
        return problem
    mol, words = _read(smiles)
    if mol is None:
        return Problem(WHY[reason_of(words)], said=words)
    from rdkit.Chem import Descriptors, GetMolFrags, MolToInchiKey, MolToSmiles, rdMolDescriptors

    averages: Any = Descriptors
    key = MolToInchiKey(mol)
    return Molecule(
        smiles,
        MolToSmiles(mol),
        key,
        rdMolDescriptors.CalcMolFormula(mol),
        averages.MolWt(mol),
        mol.GetNumHeavyAtoms(),
        rdMolDescriptors.CalcNumRings(mol),
        len(GetMolFrags(mol)),
        sum(atom.GetNumRadicalElectrons() for atom in mol.GetAtoms()),
        mol,
    )


def refused(smiles: str) -> Problem | None:
    """Why RDKit is not even asked about this text; None where it is."""
    if not there():
        return Problem("no rdkit")
    if not smiles:
        return Problem("smiles.empty")
    if len(smiles) > MOST_LETTERS:
        return Problem("smiles.long", letters=len(smiles), most=MOST_LETTERS)
    if any(letter.isspace() for letter in smiles):
        return Problem("smiles.spaces")
    if odd := next((letter for letter in smiles if not "!" <= letter <= "~"), ""):
        return Problem("smiles.letters", letter=odd if odd.isprintable() else "�")
    if "*" in smiles:
        return Problem("smiles.any")
    if "%(" in smiles:
        return Problem("smiles.numbers")
    atoms = sum(bool(ATOM.fullmatch(token)) for token in tokens(smiles))
    if atoms > MOST_ATOMS:
        return Problem("smiles.many", atoms=atoms, most=MOST_ATOMS)
    return None


def read_by_rdkit(smiles: str) -> Any:
    """RDKit's own molecule of a text that is not `refused`, or a Problem with what it said."""
    mol, words = _read(smiles)
    return Problem(WHY[reason_of(words)], said=words) if mol is None else mol


@dataclass(frozen=True)
class Verdict:
    """What RDKit says of a text that a model wrote: a molecule by its key, or why not and in which words."""

    smiles: str
    key: str = ""  # its InChIKey
    reason: str = ""  # one of REASONS, where it is none
    words: str = ""  # RDKit's own
    atoms: int = 0  # without hydrogen

    @property
    def valid(self) -> bool:
        return bool(self.key)


def judged(smiles: str) -> Verdict:
    """Whether a text that a model wrote is a molecule: RDKit reads it, as in the benchmark MOSES, and it has an atom."""
    if not smiles:
        return Verdict(smiles, reason="empty")
    mol, words = _read(smiles)
    if mol is None:
        return Verdict(smiles, reason=reason_of(words), words=words)
    if not mol.GetNumAtoms():
        return Verdict(smiles, reason="empty")
    from rdkit.Chem import MolToInchiKey, MolToSmiles

    key = MolToInchiKey(mol) or MolToSmiles(mol)  # InChI knows a few elements and charges less than SMILES does
    return Verdict(smiles, key, atoms=mol.GetNumHeavyAtoms())


def reason_of(words: str) -> str:
    """Which kind of mistake RDKit's own words tell of; it names the first that it meets.

    >>> reason_of("SMILES Parse Error: unclosed ring for input: 'C1CC'")
    'ring'
    """
    signs = {
        "ring": ("unclosed ring", "ring closure"),
        "branch": ("open parentheses", "close parentheses"),
        "valence": ("valence",),
        "aromatic": ("kekulize", "marked aromatic"),
        "syntax": ("Parse Error",),
    }
    return next((reason for reason, said in signs.items() if any(one in words for one in said)), "other")


def keys(smiles: Sequence[str]) -> frozenset[str]:
    """The InChIKeys of known molecules."""
    return frozenset(verdict.key for verdict in map(judged, smiles) if verdict.valid)


def drawn(text: str, width: int = 480, height: int = 320) -> Drawing | Problem:
    """The structure as a chemist draws it, in one colour, with the place of each atom of the text.

    Hydrogen that was written is drawn, so that every atom of the text has its place.
    """
    smiles = text.strip()
    if problem := refused(smiles):
        return problem
    mol, words = _read(smiles, hydrogen=True)
    if mol is None:
        return Problem(WHY[reason_of(words)], said=words)
    from rdkit.Chem.Draw import rdMolDraw2D

    pen = rdMolDraw2D.MolDraw2DSVG(width, height)
    options: Any = pen.drawOptions()
    options.useBWAtomPalette()
    options.clearBackground = False
    options.padding = 0.08
    options.fixedBondLength = 42  # a small molecule is not blown up to fill the picture
    rdMolDraw2D.PrepareAndDrawMolecule(pen, mol)
    pen.FinishDrawing()
    svg = pen.GetDrawingText()
    svg = svg[svg.index("<svg") :].replace("#000000", "currentColor")
    places = [pen.GetDrawCoords(atom) for atom in range(mol.GetNumAtoms())]
    return Drawing(svg, tuple((round(place.x, 1), round(place.y, 1)) for place in places), width, height)


def _read(smiles: str, hydrogen: bool = False) -> tuple[Any, str]:
    """RDKit's molecule and no words, or None and what RDKit said. `hydrogen`: as atoms, where it was written."""
    from rdkit import Chem

    heard = _ear()
    heard.lines = []
    try:
        if hydrogen:
            rules: Any = Chem.SmilesParserParams()
            rules.removeHs = False
            mol = Chem.MolFromSmiles(smiles, rules)
        else:
            mol = Chem.MolFromSmiles(smiles)
        return mol, "" if mol is not None else _first(heard.lines)
    finally:
        heard.lines = None


def _first(lines: Sequence[str]) -> str:
    """The first thing that was said, without the time of day and the text itself."""
    said = re.sub(r"^\[[\d:]+\] ", "", lines[0]) if lines else ""
    return re.split(r" for input: | while parsing: ", said)[0]


class _Ear(logging.Handler, threading.local):
    """Keeps what RDKit says while a thread listens to it; else it goes nowhere."""

    lines: list[str] | None = None

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    def emit(self, record: logging.LogRecord) -> None:
        if self.lines is not None:
            self.lines.append(record.getMessage())


@cache
def _ear() -> _Ear:
    """RDKit speaks to Python's logging from now on, and we listen."""
    from rdkit import rdBase

    rdBase.LogToPythonLogger()
    logger, ear = logging.getLogger("rdkit"), _Ear()
    for other in [*logger.handlers]:
        logger.removeHandler(other)
    logger.addHandler(ear)
    logger.propagate = False
    return ear
