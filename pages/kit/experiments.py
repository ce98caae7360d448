"""Predict, do, explain: the learner commits to a guess; only then the answer is computed, and shown beside the guess.

Knows nothing about what is computed. Guesses are kept, and found again in another tab and on another day.
"""

import time
from collections.abc import Callable
from html import escape

import streamlit as st

from core import lessons
from core.lessons import frame
from core.lessons.parts import Experiment, Lesson, Verdict
from pages.kit import address, grounds, kept, visit
from pages.kit.components import component
from pages.kit.controls import Controls
from pages.kit.frame import register
from pages.kit.keys import quoted

ALL = "all"  # shown without a guess
LED = "led"  # in the visit: in which experiment something was guessed or taken back last, and when


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
    if not (guess := kept.get(f"guess {experiment.key}", "", page=lesson)):
        return ""
    known = _guesses(experiment)
    return guess if guess in known else next((place for place, option in known.items() if option == guess), "")


def _code(experiment: Experiment) -> str:
    return f"guess_{experiment.key}"


def _note(lesson: str, experiment: Experiment, guess: str | None) -> None:
    """Keep the guess; None takes it back. What was pressed goes, so the focus is led to what comes in its place."""
    visit.put(LED, ((lesson, experiment.key), time.time_ns() // 1000))
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

    with st.container(horizontal=True, vertical_alignment="center", key=f"options_{quoted(key)}"):
        _lead(lesson, experiment, f"options_{quoted(key)}", experiment.ask)
        st.pills(
            experiment.ask, experiment.options, key=chosen, on_change=commit, label_visibility="collapsed", wrap=True
        )
        Controls(frame()).button(f"skip_{quoted(key)}", words="skip", type="tertiary", on_click=skip)


def _lead(lesson: str, experiment: Experiment, to: str, label: str) -> None:
    """Lead the focus to this part, if the learner guessed in it last, or took a guess back."""
    last, turn = visit.get(LED, (None, 0))
    if last == (lesson, experiment.key):
        component("lead")(key=f"lead_{quoted(to)}", data={"to": to, "label": label, "turn": turn})


def _reveal(lesson: str, experiment: Experiment, guess: str, result: Callable[[], None]) -> None:
    def take_back() -> None:
        _note(lesson, experiment, None)

    left, seen = st.columns([1, 3], gap="large")
    with left:
        guessed = _guesses(experiment)[guess]
        st.html(f'<p class="gb-quiet">{escape(frame().say("guess"))}</p><p class="gb-guess">{escape(guessed)}</p>')
        again = f"again_{quoted(f'{lesson}-{experiment.key}')}"
        Controls(frame()).button(again, words="again", type="tertiary", on_click=take_back)
    result_key = f"result_{quoted(f'{lesson}-{experiment.key}')}"
    with seen, st.container(key=result_key):
        _lead(lesson, experiment, result_key, experiment.did)
        st.html(f'<p class="gb-quiet">{escape(experiment.did)}</p>')
        result()
    if not experiment.outcomes:
        _explain(lesson, experiment)


def conclude(verdict: Verdict) -> None:
    """Below the result: does it bear out the guess, what does it show, and what is true however it came out."""
    experiment = verdict.experiment
    guess = _guess(verdict.lesson, experiment)
    st.html(judged(guess, verdict))
    st.markdown(verdict.says)
    _explain(verdict.lesson, experiment)


def judged(guess: str, verdict: Verdict) -> str:
    """The guess beside what came out, as HTML: a sign and words. Who did not guess reads what came out."""
    say = frame().say
    if guess in verdict.bears_out:
        return _feedback("gb-true", say("guess right"), _came_out(verdict))
    guessed = guess in _guesses(verdict.experiment) and guess != ALL
    return _feedback("gb-false" if guessed else "", say("guess wrong") if guessed else "", _came_out(verdict))


def _came_out(verdict: Verdict) -> str:
    options, say = _guesses(verdict.experiment), frame().say
    match verdict.bears_out:
        case []:
            return say("came out, none")
        case [place]:
            return say("came out", option=options[place])
        case places:
            return say("came out, several", options=", ".join(f"“{options[place]}”" for place in places))


def _feedback(kind: str, sign: str, said: str) -> str:
    return f'<p class="gb-feedback {kind}" role="status"><b>{escape(sign)}</b> {escape(said)}</p>'


def _explain(lesson: str, experiment: Experiment) -> None:
    """And below, in how many starts it held."""
    said = {f"experiment {experiment.key}": experiment.explain}
    if register() == "technical":
        said[f"technical {experiment.key}"] = experiment.technical
    for paragraph in filter(None, said.values()):
        st.markdown(paragraph)
    grounds.line(lessons.text(lesson), *said)
