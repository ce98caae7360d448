"""What else makes an assistant? The best of many answers, with what it costs, and looking up as one more kind of token."""

import streamlit as st

from core.data import manners
from core.exhibit import of_run
from core.figures import assistant as figures
from core.measure import best_of as measure
from core.studies import best_of, lookup, preference
from core.studies.lookup import Looks
from pages.kit.lesson import Lesson
from pages.kit.studies import OpenStudy, chosen, panel, study
from pages.kit.theme import colours
from pages.text.assistant import chats as parts
from pages.text.assistant import exhibits

lesson = Lesson("assistant_deeper")
lesson.head()
words = lesson.controls
st.html(parts.STYLE)

with lesson.living_picture() as (picture, controls):
    with controls:
        judge = words.radio("judge", manners.JUDGES, "short")
        n = words.stops("n", measure.NUMBERS, 4)
        pool = chosen(best_of.learn, judge=judge)
        questions = [one.question for one in pool.found]
        question = words.choice("question", range(len(questions)), 0, written=lambda place: questions[place])
    with picture:
        lesson.says(parts.likeliest(lesson, pool.found[question], n))
        lesson.show(exhibits.best_of(lesson.text, pool.found, n, None, colours(), of_run(pool.run)), "best_of")


def best() -> None:
    """How many answers must be drawn to be liked as much as the model that was tuned."""
    tuned = chosen(preference.learn, judge=judge)
    needs = measure.needed(pool.found, tuned.found[-1].wins) or measure.NUMBERS[-1]
    exhibit = exhibits.best_of(lesson.text, pool.found, needs, tuned.found[-1], colours(), of_run(pool.run), asks=True)
    lesson.show(exhibit, "best")


def look_up() -> None:
    """A table that says something else than all texts: whom does the model believe?"""
    recorded = study(lookup.learn)
    lesson.show(exhibits.looks_up(lesson.text, recorded.records, True, colours(), of_run(recorded.run)), "looked_up")
    step = words.stops("step", range(len(recorded.records)), len(recorded.records) - 1,
                       written=lambda place: str(recorded.records[place].step))  # fmt: skip
    text = recorded.found[step].text
    st.html(figures.whole_texts([exhibits.looked_up(lesson.text, lesson.text.say("lookup.whole"), text)]))
    st.markdown(f"**{words.label('yours')}**")
    mine = study(lookup.learn, keep=True)

    def draw(seen: OpenStudy[Looks]) -> None:
        exhibit = exhibits.looks_up(lesson.text, seen.records, False, colours(), of_run(seen.run), asks=False)
        lesson.show(exhibit, "your_lookup")

    panel(mine, draw, label=words.label("train"), key="look_up")
    if mine.finished:
        your_table(mine)


def your_table(mine: OpenStudy[Looks]) -> None:
    """The learner changes what the table says, and the model reads it."""
    chat = parts.tooled(mine)
    there = parts.askable(chat)
    asked, told = st.columns(2)
    with asked:
        place = words.choice("asked", range(len(there)), 0, written=lambda place: there[place].text)
    one = there[place]
    with told:
        value = words.choice("told", parts.values(chat, one), one.answer)
    found = lookup.answered(chat, one.text, {(one.about, one.kind): value})
    heading = lesson.text.say("lookup.yours", fact=one.answer, told=value)
    st.html(figures.whole_texts([figures.Read(heading, found.given, found.wrote)]))


lesson.guess_first(best, look_up)

lesson.open_the_box(measure.chances, lookup.answered)
lesson.foot()
