"""What a learner may do with training: put a run in line, watch it, pause it, stop it, and ask a worker something small.

The door that pages use. Behind it are the line (`line.py`: whose turn is it?), the thread that hands out turns to Dask's
workers (`dispatcher.py`), and the workers that the app starts beside itself and which end when it ends (`cluster.py`);
GLASSBOX_SCHEDULER=tcp://host:port uses a cluster that is already there and shares the folder of runs. Nothing is trained in
this process. Knows nothing of models: it hands out folders.
"""

import atexit
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future as Answer
from typing import Any, ParamSpec, TypeVar

from core import files
from core.problems import NOTHING, Problem, Told, tell, why
from core.training import events as e
from core.training.dispatcher import Dispatcher, WorkerLost, kept_to_itself
from core.training.line import Line, Place, Ticket
from core.training.run import Run, home
from core.training.tidying import used

__all__ = ["LIMIT", "REFUSALS", "STARTING", "Jobs", "NotYours", "Place", "TooMany", "WorkerLost", "start", "stop"]

P = ParamSpec("P")
T = TypeVar("T")
STARTING = tell("starting")
UNWATCHED = 20.0  # seconds after which a study that no page shows is paused; runs of text models go on
LIMIT = 2  # runs of one learner at a time: one, and another to compare it with


class TooMany(Problem):
    """A learner has as many runs in line as one may have."""


class NotYours(Problem):
    """Only the owner of a private run may do that; whoever has its link may look."""


# why a run may not begin; each is a sentence for the learner
REFUSALS = (TooMany, NotYours, files.NoRoom, files.Damaged)


def require_owner(run: Run, learner: str) -> None:
    """NotYours where the run belongs to somebody else. One that has not begun is nobody's."""
    if run.there and run.owner not in ("", learner):
        raise NotYours("not yours")


