"""Studies on a page: small experiments that workers run, shared by everybody who asks for the same, and kept.

Nothing starts by itself. What was finished before, here or on the machine that made the app, is shown at once.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic

import streamlit as st

from core.figures.payload import Array
from core.lessons import frame
from core.training import events as e
from core.training import jobs
from core.training.events import Values
from core.training.run import STUDIES, Run, home
from core.training.study import Study
from pages.kit import kept, learner, visit, ways_out
from pages.kit.controls import Controls
from pages.kit.keys import quoted
from pages.kit.open_model import run_at

WATCH = 0.5  # seconds between two looks at a study that is in work


@dataclass(frozen=True)
class OpenStudy(Generic[Values]):
    """A study with these settings, wherever it stands."""

    study: Study
    run: Run  # its folder is made when it starts

    @property
    def records(self) -> list[e.Record[Values]]:
        """What it found so far. Asking for it tells the workers that somebody looks."""
        jobs.start().look(self.run)
        return self.run.records()

    @property
    def last(self) -> e.Record[Values] | None:
        return next(reversed(self.records), None)

    @property
    def status(self) -> str:
        return self.run.status

    @property
    def finished(self) -> bool:
        return self.status == "finished"

    @property
    def active(self) -> bool:
        return self.run.active

    @property
    def shipped(self) -> bool:
        return self.run.folder.parent == STUDIES

    def arrays(self, record: e.Record[Values]) -> dict[str, Array]:
        """The arrays of one record. ValueError with a sentence where their file is damaged."""
        return self.run.arrays(record)

    def start(self) -> None:
        """Put it in line. TooMany where the learner has enough there already."""
        jobs.start().start(Run.create(self.study), learner.learner_id())

    def only(self, count: int) -> None:
        """So many records more, then it pauses."""
        run = Run.create(self.study)
        jobs.start().wish(run, learner.learner_id(), until=len(self.run.records()) + count)
        if not self.active:
            self.start()

    def change(self, **settings: Any) -> None:
        """Other settings from the next record on; of a study that has not begun, from the first one on."""
        run = Run.create(self.study)
        jobs.start().wish(run, learner.learner_id(), change=run.wishes().get("change", {}) | settings)

    def pause(self) -> bool:
        return jobs.start().pause(self.run, learner.learner_id())

    def stop(self) -> bool:
        return jobs.start().stop(self.run, learner.learner_id())


def study(
    function: Callable[..., Iterator[e.Record[Values]]], *, private: bool = False, **settings: Any
) -> OpenStudy[Values]:
    """The study that this function of `core/studies` is, with these settings. A private one is found again in this browser
    only."""
    asked = Study.of(function, learner.learner_id() if private else "", **settings)
    shipped = STUDIES / asked.key
    if shipped.exists() and not (came := run_at(str(shipped))).gap and not came.problem:
        return OpenStudy(asked, came)
    return here(asked)


def here(recorded: Study) -> OpenStudy[Any]:
    """The same study, done once more on this machine, whether it came with the app or not."""
    return OpenStudy(recorded, run_at(str(home() / "runs" / recorded.id)))


def panel(opened: OpenStudy[Values], draw: Callable[[OpenStudy[Values]], None], *, label: str, key: str) -> None:
    """The study's result with what it takes to get it: a button, progress, the place in line, pause and stop.

    `draw` shows what is there so far; it is called once there is anything, and again while more comes.
    """
    line = jobs.start()
    waits = not opened.finished and not line.ready and not line.problem  # in the first seconds of a server

    def watch() -> None:
        if waits and line.ready:
            st.rerun()
        was_active = opened.active
        if opened.shipped and (stale := opened.run.stale()):  # only somebody who changes the code can meet this
            st.warning(stale)
        if opened.records:
            draw(opened)
        _progress(opened, key)
        _controls(opened, label, key)
        if was_active and not opened.active:
            st.rerun()  # once more in full, now that it rests

    kept.fragment(watch, key, run_every=WATCH if opened.active or waits else None)()


def _progress(opened: OpenStudy[Any], key: str) -> None:
    last, place, say = opened.last, jobs.start().place(opened.run), frame().say
    match opened.status:
        case "queued" if place.ahead:
            st.markdown(say("in line", ahead=place.ahead, wait=place.wait))
        case "queued" | "training" | "interrupted" if last is None:
            st.markdown(say("begins work"))
        case "queued" | "training" | "interrupted" if last and last.total:
            share = min(1.0, last.step / last.total)
            st.progress(share, say("step of", step=last.step, total=last.total))
        case "paused" if isinstance(paused := opened.run.last(e.Paused), e.Paused) and paused.reason:
            st.warning(paused.reason)
        case "failed":
            failed = opened.run.last(e.Failed)
            st.warning(failed.reason if isinstance(failed, e.Failed) else say("failed"))
            if "run" in opened.study.settings:  # it looks into the open model, and another one may do
                ways_out.offer(key)


def _controls(opened: OpenStudy[Any], label: str, key: str) -> None:
    if opened.finished:
        return
    if refusal := visit.take(f"refused_{key}", ""):
        st.warning(refusal)
    words = Controls(frame())
    with st.container(horizontal=True, vertical_alignment="center", key=f"study_{quoted(key)}"):
        if opened.active:
            if words.button(f"pause_{quoted(key)}", words="pause"):
                _leave(opened.pause())
            if words.button(f"stop_{quoted(key)}", words="stop"):
                _leave(opened.stop())
            return
        line = jobs.start()
        again = {"paused": "continue", "stopped": "continue", "failed": "try again"}.get(opened.status)
        if st.button(
            words.label(again) if again else label, key=f"start_{quoted(key)}", type="primary", disabled=not line.ready
        ):
            start(opened, key)
        if line.problem or not line.ready:
            st.markdown(line.problem or jobs.STARTING)


def start(opened: OpenStudy[Any], key: str) -> None:
    """Start it, or say why not; then draw the page again."""
    try:
        opened.start()
    except jobs.REFUSALS as refusal:
        visit.put(f"refused_{key}", str(refusal))
    st.rerun()


def _leave(alone: bool) -> None:
    if not alone:
        st.toast(frame().say("others watch"))
    st.rerun()
