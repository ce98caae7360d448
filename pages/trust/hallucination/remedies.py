"""What the second page on hallucination measures of models and of the judge: temperature, silence, size, the judge itself."""

from html import escape
from typing import Any

import streamlit as st

from core.figures import trust
from core.measure import judge_accuracy
from core.measure.confidence import abstaining
from core.opened import recall
from core.opened.model import OpenModel
from core.studies import capacity, recall_by_tellings
from core.studies.facts import Known
from pages.kit import ways_out
from pages.kit.exhibit import PLAIN, of_run, of_runs
from pages.kit.lesson import Lesson
from pages.kit.questions import answered, ask_once
from pages.kit.studies import OpenStudy, panel, study
from pages.kit.theme import colours
from pages.trust.hallucination import asked_facts, exhibits


def temperature(lesson: Lesson, opened: OpenModel) -> None:
    """Exact chances of true and untrue answers over the temperature."""
    if not opened.world:
        ways_out.cannot(asked_facts.says().say("unknown"), "temperature")
        return

    def draw(rows: list[recall_by_tellings.Heated]) -> None:
        heat = lesson.controls.stops("heat", recall_by_tellings.TEMPERATURES, 1.0)
        lesson.show(exhibits.temperature(lesson.text, rows, heat, colours()), "temperature")

    found = ask_once(f"heats {opened.run.id}", recall_by_tellings.over_temperature, str(opened.run.folder))
    answered(found, lesson.text.say("temperature.wait"), draw)


def own_curve(lesson: Lesson, opened: OpenModel) -> None:
    """What the open text model invented while it learned, beside what its text told only once."""
    untrue = recall.untrue_while_learning(opened)
    if not opened.world or not untrue:
        why = lesson.text.say("own_curve.no_claims") if opened.world else asked_facts.says().say("unknown")
        ways_out.cannot(why, "own_curve")
        return
    once = recall.told_once(opened)
    lesson.show(exhibits.own_curve(lesson.text, untrue, once, colours(), of_run(opened.run)), "own_curve")


def silence(lesson: Lesson, small: OpenStudy[Known]) -> None:
    """Answering only from a confidence on: how many answers are left, and how many of them are wrong."""
    answers = asked_facts.answers_of(small)
    threshold = lesson.controls.slider("threshold", 0, 95, 50, 5)
    curve = abstaining(answers["confidence"], answers["right"], 0.0)
    lesson.show(exhibits.silence(lesson.text, curve, threshold, colours(), of_run(small.run)), "silence")


def room(lesson: Lesson) -> None:
    """How many bits of facts fit: recorded for four widths, and one model that the learner trains now."""
    others = [study(capacity.learn, width=width) for width in capacity.WIDTHS if width != 16]
    counted = [study(capacity.learn, facts=facts) for facts in capacity.COUNTS]
    seldom = study(capacity.learn, exposures=50)
    counts = [asked_facts.filled(one) for one in counted]
    widths = [*map(asked_facts.filled, others), counts[-1]]
    lesson.show(exhibits.filled(lesson.text, counts, colours(), of_runs(one.run for one in counted)), "filled")
    left, right = st.columns(2)
    with left:
        width = lesson.controls.stops("width", (8, 12, 16, 20, 24), 20)
    with right:
        facts = lesson.controls.stops("facts", (500, 1_000, 2_000, 3_000), 3_000)
    mine = study(capacity.learn, width=width, facts=facts)

    def draw(own: OpenStudy[capacity.Held]) -> None:
        exhibit = exhibits.mine(lesson.text, widths, asked_facts.filled(own), colours(), of_run(own.run))
        lesson.show(exhibit, "held")

    if mine.last is None:
        recorded = trust.held([one.held for one in widths], colours())
        st.plotly_chart(recorded, key="held_recorded", config=PLAIN, alt=lesson.text.say("held.alt"))
    panel(mine, draw, label=lesson.controls.label("train"), key="room_panel")
    origin = of_runs(one.run for one in (*others, counted[-1], seldom))
    lesson.show(exhibits.capacity(lesson.text, widths, asked_facts.filled(seldom), origin), "capacity")


def the_judge(lesson: Lesson) -> None:
    """The judge of truth, measured: right by kind of text, and every mistake."""

    def draw(found: dict[str, Any]) -> None:
        lesson.show(exhibits.judge(lesson.text, found), "judge")
        for mistake in found["mistakes"]:
            st.html(
                f'<p class="gb-judged">✗ <q style="white-space: pre-wrap">{escape(mistake["text"])}</q><br>'
                f"{escape(mistake['reason'])}</p>"
            )

    answered(ask_once("judge report", judge_accuracy.report), lesson.text.say("judge.wait"), draw)
