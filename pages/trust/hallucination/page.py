"""Why does it make things up? The learner asks the open model for facts whose truth and tellings are known."""

from typing import Any

import streamlit as st

from core.figures import trust
from core.measure.asking import ask
from core.studies import facts, recall_by_tellings
from pages.kit import judged, kept, ways_out
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model, training_time_slider
from pages.kit.questions import answered
from pages.kit.studies import panel, study
from pages.kit.theme import colours
from pages.trust.hallucination import asked_facts

TEXTS = 24  # written to be judged
PLAIN = {"displayModeBar": False}

lesson = Lesson("hallucination")
lesson.head()
opened = open_model()
st.html(asked_facts.STYLE)

with lesson.living_picture() as (picture, controls):
    answer, understood = None, ""
    if not opened.world:
        with picture:
            ways_out.cannot(asked_facts.UNKNOWN, "ask")
    else:
        with controls:
            kind = st.selectbox(
                "Ask where, what, when", list(asked_facts.KINDS), format_func=asked_facts.KINDS.__getitem__, key="kind",
                bind="query-params", help="The four kinds of fact about people, and the capitals of the lands.",
            )  # fmt: skip
            groups = asked_facts.people(opened, kind)
            names = [*groups, asked_facts.OWN]
            start = names.index(asked_facts.ONCE) if asked_facts.ONCE in names else 0
            group = st.radio(
                "About somebody", names, start, key=kept.control("group", names[start], among=names),
                help="How often the training text told this fact.",
            )  # fmt: skip
            if group == asked_facts.OWN:
                subject, understood = asked_facts.a_name(
                    st.text_input(
                        "A made-up name", asked_facts.SOMEBODY, key=kept.control("own_name", asked_facts.SOMEBODY), max_chars=60,
                        help="One word, nobody real, please.",
                    )
                )  # fmt: skip
            else:
                subject = st.selectbox("Who", groups[group], key=f"who_{quoted(kind)}_{quoted(group)}")
        with picture:
            try:
                answer = asked_facts.asked(opened, subject, kind)
            except ValueError as problem:
                instead = asked_facts.anybody(opened, kind)
                understood = f"{understood} {problem} Until then you see the answers about {instead}.".strip()
                answer = asked_facts.asked(opened, instead, kind)
            if understood:
                st.text(understood)
            st.html(asked_facts.written(opened, answer))
            st.plotly_chart(
                trust.answers(answer, colours()),
                key="answers",
                config=PLAIN,
                alt=f"Answers: {asked_facts.sentence(answer)}",
            )
            lesson.says(asked_facts.sentence(answer))
            lesson.tools(badge="live", name="answers", numbers=asked_facts.rows(answer))
            with st.expander("The sentences that told it"):
                asked_facts.tellings(opened, answer)

training_time_slider(opened)


def invents() -> None:
    """Texts that the open model writes by itself, claim by claim."""
    if not opened.world:
        ways_out.cannot(asked_facts.UNKNOWN, "invents")
        return
    found = judged.catch(opened, TEXTS, seed=0)
    judged.show(*max(found, key=lambda one: len(one[1])))
    truths = [claim.truth for _, claims in found for claim in claims]
    untrue = len(truths) - truths.count("true")
    lesson.says(
        f"{opened.recipe.text.false_share:.0%} of what its text told was false. In {TEXTS} texts of its own it makes "
        f"{len(truths)} claims, and {untrue} of them are not true: {untrue / max(1, len(truths)):.0%}. "
        "The text above is the one with the most claims."
    )


def tail_of_facts() -> None:
    """Asked about people of every group, at the end of training and on the way."""
    if not opened.world:
        ways_out.cannot(asked_facts.UNKNOWN, "tail")
        return

    def draw(lines: list[dict[str, Any]]) -> None:
        now = asked_facts.last_moment(lines)
        st.plotly_chart(
            trust.by_group(now, colours(), "how often the text told it"),
            key="tail",
            config=PLAIN,
            alt="Right and sure by group",
        )
        early, late = asked_facts.first_and_last(lines, recall_by_tellings.STRANGERS)
        lesson.says(
            f"Told 32 times or more: {now['right'].get('32+') or 0:.0%} right. Told once: {now['right'].get('once') or 0:.0%}. "
            f"About people who do not exist it is {late:.0%} sure on average; a third of the way into training it was {early:.0%}."
        )
        lesson.tools(badge="live", name="tail", numbers=lines)

    answered(asked_facts.over_time(opened), "A worker asks the model about people of every group …", draw)


def look_up() -> None:
    """The small model of facts: from memory, with a note, with a wrong note."""
    small = study("facts.learn")

    def draw(seen: object) -> None:
        shown = asked_facts.shares(small, "from memory", "with a note", "with a wrong note")
        copied = asked_facts.shares(small, "copies a wrong note")["copies a wrong note"]
        asked_facts.bars_by_tellings(
            lesson, shown,
            f"Told once: {shown['from memory']['once'] or 0:.0%} right from memory, {shown['with a note']['once'] or 0:.0%} "
            f"with a note. With a wrong note it says what the note says: {copied['64 times'] or 0:.0%} of the time, even "
            "about people of whom it was told 64 times.",
            small, key="look_up", origin="the study facts.learn, seed 0",
        )  # fmt: skip

    panel(small, draw, label="Train the small model", key="look_up_panel")


with lesson.experiments():
    lesson.experiment("invents", invents)
    lesson.experiment("tail", tail_of_facts)
    lesson.experiment("look_up", look_up)

lesson.open_the_box(ask, facts.documents, facts.ask)
lesson.foot()
