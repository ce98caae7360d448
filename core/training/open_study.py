"""A study that somebody looks at, wherever it stands: what it found so far, and how it is started, changed and stopped.

Nothing starts by itself. Knows nothing of how it is shown.
"""

from dataclasses import dataclass
from typing import Any, Generic

import numpy as np

from core.caches import shared
from core.training import events as e
from core.training import jobs
from core.training.events import Values
from core.training.finding import reader
from core.training.run import STUDIES, Run, home
from core.training.study import Study


@dataclass(frozen=True)
class OpenStudy(Generic[Values]):
    """A study with these settings, wherever it stands."""

    study: Study
    run: Run  # its folder is made when it starts
    learner: str = ""  # who looks at it

    @property
    def records(self) -> list[e.Record[Values]]:
        """What it found so far. Asking for it tells the workers that somebody looks."""
        jobs.start().look(self.run)
        return self.run.records()

    @property
    def last(self) -> e.Record[Values] | None:
        return next(reversed(self.records), None)

    @property
    def measured(self) -> list[e.Record[Values]]:
        """The records in which something was found; the others only say how far it is."""
        return [record for record in self.records if record.values]

    @property
    def found(self) -> list[Values]:
        """What was found so far."""
        return [record.values for record in self.measured]

    @property
    def moments(self) -> list[tuple[e.Record[Values], dict[str, np.ndarray]]]:
        """The same records with their arrays."""
        return [(record, self.arrays(record)) for record in self.measured]

    @property
    def status(self) -> str:
        return self.run.status

    @property
    def finished(self) -> bool:
        return self.status == "finished"

    @property
    def active(self) -> bool:
        return self.run.active

    @property
    def wished(self) -> str:
        """`pause` or `stop` where that was asked for and a worker has yet to see it; else nothing."""
        return jobs.start().asked_to(self.run)

    @property
    def shipped(self) -> bool:
        return self.run.folder.parent == STUDIES

    def arrays(self, record: e.Record[Values]) -> dict[str, np.ndarray]:
        """The arrays of one record, which nobody may change. ValueError with a sentence where their file is damaged."""
        return dict(_read(self.run, record)) if record.size else self.run.arrays(record)

    def start(self) -> None:
        """Put it in line. TooMany where the learner has enough there already."""
        jobs.start().start(Run.create(self.study), self.learner)

    def only(self, count: int) -> None:
        """So many records more, then it pauses."""
        run = Run.create(self.study)
        jobs.start().wish(run, self.learner, until=len(self.run.records()) + count)
        if not self.active:
            self.start()

    def change(self, **settings: Any) -> None:
        """Other settings from the next record on; of a study that has not begun, from the first one on."""
        run = Run.create(self.study)
        jobs.start().wish(run, self.learner, change=run.wishes().get("change", {}) | settings)

    def pause(self) -> bool:
        return jobs.start().pause(self.run, self.learner)

    def stop(self) -> bool:
        return jobs.start().stop(self.run, self.learner)


@shared(2048, key=lambda run, record: (run.folder, record.start, record.digest))
def _read(run: Run, record: e.Record[Any]) -> dict[str, np.ndarray]:
    """Read, checked and unpacked once, for a page asks for a hundred of them at every click, and what is recorded stays as it
    is. All 3,500 that came with the app are 16 MB."""
    found = run.arrays(record)
    for array in found.values():
        array.flags.writeable = False
    return found


def opened(asked: Study, learner: str = "") -> OpenStudy[Any]:
    """The study as it came with the app, where it did and is whole; else as it is done on this machine."""
    folder = STUDIES / asked.key
    if folder.exists() and not (came := reader(folder)).gap and not came.problem:
        return OpenStudy(asked, came, learner)
    return here(asked, learner)


def here(asked: Study, learner: str = "") -> OpenStudy[Any]:
    """The study as it is done on this machine, whether it came with the app or not."""
    return OpenStudy(asked, reader(home() / "runs" / asked.id), learner)
