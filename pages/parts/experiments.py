"""Predict, do, explain: the learner commits to a guess; only then the answer is computed, and shown beside the guess.

Knows nothing about what is computed. Guesses are kept for the visit, so they survive a look at another page.
"""

from collections.abc import Callable
from html import escape

import streamlit as st

from core.lessons import Experiment, Lesson
from pages.parts.frame import register
from pages.parts.keys import quoted

SKIPPED = "I did not guess"


@st.fragment
def run_experiment(lesson: str, experiment: Experiment, result: Callable[[], None], titled: bool = True) -> None:
    """One experiment. It runs by itself, so that a guess does not draw the whole page again.

    Args:
        lesson: its name.
        experiment: what to ask before and explain after.
        result: shows what happens; called once the guess is made.
        titled: False where the title already stands above.
    """
    key = f"{lesson}-{experiment.key}"
    with st.container(key=f"experiment_{quoted(key)}"):
        if titled:
            st.subheader(experiment.title, anchor=False)
        st.markdown(experiment.ask)
        if key in _guesses():
            _reveal(key, experiment, result)
        else:
            _predict(key, experiment)


def revealed(lesson: Lesson) -> int:
    """How many of the lesson's experiments this visitor has made."""
    return sum(f"{lesson.name}-{experiment.key}" in _guesses() for experiment in lesson.experiments)


def _guesses() -> dict[str, str]:
    guesses: dict[str, str] = st.session_state.setdefault("guesses", {})
    return guesses


def _predict(key: str, experiment: Experiment) -> None:
    """Choosing an option is the guess; it cannot be changed with the answer in sight, only taken back."""
    chosen = f"guess_{quoted(key)}"

    def commit() -> None:
        _guesses()[key] = st.session_state[chosen]

    def skip() -> None:
        _guesses()[key] = SKIPPED

    with st.container(horizontal=True, vertical_alignment="center"):
        st.pills(
            experiment.ask, experiment.options, key=chosen, on_change=commit, label_visibility="collapsed", wrap=True
        )
        st.button("Just show me", type="tertiary", key=f"skip_{quoted(key)}", on_click=skip)


def _reveal(key: str, experiment: Experiment, result: Callable[[], None]) -> None:
    def take_back() -> None:
        _guesses().pop(key, None)

    guess, seen = st.columns([1, 3], gap="large")
    with guess:
        st.html(f'<p class="gb-quiet">Your guess</p><p class="gb-guess">{escape(_guesses()[key])}</p>')
        st.button("Guess again", type="tertiary", key=f"again_{quoted(key)}", on_click=take_back)
    with seen:
        st.html(f'<p class="gb-quiet">{escape(experiment.did)}</p>')
        result()
    st.markdown(experiment.explain)
    if experiment.technical and register() == "technical":
        st.markdown(experiment.technical)
