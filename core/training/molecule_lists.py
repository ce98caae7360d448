"""The lists of molecules that learners bring: a page hands one in, a worker reads it, and the page gets what can be learned.

They lie beside the texts of one's own (`core.training.texts`), under a key that cannot be guessed, and go as those do. Knows
nothing of pages.
"""

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from core import files
from core.caches import lru_cache
from core.measure import molecule_lists as measure
from core.problems import NOTHING, Problem, Told, from_json, tell
from core.training import texts


@dataclass(frozen=True)
class ReadList:
    """What was read of a list. `refused`: why nothing can be learned from it, or nothing."""

    key: str
    refused: Told = NOTHING
    smiles: tuple[str, ...] = ()
    notes: tuple[Told, ...] = ()
    room: Mapping[str, int] = field(default_factory=dict)  # how many can be learned in each way of writing

    def too_few(self, writing: str) -> Told:
        """Why this list cannot be learned in this way of writing, or nothing."""
        there = self.room.get(writing, 0)
        return NOTHING if there >= measure.FEWEST else tell("list.room", molecules=there, least=measure.FEWEST)


def read(key: str) -> ReadList:
    """Work for a worker: read the list that was handed in, and keep what was read beside it."""
    original = texts.folder(key) / "original"
    try:
        data = original.read_bytes()
    except OSError:
        return ReadList(key, tell("gone"))
    try:
        own = measure.read(data)
    except Problem as problem:
        found = ReadList(key, problem.told)
    else:
        found = ReadList(key, NOTHING, own.smiles, own.notes, own.room)
    if original.exists():  # else its learner chose another one meanwhile
        files.write_json(original.with_name("molecules.json"), asdict(found))
    return found


def found(key: str) -> ReadList | None:
    """What was read under this key before; None where that is gone, damaged, or no key. Who asks has come again, so it is kept
    for another while."""
    try:
        folder = texts.folder(key)
        os.utime(folder)
        return _read(folder / "molecules.json")
    except (OSError, ValueError, TypeError, KeyError):
        return None


@lru_cache(maxsize=16)
def _read(path: Path) -> ReadList:
    record = files.read_json(path)
    return ReadList(
        str(record["key"]),
        _told(record["refused"]),
        tuple(map(str, record["smiles"])),
        tuple(map(_told, record["notes"])),
        {str(way): int(many) for way, many in record["room"].items()},
    )


def _told(record: Any) -> Told:
    told = from_json(record)
    if not isinstance(told, Told):
        raise ValueError("There is nothing to tell here.")
    return told
