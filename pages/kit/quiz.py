"""Check yourself: questions whose every answer is explained. Nothing is graded, and one may change one's mind."""

from html import escape

import streamlit as st

from core import lessons
from core.lessons import frame
from core.lessons.parts import Lesson, Option, Question
from pages.kit import grounds, kept
from pages.kit.keys import quoted


def check_yourself(lesson: Lesson) -> None:
    """The questions, one below the other. An answer draws only its own question again."""
    for number, question in enumerate(lesson.quiz, 1):
        _ask(lesson.name, number, question)


@kept.fragment
def _ask(lesson: str, number: int, question: Question) -> None:
    key = f"{quoted(lesson)}-question-{quoted(number)}"
    texts = [option.text for option in question.options]
    chosen = st.radio(
        f"{number}. {question.ask}", texts, index=None, key=kept.control(key, None, among=texts, page=lesson)
    )
    if chosen is not None:
        option = question.options[texts.index(chosen)]
        st.html(feedback(option))
        if option.right:
            grounds.line(lessons.text(lesson), f"quiz {number}")
            kept.put(f"answered {number}", True, page=lesson)


def answered(lesson: Lesson) -> int:
    """How many of its questions this learner answered rightly, at any time."""
    return sum(kept.get(f"answered {number}", page=lesson.name) is True for number, _ in enumerate(lesson.quiz, 1))


def feedback(option: Option) -> str:
    """What an answer deserves, as HTML: a sign, a word and a reason.

    >>> feedback(Option("2", "Two and two.", right=True))
    '<p class="gb-feedback gb-true" role="status"><b>✓ Right.</b> Two and two.</p>'
    """
    kind, verdict = ("gb-true", "right") if option.right else ("gb-false", "wrong")
    return f'<p class="gb-feedback {kind}" role="status"><b>{escape(frame().say(verdict))}</b> {escape(option.feedback)}</p>'
