"""The box for one's own words, as the lessons have it that send words through the open model."""

import streamlit as st

from pages.parts import kept
from pages.parts.beginnings import beginning
from pages.parts.open_model import OpenModel
from pages.parts.writing import troubles


def own_words(opened: OpenModel, example: str, *, help: str, most: int = 20_000) -> str:
    """What stands in the box; below it, what the model cannot read of it, in sentences."""
    first = beginning(opened, "words", example)
    prompt = st.text_area(
        "Your words", first, key=kept.control("words", first), bind="query-params", max_chars=most, height=80, help=help
    )
    for trouble in troubles(opened, prompt):
        st.text(trouble)
    return prompt
