"""What can be read while a page is still on its way: its question and what to do there, where they will stand in a moment.

Streamlit draws the page itself, which takes a slow computer seconds; then these words go (`assets/first_page/first_words.js`).
Below them the picture is drawn as soon as the server has sent it (`assets/first_page/early_picture.js`).
"""

from html import escape

from core import lessons
from core.lessons.parts import Lesson


def first_words(name: str) -> str:
    """The words of the page of this name, as HTML. LessonError where no lesson is called so."""
    text = lessons.welcome() if name == "welcome" else lessons.lesson(name)
    words = lessons.frame()
    row = '<div class="gb-row"></div>'
    if isinstance(text, Lesson) and not text.stations:  # no way through the model
        row = '<div class="gb-up"></div>' if text.deeper else ""
    return (
        '<div id="first_words"><p class="gb-brand">Glassbox</p><div>'
        f'<p class="gb-question">{escape(text.question)}</p>{row}<p class="gb-task">{escape(text.task)}</p>'
        '<div class="gb-early" aria-hidden="true" inert></div>'
        f'<p class="gb-quiet gb-on-its-way">{escape(words.say("on its way"))}</p>'
        f'<p class="gb-quiet gb-there-soon">{escape(words.say("there soon"))}</p></div></div>\n    '
    )
