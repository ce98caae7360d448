"""Whose work is whose: the runs that a learner started, all that is kept of them, and how all of it is forgotten.

A learner is a random id and a notebook. Knows nothing about how a browser is told from another one.
"""

import json
import time
from dataclasses import dataclass, field
from pathlib import Path

from core import drawings, files
from core.ballots import all_ballots
from core.lessons import frame
from core.notebook import Notebook
from core.training import jobs, texts
from core.training.finding import find
from core.training.run import Run, home
from core.training.tidying import used

OWN_TEXT = "everywhere/own text handed in"  # where it lies until it is trained on
OWN_LIST = "everywhere/own molecules handed in"  # of molecules, likewise
RUN = "everywhere/run "  # a run of one's own, as the notebook names it: this and its id; the value is its number
PATIENCE = 8.0  # seconds that a worker may take to let go of a run before it is deleted


@dataclass(frozen=True)
class Traces:
    """All that this server keeps of one learner."""

    notes: list[str]  # the notebook's names
    private: list[Run] = field(default_factory=list)  # runs and studies that nobody else can find
    shared: int = 0  # runs that only stand in the list, and stay for everybody
    drawings: list[str] = field(default_factory=list)  # codes of what its links show
    marks: int = 0  # that say that this browser has voted

    def in_words(self) -> str:
        """What there is, as a list; empty where nothing is kept."""
        say = frame().say
        things = [
            say("notes", count=len(self.notes)) if self.notes else "",
            say("private runs", count=len(self.private)) if self.private else "",
            say("drawings", count=len(self.drawings)) if self.drawings else "",
            say("marks", count=self.marks) if self.marks else "",
            say("run list") if self.shared else "",
        ]
        return "; ".join(filter(None, things))


@dataclass(frozen=True)
class Learner:
    """Somebody who learns here."""

    id: str
    notebook: Notebook

    # --- one's own runs

    def runs(self) -> dict[str, Run]:
        """Name and run, the newest first; runs that were deleted meanwhile are left out. Those that are there stay for another
        while, since their learner is."""
        found = {frame().say("my run", number=number): find(id) for id, number in reversed(self._list().items())}
        mine: dict[str, Run] = {name: run for name, run in found.items() if run}
        for run in mine.values():
            used(run)
        return mine

    def names(self) -> dict[str, str]:
        """What the learner calls these runs, by their ids."""
        return {run.id: name for name, run in self.runs().items()}

    def remember(self, run: Run) -> None:
        """Note that this learner started the run, under the next number."""
        runs = self._list()
        if run.id not in runs:
            runs[run.id] = max(runs.values(), default=0) + 1
            self.notebook.put({RUN + id: number for id, number in runs.items()})

    def _list(self) -> dict[str, int]:
        """The ids of the runs that were started, and the number of each, by which its learner knows it."""
        if names := self.notebook.names(RUN):
            return {name.removeprefix(RUN): _number(self.notebook.get(name)) for name in names}
        try:
            record = json.loads(self._old_list.read_text("utf-8"))
            return {str(id): _number(name) for id, name in record.items()}
        except (OSError, ValueError, AttributeError):
            return {}

    @property
    def _old_list(self) -> Path:
        """Version 0.3 kept the list in a file of its own."""
        return home() / "learners" / f"{self.id}.json"

    # --- to be forgotten

    def traces(self) -> Traces:
        """What `forget` would delete."""
        private = [run for folder in (home() / "runs").glob("*") if self._owns(run := Run(folder))]
        notes = [name for name in self.notebook.names() if not name.startswith(RUN)]
        shared = sum(id not in {run.id for run in private} for id in self._list())
        marks = sum(len(ballot.marks(self.id)) for ballot in all_ballots())
        return Traces(notes, private, shared, drawings.drawn_by(self.id), marks)

    def _owns(self, run: Run) -> bool:
        try:
            return run.private and run.owner == self.id
        except (ValueError, OSError):
            return False  # no run, or a damaged one: its owner is not known

    def forget(self) -> list[Run]:
        """Delete all that is kept. Returns the private runs that a worker would not let go of in time."""
        found = self.traces()
        private = found.private
        for run in private:
            if run.active:
                jobs.start().stop(run, self.id)
        end = time.monotonic() + PATIENCE
        while any(run.active for run in private) and time.monotonic() < end:
            time.sleep(0.1)
        busy = [run for run in private if run.active]
        for run in private:
            if run not in busy:
                files.forget(run.folder)
        for code in found.drawings:
            drawings.forget(code)
        for ballot in all_ballots():
            ballot.forget(self.id)
        for name in (OWN_TEXT, OWN_LIST):
            if key := str(self.notebook.get(name, {}).get("key", "")):
                texts.forget(key)
        self.notebook.forget()
        self._old_list.unlink(missing_ok=True)
        return busy


def _number(kept: object) -> int:
    """A run's number. What was kept before numbers were is its English name, such as "run 3"."""
    return int("".join(filter(str.isdecimal, str(kept))) or 0)
