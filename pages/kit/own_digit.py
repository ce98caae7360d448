"""A digit for an experiment: drawn by the learner, or a real one that no model here has learned from."""

import streamlit as st

from core.data.digits import held_out_digit
from core.figures.payload import Array
from pages.kit.canvas import canvas


def own_digit(example: int) -> Array:
    """The pad and the choice of a real digit, `example` at first; what was drawn comes first, if there is anything."""
    drawn = canvas(key="own_digit")
    digit = st.selectbox(
        "Or take a real one", range(10), index=example, key="digit", bind="query-params",
        help="A handwritten digit that no model here has learned from. Your own drawing comes first, if there is one.",
    )  # fmt: skip
    return held_out_digit(digit) if drawn is None else drawn
