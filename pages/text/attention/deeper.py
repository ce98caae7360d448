"""Attention, deeper: what may be seen, how patterns come, where heads rest, and a trap."""

import streamlit as st

from core.figures import induction as induction_figures
from core.measure import attention as measure
from core.studies.induction import formed, prefix_scores
from pages.kit import components
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model, training_time_slider
from pages.kit.own_words import own_words
from pages.kit.studies import OpenStudy, panel, study
from pages.kit.theme import colours
from pages.text.attention import weights

QUIET = {"displayModeBar": False}

lesson = Lesson("attention_deeper")
lesson.head()
opened = open_model()
forming = study("induction.learn", layers=2)

with lesson.living_picture() as (picture, controls):
    with controls:
        prompt = own_words(opened, weights.PROMPT, help="The experiments below look at these words.")
    tokens, _ = weights.prompt_tokens(opened, prompt)
    chips = opened.chips(tokens)
    texts = [chip["text"] for chip in chips]
    steps = weights.moments(opened, len(tokens))
    frames = weights.frames(opened, tokens, steps)
    here = frames[steps.index(opened.step)]
    with picture:
        st.plotly_chart(
            induction_figures.scores(forming.records, colours()), key="scores", config=QUIET,
            alt="Two scores of every head of the small model over its training",
        )  # fmt: skip
        told = formed(forming.records)
        lesson.says(
            f"Head {told.head[0]}.{told.head[1]} ends with {told.prefix:.0%} of its weight on what followed earlier copies; "
            f"a head below it puts {told.previous:.0%} on the token before."
        )
        lesson.tools(
            badge="recorded", name="scores", recorded_from="the study induction.learn",
            numbers=[
                {"step": record.step} | {name: str(record.values[name]) for name in ("prefix", "previous")}
                for record in forming.records
            ],
        )  # fmt: skip

training_time_slider(opened)


def future() -> None:
    """The same words with another last token: what changes in the rows above?"""
    moved = weights.with_another_end(opened, tokens)
    st.text(f"Once the last token is “{texts[-1]}”, once it is “{moved.end}”.")
    st.table([{"rows": name, "largest change of a weight": f"{change:.6f}"} for name, change in moved.changes.items()])
    earlier, last = moved.changes["earlier rows"], moved.changes["last row"]
    lesson.says(f"The largest change in any earlier row is {earlier:.6f}; in the last row it is {last:.2f}.")


def early() -> None:
    """The same words through the untrained weights."""
    start, end = measure.evenness(frames[0]), measure.evenness(frames[-1])
    components.attention(frames[:1], chips, key="attention_early", steps=steps[:1], step=steps[0], run="untrained")
    lesson.says(f"Evenness at step {steps[0]:,}: {start:.2f} of 1. At step {steps[-1]:,}: {end:.2f}.")


def sink() -> None:
    """How much weight rests on the first token, head by head, against looking everywhere alike."""
    found = measure.by_head(here)
    st.table(weights.sink_table(found))
    share, uniform = measure.sink_share(here)
    most = max(one.share for one in found)
    lesson.says(
        f"All heads together put {share:.0%} on the first token; looking everywhere alike would give {uniform:.0%}. "
        f"The head that rests there most puts {most:.0%}. "
        f"{'So some head rests there.' if most > 3 * uniform else 'No head reaches three times the even share.'}"
    )


def trap() -> None:
    """Every block of one length: the model counts places instead of comparing symbols."""

    def draw(fixed: OpenStudy) -> None:
        result = formed(fixed.records)
        st.plotly_chart(
            induction_figures.losses({"one length": fixed.records, "any length": forming.records}, colours(), result.cliff),
            key="trap_losses", config=QUIET, alt="Loss in repeats with blocks of one length and of any length",
        )  # fmt: skip
        end = fixed.records[-1].values
        lesson.says(
            f"With blocks of one length {result.accuracy:.0%} of the repeats are foreseen, and the head that finds them "
            f"is {result.head[0]}.{result.head[1]}. The most that any head puts on the token before is "
            f"{max(max(row) for row in end['previous']):.0%}."
        )

    panel(study("induction.learn", layers=2, lengths="fixed"), draw, label="Train it (about ten seconds)", key="trap")


with lesson.experiments():
    lesson.experiment("future", future)
    lesson.experiment("early", early)
    lesson.experiment("sink", sink)
    lesson.experiment("trap", trap)

lesson.open_the_box(prefix_scores)
lesson.foot()
