"""Must it make things up? Counting before the model speaks, a text model's own curve, and how many facts fit in."""

from html import escape
from typing import Any

import streamlit as st

from core.exhibit import of_run, of_runs
from core.figures import trust
from core.measure import judge_accuracy
from core.opened import recall
from core.studies import capacity, facts, told_once
from core.studies.told_once import Chain, Told
from pages.kit import ways_out
from pages.kit.exhibit import chart
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model
from pages.kit.questions import answered, ask_once
from pages.kit.studies import OpenStudy, panel, study
from pages.kit.theme import colours
from pages.trust.hallucination import asked_facts, exhibits

lesson = Lesson("hallucination_deeper")
lesson.head()
opened = open_model()
small, counted = study(facts.learn), study(told_once.sweep)

with lesson.living_picture() as (picture, controls):
    with controls:
        share = lesson.controls.slider("share", 0, 100, 30, 5)
    with picture:
        trade = study(told_once.trade_off)
        rows = [record.values for record in trade.records]
        lesson.show(exhibits.trade_off(lesson.text, rows, share, colours(), of_run(trade.run)), "trade_off")


def count() -> None:
    """Every tail: told once, and then what the model invents."""

    def draw(seen: object) -> None:
        found = [record.values for record in counted.records]
        exhibit = exhibits.foretold(lesson.text, found, counted.finished, colours(), of_run(counted.run))
        lesson.show(exhibit, "foretold")

    panel(counted, draw, label=lesson.controls.label("count"), key="count_panel")


def own_curve() -> None:
    """What the open text model invented while it learned, beside what its text told only once."""
    untrue = recall.untrue_while_learning(opened)
    if not opened.world or not untrue:
        why = lesson.text.say("own_curve.no_claims") if opened.world else asked_facts.says().say("unknown")
        ways_out.cannot(why, "own_curve")
        return
    once = recall.told_once(opened)
    lesson.show(exhibits.own_curve(lesson.text, untrue, once, colours(), of_run(opened.run)), "own_curve")


def room() -> None:
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
        chart(recorded, key="held_recorded", alt=lesson.text.say("held.alt"))
    panel(mine, draw, label=lesson.controls.label("train"), key="room_panel")
    origin = of_runs(one.run for one in (*others, counted[-1], seldom))
    lesson.show(exhibits.capacity(lesson.text, widths, asked_facts.filled(seldom), origin), "capacity")


def lies() -> None:
    """The same model, three tenths of its tellings made false."""
    lied = study(facts.learn, false_share=0.3)

    def draw(seen: object) -> None:
        true, false = asked_facts.known(small), asked_facts.known(lied)
        lesson.show(exhibits.lies(lesson.text, true, false, lied.finished, colours(), of_run(lied.run)), "lies")

    panel(lied, draw, label=lesson.controls.label("train_on_lies"), key="lies_panel")


def judge() -> None:
    """The judge of truth, measured: right by kind of text, and every mistake."""

    def draw(found: dict[str, Any]) -> None:
        lesson.show(exhibits.judge(lesson.text, found), "judge")
        for mistake in found["mistakes"]:
            st.html(
                f'<p class="gb-judged">✗ <q style="white-space: pre-wrap">{escape(mistake["text"])}</q><br>'
                f"{escape(mistake['reason'])}</p>"
            )

    answered(ask_once("judge report", judge_accuracy.report), lesson.text.say("judge.wait"), draw)


with lesson.experiments():
    lesson.experiment("count", count)
    lesson.experiment("own_curve", own_curve)
    lesson.experiment("room", room)
    lesson.experiment("lies", lies)
    lesson.experiment("judge", judge)

lesson.open_the_box(Told, Chain.write)
lesson.foot()
