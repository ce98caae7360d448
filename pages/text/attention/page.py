"""How does it know what belongs together? What each head looks at, for the learner's own words, and whether it matters."""

import streamlit as st

from core.figures import heads as figures
from core.figures import induction as induction_figures
from core.measure import attention as measure
from core.measure.heads import roles as measure_roles
from core.measure.surgery import KINDS
from core.models.transformer import attend
from core.studies.induction import formed
from pages.kit import components, frame
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model, training_time_slider
from pages.kit.own_words import own_words
from pages.kit.studies import OpenStudy, panel, study
from pages.kit.theme import colours
from pages.text.attention import weights
from pages.text.attention.worked_cell import worked_cell

QUIET = {"displayModeBar": False}

lesson = Lesson("attention")
lesson.head()
opened = open_model()

with lesson.living_picture() as (picture, controls):
    with controls:
        prompt = own_words(opened, weights.PROMPT, help="The model reads the start token first, then your words.")
        st.markdown("Point at a token to see where it looks. Click to pin it. Choose a small square to open its head.")
    tokens, _ = weights.prompt_tokens(opened, prompt)
    chips = opened.chips(tokens)
    texts = [chip["text"] for chip in chips]
    steps = weights.moments(opened, len(tokens))
    frames = weights.frames(opened, tokens, steps)
    here = frames[steps.index(opened.step)]
    heads = measure.heads(here, tokens)
    with picture:
        seen = components.attention(
            frames, chips, key="attention", steps=steps, step=opened.step, sinks=measure.sinks(frames)
        )
        layer, head = weights.opened_head(seen.head, opened.config)
        row, column, weight = measure.looks_at(here, texts, layer + 1, head + 1)
        lesson.says(
            f"Head {head + 1} of layer {layer + 1} looks hardest from “{texts[row]}” at “{texts[column]}”: "
            f"{weight:.0%} of its weight. "
            f"On average it puts {heads[layer * opened.config.heads + head].previous:.0%} on the token just before."
        )
        lesson.tools(badge="live", numbers=weights.table(heads), name="heads")

training_time_slider(opened)

with frame.section("One cell, step by step", key="one_cell"):
    place = weights.pinned(seen.pin, (row, column), len(tokens))
    worked_cell(weights.cell(opened, tokens, chips, (layer, head), place), key="cell")
    lesson.says("Pin another cell in the picture above, and its numbers stand here.")


def roles() -> None:
    """Which heads have earned a name, at the moment that the training-time slider shows."""

    def draw(measured: OpenStudy) -> None:
        found = weights.roles_at(measured, opened.step)
        st.plotly_chart(
            figures.roles(found, colours()), key="roles_figure", config=QUIET,
            alt="Each head: its weight on its pattern, and how much worse the model gets without it",
        )  # fmt: skip
        named = [figures.head_name(role) for role in found if role.named]
        lesson.says(
            f"{len(named)} of {len(found)} heads get a name: {'; '.join(named)}."
            if named
            else f"At this step none of the {len(found)} heads gets a name."
        )
        if opened.recipe.text.whole:
            st.markdown("Your text is short and was learned whole, so these texts are ones that the model did learn.")
        lesson.tools(
            badge="recorded" if measured.shipped else "live", numbers=weights.role_table(found), name="roles",
            recorded_from="40 texts that the model did not learn; `python -m scripts.runs studies heads` measures again",
        )  # fmt: skip

    panel(weights.roles_study(opened), draw, label="Measure the heads of this model", key="roles")


