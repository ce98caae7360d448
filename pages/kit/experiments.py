"""Predict, do, explain: the learner commits to a guess; only then the answer is computed, and shown beside the guess.

Knows nothing about what is computed. Guesses are kept, and found again in another tab and on another day.
"""

from collections.abc import Callable
from html import escape

import streamlit as st

from core.lessons import Experiment, Lesson, frame
from pages.kit import address, kept, visit
from pages.kit.controls import Controls
from pages.kit.frame import register
from pages.kit.keys import quoted

ALL = "all"  # shown without a guess


@kept.fragment
def run_experiment(lesson: str, experiment: Experiment, result: Callable[[], None], titled: bool = True) -> None:
    """One experiment. It runs by itself, so that a guess does not draw the whole page again.

    Args:
        lesson: its name.
        experiment: what to ask before and explain after.
        result: shows what happens; called once the guess is made.
        titled: False where the title already stands above.
    """
    key = f"{lesson}-{experiment.key}"
    guess = _guess(lesson, experiment)
    with st.container(key=f"experiment_{quoted(key)}"):
        if titled:
            st.subheader(experiment.title, anchor=False)
        st.markdown(experiment.ask)
        if guess:
            _reveal(lesson, experiment, guess, result)
        else:
            _predict(lesson, experiment)


def revealed(lesson: Lesson) -> int:
    """How many of the lesson's experiments this learner has made."""
    return sum(bool(_kept(lesson.name, experiment)) for experiment in lesson.experiments)


def _guess(lesson: str, experiment: Experiment) -> str:
    """What was guessed, here or by whoever made the link: an option's place or `all`; nothing where there is no guess."""
    code, linked = _code(experiment), f"linked guess {lesson} {experiment.key}"
    if (asked := address.take(code)) is not None:  # a link that somebody followed is not their guess, so it is not kept
        visit.put(linked, asked if asked in _guesses(experiment) else "")
    if guess := visit.get(linked) or _kept(lesson, experiment):
        address.hold(code, guess)
    return str(guess)


def _guesses(experiment: Experiment) -> dict[str, str]:
    """Everything that one may guess, and how it is shown: an option by its place, from 1, so that no rewording loses it."""
    options = {str(place): option for place, option in enumerate(experiment.options, 1)}
    return options | {ALL: frame().say("no guess")}


def _kept(lesson: str, experiment: Experiment) -> str:
    """The guess of this browser. Until 0.3 its words were kept."""
    guess, known = kept.get(f"guess {experiment.key}", "", page=lesson), _guesses(experiment)
    return guess if guess in known else next((place for place, option in known.items() if option == guess), "")


def _code(experiment: Experiment) -> str:
    return f"guess_{experiment.key}"


def _note(lesson: str, experiment: Experiment, guess: str | None) -> None:
    """Keep the guess; None takes it back."""
    visit.take(f"linked guess {lesson} {experiment.key}")
    address.hold(_code(experiment), "")
    kept.put(f"guess {experiment.key}", guess, page=lesson)


def _predict(lesson: str, experiment: Experiment) -> None:
    """Choosing an option is the guess; it cannot be changed with the answer in sight, only taken back."""
    key = f"{lesson}-{experiment.key}"
    chosen = f"guess_{quoted(key)}"

    def commit() -> None:
        _note(lesson, experiment, str(experiment.options.index(visit.get(chosen)) + 1))

    def skip() -> None:
        _note(lesson, experiment, ALL)

    with st.container(horizontal=True, vertical_alignment="center"):
        st.pills(
            experiment.ask, experiment.options, key=chosen, on_change=commit, label_visibility="collapsed", wrap=True
        )
        Controls(frame()).button(f"skip_{quoted(key)}", words="skip", type="tertiary", on_click=skip)


def _reveal(lesson: str, experiment: Experiment, guess: str, result: Callable[[], None]) -> None:
    def take_back() -> None:
        _note(lesson, experiment, None)

    left, seen = st.columns([1, 3], gap="large")
    with left:
        guessed = _guesses(experiment)[guess]
        st.html(f'<p class="gb-quiet">{escape(frame().say("guess"))}</p><p class="gb-guess">{escape(guessed)}</p>')
        again = f"again_{quoted(f'{lesson}-{experiment.key}')}"
        Controls(frame()).button(again, words="again", type="tertiary", on_click=take_back)
    with seen:
        st.html(f'<p class="gb-quiet">{escape(experiment.did)}</p>')
        result()
    st.markdown(experiment.explain)
    if experiment.technical and register() == "technical":
        st.markdown(experiment.technical)
