"""Must it make things up? Counting before the model speaks, and what answering, doubting and keeping silent are worth."""

import streamlit as st

from core.figures import trust
from core.measure.confidence import abstaining, best, calibration, calibration_error, entropies, ranked_above
from core.studies.told_once import Chain, Told
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model
from pages.kit.studies import panel, study
from pages.kit.theme import colours
from pages.trust.hallucination import asked_facts, remedies

PLAIN = {"displayModeBar": False}
CAREFUL = 0.75  # how sure the careful bot must be
SAMPLES = 5

lesson = Lesson("hallucination_deeper")
lesson.head()
opened = open_model()
small, counted = study("facts.learn"), study("told_once.sweep")

with lesson.living_picture() as (picture, controls):
    with controls:
        share = st.slider(
            "λ: how much it says that it was not told, %", 0, 100, 30, 5, key="share", bind="query-params",
            help="0: it only repeats what it was told. 100: it only says what sounds right and was never told.",
        )  # fmt: skip
    with picture:
        trade = study("told_once.trade_off")
        rows = [record.values for record in trade.records]
        at = min(rows, key=lambda row: abs(row["share"] - share / 100))
        st.plotly_chart(
            trust.trade_off(rows, at["share"], colours()),
            key="trade_off",
            config=PLAIN,
            alt="Inventing against miscalibration, over λ",
        )
        lesson.says(
            f"At λ = {share} % the model invents {at['invented']:.0%} of its sentences and is {at['miscalibration']:.0%} away "
            f"from calibrated. {at['told once']:.0%} of the tellings were told only once."
        )
        lesson.tools(
            badge="recorded", name="trade_off", numbers=rows, recorded_from="the study told_once.trade_off, seed 0"
        )


def count() -> None:
    """Every tail: told once, and then what the model invents."""

    def draw(seen: object) -> None:
        found = [record.values for record in counted.records]
        st.plotly_chart(
            trust.foretold(found, colours()), key="foretold", config=PLAIN, alt="Invented sentences over told once"
        )
        first, last = found[0], found[-1]
        lesson.says(
            f"Where {first['told once']:.0%} of the tellings were told only once, it invents {first['invented']:.0%}; where "
            f"{last['told once']:.0%} were, {last['invented']:.0%}. Saying some of the text ten times brings that to "
            f"{last['invented where repeated']:.0%}."
        )
        lesson.tools(
            badge="recorded" if counted.shipped else "live", name="foretold", numbers=found,
            recorded_from="the study told_once.sweep, seed 0",
        )  # fmt: skip

    panel(counted, draw, label="Count and write", key="count_panel")


def bots() -> None:
    """One model, two rules of answering, two leaderboards."""
    answers = asked_facts.answers_of(small)
    st.plotly_chart(
        trust.scores(asked_facts.curves(answers), colours()), key="scores", config=PLAIN, alt="Scores by threshold"
    )
    table, winners = [], []
    for rule, penalty in (("one point for a right answer", 0.0), ("and three less for a wrong one", 3.0)):
        bold, careful = asked_facts.two_bots(answers, CAREFUL, penalty)
        winners.append("the bold one" if bold.score > careful.score else "the careful one")
        table += [
            {"rule": rule, "bot": name, "right": f"{bot.right:.0%}", "wrong": f"{bot.wrong:.0%}",
             "silent": f"{1 - bot.answered:.0%}", "score": f"{bot.score:.2f}"}
            for name, bot in (("bold", bold), ("careful", careful))
        ]  # fmt: skip
    st.table(table)
    lesson.says(f"Under the first rule {winners[0]} wins, under the second {winners[1]}. They are the same model.")
    lesson.tools(badge="recorded", name="bots", numbers=table, recorded_from="the study facts.learn, seed 0")


def sure() -> None:
    """Calibration: of people who were told of."""
    answers = asked_facts.answers_of(small)
    bins = calibration(answers["confidence"], answers["right"])
    st.plotly_chart(trust.calibration(bins, colours()), key="calibration", config=PLAIN, alt="Right over sure")
    off = calibration_error(answers["confidence"], answers["right"])
    strangers = asked_facts.shares(small, "confidence")["confidence"]["never"]
    lesson.says(
        f"About people it was told of, being sure and being right differ by {off:.0%} on average. About people it was never "
        f"told of it is {strangers or 0:.0%} sure all the same."
    )
    lesson.tools(
        badge="recorded", name="calibration", recorded_from="the study facts.learn, seed 0",
        numbers=[{"sure": b.confidence, "right": b.right, "answers": b.count} for b in bins],
    )  # fmt: skip


def several() -> None:
    """Five answers to one question: do they mean the same?"""
    found = asked_facts.by_meaning(asked_facts.answers_of(small), SAMPLES)
    st.plotly_chart(
        trust.by_group({"finds wrong answers": found}, colours(), "", "chance to rank a wrong answer above a right one"),
        key="several", config=PLAIN, alt="How well doubt finds wrong answers",
    )  # fmt: skip
    lesson.says(
        " ".join(
            f"By {name} a wrong answer ranks above a right one {share:.0%} of the time."
            for name, share in found.items()
        )
    )
    lesson.tools(
        badge="recorded", name="several", recorded_from="the study facts.learn, seed 0",
        numbers=[{"by": name, "ranks wrong above right": share} for name, share in found.items()],
    )  # fmt: skip


def lies() -> None:
    """The same model, three tenths of its tellings made false."""
    lied = study("facts.learn", false_share=0.3)

    def draw(seen: object) -> None:
        shown = {
            "true text": asked_facts.shares(small, "from memory")["from memory"],
            "three tenths false": asked_facts.shares(lied, "from memory")["from memory"],
        }
        asked_facts.bars_by_tellings(
            lesson, shown,
            f"Told 4 times: {shown['true text']['4 times'] or 0:.0%} right after true text, "
            f"{shown['three tenths false']['4 times'] or 0:.0%} after the other. Told 64 times: "
            f"{shown['three tenths false']['64 times'] or 0:.0%}.",
            lied, key="lies", origin="the study facts.learn, false share 0.3",
        )  # fmt: skip

    panel(lied, draw, label="Train on false statements", key="lies_panel")


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
