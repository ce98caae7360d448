"""Your work, at the foot of every page: that it is kept, how to start again, and how to be forgotten. And a line that says
when the link to the server is lost, and when it is back."""

import streamlit as st

from core.training.tidying import keep_days
from pages.kit import address, kept, learner, visit
from pages.kit.components import component
from server.admission import LINE

LOST = "The link to the server is lost. What you made is kept; you can go on when the link is back."
FULL = (
    "You were away, and every place is taken now. Your place in the line: {place}. What you made is kept, and this page goes "
    "on by itself when it is your turn."
)
BACK = "Back again. Everything is where it was."


def link_line() -> None:
    """Says when the link is lost and when it is back. The browser watches by itself, for only it can know."""
    line = LINE if learner.cookie() else ""  # who has no cookie would be somebody new at each question
    component("link")(key="link", data={"lost": LOST, "full": FULL, "back": BACK, "line": line})


def panel() -> None:
    """Folded, below everything else."""
    with st.container(key="your_work"), st.expander("Your work: kept on this server, and how to start again"):
        if learner.cookie():
            st.markdown(
                "What you write, guess, draw, pin and train in this browser is kept on this server, and is there again after "
                f"a reload, in another tab and on another day. It goes {keep_days():g} days after you last came. It is found by a "
                "random cookie, without a name. Whoever uses this browser finds it, so on a shared device let it be "
                "forgotten when you leave."
            )
        else:
            st.markdown(
                "Your browser takes no cookies, so what you make is kept until you close or reload this page, and no longer."
            )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                "Start this page again", key="start_page_again", on_click=kept.start_again, args=(kept.here(),),
                help="Your guesses, texts and drawings of this lesson go back to the beginning.",
            )  # fmt: skip
            st.button(
                "Start everything again", key="start_all_again", on_click=_start_all_again,
                help="The same for all lessons. The models that you trained stay in the list under Change.",
            )  # fmt: skip
            if count := kept.can_undo():
                st.button(f"Undo: bring {count} thing{'s' * (count != 1)} back", key="undo_start", on_click=kept.undo)
            if st.button("Forget me …", key="forget_me", help="Deletes all that is kept about this browser."):
                _ask_whether()
        if said := visit.take("your work", ""):
            st.html(f'<p class="gb-says" role="status">{said}</p>')


def _start_all_again() -> None:
    kept.start_again()
    address.forget()


@st.dialog("Forget me?")
def _ask_whether() -> None:
    """What goes, before it goes."""
    if (what := str(learner.traces())) == "nothing":
        st.markdown("Nothing is kept of this browser so far, so there is nothing to delete.")
        return
    st.markdown(f"This deletes, for ever: {what}. What is in training is stopped. Nobody can undo it.")
    with st.container(horizontal=True):
        if st.button("Delete all of it", key="forget_yes", type="primary"):
            _forget()  # not on_click, for then the button would forget as well that it was pressed
            st.rerun()
        if st.button("Keep it", key="forget_no"):
            st.rerun()


def _forget() -> None:
    busy = learner.forget_me()
    address.forget()
    kept.forget_session()
    said = "You are forgotten: nothing that you made is left on this server."
    if busy:
        said = "All is forgotten but one model, which a worker has just now; press again in a moment."
    visit.put("your work", said)
