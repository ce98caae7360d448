"""What the second page on hallucination measures of models and of the judge: temperature, silence, size, the judge itself."""

from html import escape
from typing import Any

import streamlit as st

from core.figures import trust
from core.measure import judge_accuracy
from core.measure.confidence import abstaining
from core.studies import capacity, recall_by_tellings
from pages.kit import ways_out
from pages.kit.lesson import Lesson
from pages.kit.open_model import OpenModel
from pages.kit.questions import answered, ask_once
from pages.kit.studies import OpenStudy, panel, study
from pages.kit.theme import colours
from pages.trust.hallucination import asked_facts

NO_CLAIMS = "While it learned, the open model never made a claim that could be judged."
PLAIN = {"displayModeBar": False}
HEATS = {
    heat: "as good as greedy" if heat == recall_by_tellings.TEMPERATURES[0] else f"{heat:g}"
    for heat in recall_by_tellings.TEMPERATURES
}
GROUPS = dict(
    zip(recall_by_tellings.COMPARED, ("told often", "told once", "never told", "nobody who exists"), strict=True)
)


def temperature(lesson: Lesson, opened: OpenModel) -> None:
    """Exact chances of true and untrue answers over the temperature."""
    if not opened.world:
        ways_out.cannot(asked_facts.UNKNOWN, "temperature")
        return

    def draw(rows: list[dict[str, Any]]) -> None:
        heat = st.select_slider(
            "Temperature", list(HEATS), 1.0, format_func=HEATS.__getitem__, key="heat", bind="query-params",
            help="Low: it says what is likeliest. High: it also says what is unlikely.",
        )  # fmt: skip
        st.plotly_chart(
            trust.by_temperature(rows, GROUPS, heat, "untrue", colours()), key="heats", config=PLAIN,
            alt="Chance of an untrue answer over the temperature, by group",
        )  # fmt: skip
        untrue = {row["told"]: row["untrue"] for row in rows if row["temperature"] == heat}
        once = next(row for row in rows if row["temperature"] == heat and row["told"] == "once")
        lesson.says(
            f"At temperature {heat:g}: told often, {untrue['32+']:.0%} untrue; told once, {untrue['once']:.0%}; never told, "
            f"{untrue['never']:.0%}; nobody who exists, {untrue[recall_by_tellings.STRANGERS]:.0%}. "
            "Told once, a true answer comes with "
            f"{once['true']:.0%}."
        )
        lesson.tools(badge="live", name="temperature", numbers=rows)

    found = ask_once(f"heats {opened.run.id}", recall_by_tellings.over_temperature, str(opened.run.folder))
    answered(found, "A worker asks the model at eight temperatures …", draw)


def own_curve(lesson: Lesson, opened: OpenModel) -> None:
    """What the open text model invented while it learned, beside what its text told only once."""
    rows = asked_facts.untrue_while_learning(opened)
    if not opened.world or not rows:
        ways_out.cannot(asked_facts.UNKNOWN if not opened.world else NO_CLAIMS, "own_curve")
        return
    once = asked_facts.told_once(opened)
    st.plotly_chart(
        trust.while_it_learns(rows, once, colours()), key="own_curve", config=PLAIN, alt="Untrue claims over training"
    )
    lesson.says(
        f"Of its claims {rows[0]['untrue']:.0%} were untrue at step {rows[0]['step']:,}, and {rows[-1]['untrue']:.0%} at step "
        f"{rows[-1]['step']:,}. Of all tellings in its text only {once:.1%} were the only one of their fact."
    )
    lesson.tools(
        badge="recorded" if opened.shipped else "live", name="own_curve", numbers=rows,
        recorded_from="the training of the model that came with the app",
    )  # fmt: skip


def silence(lesson: Lesson, small: OpenStudy) -> None:
    """Answering only from a confidence on: how many answers are left, and how many of them are wrong."""
    answers = asked_facts.answers_of(small)
    threshold = st.slider(
        "Answer only if this sure, %", 0, 95, 50, 5, key="threshold", bind="query-params",
        help="Below this it says that it does not know.",
    )  # fmt: skip
    curve = abstaining(answers["confidence"], answers["right"], 0.0)
    st.plotly_chart(
        trust.risk(curve, threshold / 100, colours()), key="risk", config=PLAIN,
        alt="Share of wrong answers over the share of questions answered",
    )  # fmt: skip
    here = min(curve, key=lambda one: abs(one.threshold - threshold / 100))
    lesson.says(
        f"Answering always, it is wrong {curve[0].risk:.0%} of the time. Answering only if {threshold} % sure, it answers "
        f"{here.answered:.0%} of the questions and is wrong in {here.risk:.0%} of its answers."
    )
    lesson.tools(
        badge="recorded", name="silence", recorded_from="the study facts.learn, seed 0",
        numbers=[{"threshold": one.threshold, "answered": one.answered, "wrong among them": one.risk} for one in curve],
    )  # fmt: skip


