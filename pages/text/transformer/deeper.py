"""What does the model know halfway, and how does it know the order? The lens, a control, and networks without places."""

import streamlit as st

from core.figures import inside as figures
from core.measure.logit_lens import lens
from core.studies import token_positions
from pages.kit import ways_out
from pages.kit.controls import whole_number
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model, training_time_slider
from pages.kit.own_words import own_words
from pages.kit.studies import OpenStudy, panel, study
from pages.kit.theme import colours
from pages.text.transformer import passes

QUIET = {"displayModeBar": False}

lesson = Lesson("transformer_deeper")
lesson.head()
opened = open_model()
known = passes.knower(opened)

with lesson.living_picture() as (picture, controls):
    with controls:
        prompt = own_words(opened, passes.PROMPT, help="The model is read halfway for each of their tokens.")
    tokens = passes.read(opened, prompt)
    with picture:
        seen, said, texts = passes.lens_facts(opened, tokens)
        answer = int(seen.best[-1, -1])
        names = passes.tap_names(opened)
        result = passes.first_known(opened, seen, said[-1][-1], answer)
        figure = figures.lens_map(said, seen.chances.max(-1), names, texts, colours())
        st.plotly_chart(figure, config=QUIET, key="lens_map", alt=result)
        lesson.says(result)
        lesson.tools(badge="live", numbers=passes.lens_rows(opened, seen, tokens, answer), name="lens")

training_time_slider(opened)


def control() -> None:
    """The map of the lesson, with a stranger's columns."""
    facts = passes.facts(known)
    if not facts:
        ways_out.cannot("The text of the open model told no two facts that can be compared.", "control")
        return
    pair = facts[st.selectbox("Which facts?", list(facts), key="control_fact", help="Facts that the text told often.")]
    other = passes.stranger(known, pair)
    if other is None:
        lesson.says("The text told nobody else's answer to this question often enough.")
        return
    st.text(f"Carried from “{other.prompts[0]}” into “{pair.prompts[1]}”; asked for: “{pair.clean.value}”")
    found = passes.show_patching(known, pair, "control", other.tokens[0])
    right = passes.patched(known, pair)
    lesson.says(
        f"The stranger's numbers bring back at most {passes.most_recovered(found)} of “{pair.clean.value}”; "
        f"the right person's bring back {passes.most_recovered(right)}."
    )
    lesson.tools(badge="live", numbers=passes.patch_rows(known, pair, found), name="control")


def without_places() -> None:
    """Four networks on one task; those that came with the app, and one that is trained here."""
    shipped = {
        name: study("token_positions.learn", **settings)
        for name, settings in zip(token_positions.NAMES, token_positions.SHIPPED, strict=True)
    }
    curves = {name: points(one) for name, one in shipped.items()}
    figure = figures.order_learned(curves, 1 / token_positions.LETTERS, colours())
    st.plotly_chart(figure, config=QUIET, key="order", alt="Right answers over the steps")
    ends = [f"{name}: {line[-1][1]:.0%}" for name, line in curves.items() if line]
    lesson.says(
        f"Right answers at the end. {'; '.join(ends)}. A perfect reader of the mere bag of letters: {token_positions.bag():.0%}."
    )
    rows = [{"network": name, "step": step, "right": share} for name, line in curves.items() for step, share in line]
    lesson.tools(
        badge="recorded", numbers=rows, name="order",
        recorded_from="studies that came with the app; make them again with `python -m scripts.runs studies`",
    )  # fmt: skip
    with st.container(horizontal=True):
        name = st.selectbox(
            "Train one yourself", token_positions.NAMES, index=2, key="order_kind", help="About 15 seconds of one core."
        )
        seed = whole_number("Seed", "order_seed", help="Other random weights and letters.")
    settings = token_positions.SHIPPED[token_positions.NAMES.index(name)]
    panel(study("token_positions.learn", **settings, seed=seed), draw, label="Train it", key="order")


def points(one: OpenStudy) -> list[tuple[int, float]]:
    return [(record.step, record.values["right"]) for record in one.records]


def draw(one: OpenStudy) -> None:
    line = points(one)
    figure = figures.order_learned({"yours": line}, 1 / token_positions.LETTERS, colours())
    st.plotly_chart(figure, config=QUIET, key="order_own", alt="Right answers over the steps")
    lesson.says(f"Step {line[-1][0]:,}: {line[-1][1]:.0%} right.")


with lesson.experiments():
    lesson.experiment("control", control)
    lesson.experiment("order", without_places)

lesson.open_the_box(lens)
lesson.foot()
