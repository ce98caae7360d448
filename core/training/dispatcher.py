"""The thread that stays connected to Dask: it gives the workers turns to train and questions to answer.

Every turn of about two seconds is a job on a worker. Who comes next, and what becomes of a run whose turn is over, it asks
whoever it works for. Knows nothing of learners, and nothing is trained in this process.
"""

import contextlib
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future as Answer
from dataclasses import dataclass
from functools import partial
from typing import Any, ParamSpec, Protocol, TypeVar

from core.problems import NOTHING, tell
from core.training.cluster import Cluster
from core.training.line import Ticket
from core.training.reach import ROOT

P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class Question:
    """Something small that a page asked; a worker that is lost over it is forgiven once."""

    answer: Answer
    function: Callable
    arguments: tuple
    tries: int = 2


class WorkerLost(RuntimeError):
    """The worker that was to answer is gone. Another one can be asked."""


class Work(Protocol):
    """What there is to do. Called from the dispatcher's thread."""

    def take_up(self) -> None:
        """Put back in line what a server that ended left in the middle."""

    def next(self) -> Ticket | None:
        """The run whose turn it is, taken out of the line."""

    def come_back(self, id: str, problem: BaseException | None, worker: str) -> None:
        """A turn is over: `worker` had it, or nobody where it was lost with its cluster, or the work met a problem."""

    def say_at_last(self) -> None:
        """Note what a full disk had no room for."""


class Dispatcher:
    """Serves the work with the cluster at `scheduler`, or else with workers of its own."""

    def __init__(self, work: Work, scheduler: str | None, workers: int) -> None:
        self.scheduler, self.cluster = scheduler, Cluster(workers)
        self.workers = 0  # connected now
        self.problem = NOTHING  # what to tell while there is no cluster
        self._work, self._wake, self._closing = work, threading.Event(), False
        self._asked: deque[Question] = deque()
        self._thread = threading.Thread(target=self._serve, name="dispatcher", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """There is something to do."""
        self._wake.set()

    def ask(self, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> "Answer[T]":
        """Have a worker compute something small, before the next turns. The answer arrives in the returned future."""
        answer: Answer[T] = Answer()
        self._asked.append(Question(answer, partial(function, **named) if named else function, arguments))
        self._wake.set()
        return answer

    def close(self) -> None:
        """Let go of the workers."""
        self._closing = True
        self._wake.set()
        self._thread.join(timeout=10)
        self.cluster.end()

    # --- the thread

    def _serve(self) -> None:
        """Stay connected to a cluster and hand out turns, until closed. Whatever happens to one run or to the cluster, this
        goes on."""
        from distributed import Client

        self._work.take_up()
        while not self._closing:
            try:
                with Client(self.scheduler or self.cluster.start(), timeout=15, set_as_default=False) as client:
                    self.problem = NOTHING
                    self._hand_out(client)
            except Exception as problem:
                if not isinstance(problem, OSError):  # a time-out or a lost connection is one
                    traceback.print_exc()
                self.problem = tell("unreachable", problem=type(problem).__name__)
            self.workers = 0
            with kept_to_itself("the workers"):
                self.cluster.end()
            self._wake.wait(2.0)

    def _hand_out(self, client: Any) -> None:
        """Until the cluster is gone. What was under way then goes back to where it came from."""
        working: dict[Any, Ticket] = {}
        asking: dict[Any, Question] = {}
        try:
            self._take_turns(client, working, asking)
        finally:
            for future, ticket in working.items():
                self._come_back(ticket.run.id, future)
            for future, question in asking.items():
                self._reply(question, future)

    def _take_turns(self, client: Any, working: dict[Any, Ticket], asking: dict[Any, Question]) -> None:
        from core.training import slices

        looked = 0.0
        while not self._closing and client.status == "running":
            if time.monotonic() - looked > 1.0:
                self._take_back(client, self._count(client), working)
                self._work.say_at_last()
                looked = time.monotonic()
            for future in [f for f in asking if f.done()]:
                self._reply(asking.pop(future), future)
                future.release()  # an answer that somebody still holds would be computed again when its worker is lost
            for future in [f for f in working if f.done()]:
                self._come_back(working.pop(future).run.id, future)
                future.release()
            while self._asked and self.workers:
                question = self._asked.popleft()
                asking[self._submit(client, question.function, question.arguments, priority=10)] = question
            while len(working) < self.workers and (ticket := self._work.next()):
                turn = self._submit(client, slices.work, (str(ticket.run.folder),), priority=0, worker=ticket.worker)
                working[turn] = ticket
            self._wake.wait(0.5)
            self._wake.clear()

    def _submit(self, client: Any, function: Callable, arguments: tuple, priority: int, worker: str = "") -> Any:
        place = {"workers": [worker], "allow_other_workers": True} if worker else {}  # a wish, not a condition
        future = client.submit(function, *arguments, pure=False, priority=priority, **place)
        future.add_done_callback(lambda _: self._wake.set())
        return future

    def _come_back(self, id: str, future: Any) -> None:
        """A turn is over, or lost with its cluster."""
        problem, worker = None, ""
        with kept_to_itself(id):
            problem = future.exception() if future.status == "error" else None
            worker = future.result() if future.status == "finished" else ""
        self._work.come_back(id, None if problem is None or _cluster_lost(problem) else problem, worker)

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

    def _take_back(self, client: Any, there: set[str], working: dict[Any, Ticket]) -> None:
        """Call back the turns that wished for a worker which is gone: Dask lets such a wish wait for it for ever."""
        client.cancel([future for future, ticket in working.items() if ticket.worker not in there | {""}])

    def _count(self, client: Any) -> set[str]:
        """The workers that are there; a new one on another cluster is told where the code lies."""
        there = client.nthreads()
        if self.scheduler and len(there) > self.workers:
            client.run(exec, f"import sys; {str(ROOT)!r} in sys.path or sys.path.insert(0, {str(ROOT)!r})")
        self.workers = len(there)
        return set(there)


@contextlib.contextmanager
def kept_to_itself(what: str) -> Iterator[None]:
    """What goes wrong with one run is told in the server's log and stops nobody else."""
    try:
        yield
    except Exception:
        print(f"Trouble with {what}:", file=sys.stderr)
        traceback.print_exc()


def _cluster_lost(problem: BaseException) -> bool:
    """Was it the cluster that went away, and not the work that failed?"""
    return type(problem).__name__ in ("FutureCancelledError", "CancelledError", "CommClosedError")
