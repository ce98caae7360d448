"""What one learner made, under names: one small file a learner, merged name by name, so that two tabs share it.

A line a name, each with a digest of its own, so that damage costs one line and not the rest. A long value, such as a
pasted text, lies in a file beside it. Knows nothing about who the learner is or what the names mean.
"""

import contextlib
import hashlib
import json
import logging
import os
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from core import files
from core.caches import lru_cache

VERSION = "glassbox notebook 1"  # the first line of the file
LONG = 4_000  # bytes of JSON; longer values get a file of their own
MOST_NAMES = 2_000
MOST_BYTES = 16_000_000  # of one learner; the largest own text has 5 MB

log = logging.getLogger("glassbox.notebook")


class Notebook:
    """Names and values of plain JSON. Safe to share between threads; without a folder it lives in memory alone."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._small: dict[str, Any] = {}  # in the order of their last change
        self._long: dict[str, tuple[str, int]] = {}  # name → the file beside, its size
        self._lock = threading.RLock()
        self._seen: tuple[int, int] | None = None  # the file as it was when it was last read or written

    @property
    def path(self) -> Path | None:
        return self.folder / "work.jsonl" if self.folder else None

    # --- what is there

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a name; the default where there is none, where it is damaged or of another kind."""
        with self._lock:
            value = self._small.get(name)
            if name in self._long:
                value = self._read_long(name)
        if value is None or (default is not None and not isinstance(value, type(default))):
            return default
        return value

    def names(self, beginning: str = "") -> list[str]:
        """All names with that beginning, those that were changed last at the end."""
        with self._lock:
            return [name for name in (*self._long, *self._small) if name.startswith(beginning)]

    def refresh(self) -> None:
        """Read the file again if another process wrote it; a look at its date is all that it costs else."""
        if self.path and _stamp(self.path) != self._seen:
            with self._lock:
                self._read()

    # --- what changes

    def put(self, values: Mapping[str, Any]) -> None:
        """Keep these values; None forgets a name. NoRoom where the disk is full: then they stand in memory alone."""
        with self._lock:
            self.refresh()
            for name, value in values.items():
                self._small.pop(name, None)
                self._long.pop(name, None)
                if value is None:
                    continue
                content = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
                if not (self.folder and len(content) > LONG and self._put_long(name, content)):
                    self._small[name] = json.loads(content)  # a copy of its own
            self._make_room()
            self._write()

    def forget(self) -> None:
        """Everything goes, for ever."""
        with self._lock:
            self._small, self._long, self._seen = {}, {}, None
            if self.folder:
                files.forget(self.folder)

    def used(self) -> None:
        """Note that its learner was here, so that it is kept for another while."""
        if self.path:
            self.refresh()  # what another process wrote is read first: the new date would hide it
            with contextlib.suppress(OSError):
                os.utime(self.path)
                self._seen = _stamp(self.path)

    # --- files

    def _read(self) -> None:
        assert self.path
        self._small, self._long, self._seen = {}, {}, _stamp(self.path)
        try:
            first, *lines = self.path.read_bytes().split(b"\n")
        except OSError:
            return
        if first.decode("utf-8", "replace") != VERSION:
            return self._set_aside(self.path, "is of another version or damaged")
        bad = 0
        for line in filter(None, lines):
            digest, _, content = line.partition(b" ")
            if digest != _digest(content)[:16].encode():
                bad += 1
                continue
            record = json.loads(content)
            if "file" in record:
                self._long[record["name"]] = record["file"], record["size"]
            else:
                self._small[record["name"]] = record["value"]
        if bad:
            log.warning("%s: %d damaged lines were left out; the other %d are kept.", self.path, bad, len(self.names()))

    def _lines(self) -> Iterator[bytes]:
        yield VERSION.encode()
        records = [{"name": name, "file": file, "size": size} for name, (file, size) in self._long.items()]
        records += [{"name": name, "value": value} for name, value in self._small.items()]
        for record in records:
            content = json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
            yield _digest(content)[:16].encode() + b" " + content

    def _write(self) -> None:
        if not (self.path and self.folder):
            return
        try:
            files.write(self.path, b"\n".join(self._lines()) + b"\n")
            needed = {file for file, _ in self._long.values()}
            for old in self.folder.glob("*.long"):
                if old.name not in needed:
                    old.unlink(missing_ok=True)
        except files.NoRoom:
            raise  # a sentence for the learner; what they made stands in memory for now
        except OSError as problem:
            log.warning("%s could not be written, so it stands in memory alone for now: %s.", self.path, problem)
        finally:
            self._seen = _stamp(self.path)

    def _put_long(self, name: str, content: bytes) -> bool:
        """Did it get a file of its own?"""
        assert self.folder
        file = f"{_digest(content)[:24]}.long"
        try:
            if not (self.folder / file).exists():
                files.write(self.folder / file, content)
        except OSError as problem:
            log.warning("A long text could not be kept in %s: %s.", self.folder, problem)
            return False
        self._long[name] = file, len(content)
        return True

    def _read_long(self, name: str) -> Any:
        assert self.folder
        file, _ = self._long[name]
        path = self.folder / Path(file).name
        try:
            content = path.read_bytes()
        except OSError:
            content = b""
        if f"{_digest(content)[:24]}.long" == file:
            return json.loads(content.decode("utf-8", "surrogatepass"))
        del self._long[name]
        self._set_aside(path, "is damaged")
        return None

    def _make_room(self) -> None:
        """Forget what was changed longest ago where there is too much."""
        while len(self._small) > MOST_NAMES:
            del self._small[next(iter(self._small))]
        while sum(size for _, size in self._long.values()) > MOST_BYTES:
            del self._long[next(iter(self._long))]

    def _set_aside(self, path: Path, why: str) -> None:
        log.warning("%s %s and was set aside; the rest of the work is kept.", path, why)
        with contextlib.suppress(OSError):
            os.replace(path, path.with_suffix(".damaged"))


@lru_cache(maxsize=256)
def notebook_in(folder: str) -> Notebook:
    """The one notebook of this folder that all of a learner's tabs share in this process."""
    found = Notebook(Path(folder))
    found.refresh()
    return found


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino
