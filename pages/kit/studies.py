"""Studies on a page: small experiments that workers run, shared by everybody who asks for the same, and kept.

Nothing starts by itself. What was finished before, here or on the machine that made the app, is shown at once.
"""

from collections.abc import Callable, Iterator
from inspect import signature
from typing import Any

import streamlit as st

from core.lessons import frame
from core.training import events as e
from core.training import jobs
from core.training.events import Values
from core.training.open_study import OpenStudy, opened
from core.training.study import Study
from pages.kit import kept, learner, visit, ways_out
from pages.kit.controls import Controls
from pages.kit.keys import quoted

WATCH = 0.5  # seconds between two looks at a study that is in work


KEPT_BY: dict[str | type[Any], Callable[[Any], Any]] = {  # what Streamlit's caches know a study by
    OpenStudy: lambda opened: str(opened.run.folder),
}


def study(
    function: Callable[..., Iterator[e.Record[Values]]], *, private: bool = False, **settings: Any
) -> OpenStudy[Values]:
    """The study that this function of `core/studies` is, with these settings. A private one is found again in this browser
    only."""
    me = learner.learner_id()
    return opened(Study.of(function, me if private else "", **settings), me)


def chosen(
    function: Callable[..., Iterator[e.Record[Values]]], *, private: bool = False, **settings: Any
) -> OpenStudy[Values]:
    """As `study`, but settings that are usual are left out, so that what came with the app is found."""
    usual = signature(function).parameters
    others = {name: value for name, value in settings.items() if value != usual[name].default}
    return study(function, private=private, **others)


def panel(asked: OpenStudy[Values], draw: Callable[[OpenStudy[Values]], None], *, label: str, key: str) -> None:
    """What it takes to get the study's result: a button, pause and stop, progress, the place in line; and the result.

    `draw` shows what is there so far; it is called once there is anything, and again while more comes.
    """
    line = jobs.start()
    waits = not asked.finished and not line.ready and not line.problem  # in the first seconds of a server

    def watch() -> None:
        if waits and line.ready:
            st.rerun()
        was_active, wish = asked.active, asked.wished
        if asked.shipped and (stale := asked.run.stale()):  # only somebody who changes the code can meet this
            st.warning(stale)
        if not wish:  # a worker sees it when it has finished what it is doing
            _controls(asked, label, key)  # first: what grows as more is found would push them away under the pointer
        _progress(asked, wish, key)
        if asked.records:
            draw(asked)
        if was_active and not asked.active:
            st.rerun()  # once more in full, now that it rests

    kept.fragment(watch, key, run_every=WATCH if asked.active or waits else None)()


def _progress(asked: OpenStudy[Any], wish: str, key: str) -> None:
    last, place, say = asked.last, jobs.start().place(asked.run), frame().say
    if wish:
        st.markdown(say(f"{wish} wished"))
    match asked.status:
        case "queued" if place.ahead:
            st.markdown(say("in line", ahead=place.ahead, wait=place.wait))
        case "queued" | "training" | "interrupted" if last is None:
            st.markdown(say("begins work"))
        case "queued" | "training" | "interrupted" if last and last.total:
            share = min(1.0, last.step / last.total)
            st.progress(share, say("step of", step=last.step, total=last.total))
        case "paused" if (paused := asked.run.last(e.Paused)) and paused.reason:
            st.warning(str(paused.reason))
        case "failed":
            failed = asked.run.last(e.Failed)
            st.warning(str(failed.reason) if failed else say("failed"))
            if "run" in asked.study.settings:  # it looks into the open model, and another one may do
                ways_out.offer(key)


def _controls(asked: OpenStudy[Any], label: str, key: str) -> None:
    if asked.finished:
        return
    if refusal := visit.take(f"refused_{key}", ""):
        st.warning(refusal)
    words = Controls(frame())
    with st.container(horizontal=True, vertical_alignment="center", key=f"study_{quoted(key)}"):
        if asked.active:
            if words.button(f"pause_{quoted(key)}", words="pause"):
                _leave(asked.pause())
            if words.button(f"stop_{quoted(key)}", words="stop"):
                _leave(asked.stop())
            return
        line = jobs.start()
        again = {"paused": "continue", "stopped": "continue", "failed": "try again"}.get(asked.status)
        if st.button(
            words.label(again) if again else label, key=f"start_{quoted(key)}", type="primary", disabled=not line.ready
        ):
            start(asked, key)
        if line.problem or not line.ready:
            st.markdown(str(line.problem or jobs.STARTING))


def start(asked: OpenStudy[Any], key: str) -> None:
    """Start it, or say why not; then draw the page again."""
    try:
        asked.start()
    except jobs.REFUSALS as refusal:
        visit.put(f"refused_{key}", str(refusal))
    st.rerun()


def _leave(alone: bool) -> None:
    if not alone:
        st.toast(frame().say("others watch"))
    st.rerun()
