"""Whose turn is it? Runs wait in a line, and every turn of about two seconds is a job on Dask's workers.

By default the app starts its own workers beside itself, `python -m core.training.jobs`, which end when it ends;
GLASSBOX_SCHEDULER=tcp://host:port uses a cluster that is already there and shares the folder of runs.
Nothing is trained in this process. Knows nothing of models: it hands out folders.
"""

import argparse
import atexit
import contextlib
import os
import subprocess
import sys
import threading
import time
import traceback
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future as Answer
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from core import files
from core.training import events as e
from core.training.run import Run, home

P = ParamSpec("P")
T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[2]
STARTING = "The workers are starting; this takes a few seconds."
TURN = 2.0  # seconds; what waiting times are reckoned in
UNWATCHED = 20.0  # seconds after which a study that no page shows is paused; runs of text models go on
LIMIT = 2  # runs of one learner at a time: one, and another to compare it with
SHORT_FOR = 60.0  # seconds; a lost worker is back sooner than that, if it comes back at all
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")}


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


@dataclass
class Question:
    """Something small that a page asked; a worker that is lost over it is forgiven once."""

    answer: Answer
    function: Callable
    arguments: tuple
    tries: int = 2


class TooMany(ValueError):
    """A learner has as many runs in line as one may have."""


class WorkerLost(RuntimeError):
    """The worker that was to answer is gone. Another one can be asked."""


class NotYours(ValueError):
    """Only the owner of a private run may do that; whoever has its link may look."""


# why a run may not begin; each is a sentence for the learner
REFUSALS = (TooMany, NotYours, files.NoRoom, files.Damaged)


def require_owner(run: Run, learner: str) -> None:
    """NotYours where the run belongs to somebody else. One that has not begun is nobody's."""
    if run.there and run.owner not in ("", learner):
        raise NotYours("This run belongs to somebody else. You may look at it, and train a copy of your own.")


