"""What a learner says to the small chat model: one of some questions, or a text of their own."""

from collections.abc import Mapping

import streamlit as st

from core.figures.conversation import a_text
from core.studies.chat import Chat
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson

OWN = "own"  # a text of one's own


def to_a_chat(lesson: Lesson, chat: Chat, questions: Mapping[str, str], usual: str, place: str = "") -> str:
    """The text, chosen or typed, cleaned; what cannot be read is said in a sentence, and the first question is asked instead.

    Args:
        questions: by their codes.
        usual: what stands in the box at first.
        place: where on the page, where it is asked in several places.
    """
    words, first = lesson.controls, next(iter(questions))
    ask, own = (f"ask_{quoted(place)}", f"own_{quoted(place)}") if place else ("ask", "own")

    def written(code: str) -> str:
        return questions.get(code) or words.option("ask", code)

    picked = words.choice(ask, [*questions, OWN], first, words="ask", written=written, keep=True)
    if picked != OWN:
        return questions[picked]
    typed = words.line(own, usual, most=2_000, words="own", linked=False)
    try:
        text, note = a_text(typed, chat, lesson.text)
    except ValueError as problem:
        st.text(str(problem))
        return questions[first]
    if note:
        st.text(note)
    return text
