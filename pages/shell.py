"""What stands around every page: title, look, navigation by section, and how the learner wants to be spoken to."""

import sys
from pathlib import Path

if (root := str(Path(__file__).resolve().parents[1])) not in sys.path:  # Streamlit knows only this file's own folder
    sys.path.insert(0, root)

import streamlit as st

from core.language import ask_for_language
from core.lessons import frame
from core.lessons.files import look_again
from pages import your_work
from pages.kit import kept, menu, present, theme, visit
from pages.kit.controls import Controls
from pages.kit.frame import REGISTERS, pictures_are_saved

st.set_page_config(page_title="Glassbox", page_icon="🔎", layout="wide")  # an emoji: an icon font would be fetched
theme.dress()
ask_for_language(visit.language)
look_again()

page = st.navigation(menu.sections(), position="top")

kept.begin(page.url_path or "welcome")
with st.container(key="register_switch"):
    present.switch()
    Controls(frame()).buttons("register", REGISTERS, "plain", label_visibility="collapsed", everywhere=True)
    your_work.link_line()
    pictures_are_saved()

try:
    page.run()
    your_work.panel()
finally:
    kept.end()
