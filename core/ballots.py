"""The votes of a class: kept on this server as counts, under a code that whoever knows it may vote with.

What is remembered of a voter is a code that says "has voted on this", so that a browser counts once; what was voted is in
the counts alone, and in the voter's own notebook, for their own shift. Who is forgotten takes these codes along, and the
counts stay. Nobody can empty a vote: to start anew is to take another code. One web process keeps the files.
"""

import hashlib
import json
import re
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from core.files import write
from core.measure.votes import SCALE, WHEN
from core.training.run import home

EVERYBODY = "everybody"  # who came without a code
CODE = re.compile(r"[a-z0-9]{1,12}")
WORDS = ("birch", "cloud", "finch", "heron", "larch", "maple", "otter", "plum", "robin", "river", "tulip", "wren")
MOST = 500  # votes kept at a time
DAYS = 60  # after the last vote, one is forgotten
DAY = 86_400

_lock = threading.Lock()


class TooMany(ValueError):
    """No room for another vote on this server."""


@dataclass(frozen=True)
class Ballot:
    """One class's vote, found by its code."""

    code: str

    def __post_init__(self) -> None:
        if not CODE.fullmatch(self.code):
            raise ValueError("A code has one to twelve letters from a to z, or digits, without spaces.")

    @property
    def _path(self) -> Path:
        return home() / "votes" / f"{self.code}.json"

    def counts(self, statement: str, when: str) -> tuple[int, ...]:
        """How many voted for each step of the scale."""
        counts = self._read()["counts"].get(statement, {}).get(when)
        return tuple(counts) if counts else (0,) * len(SCALE)

    def vote(self, voter: str, statement: str, when: str, step: int, earlier: int | None = None) -> bool:
        """Count a vote; False where this voter's was counted before and is not known, so that it stays.

        Args:
            voter: an id of the browser. Only a code made from it is kept.
            earlier: what the same visit voted before. The vote then moves.
        """
        if when not in WHEN or not 0 <= step < len(SCALE):
            raise ValueError(f"One votes {' or '.join(WHEN)}, on a step from 0 to {len(SCALE) - 1}.")
        with _lock:
            record = self._read()
            if not self._path.exists():
                _make_room()
            mark = _mark(record["salt"], voter, statement, when)
            known = mark in record["voted"]
            if known and earlier is None:
                return False
            row = record["counts"].setdefault(statement, {}).setdefault(when, [0] * len(SCALE))
            if known and earlier is not None:
                row[earlier] = max(0, row[earlier] - 1)
            row[step] += 1
            record["voted"] = sorted({*record["voted"], mark})  # in no order of time
            write(self._path, json.dumps(record).encode())
            return True

    def marks(self, voter: str) -> set[str]:
        """The codes that say on what this voter has voted."""
        return _marks(self._read(), voter)

    def forget(self, voter: str) -> None:
        """Drop the voter's marks. What they voted stays counted; they may vote again, as whoever comes with another browser."""
        with _lock:
            record = self._read()
            if marks := _marks(record, voter):
                record["voted"] = sorted(set(record["voted"]) - marks)
                write(self._path, json.dumps(record).encode())

    def _read(self) -> dict[str, Any]:
        try:
            record = {} if _old(self._path) else json.loads(self._path.read_text("utf-8"))
            return {"salt": str(record["salt"]), "counts": dict(record["counts"]), "voted": list(record["voted"])}
        except (OSError, ValueError, KeyError, TypeError):
            return {"salt": secrets.token_hex(8), "counts": {}, "voted": []}


@dataclass
class Own:
    """What one learner voted, by statement; and which of these votes they have in the counts."""

    chosen: dict[str, int] = field(default_factory=dict)
    counted: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, record: Mapping[str, Any]) -> Self:
        """From what the learner's notebook holds; nothing where it holds anything else."""
        chosen, counted = record.get("chosen", {}), record.get("counted", [])
        if not (isinstance(chosen, dict) and isinstance(counted, list)):
            return cls()
        steps = range(len(SCALE))
        there = {name: step for name, step in chosen.items() if type(step) is int and step in steps}
        return cls(there, set(map(str, counted)))

    @property
    def record(self) -> dict[str, Any]:
        """For the notebook."""
        return {"chosen": self.chosen, "counted": sorted(self.counted)}


def fresh_code() -> str:
    """A code under which nobody voted yet, easy to read aloud."""
    for _ in range(100):
        code = f"{secrets.choice(WORDS)}{secrets.randbelow(90) + 10}"
        if not (home() / "votes" / f"{code}.json").exists():
            return code
    return secrets.token_hex(5)


def all_ballots() -> list[Ballot]:
    """Every vote that is kept on this server."""
    return [Ballot(path.stem) for path in _kept() if CODE.fullmatch(path.stem)]


def forget_old() -> None:
    """Delete the votes in which nobody voted for long."""
    for path in _kept():
        if _old(path):
            path.unlink(missing_ok=True)


def _make_room() -> None:
    """TooMany where there are too many votes, without the old ones."""
    forget_old()
    if sum(1 for _ in _kept()) >= MOST:
        raise TooMany("Too many votes are open on this server.")


def _mark(salt: str, voter: str, statement: str, when: str) -> str:
    """What says that this voter has voted on this; nobody can tell the voter from it."""
    return hashlib.sha256(f"{salt} {voter} {statement} {when}".encode()).hexdigest()[:32]


def _marks(record: Mapping[str, Any], voter: str) -> set[str]:
    known = {_mark(record["salt"], voter, statement, when) for statement in record["counts"] for when in WHEN}
    return known & set(record["voted"])


def _old(path: Path) -> bool:
    """Was the last vote so long ago that it is forgotten? OSError where there is no such vote."""
    return time.time() - path.stat().st_mtime > DAYS * DAY


def _kept() -> Iterator[Path]:
    folder = home() / "votes"
    return folder.glob("*.json") if folder.exists() else iter(())