class Jobs:
    """The line and the workers that serve it. All methods may be called from any thread, and none waits for training."""

    def __init__(self, scheduler: str | None = None, workers: int | None = None) -> None:
        self.scheduler = scheduler or os.environ.get("GLASSBOX_SCHEDULER") or None
        self.wanted = workers or int(os.environ.get("GLASSBOX_WORKERS") or max(1, (os.cpu_count() or 2) - 1))
        self.workers = 0  # connected now
        self.problem = ""  # a sentence while nothing can be trained
        self._line, self._lock, self._wake = Line(), threading.RLock(), threading.Event()
        self._tickets: dict[str, Ticket] = {}
        self._asked: deque[Question] = deque()
        self._unsaid: dict[str, tuple[Run, e.Event]] = {}  # what a full disk had no room for, by run
        self._closing = False
        self._process: subprocess.Popen[str] | None = None
        self._thread = threading.Thread(target=self._serve, name="jobs", daemon=True)
        self._thread.start()

    # --- what a page asks for

    def start(self, run: Run, learner: str) -> None:
        """Put a run in line, for the first time or after a pause; one that is there already gets one more watcher.

        TooMany where the learner has enough there already, NotYours where the run is somebody else's.
        """
        require_owner(run, learner)
        with self._lock:
            mine = [t for t in self._tickets.values() if learner in t.watchers and t.run.id != run.id]
            if len(mine) >= LIMIT:
                raise TooMany(f"You have {len(mine)} runs in training. Stop one of them, or let it finish first.")
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

    def wish(self, run: Run, learner: str, **wishes: Any) -> None:
        """Ask for another rate or for single steps, as `Run.wish` does; NotYours where the run is somebody else's."""
        require_owner(run, learner)
        run.wish(**wishes)

    def look(self, run: Run) -> None:
        """A page shows the run right now."""
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
            return Place(ahead, len(self._tickets) + new, self.workers)

    def ask(self, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> "Answer[T]":
        """Have a worker compute something small, before the next turns. The answer arrives in the returned future."""
        answer: Answer[T] = Answer()
        self._asked.append(Question(answer, partial(function, **named) if named else function, arguments))
        self._wake.set()
        return answer

    @property
    def ready(self) -> bool:
        return self.workers > 0

    def close(self) -> None:
        """Let go of the workers. Runs stay where they were saved, and are taken up at the next start."""
        self._closing = True
        self._wake.set()
        self._thread.join(timeout=10)
        self._end_workers()

    # --- the thread that hands out turns

    def _enter(self, ticket: Ticket) -> None:
        self._tickets[ticket.run.id] = ticket
        self._line.join(ticket.owner, ticket.run.id)
        self._wake.set()

    def take_up(self) -> None:
        """Put back in line what a server that ended left in the middle. One that cannot be read says why and is left out."""
        for folder in sorted((home() / "runs").glob("*")):
            run = Run(folder)
            with self._lock, _kept_to_itself(folder.name):
                if not run.there or run.id in self._tickets or not run.active:
                    continue
                try:
                    queued = run.last(e.Queued)
                    self._enter(Ticket(run, {queued.owner if isinstance(queued, e.Queued) else run.id}))
                except ValueError as problem:
                    run.say(e.Failed(run.step, str(problem)))

    def _serve(self) -> None:
        """Stay connected to a cluster and hand out turns, until closed. Whatever happens to one run or to the cluster, this
        goes on."""
        from distributed import Client

        self.take_up()
        while not self._closing:
            try:
                with Client(self.scheduler or self._start_workers(), timeout=15, set_as_default=False) as client:
                    self.problem = ""
                    self._hand_out(client)
            except Exception as problem:
                if not isinstance(problem, OSError):  # a time-out or a lost connection is one
                    traceback.print_exc()
                self.problem = f"No training for now: the workers cannot be reached ({type(problem).__name__})."
            self.workers = 0
            with _kept_to_itself("the workers"):
                self._end_workers()
            self._wake.wait(2.0)

    def _hand_out(self, client: Any) -> None:
        """Until the cluster is gone. What was under way then goes back to where it came from."""
        working: dict[Any, str] = {}
        asking: dict[Any, Question] = {}
        try:
            self._take_turns(client, working, asking)
        finally:
            for future, id in working.items():
                self._come_back(id, future)
            for future, question in asking.items():
                self._reply(question, future)

    def _take_turns(self, client: Any, working: dict[Any, str], asking: dict[Any, Question]) -> None:
        from core.training import slices

        looked = 0.0
        while not self._closing and client.status == "running":
            if time.monotonic() - looked > 1.0:
                self._take_back(client, self._count(client), working)
                self._say_at_last()
                looked = time.monotonic()
            for future in [f for f in asking if f.done()]:
                self._reply(asking.pop(future), future)
                future.release()  # an answer that somebody still holds would be computed again when its worker is lost
            for future in [f for f in working if f.done()]:
                self._come_back(working.pop(future), future)
                future.release()
            while self._asked and self.workers:
                question = self._asked.popleft()
                asking[self._submit(client, question.function, question.arguments, priority=10)] = question
            while len(working) < self.workers and (ticket := self._next()):
                turn = self._submit(client, slices.work, (str(ticket.run.folder),), priority=0, worker=ticket.worker)
                working[turn] = ticket.run.id
            self._wake.wait(0.5)
            self._wake.clear()

    def _submit(self, client: Any, function: Callable, arguments: tuple, priority: int, worker: str = "") -> Any:
        place = {"workers": [worker], "allow_other_workers": True} if worker else {}  # a wish, not a condition
        future = client.submit(function, *arguments, pure=False, priority=priority, **place)
        future.add_done_callback(lambda _: self._wake.set())
        return future

    def _next(self) -> Ticket | None:
        with self._lock:
            turn = self._line.next()
            return self._tickets.get(turn[1]) if turn else None

    def _come_back(self, id: str, future: Any) -> None:
        """A turn is over, or lost with its cluster: back to the end of the line, or out of it."""
        with self._lock, _kept_to_itself(id):  # its folder may have been deleted meanwhile
            ticket = self._tickets.pop(id, None)
            if ticket is None:
                return
            run, problem = ticket.run, future.exception() if future.status == "error" else None
            if isinstance(problem, files.NoRoom):
                self._say(run, e.Paused(run.step, str(problem)))
            elif problem and not _cluster_lost(problem):
                self._say(run, e.Failed(run.step, _reason(problem)))
            elif run.active:  # more to do; or the cluster went away, and the run did nothing wrong
                if run.study and time.monotonic() - ticket.looked > UNWATCHED:
                    self._say(run, e.Paused(run.step))
                    return
                ticket.worker = future.result() if future.status == "finished" else ""
                self._enter(ticket)

    def _say(self, run: Run, event: e.Event) -> None:
        """Note an event in the run; where the disk is too full even for that, as soon as there is room."""
        try:
            run.say(event)
        except files.NoRoom as problem:
            self.problem = str(problem)
            self._unsaid[run.id] = run, event

    def _say_at_last(self) -> None:
        with self._lock:
            waiting, self._unsaid = self._unsaid, {}
            if waiting:
                self.problem = ""
            for id, (run, event) in waiting.items():
                with _kept_to_itself(id):
                    self._say(run, event)

    def _reply(self, question: Question, future: Any) -> None:
        question.tries -= 1
        problem = future.exception() if future.status == "error" else None
        if future.status == "finished":
            question.answer.set_result(future.result())
        elif problem and not _cluster_lost(problem):
            question.answer.set_exception(problem)
        elif question.tries and not self._closing:  # lost with the cluster
            self._asked.appendleft(question)
        else:
            question.answer.set_exception(WorkerLost("The worker was lost."))

    def _take_back(self, client: Any, there: set[str], working: dict[Any, str]) -> None:
        """Call back the turns that wished for a worker which is gone: Dask lets such a wish wait for it for ever."""
        with self._lock:
            lost = [
                f
                for f, run in working.items()
                if (ticket := self._tickets.get(run)) and ticket.worker not in there | {""}
            ]
        client.cancel(lost)

    def _count(self, client: Any) -> set[str]:
        """The workers that are there; a new one on another cluster is told where the code lies."""
        there = client.nthreads()
        if self.scheduler and len(there) > self.workers:
            client.run(exec, f"import sys; {str(ROOT)!r} in sys.path or sys.path.insert(0, {str(ROOT)!r})")
        self.workers = len(there)
        return set(there)

    # --- our own workers

    def _start_workers(self) -> str:
        """Start the cluster's process and return its address. It ends when our end of its standard input closes."""
        command = [sys.executable, "-m", "core.training.jobs", "--workers", str(self.wanted)]
        environment = os.environ | ONE_THREAD
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout
        address = self._process.stdout.readline().strip()
        if not address:
            raise RuntimeError("the workers did not start")
        return address

    def _end_workers(self) -> None:
        if process := self._process:
            assert process.stdin and process.stdout
            process.stdin.close()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            process.stdout.close()
        self._process = None


@contextlib.contextmanager
def _kept_to_itself(what: str) -> Iterator[None]:
    """What goes wrong with one run is told in the server's log and stops nobody else."""
    try:
        yield
    except Exception:
        print(f"Trouble with {what}:", file=sys.stderr)
        traceback.print_exc()


def _cluster_lost(problem: BaseException) -> bool:
    """Was it the cluster that went away, and not the work that failed?"""
    return type(problem).__name__ in ("FutureCancelledError", "CancelledError", "CommClosedError")


def _reason(problem: BaseException | None) -> str:
    """Why a turn could not be taken at all, in a sentence."""
    if type(problem).__name__ == "KilledWorker":  # tried ten times, as `serve` says
        return "Several workers were lost while they trained this run, so it was given up."
    return f"The worker could not begin ({type(problem).__name__}: {problem}). Does it have the same code as the app?"


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


def warm_up() -> None:
    """In a new worker: import what training needs, so that the first turn does not wait for it."""
    from core.training import slices

    slices.settle()


def serve(workers: int, short_for: float = SHORT_FOR) -> None:
    """A cluster on this machine, for the process that started us; its address on standard output.

    It ends with standard input, and where a worker has been missing for `short_for` seconds.
    """
    import dask
    from distributed import Client, LocalCluster

    # Dask has its workers give memory back at once. Every step of training then fetches it anew, which takes half the time.
    dask.config.set({"distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": None})
    # A turn that loses its worker is taken again; how often, before the run is held to be what kills them. Dask says three
    # times, which a bad quarter of an hour on a laptop reaches.
    dask.config.set({"distributed.scheduler.allowed-failures": 10})
    with LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as cluster:
        threading.Thread(target=_end_where_short, args=(cluster, workers, short_for), daemon=True).start()
        print(cluster.scheduler_address, flush=True)
        with Client(cluster, set_as_default=False) as client:
            client.run(warm_up)
            sys.stdin.read()


def _end_where_short(cluster: Any, workers: int, seconds: float) -> None:
    """Dask starts a lost worker anew, but gives up one that is lost while it starts, and then nobody trains any more. So
    this process ends, and the app starts another one."""
    enough = time.monotonic()
    while time.monotonic() - enough < seconds:
        time.sleep(0.5)
        if len(cluster.scheduler.workers) >= workers:
            enough = time.monotonic()
    os._exit(1)  # at once: closing would wait for what is not there; workers end with it


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description="Workers for Glassbox on this machine; they end with standard input.")
    ask.add_argument("--workers", type=int, default=1)
    ask.add_argument(
        "--short-for", type=float, default=SHORT_FOR, help="seconds to wait for a lost worker before all end"
    )
    wanted = ask.parse_args()
    serve(wanted.workers, wanted.short_for)
