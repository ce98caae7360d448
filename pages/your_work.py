"""Your work, at the foot of every page: that it is kept, how to start again, how to be forgotten, and in which language all
is said. And a line that says when the link to the server is lost, and when it is back."""

import streamlit as st

from core.language import spoken, usual
from core.lessons import frame, languages
from core.lessons.files import look_again
from core.training.tidying import keep_days
from pages.kit import address, kept, learner, visit
from pages.kit.components import component
from pages.kit.controls import Controls
from server.admission import LINE


def link_line() -> None:
    """Says when the link is lost and when it is back. The browser watches by itself, for only it can know."""
    line = LINE if learner.cookie() else ""  # who has no cookie would be somebody new at each question
    said = {"lost": frame().say("link lost"), "full": frame().say("link full"), "back": frame().say("link back")}
    component("link")(key="link", data={**said, "line": line}, on_back_change=lambda: None)  # the page runs anew


def panel() -> None:
    """Folded, below everything else."""
    words = Controls(frame())
    choose_language(words)
    with st.container(key="your_work"), st.expander(frame().say("your work")):
        st.markdown(frame().say("kept", days=keep_days()) if learner.cookie() else frame().say("kept.visit"))
        with st.container(horizontal=True, vertical_alignment="center"):
            words.button("start_page_again", on_click=kept.start_again, args=(kept.here(),))
            words.button("start_all_again", on_click=_start_all_again)
            if count := kept.can_undo():
                words.button("undo_start", facts={"count": count}, on_click=kept.undo)
            if words.button("forget_me"):
                st.dialog(frame().say("forget"))(_ask_whether)()
        if said := visit.take("your work", ""):
            st.html(f'<p class="gb-says" role="status">{said}</p>')


def choose_language(words: Controls) -> None:
    """Where the lessons are there in several."""
    told, said = languages(), spoken()
    if len(told) > 1:
        words.pills("spoken", told, usual(), written=told.__getitem__, everywhere=True)
        look_again()
        if spoken() != said:  # a link asks for another one than the page above was written in
            st.rerun()


def _start_all_again() -> None:
    kept.start_again()
    address.forget()


def _ask_whether() -> None:
    """What goes, before it goes."""
    words = Controls(frame())
    if not (what := learner.me().traces().in_words()):
        st.markdown(frame().say("forget nothing"))
        return
    st.markdown(frame().say("forget what", what=what))
    with st.container(horizontal=True):
        if words.button("forget_yes", type="primary"):
            _forget()  # not on_click, for then the button would forget as well that it was pressed
            st.rerun()
        if words.button("forget_no"):
            st.rerun()


def _forget() -> None:
    busy = learner.me().forget()
    address.forget()
    kept.forget_session()
    visit.put("your work", frame().say("forgotten but one" if busy else "forgotten"))
