"""What came with the app, computed again on this machine: a button, and where the numbers part."""

from collections.abc import Sequence

import streamlit as st

from core.language import number
from core.lessons import frame
from core.tables import Rows
from core.training.open_study import here
from core.training.repetition import Pair, pairs
from core.training.run import Run
from pages.kit import frame as parts
from pages.kit import learner
from pages.kit.controls import Controls
from pages.kit.keys import quoted
from pages.kit.studies import OpenStudy, panel

MOST = 12  # rows of the table, those that are farthest apart


def offer(recordings: Sequence[Run], name: str) -> None:
    """A button for each recording; below it the difference, as far as it is computed. `name` is unique on the page."""
    for recording in recordings:
        if len(recordings) > 1 and recording.study:
            st.text(", ".join(f"{setting}: {value}" for setting, value in recording.study.settings.items()))
        _offer(recording, name)


def _offer(recording: Run, name: str) -> None:
    def draw(again: OpenStudy[object]) -> None:
        found = _pairs(str(recording.folder), str(again.run.folder), len(again.records), recording, again)
        parts.says(told(found))
        st.table(rows(found))

    assert recording.study is not None
    label = Controls(frame()).label("compute again")
    panel(
        here(recording.study, learner.learner_id()),
        draw,
        label=label,
        key=f"again_{quoted(name)}_{quoted(recording.folder.name)}",
    )


@st.cache_data(show_spinner=False, max_entries=16)
def _pairs(recorded: str, repeated: str, so_many: int, _recording: Run, _again: OpenStudy[object]) -> list[Pair]:
    """Compared once for so many records; some studies have thousands of numbers."""
    return pairs(_recording.records(), _again.records)


def told(found: list[Pair]) -> str:
    """How many numbers are the same, and which is farthest apart."""
    say, same = frame().say, sum(pair.recorded == pair.now for pair in found)
    if same == len(found):
        return say("repeated.same", numbers=len(found))
    most = max(found, key=lambda pair: pair.apart)
    return say(
        "repeated.apart", numbers=len(found), same=same, name=most.name, step=most.step, recorded=most.recorded, now=most.now,
    )  # fmt: skip


def rows(found: list[Pair]) -> Rows:
    """The numbers that are farthest apart, a row each."""
    return [
        {
            "number": pair.name,
            "step": pair.step,
            "recorded": number(pair.recorded, ".6g"),
            "here": number(pair.now, ".6g"),
        }
        for pair in sorted(found, key=lambda pair: -pair.apart)[:MOST]
    ]
