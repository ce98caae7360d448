"""Files that must not be lost, misread or read by others: one place writes them, and one reads and checks them.

Whole or not at all: a file is written beside its place and moved there. A learner's files are the owner's alone. What we
write as JSON carries a checksum over every byte before it, so that a disk that forgets a bit is found out and never
believed. Knows nothing of runs.
"""

import contextlib
import errno
import hashlib
import json
import os
import re
import secrets
import shutil
import socket
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import psutil

from core.problems import Problem, tell

FORM = 2  # of our JSON files; the first form had no checksum
TAIL = re.compile(rb', "sum": "[0-9a-f]{16}"\}')
TAIL_LENGTH = len(', "sum": "0123456789abcdef"}')
FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
COPIES = "copies"  # the folder that holds each precious file once more
PRIVATE = 0o600  # nobody but the owner reads or writes
HOUR = 3600


class Damaged(Problem):
    """A file does not hold what was written to it."""


class NoRoom(OSError):
    """The disk is full, so something could not be kept. What was kept before is safe."""

    told = tell("no room")

    def __str__(self) -> str:
        return str(self.told)


# --- writing


@contextlib.contextmanager
def _room() -> Iterator[None]:
    """What the system says of a full disk, in a sentence of ours."""
    try:
        yield
    except OSError as problem:
        if problem.errno in FULL:
            raise NoRoom from None
        raise


def folder(path: Path) -> Path:
    """Make a folder that only its owner may enter, and those above it that are missing."""
    with _room():
        for one in [*reversed(path.parents), path]:
            if not one.is_dir():
                with contextlib.suppress(FileExistsError):  # somebody else was as quick
                    os.mkdir(one, 0o700)
    return path


def write(path: Path, content: bytes, *, lasting: bool = False) -> None:
    """Write a file so that it is there whole or not at all; NoRoom where the disk is full, and then nothing stays behind.

    Args:
        lasting: wait until the disk has it, so that not even a power cut takes it back. For what cannot be made again.
    """
    folder(path.parent)
    beside = path.with_name(_unfinished(path.name))
    try:
        with _room():
            file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), PRIVATE)
            try:
                _all(file, content)
                if lasting:
                    os.fsync(file)
            finally:
                os.close(file)
            os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def append(path: Path, content: bytes, *, lasting: bool = False) -> int:
    """Add to the end of a file, all of it or nothing. Returns where the content begins."""
    folder(path.parent)
    with _room():
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), PRIVATE)
        try:
            start = os.fstat(file).st_size
            try:
                _all(file, content)
                if lasting:
                    os.fsync(file)
            except OSError:
                os.ftruncate(file, start)
                raise
        finally:
            os.close(file)
    return start


def _all(file: int, content: bytes) -> None:
    """The system may write less than it was given."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(file, rest) :]


# --- JSON with a checksum


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def seal(record: Mapping[str, Any]) -> bytes:
    """A record as one line of JSON whose last member is the checksum of everything before it.

    >>> seal({"a": 1})
    b'{"a": 1, "sum": "795efb8f8bdc87cd"}'
    """
    body = json.dumps(record, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")[:-1]
    return body + f', "sum": "{digest(body)[:16]}"}}'.encode()


def is_sealed(content: bytes) -> bool:
    """Does it end as `seal` ends? (Whether the checksum is right is another question.)"""
    return TAIL.fullmatch(content[-TAIL_LENGTH:]) is not None


def unseal(content: bytes) -> dict[str, Any]:
    """The record that was sealed. Damaged where a single bit is another one."""
    body = content[:-TAIL_LENGTH]
    if not is_sealed(content) or content[-18:-2] != digest(body)[:16].encode():
        raise Damaged("not as written")
    record: dict[str, Any] = json.loads(body + b"}")
    return record


def write_json(path: Path, record: Mapping[str, Any], *, lasting: bool = False) -> None:
    """Write a record with its checksum."""
    write(path, seal({"form": FORM, **record}), lasting=lasting)


def from_json(content: bytes) -> Any:
    """What `write_json` wrote, or plain JSON as the first versions wrote it. Damaged where it is neither.

    The form stands at the start and the checksum at the end, so that damage in one place cannot make a new file look
    like an old one.
    """
    if content.startswith(b'{"form":') or is_sealed(content):
        record = unseal(content)
        record.pop("form", None)
        return record
    try:
        return json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Damaged("not JSON") from None


def read_json(path: Path) -> Any:
    """The record in a file; None where there is no such file. Damaged with a sentence where it does not hold one."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        return from_json(content)
    except Damaged:
        raise Damaged("file damaged", name=path.name) from None


# --- a second copy of what cannot be made again


def keep_copy(path: Path) -> None:
    """Keep the file once more, in a folder beside it."""
    write(path.parent / COPIES / path.name, path.read_bytes(), lasting=True)


def kept(path: Path) -> bool:
    """Is the file there, or its copy?"""
    return path.exists() or (path.parent / COPIES / path.name).exists()


def mended(path: Path, check: Callable[[bytes], object]) -> bytes | None:
    """The file's content if `check` passes it, else its copy's, which is then put in its place; None where neither is there.

    Args:
        check: raises Damaged for content that is not what was written.
    """
    problem: Damaged | None = None
    for place in (path, path.parent / COPIES / path.name):
        try:
            content = place.read_bytes()
            check(content)
        except OSError:
            continue
        except Damaged as found:
            problem = problem or found
            continue
        if place != path:
            with contextlib.suppress(OSError):  # on a full disk the copy still serves
                write(path, content)
        return content
    if problem:
        raise problem
    return None


# --- at the start


def make_private(place: Path) -> None:
    """Take from everybody else what an older version let them read. (Windows keeps a user's folder to its user itself.)"""
    for path in [place, *place.rglob("*")]:
        with contextlib.suppress(OSError):
            if not path.is_symlink():
                path.chmod(0o700 if path.is_dir() else PRIVATE)


def make_public(place: Path) -> None:
    """Let everybody read what comes with the app: whoever installs it may be another user than who runs it."""
    for path in [place, *place.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


def _host() -> str:
    return f"{zlib.crc32(socket.gethostname().encode()):08x}"


def _unfinished(name: str) -> str:
    """The name of a file while it is written: it says who writes, so that nobody sweeps away what is in work."""
    return f".{name}.{_host()}.{os.getpid()}.{secrets.token_hex(4)}.part"


UNFINISHED = re.compile(r"\..+\.(?P<host>[0-9a-f]{8})\.(?P<pid>\d+)\.[0-9a-f]{8}\.part")
UNFINISHED_BEFORE = re.compile(r"\..+\.[0-9a-f]{8}|.+\.\d+\.unfinished")  # as earlier versions called it


def tidy(place: Path) -> list[Path]:
    """Remove what writers that were killed left half done. Returns what is gone."""
    gone = []
    for path in place.rglob("*"):
        if _left_over(path):
            with contextlib.suppress(OSError):
                path.unlink()
                gone.append(path)
    return gone


def _left_over(path: Path) -> bool:
    try:
        old = time.time() - path.lstat().st_mtime > HOUR
    except OSError:
        return False
    if mine := UNFINISHED.fullmatch(path.name):
        return old or (mine["host"] == _host() and not psutil.pid_exists(int(mine["pid"])))
    return old and UNFINISHED_BEFORE.fullmatch(path.name) is not None and path.is_file()


def forget(place: Path) -> None:
    """Delete a folder and all that is in it; what cannot be deleted stays."""
    shutil.rmtree(place, ignore_errors=True)
