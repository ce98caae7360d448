"""The record of a run, `events.jsonl`: a numbered line for every event, each with its own checksum.

    {"n": 7, "event": "step", "step": 3, "loss": 6.8327, …, "sum": "0123456789abcdef"}

The checksum tells a changed line, the numbers tell a missing one, and `lines.json` beside it tells a missing end. A line
that is not what was written is never believed; the others are. Knows the events, and nothing of models.
"""

import contextlib
import json
import threading
from collections.abc import Iterable
from pathlib import Path

from core import files
from core.training import events as e

OFTEN = (e.Step, e.Record, e.Measured, e.Checkpoint)  # after these the number of lines is not noted down
OLD = b'{"event":'  # how a line began before lines had numbers and checksums


class Ledger:
    """Cheap to make; reads only the lines that are new since the last look. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._begun = 0
        self._forget()

    def _forget(self) -> None:
        self._begun += 1
        self._events: list[e.Event] = []
        self._sums: set[bytes] = set()
        self._read_to, self._file = 0, 0  # bytes that were read, of which file
        self._last = 0  # number of the last line that is sound
        self._unsound = 0  # whole lines behind it that are not
        self._checked = False  # do the lines have checksums?
        self._missing = False  # is there a hole in the numbers?
        self._promised = self._note()

    # --- reading

    def events(self, after: int = 0) -> list[e.Event]:
        """All events whose lines are sound, or those after the first `after`."""
        with self._lock:
            self._look()
            return self._events[after:]

    def whole(self) -> tuple[list[e.Event], tuple[int, int]]:
        """All events, to be read only, and a mark that changes when there are more of them or others."""
        with self._lock:
            self._look()
            return self._events, (self._begun, len(self._events))

    @property
    def damaged(self) -> bool:
        """Is a line lost that was there before?"""
        with self._lock:
            promised = self._note()  # noted after its lines were written, so read before them
            self._look()
            return self._missing or self._unsound > 0 or max(promised, self._promised) > self._last

    def _look(self) -> None:
        try:
            now = self.path.stat()
            size, file = now.st_size, now.st_ino
        except FileNotFoundError:
            size, file = 0, 0
        if size < self._read_to or (self._read_to and file != self._file):  # the run was begun anew
            self._forget()
        if size > self._read_to:
            with self.path.open("rb") as content:
                content.seek(self._read_to)
                new = content.read()
            new = new[: new.rfind(b"\n") + 1]  # a line that is still being written waits
            self._read_to, self._file = self._read_to + len(new), file
            for line in new.split(b"\n"):
                if line:
                    self._take(line)

    def _take(self, line: bytes) -> None:
        if not self._checked and line.startswith(OLD) and not files.is_sealed(line):
            self._take_old(line)
            return
        try:
            record = files.unseal(line)
            number = record.pop("n")
        except (files.Damaged, KeyError):
            if self._checked:
                self._unsound += 1  # torn by a crash, if the next line has its number
            else:
                self._last, self._missing = self._last + 1, True
            return
        self._checked, sum = True, line[-18:-2]
        if number <= self._last and sum in self._sums:  # the disk holds a piece twice
            return
        self._missing = self._missing or number > self._last + 1
        self._last, self._unsound = max(self._last, number), 0
        self._sums.add(sum)
        if event := e.from_json(record):
            self._events.append(event)

    def _take_old(self, line: bytes) -> None:
        """A line of an older version, which nothing but its form can check."""
        self._last += 1
        event = e.parse(line.decode("utf-8", "replace"))
        if event:
            self._events.append(event)
        else:
            self._missing = True

    # --- writing

    def append(self, *events: e.Event) -> None:
        """Write what happened, all of it or nothing. NoRoom where the disk is full."""
        with self._lock:
            self._look()
            self._give_checksums()
            lost = self._unsound
            self._end_a_torn_line()
            lost = min(lost, self._unsound)  # what a crash tore was never a line, and leaves no hole
            number = max(self._last + lost, self._promised)
            lines = b"".join(files.seal({"n": number + i, **e.to_json(one)}) + b"\n" for i, one in enumerate(events, 1))
            files.append(self.path, lines, lasting=any(isinstance(one, e.Saved) for one in events))
            if not all(isinstance(one, OFTEN) for one in events):
                self._promise(number + len(events))

    def _end_a_torn_line(self) -> None:
        if self.path.exists() and self.path.stat().st_size > self._read_to:
            files.append(self.path, b"\n")
            self._look()

    def seal(self) -> None:
        """Number what an older version wrote, give it checksums and note how many lines there are. Once is enough."""
        with self._lock:
            self._look()
            self._give_checksums()
            if self._promised != self._last:
                self._promise(self._last)

    def _give_checksums(self) -> None:
        """Once in the life of a run that an older version began: what its lines say now is what they will be held to."""
        if self._checked or not self._last:
            return
        lines = []
        for number, line in enumerate((one for one in self.path.read_bytes().split(b"\n") if one), 1):
            with contextlib.suppress(ValueError):  # a line that cannot be read leaves a hole in the numbers
                record = json.loads(line.decode("utf-8"))
                if isinstance(record, dict):
                    lines.append(files.seal({"n": number, **record}) + b"\n")
        files.write(self.path, b"".join(lines), lasting=True)
        self._forget()
        self._look()

    def begin_again(self, events: Iterable[e.Event]) -> None:
        """Set the record aside as damaged and begin another one with these events."""
        with self._lock:
            if self.path.exists():
                self.path.replace(self.path.with_suffix(".damaged"))
            self._notes.unlink(missing_ok=True)
            self._forget()
            self.append(*events)

    # --- how many lines there must be

    @property
    def _notes(self) -> Path:
        return self.path.with_name("lines.json")

    def _note(self) -> int:
        """So many lines were there when somebody last noted it down; 0 where nobody knows."""
        try:
            record = files.read_json(self._notes)
            return int(record["lines"]) if record else 0
        except (OSError, ValueError, KeyError, TypeError):
            return 0  # it is noted anew with the next event

    def _promise(self, lines: int) -> None:
        self._promised = lines
        with contextlib.suppress(OSError):  # it only guards the record, which is written
            files.write_json(self._notes, {"lines": lines})
