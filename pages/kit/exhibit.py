"""What a page shows is a value: a picture, its sentence, its numbers and where they come from. The frame shows it.

A lesson's `exhibits.py` has a pure function for each of its experiments, from facts and choices to an `Exhibit`. So sentence,
table and picture are made of the same facts, and a test tries every choice without a browser.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import streamlit as st

from core import lessons
from core.figures import Figure
from core.sentences import Sentence, together
from core.training.origins import made
from core.training.run import SHIPPED, STUDIES, Run
from pages.kit import frame, repetition
from pages.kit.components import component
from pages.kit.frame import Badge
from pages.kit.keys import quoted
from pages.kit.tables import Rows, with_heads

PLAIN = {"displayModeBar": False}


@dataclass(frozen=True)
class Picture:
    """A picture of our own: the component that draws it, and its payload, made by `core.figures`."""

    component: str
    payload: Any  # plain JSON, or bytes from `core.figures.payload.packed`
    helpers: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()  # names of what the learner may choose in it


@dataclass(frozen=True)
class Origin:
    """Where the facts come from: a word on the badge, and sentences behind it."""

    badge: Badge
    says: tuple[str, ...] = ()
    recordings: tuple[Run, ...] = ()  # studies that came with the app, and can be computed again


def now() -> Origin:
    """Computed just now by the open model."""
    return Origin("live", (lessons.frame().say("live"),))


def drawn() -> Origin:
    """Drawn to explain, without a model."""
    return Origin("illustration", (lessons.frame().say("illustration"),))


def of_run(run: Run, again: str = "") -> Origin:
    """Read from this run or study: one that came with the app, or one that was trained here.

    Args:
        again: the command that makes it again; by default the one that makes all of its kind.
    """
    say, by, study = lessons.frame().say, made(run), run.study if run.there else None
    shipped = run.folder.parent in (SHIPPED, STUDIES)
    what = say("the study", study=study.name) if study else say("the run", run=run.id)
    if run.active or not by.when:
        return Origin("live", (say("in training"), what))
    date = f"{by.when.day} {by.when:%B %Y, %H:%M}"
    where = say("recorded") if shipped else say("trained here", date=date)
    how = say("made on" if by.processor else "made with", version=by.torch, processor=by.processor) if by.torch else ""
    command = again or (f"python -m scripts.runs studies {study.name.partition('.')[0]}" if study else "make runs")
    repeats = say("again", command=command) if shipped else ""
    says = tuple(filter(None, (where, what, how, repeats)))
    return Origin("recorded" if shipped else "live", says, (run,) if shipped and study else ())


def of_runs(runs: Iterable[Run]) -> Origin:
    """Read from several runs of one kind; what is true of all of them is said once."""
    origins = [of_run(run) for run in runs]
    says = dict.fromkeys(sentence for origin in origins for sentence in origin.says)
    recordings = dict.fromkeys(run for origin in origins for run in origin.recordings)
    return Origin(origins[0].badge, tuple(says), tuple(recordings))


@dataclass(frozen=True)
class Exhibit:
    """What is looked at, what it says, its numbers, and where they come from."""

    picture: Figure | Picture | Rows | None  # rows are shown as a table
    says: str  # a `Sentence` from the lesson's file, or several of them `together`
    numbers: Rows  # the facts of the picture, a row each; the sentence's own facts are shown beside them
    origin: Origin = field(default_factory=now)
    alt: str = ""  # what is seen, for who cannot see it

    @property
    def facts(self) -> Rows:
        """The numbers of the sentence, written as the sentence writes them."""
        said = self.says if isinstance(self.says, Sentence) else together([self.says])
        return [{"": name.replace("_", " "), "in_the_sentence": written} for name, written in said.facts.items()]


def show(exhibit: Exhibit, name: str) -> Any:
    """Show it, with its sentence, badge, numbers and files below. Returns what a component of ours answered.

    Args:
        name: of the files, and unique on the page.
    """
    answer = None
    match exhibit.picture:
        case Figure() as figure:
            st.plotly_chart(figure, key=f"{quoted(name)}_figure", config=PLAIN, alt=exhibit.alt)
        case Picture():
            answer = mount(exhibit.picture, name)
        case [*_] as rows:
            st.table(with_heads(rows))
    said = exhibit.says
    if said:
        frame.says(said)
    origin = exhibit.origin
    frame.tools(
        badge=origin.badge, origin=origin.says, name=name, numbers=exhibit.numbers, facts=exhibit.facts,
        behind=partial(repetition.offer, origin.recordings, name) if origin.recordings else None,
    )  # fmt: skip
    return answer


def mount(picture: Picture, name: str) -> Any:
    """A picture of our own alone, for an exhibit of several. Returns what the learner chose in it."""
    listens = {f"on_{answer}_change": _ignore for answer in picture.answers}
    return component(picture.component, *picture.helpers)(key=quoted(name), data=picture.payload, **listens)


def _ignore() -> None:
    """Streamlit returns a component's value only where a callback is named; the pages read the result instead."""