class Jobs:
    """The runs in line and at work. All methods may be called from any thread, and none waits for training."""

    def __init__(self, scheduler: str | None = None, workers: int | None = None) -> None:
        self._line, self._lock = Line(), threading.RLock()
        self._tickets: dict[str, Ticket] = {}
        self._unsaid: dict[str, tuple[Run, e.Event]] = {}  # what a full disk had no room for, by run
        self._no_room = NOTHING  # what to tell meanwhile
        self.dispatcher = Dispatcher(
            self,
            scheduler or os.environ.get("GLASSBOX_SCHEDULER") or None,
            workers or int(os.environ.get("GLASSBOX_WORKERS") or max(1, (os.cpu_count() or 2) - 1)),
        )
        self._begin()

    def _begin(self) -> None:
        """Have the runs in line served."""
        self.dispatcher.start()

    # --- what a page asks for

    def start(self, run: Run, learner: str) -> None:
        """Put a run in line, for the first time or after a pause; one that is there already gets one more watcher.

        TooMany where the learner has enough there already, NotYours where the run is somebody else's.
        """
        require_owner(run, learner)
        with self._lock:
            mine = [t for t in self._tickets.values() if learner in t.watchers and t.run.id != run.id]
            if len(mine) >= LIMIT:
                raise TooMany("too many", runs=len(mine))
            if run.id in self._tickets:
                self._tickets[run.id].watchers.add(learner)
                return
            ticket = Ticket(run, {learner})
            run.granted("do")
            run.say(e.Queued(run.step, learner))
            self._unsaid.pop(run.id, None)
            self._enter(ticket)

    def pause(self, run: Run, learner: str, wish: str = "pause") -> bool:
        """End the run's training within a turn: `pause` it, or `stop` it. False where others watch it, so that it goes on.

        NotYours where the run is somebody else's.
        """
        require_owner(run, learner)
        with self._lock:
            ticket = self._tickets.get(run.id)
            if ticket:
                ticket.watchers.discard(learner)
                if ticket.watchers:
                    return False
                ticket.watchers.add(learner)
            if ticket and run.id not in self._line.order():  # a worker has it now, and looks for wishes
                run.wish(do=wish)
            elif ticket or run.active or run.status == "paused":
                self._line.leave(run.id)
                self._tickets.pop(run.id, None)
                run.say(e.Paused(run.step) if wish == "pause" else e.Stopped(run.step))
            return True

    def stop(self, run: Run, learner: str) -> bool:
        return self.pause(run, learner, "stop")

    def asked_to(self, run: Run) -> str:
        """`pause` or `stop` where the worker that has the run was asked for that and has yet to see it; else nothing."""
        wish = run.wishes().get("do") if run.active else ""
        return wish if wish in ("pause", "stop") else ""

    def wish(self, run: Run, learner: str, **wishes: Any) -> None:
        """Ask for another rate or for single steps, as `Run.wish` does; NotYours where the run is somebody else's."""
        require_owner(run, learner)
        run.wish(**wishes)

    def look(self, run: Run) -> None:
        """A page shows the run right now."""
        used(run)
        with self._lock:
            if run.id in self._tickets:
                self._tickets[run.id].looked = time.monotonic()

    def watchers(self, run: Run) -> int:
        """How many learners watch the run while it trains."""
        with self._lock:
            return len(self._tickets[run.id].watchers) if run.id in self._tickets else 0

    def watches(self, run: Run, learner: str) -> bool:
        with self._lock:
            return run.id in self._tickets and learner in self._tickets[run.id].watchers

    def place(self, run: Run | None = None) -> Place:
        """Where the run stands, or, without one, where a new run would."""
        with self._lock:
            order = self._line.order()
            new = run is None or run.id not in self._tickets
            ahead = order.index(run.id) if run and run.id in order else len(order) if new else 0
            return Place(ahead, len(self._tickets) + new, self.dispatcher.workers)

    def ask(self, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> "Answer[T]":
        """Have a worker compute something small, before the next turns. The answer arrives in the returned future."""
        return self.dispatcher.ask(function, *arguments, **named)

    @property
    def ready(self) -> bool:
        return self.dispatcher.workers > 0

    @property
    def problem(self) -> Told:
        """What to tell while nothing can be trained, else nothing."""
        return self.dispatcher.problem or self._no_room

    def close(self) -> None:
        """Let go of the workers. Runs stay where they were saved, and are taken up at the next start."""
        self.dispatcher.close()

    # --- what the dispatcher asks for

    def take_up(self) -> None:
        """Put back in line what a server that ended left in the middle. One that cannot be read says why and is left out."""
        for folder in sorted((home() / "runs").glob("*")):
            run = Run(folder)
            with self._lock, kept_to_itself(folder.name):
                if not run.there or run.id in self._tickets or not run.active:
                    continue
                try:
                    queued = run.last(e.Queued)
                    self._enter(Ticket(run, {queued.owner if queued else run.id}))
                except ValueError as problem:
                    run.say(e.Failed(run.step, why(problem)))

    def next(self) -> Ticket | None:
        with self._lock:
            turn = self._line.next()
            return self._tickets.get(turn[1]) if turn else None

    def come_back(self, id: str, problem: BaseException | None, worker: str) -> None:
        """A turn is over, or lost with its cluster: back to the end of the line, or out of it."""
        with self._lock, kept_to_itself(id):  # its folder may have been deleted meanwhile
            ticket = self._tickets.pop(id, None)
            if ticket is None:
                return
            run = ticket.run
            if isinstance(problem, files.NoRoom):
                self._say(run, e.Paused(run.step, why(problem)))
            elif problem:
                self._say(run, e.Failed(run.step, _reason(problem)))
            elif run.active:  # more to do; or the cluster went away, and the run did nothing wrong
                if run.study and time.monotonic() - ticket.looked > UNWATCHED:
                    self._say(run, e.Paused(run.step))
                    return
                ticket.worker = worker
                self._enter(ticket)

    def _say(self, run: Run, event: e.Event) -> None:
        """Note an event in the run; where the disk is too full even for that, as soon as there is room."""
        try:
            run.say(event)
        except files.NoRoom as problem:
            self._no_room = problem.told
            self._unsaid[run.id] = run, event

    def say_at_last(self) -> None:
        with self._lock:
            waiting, self._unsaid = self._unsaid, {}
            if waiting:
                self._no_room = NOTHING
            for id, (run, event) in waiting.items():
                with kept_to_itself(id):
                    self._say(run, event)

    def _enter(self, ticket: Ticket) -> None:
        self._tickets[ticket.run.id] = ticket
        self._line.join(ticket.owner, ticket.run.id)
        self.dispatcher.wake()


def _reason(problem: BaseException) -> Told:
    """Why a turn could not be taken at all."""
    if type(problem).__name__ == "KilledWorker":  # tried ten times, as `cluster.serve` says
        return tell("workers lost")
    return tell("not begun", problem=f"{type(problem).__name__}: {problem}")


_jobs: Jobs | None = None
_starting = threading.Lock()


def start() -> Jobs:
    """The jobs of this process; the first call connects them."""
    global _jobs
    with _starting:
        if _jobs is None:
            _jobs = Jobs()
            atexit.register(stop)
        return _jobs


def stop() -> None:
    """Let go of the workers; the next `start` makes new ones."""
    global _jobs
    with _starting:
        if _jobs is not None:
            _jobs.close()
            _jobs = None
