"""What was wrong with the old ways? Counting runs out of evidence, a state forgets, and each step waits for the one before."""

import streamlit as st

from core.exhibit import of_run
from core.measure import word_counts
from core.models.recurrent import Recurrent
from core.studies import passes as passes_study
from core.studies import readers
from core.studies.passes import Timed
from core.studies.readers import Learned
from pages.kit.lesson import Lesson
from pages.kit.studies import OpenStudy, chosen, panel, study
from pages.kit.theme import colours
from pages.text.before_transformers import exhibits, reading

MOST = 300  # letters of what is typed

lesson = Lesson("before_transformers")
lesson.head()
words = lesson.controls
read = study(readers.learn)

with lesson.living_picture() as (picture, controls):
    with controls:
        source = words.buttons("text", word_counts.TEXTS, "world")
        example = words.number("example", 1, 99, 14)
        typed = words.line("typed", "", most=MOST)
    with picture:
        rungs, typed_words = reading.rungs(source, typed, example)
        st.markdown(lesson.text.say("ladder.words", words=typed_words))
        lesson.show(exhibits.ladder(lesson.text, rungs, word_counts.seen(source), colours()), "ladder")


def forget() -> None:
    """What a recurrent network's state keeps of the first word, letter by letter."""
    left, right = st.columns(2)
    with left:
        line = words.line("line", lesson.text.say("forget.line"), most=MOST)
        model = words.buttons("reader", ("rnn", "lstm"), "rnn")
    with right:
        instead = words.line("instead", lesson.text.say("forget.instead"), most=20)
        view = words.buttons("view", ("apart", "state"), "apart")
    usual = lesson.text.say("forget.line"), lesson.text.say("forget.instead")

    def draw(trained: OpenStudy[Learned]) -> None:
        if not trained.finished:
            return
        found, letters, changed = reading.state_of(trained, model, line, instead, usual)
        if changed:
            st.text(lesson.text.say(f"forget.{changed}"))
        lesson.show(exhibits.forget(lesson.text, found, letters, model, view, colours(), of_run(trained.run)), "forget")

    panel(read, draw, label=words.label("train"), key="forget")


def race() -> None:
    """Counting, two recurrent networks and a transformer on one text and one budget."""
    seed = words.number("seed", 0, 999, 0)
    asked = chosen(readers.learn, seed=seed)

    def draw(found: OpenStudy[Learned]) -> None:
        lesson.show(exhibits.race(lesson.text, found.records, colours(), of_run(found.run)), "race")
        if found.records[-1].values.samples:
            lesson.show(exhibits.samples(lesson.text, found.records[-1].values, of_run(found.run)), "samples")

    panel(asked, draw, label=words.label("train"), key="race")


def passes() -> None:
    """The time of a training pass, measured now by a worker."""

    def draw(found: OpenStudy[Timed]) -> None:
        ended, origin = found.finished, of_run(found.run)
        lesson.show(exhibits.passes(lesson.text, found.found, ended, colours(), origin), "passes")
        lesson.show(exhibits.waiting(lesson.text, found.found, colours(), origin), "waiting")

    number = words.number("measurement", 1, 99, 1)
    panel(chosen(passes_study.learn, seed=number - 1), draw, label=words.label("measure"), key="passes")


lesson.guess_first(forget, race, passes)

lesson.open_the_box(Recurrent.step, passes_study.seconds)
lesson.foot()