def off() -> None:
    """The open head changed, and the next word before and after."""
    kind = st.selectbox(
        f"What shall head {head + 1} of layer {layer + 1} do?", list(KINDS), key="surgery", bind="query-params",
        format_func=lambda name: f"It {KINDS[name]}",
        help="Open another head in the picture above to change that one instead.",
    )  # fmt: skip
    result = weights.operated(opened, tokens, (layer, head), kind)
    st.plotly_chart(
        figures.before_and_after(result.words, result.before, result.after, colours()), key="surgery_figure",
        config=QUIET, alt="The chances of the next word before and after the head was changed",
    )  # fmt: skip
    before, after = result.favourites
    lesson.says(
        f"When head {head + 1} of layer {layer + 1} {KINDS[kind]}, the favourite "
        f"{f'stays “{before}”' if before == after else f'changes from “{before}” to “{after}”'}: "
        f"{result.apart:.2f} nats apart. The most is moved by head {result.strongest[1]} of layer "
        f"{result.strongest[0]}: {result.strongest_apart:.2f} nats."
    )
    lesson.tools(badge="live", numbers=result.rows, name="surgery")


def induction() -> None:
    """Two small models on random symbols, one layer and two: watch the second fall off the cliff."""
    one = study("induction.learn", layers=1)

    def draw(two: OpenStudy) -> None:
        records = two.records
        told = formed(records)
        first, second = told.before or (1, 1), told.head
        choices = {
            "no head": None,
            f"head {second[0]}.{second[1]}": lambda v: v["without"][second[0] - 1][second[1] - 1],
            f"all heads of layer {second[0]}": lambda v: v["without_layer"][second[0] - 1],
            f"head {first[0]}.{first[1]}": lambda v: v["without"][first[0] - 1][first[1] - 1],
        }
        chosen = st.pills(
            "Silence", list(choices), default="no head", key="silence", help="A head that is silenced adds nothing."
        )
        without = choices.get(chosen or "no head")
        st.plotly_chart(
            induction_figures.losses(
                {"two layers": records, "one layer": one.records}, colours(), told.cliff,
                (f"without {chosen}", [without(record.values) for record in records]) if without else None,
            ),
            key="induction_losses", config=QUIET, alt="Loss in repeats over the steps, for one layer and for two",
        )  # fmt: skip
        shown, at = weights.induction_frames(two)
        components.attention(
            shown, weights.symbols(records[0].values["example"]), key=f"induction_{quoted(two.run.id)}", steps=at, step=at[-1],
            run=two.run.id, opened=(second[0] - 1, second[1] - 1),
        )  # fmt: skip
        components.training_time(
            [(record.step, record.values["second"]) for record in records], at, at[-1],
            key=f"induction_time_{quoted(two.run.id)}", run=two.run.id, total=records[0].total,
        )  # fmt: skip
        cliff = f" Most of the fall takes {told.steep:.0%} of the steps." if told.cliff else ""
        last = one.last
        alone = f", one layer {last.values['accuracy']:.0%}" if last else ""
        lesson.says(
            f"Two layers foresee {told.accuracy:.0%} of the repeats{alone}."
            f"{cliff} Head {second[0]}.{second[1]} puts {told.prefix:.0%} on what followed earlier. "
            f"Silence it, and the loss rises by {told.costs:.2f}; silence its whole layer, by {told.layer_costs:.2f}."
        )
        lesson.tools(
            badge="recorded" if two.shipped else "live", name="induction",
            numbers=[{"step": r.step} | {n: round(r.values[n], 3) for n in ("first", "second", "accuracy")} for r in records],
            recorded_from="the study induction.learn; `python -m scripts.runs studies induction` makes it again",
        )  # fmt: skip

    seed = st.segmented_control(
        "Random start", [0, 1, 2, 3], default=0, required=True, key="induction_seed",
        help="0 came with the app. Train another one and see whether the cliff comes again.",
    )  # fmt: skip
    two = study("induction.learn", layers=2, seed=seed) if seed else study("induction.learn", layers=2)
    panel(two, draw, label="Train this model (about ten seconds)", key="induction")


with lesson.experiments():
    lesson.experiment("off", off)
    lesson.experiment("roles", roles)
    lesson.experiment("induction", induction)

lesson.open_the_box(attend, measure_roles)
lesson.foot()
