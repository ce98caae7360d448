"""Small questions to a worker: asked once a visit, and what a page shows until the answer is there."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import streamlit as st

from core.training import jobs


def ask_once(key: str, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
    """The answer to come. A rerun finds the question that was asked before; only the first one asks a worker."""
    if key not in st.session_state:
        st.session_state[key] = jobs.start().ask(function, *arguments)
    answer: Future[Any] = st.session_state[key]
    return answer


def answered(answer: Future[Any], words: str, draw: Callable[[Any], None]) -> None:
    """Until the worker answers, say what it does; then draw the answer."""

    @st.fragment(run_every=None if answer.done() else 0.5)
    def wait() -> None:
        if not answer.done():
            st.markdown(words)
        elif answer.exception():
            st.markdown("The worker could not answer just now. Load the page again.")
        else:
            draw(answer.result())

    wait()
