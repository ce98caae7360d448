"""A transformer that draws, on a page: it goes on where the learner's half of a picture ends, in some hundred milliseconds."""

from collections.abc import Sequence

import streamlit as st
from streamlit.components.v2.bidi_component import ComponentResult

from core.figures.families import drawing_payload
from core.measure import pixel_drawing
from core.measure.pixel_drawing import Drawing
from core.models.transformer import Transformer
from core.studies.pixel_transformer import restored
from pages.kit.components import component
from pages.kit.studies import OpenStudy


@st.cache_resource(max_entries=4, show_spinner=False)
def _model(folder: str, _opened: OpenStudy) -> Transformer:
    return restored(_opened.arrays(_opened.records[-1]))


def drawing(opened: OpenStudy, *, rows: int, example: int, digit: int | None, seed: int) -> Drawing:
    """Begin with so many rows of a held-out digit, and let the model go on; with no row it may be asked for a digit."""
    return _drawing(str(opened.run.folder), opened, rows, example, digit, seed)


@st.cache_data(max_entries=64, show_spinner=False)
def _drawing(folder: str, _opened: OpenStudy, rows: int, example: int, digit: int | None, seed: int) -> Drawing:
    return pixel_drawing.drawn(_model(folder, _opened), rows, example, digit, seed)


def pixel_by_pixel(drawn: Drawing, *, key: str) -> ComponentResult:
    """The first picture as it was drawn, pixel by pixel, and the others below."""
    return component("pixel_by_pixel")(key=key, data=drawing_payload(drawn))


def says(drawn: Drawing) -> str:
    """What the judge sees in the pictures, in a sentence."""
    named = drawn.named()
    wanted = drawn.truth if drawn.asked is None else drawn.asked
    if wanted is None:
        return f"Left to chance, it drew {_counted(named)}."
    right = sum(digit == wanted for digit in named)
    begun = "began" if drawn.asked is None else "was asked for"
    return f"{right} of {len(named)} pictures end as the {wanted} that {begun}."


def _counted(named: Sequence[int]) -> str:
    return ", ".join(f"a {digit}" for digit in named)


def table(drawn: Drawing) -> list[dict[str, object]]:
    """The picture that is drawn, a row a pixel: what was thrown, and what was likeliest."""
    return [
        {"row": one.row, "column": one.column, "given": one.given, "level": one.level, "likeliest": one.likeliest,
         "its chance": round(one.chance, 2)}
        for one in drawn.first()
    ]  # fmt: skip
