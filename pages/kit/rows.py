"""Rows of small grey pictures with names: the same column is the same face."""

from collections.abc import Sequence

from streamlit.components.v2.bidi_component import ComponentResult

from core.figures.payload import Array
from core.figures.rows import Row, rows_payload
from pages.kit.components import component


def picture_rows(rows: Sequence[Row], pictures: Sequence[Array], *, key: str) -> ComponentResult:
    """Rows of pictures under each other."""
    return component("picture_rows")(key=key, data=rows_payload(rows, pictures))
