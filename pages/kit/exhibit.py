"""Shows an exhibit: its picture, its sentence, and what every figure has. What an exhibit is stands in `core.exhibit`."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from core.exhibit import Exhibit, Picture
from core.figures import Figure
from core.figures.chart import chart_payload
from core.figures.large import large
from core.tables import with_heads
from pages.kit import experiments, frame, repetition
from pages.kit.components import component
from pages.kit.keys import quoted
from pages.kit.present import presenting
from pages.kit.theme import colours


def show(exhibit: Exhibit, name: str) -> Any:
    """Show it, with its sentence, badge, numbers and files below. Returns what a component of ours answered.

    Args:
        name: of the files, and unique on the page.
    """
    answer = None
    match exhibit.picture:
        case Figure() as figure:
            film = exhibit.over_time.film if exhibit.over_time else None
            chart(figure, key=f"{quoted(name)}_figure", alt=exhibit.alt, film=film)
        case Picture():
            answer = mount(exhibit.picture, name)
        case [*_] as rows:
            st.table(with_heads(rows))
    if exhibit.over_time:
        component("says")(key=f"{quoted(name)}_says", data=exhibit.over_time.payload)
    elif exhibit.says:
        frame.says(exhibit.says)
    origin = exhibit.origin
    frame.tools(
        badge=origin.badge, origin=origin.says, name=name, numbers=exhibit.numbers, facts=exhibit.facts,
        behind=partial(repetition.offer, origin.recordings, name) if origin.recordings else None,
    )  # fmt: skip
    if exhibit.verdict:
        experiments.conclude(exhibit.verdict)
    return answer


def chart(figure: Figure, *, key: str, alt: str, film: Mapping[str, Any] | None = None) -> None:
    """A figure alone, for an exhibit of several; in large letters for a class.

    Args:
        alt: what is seen, for who cannot see it.
        film: its other moments, where it follows the slider of training time; see `chart_payload`.
    """
    shown = large(figure) if presenting() else figure
    component("chart")(key=key, data=chart_payload(shown, colours(), alt, film))


def mount(picture: Picture, name: str) -> Any:
    """A picture of our own alone, for an exhibit of several. Returns what the learner chose in it."""
    listens = {f"on_{answer}_change": _ignore for answer in picture.answers}
    return component(picture.component, *picture.helpers)(key=quoted(name), data=picture.payload, **listens)


def _ignore() -> None:
    """Streamlit returns a component's value only where a callback is named; the pages read the result instead."""
