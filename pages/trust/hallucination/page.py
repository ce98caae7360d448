"""Why does it make things up? The learner asks the open model for facts whose truth and tellings are known."""

import streamlit as st

from core.exhibit import Exhibit, of_run
from core.measure.asking import ask
from core.opened import half_known as claims
from core.opened import recall
from core.opened.model import OpenModel
from core.sentences import together
from core.studies import facts
from core.studies.recall_by_tellings import Moment
from pages.kit import ways_out
from pages.kit.exhibit import mount
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model, training_time_slider
from pages.kit.over_training import over_training
from pages.kit.questions import answered
from pages.kit.studies import panel, study
from pages.kit.theme import colours
from pages.trust.hallucination import asked_facts, exhibits

lesson = Lesson("hallucination")
lesson.head()
words = lesson.controls
opened = open_model()

with lesson.living_picture() as (picture, controls):
    answer, understood = None, ""
    if not opened.world:
        with picture:
            ways_out.cannot(lesson.text.say("unknown"), "ask")
    else:
        with controls:
            kind = words.choice("kind", asked_facts.KINDS, "home")
            groups = recall.people(opened, kind)
            names = [*groups, asked_facts.OWN]
            start = names.index(recall.ONCE) if recall.ONCE in names else 0
            group = words.radio("group", names, names[start], keep=True)
            if group == asked_facts.OWN:
                subject, understood = asked_facts.a_name(words.line("own_name", asked_facts.SOMEBODY, most=60))
            else:
                who = f"who_{quoted(kind)}_{quoted(asked_facts.IN_LINKS[group])}"
                subject = words.choice(who, groups[group], groups[group][0], words="who")
        with picture:
            try:
                answer = asked_facts.answer(opened, subject, kind)
            except ValueError as problem:
                subject = recall.anybody(opened, kind)
                understood = together([understood, str(problem), lesson.text.say("name.instead", instead=subject)])
                answer = asked_facts.answer(opened, subject, kind)
            if understood:
                st.text(understood)
            mount(asked_facts.written(opened, subject, kind), "written")

            def answers(at: OpenModel) -> Exhibit:
                return exhibits.answers(lesson.text, asked_facts.answer(at, subject, kind), colours())

            lesson.show(over_training(opened, "answers", answers, subject, kind), "answers")
            with st.expander(words.label("tellings")):
                asked_facts.tellings(opened, answer)

training_time_slider(opened)


def half_known() -> None:
    """Texts that the open model writes by itself, with how sure it was of each claim."""
    if not opened.world:
        ways_out.cannot(lesson.text.say("unknown"), "half_known")
        return
    written = claims.written(opened)
    lesson.show(exhibits.half_known(lesson.text, written, opened.recipe.text.false_share), "half_known")


def tail() -> None:
    """Asked about people of every group, at the end of training and on the way."""
    if not opened.world:
        ways_out.cannot(lesson.text.say("unknown"), "tail")
        return

    def draw(lines: list[Moment]) -> None:
        lesson.show(exhibits.tail(lesson.text, lines, colours()), "tail")

    answered(asked_facts.over_time(opened), lesson.text.say("tail.wait"), draw)


def look_up() -> None:
    """The small model of facts: from memory, with a note, with a wrong note."""
    small = study(facts.learn)

    def draw(seen: object) -> None:
        known, origin = asked_facts.known(small), of_run(small.run)
        lesson.show(exhibits.look_up(lesson.text, known, small.finished, colours(), origin), "look_up")

    panel(small, draw, label=words.label("train"), key="look_up_panel")


lesson.guess_first(half_known, tail, look_up)

lesson.open_the_box(ask, facts.documents, facts.ask)
lesson.foot()
