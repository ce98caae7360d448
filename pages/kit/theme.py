"""How the app looks: the palette's variables and one style sheet. Colours stand in `core.figures.palette` alone.

Knows nothing about lessons.
"""

from pathlib import Path

import streamlit as st

from core.caches import cache
from core.figures.palette import Palette, css, palette

SHEET = Path(__file__).with_name("theme.css")
TEXT_FONTS = {
    "SourceSansVF-Upright": ("Source Sans", "normal"),
    "SourceSansVF-Italic": ("Source Sans", "italic"),
    "SourceSerifVariable-Roman": ("Source Serif", "normal"),
    "SourceSerifVariable-Italic": ("Source Serif", "italic"),
    "SourceCodeVF-Upright": ("Source Code Pro", "normal"),
    "SourceCodeVF-Italic": ("Source Code Pro", "italic"),
}
OTHER_LETTERS = "U+180-217, U+21C-2AF, U+400-52F, U+1E00-1FFF, U+FB00-FB04"  # those that scripts/fonts.py leaves out


def colours() -> Palette:
    """The palette that this visitor sees, for what cannot read CSS variables: formulas and Plotly figures."""
    return palette(st.context.theme.type)


def dress() -> None:
    """Say whether the page is light or dark; once in every run. What else there is of style stands in it from the beginning."""
    st.html(f"<style>:root {{ color-scheme: {st.context.theme.type or 'light'}; }}</style>")


@cache
def sheet() -> str:
    """The style of all pages, for `server.first_page`."""
    return f"{css()}\n{_other_letters()}\n{SHEET.read_text('utf-8')}"


def _other_letters() -> str:
    """Where the letters are that `assets/fonts` lacks, in Streamlit's whole fonts: a browser asks for them when it meets one."""
    media = Path(st.__file__).parent / "static" / "static" / "media"
    return "".join(
        f'@font-face {{ font-family: "{family}"; font-style: {style}; font-weight: 100 900; unicode-range: {OTHER_LETTERS};'
        f' src: url("/static/media/{next(media.glob(f"{file}.*.woff2")).name}?whole") format("woff2"); }}\n'
        for file, (family, style) in TEXT_FONTS.items()
    )
