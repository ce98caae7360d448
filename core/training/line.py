"""Whose turn is it? Runs stand in a line in which owners take turns, so that nobody waits for one who trains a lot.

Knows nothing of workers, and of a run only whose it is.
"""

import time
from collections import OrderedDict, deque
from dataclasses import dataclass, field

from core.training.run import Run

TURN = 2.0  # seconds; what waiting times are reckoned in


class Line:
    """Who comes next: owners take turns, and each owner's runs take turns among themselves."""

    def __init__(self) -> None:
        self._owners: OrderedDict[str, deque[str]] = OrderedDict()

    def join(self, owner: str, run: str) -> None:
        """Stand at the end. A run that already stands there keeps its place."""
        waiting = self._owners.setdefault(owner, deque())
        if run not in waiting:
            waiting.append(run)

    def next(self) -> tuple[str, str] | None:
        """The owner and run whose turn it is, taken out of the line."""
        if not self._owners:
            return None
        owner, waiting = self._owners.popitem(last=False)
        run = waiting.popleft()
        if waiting:
            self._owners[owner] = waiting  # the others of this owner wait behind everybody else
        return owner, run

    def leave(self, run: str) -> None:
        for owner, waiting in list(self._owners.items()):
            if run in waiting:
                waiting.remove(run)
            if not waiting:
                del self._owners[owner]

    def order(self) -> list[str]:
        """The runs in the order in which their turns will come."""
        queues = [list(waiting) for waiting in self._owners.values()]
        rounds = range(max(map(len, queues), default=0))
        return [queue[i] for i in rounds for queue in queues if i < len(queue)]


@dataclass(frozen=True)
class Place:
    """Where a run stands: turns before its own, runs that share the workers, seconds until its next turn."""

    ahead: int
    sharing: int
    workers: int

    @property
    def wait(self) -> float:
        return self.ahead / max(1, self.workers) * TURN


@dataclass
class Ticket:
    """A run in line or at work, and the learners who watch it; the last one to leave ends its training."""

    run: Run
    watchers: set[str]
    worker: str = ""  # who had the last turn, and may have the run in memory
    looked: float = field(default_factory=time.monotonic)  # when a page last asked how a study is going
    private: bool = field(init=False)

    def __post_init__(self) -> None:
        """Reads the recipe once; ValueError where it is damaged, and then there is no ticket."""
        self.private = self.run.private

    @property
    def owner(self) -> str:
        """Whose turn it uses: a shared run is nobody's in particular and has turns of its own."""
        return min(self.watchers) if self.private else self.run.id
