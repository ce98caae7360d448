"""What stands around every page: title, look, navigation by section, and how the learner wants to be spoken to."""

import sys
from pathlib import Path

if (root := str(Path(__file__).resolve().parents[1])) not in sys.path:  # Streamlit knows only this file's own folder
    sys.path.insert(0, root)

import streamlit as st

from core.lessons import course, second_pages
from pages.parts import kept, theme, your_work
from pages.parts.lesson import PAGES

st.set_page_config(page_title="Glassbox", page_icon="🔎", layout="wide")  # an emoji: an icon font would be fetched
theme.dress()

sections = {"": [st.Page(PAGES / "start" / "welcome.py", title="Start", default=True)]}
for section, lessons in course(PAGES).items():
    sections[section.capitalize()] = [
        st.Page(PAGES / section / f"{lesson.name}.py", title=lesson.title, help=lesson.question) for lesson in lessons
    ]
deeper = [
    st.Page(PAGES / one.section / f"{one.name}.py", title=f"{one.title}, deeper", visibility="hidden")
    for one in second_pages(PAGES).values()
]
sections[""] += deeper  # routed, and linked from their lessons, but not in the menu
page = st.navigation(sections, position="top")

with st.container(key="register_switch"):
    st.segmented_control(
        "How technical?",
        ["plain", "technical"],
        default="plain",
        required=True,
        key="register",
        bind="query-params",
        label_visibility="collapsed",
    )
    your_work.link_line()

kept.begin(page.url_path or "welcome")
try:
    page.run()
    your_work.panel()
finally:
    kept.end()
