"""Must it make things up? Counting before the model speaks, and what answering, doubting and keeping silent are worth."""

import streamlit as st

from core.figures import trust
from core.measure.confidence import abstaining, best, entropies, ranked_above
from core.opened import recall
from core.studies import facts, told_once
from core.studies.told_once import Chain, Told
from pages.kit.exhibit import PLAIN, of_run
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model
from pages.kit.studies import panel, study
from pages.kit.theme import colours
from pages.trust.hallucination import asked_facts, exhibits, remedies

CAREFUL = 0.75  # how sure the careful bot must be
SAMPLES = 5

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
        lesson.show(exhibits.foretold(lesson.text, found, colours(), of_run(counted.run)), "foretold")

    panel(counted, draw, label=lesson.controls.label("count"), key="count_panel")


def bots() -> None:
    """One model, two rules of answering, two leaderboards."""
    answers = asked_facts.answers_of(small)
    st.plotly_chart(
        trust.scores(asked_facts.curves(lesson.text, answers), colours()),
        key="scores",
        config=PLAIN,
        alt=lesson.text.say("scores.alt"),
    )
    rules = {rule: recall.two_bots(answers, CAREFUL, penalty) for rule, penalty in (("first", 0.0), ("second", 3.0))}
    lesson.show(exhibits.bots(lesson.text, rules, of_run(small.run)), "bots")


def sure() -> None:
    """Calibration: of people who were told of."""
    answers = asked_facts.answers_of(small)
    strangers = asked_facts.known(small).confidence["0"]
    exhibit = exhibits.sure(
        lesson.text, answers["confidence"], answers["right"], strangers, colours(), of_run(small.run)
    )
    lesson.show(exhibit, "calibration")


def several() -> None:
    """Five answers to one question: do they mean the same?"""
    found = recall.by_meaning(asked_facts.answers_of(small), SAMPLES)
    lesson.show(exhibits.several(lesson.text, found, colours(), of_run(small.run)), "several")


def lies() -> None:
    """The same model, three tenths of its tellings made false."""
    lied = study(facts.learn, false_share=0.3)

    def draw(seen: object) -> None:
        true, false = asked_facts.known(small), asked_facts.known(lied)
        lesson.show(exhibits.lies(lesson.text, true, false, colours(), of_run(lied.run)), "lies")

    panel(lied, draw, label=lesson.controls.label("train_on_lies"), key="lies_panel")


with lesson.experiments():
    lesson.experiment("count", count)
    lesson.experiment("own_curve", lambda: remedies.own_curve(lesson, opened))
    lesson.experiment("bots", bots)
    lesson.experiment("silence", lambda: remedies.silence(lesson, small))
    lesson.experiment("sure", sure)
    lesson.experiment("several", several)
    lesson.experiment("temperature", lambda: remedies.temperature(lesson, opened))
    lesson.experiment("room", lambda: remedies.room(lesson))
    lesson.experiment("lies", lies)
    lesson.experiment("judge", lambda: remedies.the_judge(lesson))

lesson.open_the_box(Told, Chain.write, abstaining, best, entropies, ranked_above)
lesson.foot()