def room(lesson: Lesson) -> None:
    """How many bits of facts fit: recorded for four widths, and one model that the learner trains now."""
    widths = [asked_facts.held(study("capacity.learn", width=width)) for width in capacity.WIDTHS if width != 16]
    widths.append(asked_facts.held(study("capacity.learn", facts=4_000)))
    counts = [asked_facts.held(study("capacity.learn", facts=facts)) for facts in capacity.COUNTS]
    few = asked_facts.held(study("capacity.learn", exposures=50))
    st.plotly_chart(
        trust.filled(counts, colours()), key="filled", config=PLAIN, alt="Bits held over facts told, one width"
    )
    lesson.says(
        f"Width 16, {counts[-1]['weights']:,.0f} weights. Told {counts[0]['facts']:,} facts, it knows {counts[0]['right']:.0%} of "
        f"them; told {counts[-1]['facts']:,}, it knows {counts[-1]['right']:.0%} whole. From {counts[-2]['facts']:,} facts on it "
        f"holds no more bits: {counts[-2]['bits']:,.0f} and {counts[-1]['bits']:,.0f}."
    )
    left, right = st.columns(2)
    width = left.select_slider(
        "Width of your model", (8, 12, 16, 20, 24), 20, key="width", help="Wider means more weights."
    )
    facts = right.select_slider(
        "Facts that it is told", (500, 1_000, 2_000, 3_000), 3_000, key="facts", help="Each of them 200 times."
    )
    mine = study("capacity.learn", width=width, facts=facts)

    def draw(own: OpenStudy) -> None:
        live = asked_facts.held(own) | {"live": True}
        st.plotly_chart(trust.held([*widths, live], colours()), key="held", config=PLAIN, alt="Bits held over weights")
        lesson.says(
            f"Your model has {live['weights']:,.0f} weights and holds {live['bits']:,.0f} bits, "
            f"{live['a weight']:.2f} a weight."
        )

    if mine.last is None:
        st.plotly_chart(trust.held(widths, colours()), key="held_recorded", config=PLAIN, alt="Bits held over weights")
    panel(mine, draw, label="Train this one", key="room_panel")
    lesson.says(
        f"The four recorded models hold from {min(w['a weight'] for w in widths):.2f} to {max(w['a weight'] for w in widths):.2f} "
        f"bits a weight. Told each fact 50 times instead of 200, the one of width 16 holds {few['a weight']:.2f}."
    )
    lesson.tools(
        badge="recorded", name="capacity", numbers=[*widths, *counts, few],
        recorded_from="the study capacity.learn, seed 0; the star is live",
    )  # fmt: skip


def the_judge(lesson: Lesson) -> None:
    """The judge of truth, measured: right by kind of text, and every mistake."""

    def draw(found: dict[str, Any]) -> None:
        st.table([
            {"kind of text": one["group"], "texts": one["texts"], "read rightly": one["right"]}
            for one in (*found["groups"], *found["new"])
        ])  # fmt: skip
        lesson.says(
            f"Of {found['texts']:,} texts the judge reads {found['right']:.1%} exactly as they were meant. In wordings that it "
            f"had never met it finds {found['new'][0]['right']} of {found['new'][0]['texts']} facts, and leaves "
            f"{found['new'][1]['right']} of {found['new'][1]['texts']} texts without a fact alone."
        )
        for mistake in found["mistakes"]:
            st.html(
                f'<p class="gb-judged">✗ <q style="white-space: pre-wrap">{escape(mistake["text"])}</q><br>'
                f"{escape(mistake['reason'])}</p>"
            )
        lesson.tools(badge="live", name="judge", numbers=[*found["groups"], *found["new"]])

    answered(ask_once("judge report", judge_accuracy.report), "A worker reads twelve hundred texts …", draw)
