"""A learner's own list of molecules: one SMILES a line, read by RDKit, with what there is to tell of every wrong line.

A list may be anything: a picture, a novel, a million lines. So its size is looked at first, each line is measured before
RDKit sees it, and after some seconds the rest is left. Knows nothing of where a list comes from.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import process_time

from core.data.molecules import MOST_TOKENS, tokens, without_small_letters
from core.measure import selfies
from core.measure.molecules import read_by_rdkit, refused
from core.problems import Problem, Told, tell

FEWEST, MOST = 50, 5_000  # molecules
MOST_BYTES = 1_000_000
MOST_LINES = 20_000
ROOM = 44  # tokens that a text must stay below, however it is written
SECONDS = 30.0  # of reading
TOLD = 5  # wrong lines; the others are counted
FIELD = re.compile(r"[\s,;]")  # a name or a number may stand behind the SMILES
HEADS = frozenset({"smiles", "smile", "canonical_smiles", "structure"})
LIMITS = tell("list.limits", least=FEWEST, most=MOST, tokens=MOST_TOKENS, bytes=MOST_BYTES)


@dataclass(frozen=True)
class OwnList:
    """The molecules that can be learned, each once, as RDKit writes them; and what there is to tell of the others."""

    smiles: tuple[str, ...]
    notes: tuple[Told, ...] = ()
    room: Mapping[str, int] = field(default_factory=dict)  # how many can be learned in each way of writing


def read(content: bytes | str) -> OwnList:
    """The molecules of a list. Problem where it is too large, no text, or has too few of them."""
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    if len(data) > MOST_BYTES:
        raise Problem("list.large", bytes=len(data), most=MOST_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Problem("list.no text") from None
    if "\0" in text:
        raise Problem("list.no text")
    lines = text.splitlines()
    found: dict[str, None] = {}
    wrong: list[tuple[int, Told]] = []
    twice, begun, left = 0, process_time(), 0
    for number, line in enumerate(lines[:MOST_LINES], 1):
        if process_time() - begun > SECONDS or len(found) == MOST:
            left = len(lines) - number + 1
            break
        smiles = FIELD.split(line.strip(), maxsplit=1)[0]
        if not smiles or smiles.startswith("#") or number == 1 and smiles.strip('"').casefold() in HEADS:
            continue
        one = molecule(smiles.strip('"'))
        if isinstance(one, Problem):
            wrong.append((number, one.told))
        elif one in found:
            twice += 1
        else:
            found[one] = None
    else:
        left = max(0, len(lines) - MOST_LINES)
    if len(found) < FEWEST:
        first = tell("list.line", line=wrong[0][0], why=wrong[0][1]) if wrong else ""
        raise Problem("list.few" if found else "list.none", molecules=len(found), least=FEWEST, first=first)
    return OwnList(tuple(found), notes(wrong, twice, left), room(tuple(found)))


def molecule(smiles: str) -> str | Problem:
    """One line: RDKit's way of writing it, without left and right hands, or why it cannot be learned from."""
    if problem := refused(smiles):
        return problem
    mol = read_by_rdkit(smiles)
    if isinstance(mol, Problem):
        return mol
    from rdkit.Chem import MolToSmiles

    written = MolToSmiles(mol, isomericSmiles=False)
    if "." in written:
        return Problem("list.pieces")
    if (long := len(tokens(written))) > MOST_TOKENS:
        return Problem("list.long", tokens=long, most=MOST_TOKENS)
    return written


def room(smiles: Sequence[str]) -> dict[str, int]:
    """How many of the molecules have room in each way of writing. In SELFIES some cannot be said at all."""
    explicit = sum(len(tokens(without_small_letters(one))) < ROOM for one in smiles)
    said = sum(0 < len(selfies.symbols(_as_selfies(one))) < ROOM for one in smiles) if selfies.there() else 0
    return {"smiles": len(smiles), "explicit": explicit, "selfies": said}


def _as_selfies(smiles: str) -> str:
    try:
        return selfies.encoded(smiles)
    except ValueError:
        return ""


def notes(wrong: Sequence[tuple[int, Told]], twice: int, left: int) -> tuple[Told, ...]:
    """What is told of the lines that are not learned from."""
    said = [tell("list.line", line=number, why=why) for number, why in wrong[:TOLD]]
    if len(wrong) > TOLD:
        said.append(tell("list.more", lines=len(wrong) - TOLD))
    if twice:
        said.append(tell("list.twice", lines=twice))
    if left:
        said.append(tell("list.left", lines=left, most=MOST))
    return tuple(said)
