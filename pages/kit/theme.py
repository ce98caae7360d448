"""How the app looks: the palette's variables and one style sheet. Colours stand in `core.figures.palette` alone.

Knows nothing about lessons.
"""

from pathlib import Path

import streamlit as st

from core.caches import cache
from core.figures.palette import Palette, css, palette

SHEET = Path(__file__).with_name("theme.css")


def colours() -> Palette:
    """The palette that this visitor sees, for what cannot read CSS variables: formulas and Plotly figures."""
    return palette(st.context.theme.type)


def dress() -> None:
    """Put the style on the page; once in every run."""
    st.html(f"<style>:root {{ color-scheme: {st.context.theme.type or 'light'}; }}\n{_sheet()}</style>")


@cache
def _sheet() -> str:
    return f"{css()}\n{SHEET.read_text('utf-8')}"
