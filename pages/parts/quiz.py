"""Check yourself: questions whose every answer is explained. Nothing is graded, and one may change one's mind."""

from html import escape

import streamlit as st

from core.lessons import Lesson, Option, Question
from pages.parts.keys import quoted


def check_yourself(lesson: Lesson) -> None:
    """The questions, one below the other. An answer draws only its own question again."""
    for number, question in enumerate(lesson.quiz, 1):
        _ask(lesson.name, number, question)


@st.fragment
def _ask(lesson: str, number: int, question: Question) -> None:
    key = f"{quoted(lesson)}-question-{quoted(number)}"
    texts = [option.text for option in question.options]
    chosen = st.radio(f"{number}. {question.ask}", texts, index=None, key=key, persist_state="session")
    if chosen is not None:
        option = question.options[texts.index(chosen)]
        st.html(feedback(option))
        if option.right:
            st.session_state.setdefault("answered", set()).add(key)


def answered(lesson: Lesson) -> int:
    """How many of its questions this visitor answered rightly, at any time of the visit."""
    prefix = f"{lesson.name}-question-"
    return sum(key.startswith(prefix) for key in st.session_state.get("answered", ()))


def feedback(option: Option) -> str:
    """What an answer deserves, as HTML: a sign, a word and a reason.

    >>> feedback(Option("2", "Two and two.", right=True))
    '<p class="gb-feedback gb-true" role="status"><b>✓ Right.</b> Two and two.</p>'
    """
    kind, verdict = ("gb-true", "✓ Right.") if option.right else ("gb-false", "✗ Not quite.")
    return f'<p class="gb-feedback {kind}" role="status"><b>{verdict}</b> {escape(option.feedback)}</p>'
