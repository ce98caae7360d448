"""What a page says where something cannot be shown, and the button that leads on. Knows nothing of what was to be shown.

Some trouble passes: a worker was lost, so one asks again. Other trouble stays: the open model's text has no such thing, or
the code met what it did not expect. Reloading the page never helps there, so nobody is told to; another model does.
"""

from collections.abc import Callable

import streamlit as st

from core import lessons
from core.problems import Problem
from core.training import jobs
from pages.kit import frame, open_model
from pages.kit.controls import Controls
from pages.kit.keys import quoted

LOST = {"KilledWorker", "CommClosedError", "FutureCancelledError", "CancelledError"}  # Dask's own, by name: see jobs


def passing(problem: BaseException) -> bool:
    """Will it be gone when one asks again?"""
    return (
        isinstance(problem, jobs.TooMany | jobs.WorkerLost | ConnectionError | TimeoutError)
        or type(problem).__name__ in LOST
    )


def in_words(problem: BaseException) -> str:
    """What happened, and what to do, in sentences. A library's own message is no sentence for a learner."""
    said = str(problem).strip()
    if isinstance(problem, Problem):
        return said
    if passing(problem):
        return lessons.frame().say("worker lost")
    if isinstance(problem, ValueError) and said[:1].isupper() and said.endswith((".", "!", "?")):
        return said
    return lessons.frame().say("cannot", problem=type(problem).__name__)


def trouble(problem: BaseException, key: str, again: Callable[[], None]) -> None:
    """The sentence and its button: ask again what passes; else open a model with which it works.

    Args:
        problem: what was raised.
        key: of the question, for the buttons.
        again: forgets the answer that failed, so that it is asked for anew.
    """
    with st.container(key=f"{quoted('passing' if passing(problem) else 'lasting')}_{quoted(key)}"):
        st.text(in_words(problem))
        if not passing(problem):
            offer(key)
        elif Controls(lessons.frame()).button(f"ask_again_{quoted(key)}", words="ask again"):
            again()
            st.rerun()


def cannot(sentence: str, key: str) -> None:
    """What the open model has nothing to show of, in a sentence, and the way to one that has."""
    frame.says(sentence)
    offer(key)


def offer(key: str) -> None:
    """The button that opens the model that came with the app, where another one is open."""
    words = Controls(lessons.frame())
    if not open_model.open_model().came_with_the_app and words.button(f"apps_own_{quoted(key)}", words="apps own"):
        open_model.open_the_apps_own()
        st.rerun()
