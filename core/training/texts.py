"""The texts that learners bring: a page hands one in, a worker reads it, and only what is said of it comes back.

    GLASSBOX_HOME/texts/<key>/original   as it was pasted or uploaded
                              text.txt   what was read from it
                              read.json  what a page shows of it

So no page ever holds, counts or copies a long text: it holds a key. The key cannot be guessed, and the files are their
owner's alone. Knows nothing of pages.
"""

import os
import re
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from core import files
from core.data.own_text import Refused, described
from core.data.own_text.apart import read_apart
from core.problems import NOTHING, Told, from_json, tell
from core.training.corpus import own_choice, what_is_learned
from core.training.recipe import TextChoice
from core.training.run import home

KEY = re.compile(r"[0-9a-f]{32}")
SHOWN = 1_200  # characters of the beginning that a page shows
PASTED = "utf-8"  # how a pasted text is written down, and read again


@dataclass(frozen=True)
class Read:
    """What a page shows of a text: how it begins, what it is, what was left out. `refused`: why it cannot be used, or nothing."""

    key: str
    refused: Told = NOTHING
    begins: str = ""
    described: tuple[Told, ...] = ()  # length and script
    learned: Told = NOTHING  # how much of it is learned
    notes: tuple[Told, ...] = ()
    encoding: str = ""  # of a plain file
    digest: str = ""
    whole: bool = False

    @property
    def choice(self) -> TextChoice:
        """As a run's recipe names it."""
        return TextChoice("own", digest=self.digest, whole=self.whole)


def hand_in(content: bytes | str) -> str:
    """Keep what was pasted or uploaded, for a worker to read. Returns its key."""
    key = secrets.token_hex(16)
    files.write(folder(key) / "original", content.encode("utf-8", "replace") if isinstance(content, str) else content)
    return key


def read(key: str, name: str = "", encoding: str = "") -> Read:
    """Work for a worker: read what was handed in, in a process of its own, and keep the text beside it.

    Args:
        name: the file's; empty for a text that was pasted.
        encoding: how its letters are written, where the learner knows better than what is found out.
    """
    gone = Read(key, tell("gone"))
    original = folder(key) / "original"
    try:
        data = original.read_bytes()
    except OSError:
        return gone
    try:
        own = read_apart(data, name, encoding or ("" if name else PASTED))
    except Refused as refusal:
        found = Read(key, refusal.told, encoding=refusal.encoding if name else "")
    else:
        choice = own_choice(own.text)
        found = Read(
            key, NOTHING, own.text[:SHOWN], described(own.text), what_is_learned(own.text), own.notes,
            own.encoding if name else "", choice.digest, choice.whole,
        )  # fmt: skip
    if not original.exists():  # its learner chose another text meanwhile; nothing of the first one shall stay
        return gone
    if not found.refused:
        files.write(folder(key) / "text.txt", own.text.encode())
    files.write_json(folder(key) / "read.json", asdict(found))
    return found


def found(key: str) -> Read | None:
    """What was read before under this key; None where that is gone, the file is damaged, or it is no key. Who asks has
    come again, so the text is kept for another while."""
    try:
        record = files.read_json(folder(key) / "read.json")
        os.utime(folder(key))
        for name in ("refused", "learned"):
            record[name] = _told(record[name])
        for name in ("described", "notes"):  # an older version kept one sentence for what it is
            several = record[name] if isinstance(record[name], list) else [record[name]]
            record[name] = tuple(map(_told, several))
        return Read(**record)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _told(record: Any) -> Told:
    """What was kept to be told; an older version kept its sentence."""
    return told if isinstance(told := from_json(record), Told) else Told(str(told))


def text(key: str) -> str:
    """The text that was read; empty where it is gone."""
    try:
        return (folder(key) / "text.txt").read_text("utf-8")
    except (OSError, ValueError):
        return ""


def forget(key: str) -> None:
    """A run that learned the text has its own copy of it."""
    files.forget(folder(key))


def folder(key: str) -> Path:
    """Where the files of a text lie. ValueError for a key that no text can have: it becomes a path."""
    if not KEY.fullmatch(key):
        raise ValueError("This is no key of a text.")
    return home() / "texts" / key
