"""A transformer that draws, on a page: it goes on where the learner's half of a picture ends, in some hundred milliseconds."""

import streamlit as st

from core.measure import pixel_drawing
from core.measure.pixel_drawing import Drawing
from core.models.transformer import Transformer
from core.studies.pixel_transformer import Learned, restored
from pages.kit.studies import KEPT_BY, OpenStudy


@st.cache_resource(max_entries=4, show_spinner=False, hash_funcs=KEPT_BY)
def model(opened: OpenStudy[Learned]) -> Transformer:
    """The transformer as it was at the end."""
    return restored(opened.arrays(opened.records[-1]))


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=KEPT_BY)
def drawing(opened: OpenStudy[Learned], *, rows: int, example: int, digit: int | None, seed: int) -> Drawing:
    """Begin with so many rows of a held-out digit, and let the model go on; with no row it may be asked for a digit."""
    return pixel_drawing.drawn(model(opened), rows, example, digit, seed)
