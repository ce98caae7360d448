"""The menu: every lesson that has a page, by section, and the second pages, which their lessons link to.

Knows nothing about what stands on them.
"""

from copy import copy
from pathlib import Path
from typing import Literal

import streamlit as st

from core.caches import lru_cache
from core.lessons import course, frame, further_pages
from pages.kit.lesson import PAGES, WELCOME, page_of


def sections() -> dict[str, list[st.Page]]:
    """The pages of the menu, by the words over them; what is not in the menu stands with the first page, over no word."""
    start = _page(WELCOME, frame().say("start"), default=True)
    deeper = [
        _page(page_of(one), frame().say("second page", title=one.title), one.name, visibility="hidden")
        for those in further_pages(PAGES).values()
        for one in those
    ]
    menu = {"": [start, *deeper]}
    for section, lessons in course(PAGES).items():
        shown = [_page(page_of(one), one.title, one.name, one.question) for one in lessons]
        menu[frame().control("sections").options[section]] = shown
    return menu


def _page(
    file: Path, title: str, address: str | None = None, question: str | None = None, *,
    default: bool = False, visibility: Literal["visible", "hidden"] = "visible",
) -> st.Page:  # fmt: skip
    """A page of this run's own, for Streamlit notes in it that it may run."""
    return copy(_made(file, title, address, question, default, visibility))


@lru_cache(maxsize=256)
def _made(
    file: Path, title: str, address: str | None, question: str | None, default: bool,
    visibility: Literal["visible", "hidden"],
) -> st.Page:  # fmt: skip
    """Made once, since Streamlit looks for its file; every run asks for all thirty."""
    return st.Page(file, title=title, url_path=address, help=question, default=default, visibility=visibility)
