"""A transformer that draws, on a page: it goes on where the learner's half of a picture ends, in some hundred milliseconds."""

import streamlit as st

from core.figures.families import drawing_payload
from core.measure import pixel_drawing
from core.measure.pixel_drawing import Drawing
from core.models.transformer import Transformer
from core.studies.pixel_transformer import Learned, restored
from pages.kit.exhibit import Picture
from pages.kit.studies import OpenStudy


@st.cache_resource(max_entries=4, show_spinner=False)
def _model(folder: str, _opened: OpenStudy[Learned]) -> Transformer:
    return restored(_opened.arrays(_opened.records[-1]))


def drawing(opened: OpenStudy[Learned], *, rows: int, example: int, digit: int | None, seed: int) -> Drawing:
    """Begin with so many rows of a held-out digit, and let the model go on; with no row it may be asked for a digit."""
    return _drawing(str(opened.run.folder), opened, rows, example, digit, seed)


@st.cache_data(max_entries=64, show_spinner=False)
def _drawing(
    folder: str, _opened: OpenStudy[Learned], rows: int, example: int, digit: int | None, seed: int
) -> Drawing:
    return pixel_drawing.drawn(_model(folder, _opened), rows, example, digit, seed)


def pixel_by_pixel(drawn: Drawing) -> Picture:
    """The first picture as it was drawn, pixel by pixel, and the others below."""
    return Picture("pixel_by_pixel", drawing_payload(drawn))


def table(drawn: Drawing) -> list[dict[str, object]]:
    """The picture that is drawn, a row a pixel: what was thrown, and what was likeliest."""
    names = ("row", "column", "given", "level", "likeliest")
    return [
        {name: getattr(one, name) for name in names} | {"its_chance": round(one.chance, 2)} for one in drawn.first()
    ]
