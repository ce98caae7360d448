"""Small questions to a worker: asked once a visit, and what a page shows until the answer is there, or why none comes."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Generic, ParamSpec, TypeVar

import streamlit as st

from core.lessons import frame
from core.training import jobs
from pages.kit import visit, ways_out

P = ParamSpec("P")
T = TypeVar("T")
LOOK = 0.5  # seconds between two looks for an answer


@dataclass(frozen=True)
class Asked(Generic[T]):
    """A question that was put to a worker, and its answer to come."""

    key: str
    answer: Future[T]

    @property
    def done(self) -> bool:
        """Is there an answer, or a reason why there is none?"""
        return self.answer.done()

    @property
    def problem(self) -> BaseException | None:
        """Why there is no answer; None as long as there may be one."""
        return self.answer.exception() if self.done else None

    @property
    def result(self) -> T | None:
        """The answer; None as long as it is not there."""
        return self.answer.result() if self.done and not self.problem else None

    def forget(self) -> None:
        """The next script run asks anew."""
        visit.take(self.key, None)


def ask_once(key: str, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> Asked[T]:
    """The answer to come. A rerun finds the question that was asked before; only the first one asks a worker."""
    if not visit.has(key):
        visit.put(key, Asked(key, jobs.start().ask(function, *arguments, **named)))
    asked: Asked[T] = visit.get(key)
    return asked


def answered(asked: Asked[T], words: str, draw: Callable[[T], None]) -> None:
    """Until the worker answers, say what it does; then draw the answer, or say why there is none and what to do."""

    def show(answer: T | None) -> None:
        if answer is not None:
            draw(answer)

    meanwhile(asked, words, show)


def meanwhile(asked: Asked[T], words: str, show: Callable[[T | None], None]) -> None:
    """Show what can be shown without the answer (None), and all of it as soon as the worker has answered."""
    waits = not asked.done

    @st.fragment(run_every=LOOK if waits else None)
    def look() -> None:
        if waits and asked.done:
            st.rerun()  # in full: the page need not look again and again any more
        if problem := asked.problem:
            ways_out.trouble(problem, asked.key, asked.forget)
        show(asked.result)
        if not asked.done:
            st.markdown(_meanwhile(words))

    look()


def answered_so_far(several: Sequence[Asked[T]], words: str, draw: Callable[[list[T]], None]) -> None:
    """As `answered`, for several questions: draws the answers that are there, in the order of the questions."""
    waits = not all(asked.done for asked in several)

    @st.fragment(run_every=LOOK if waits else None)
    def look() -> None:
        there = [asked for asked in several if asked.done]
        if waits and len(there) == len(several):
            st.rerun()
        if failed := [asked for asked in there if asked.problem]:
            ways_out.trouble(failed[0].answer.exception() or RuntimeError(), failed[0].key, failed[0].forget)
        if len(there) < len(several):
            said = _meanwhile(words)
            st.markdown(frame().say("done so far", doing=said, done=len(there)) if jobs.start().ready else said)
        if answers := [asked.answer.result() for asked in there if not asked.problem]:
            draw(answers)

    look()


def _meanwhile(words: str) -> str:
    """What the worker does; or why there is none."""
    line = jobs.start()
    return words if line.ready else str(line.problem or jobs.STARTING)
