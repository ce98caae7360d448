"""What stands around every page: title, look, navigation by section, and how the learner wants to be spoken to."""

import sys
from pathlib import Path

if (root := str(Path(__file__).resolve().parents[1])) not in sys.path:  # Streamlit knows only this file's own folder
    sys.path.insert(0, root)

import streamlit as st

from core.lessons import ask_for_language, course, frame, second_pages
from pages import your_work
from pages.kit import kept, theme, visit
from pages.kit.controls import Controls
from pages.kit.frame import REGISTERS
from pages.kit.lesson import PAGES, WELCOME, page_of

st.set_page_config(page_title="Glassbox", page_icon="🔎", layout="wide")  # an emoji: an icon font would be fetched
theme.dress()
ask_for_language(visit.language)

sections = {"": [st.Page(WELCOME, title=frame().say("start"), default=True)]}
for section, lessons in course(PAGES).items():
    sections[frame().control("sections").options[section]] = [
        st.Page(page_of(one), title=one.title, help=one.question, url_path=one.name) for one in lessons
    ]
deeper = [
    st.Page(page_of(one), title=frame().say("second page", title=one.title), visibility="hidden", url_path=one.name)
    for one in second_pages(PAGES).values()
]
sections[""] += deeper  # routed, and linked from their lessons, but not in the menu
page = st.navigation(sections, position="top")

kept.begin(page.url_path or "welcome")
with st.container(key="register_switch"):
    Controls(frame()).buttons("register", REGISTERS, "plain", label_visibility="collapsed", everywhere=True)
    your_work.link_line()

try:
    page.run()
    your_work.panel()
finally:
    kept.end()
