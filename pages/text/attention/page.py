"""How does it know what belongs together? What each head looks at, for the learner's own words, and whether it matters."""

import streamlit as st

from core.figures.attention import worked_cell_payload
from core.measure import attention as measure
from core.measure.attention_cell import worked_in
from core.measure.heads import roles as measure_roles
from core.measure.surgery import KINDS
from core.models.transformer import attend
from core.opened import attention, passes
from core.studies import induction as induction_study
from core.studies.head_roles import Measured
from core.studies.induction import Repeated, formed
from pages.kit import address, components, frame
from pages.kit.exhibit import Picture, mount, of_run
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model, training_time_slider
from pages.kit.own_words import own_words
from pages.kit.studies import OpenStudy, panel, study
from pages.kit.theme import colours
from pages.text.attention import exhibits, weights

lesson = Lesson("attention")
lesson.head()
opened = open_model()

with lesson.living_picture() as (picture, controls):
    with controls:
        prompt = own_words(lesson.controls, opened, weights.PROMPT)
        st.markdown(lesson.text.say("point"))
    tokens = passes.read(opened, prompt)
    chips = opened.chips(tokens)
    texts = [chip["text"] for chip in chips]
    steps = attention.moments(opened, len(tokens))
    frames = attention.frames(opened, tokens, steps)
    here = frames[steps.index(opened.step)]
    heads = measure.heads(here, tokens)
    with picture:
        seen = components.attention(
            frames, chips, key="attention", steps=steps, step=opened.step, sinks=measure.sinks(frames),
            opened=attention.opened_head(address.linked("head"), opened.config), pinned=address.linked("pin"),
        )  # fmt: skip
        layer, head = attention.opened_head(address.places("head", seen.head), opened.config)
        pin = address.places("pin", seen.pin and (seen.pin["row"], seen.pin["column"]))
        row, column, weight = measure.looks_at(here, texts, layer + 1, head + 1)
        lesson.show(exhibits.looks(lesson.text, (layer, head), (texts[row], texts[column], weight), heads), "heads")

training_time_slider(opened)

with frame.section(lesson.text.say("cell"), key="one_cell"):
    place = attention.pinned(pin, (row, column), len(tokens))
    worked = worked_in(opened.model(), tokens, layer, head, *place)
    mount(Picture("worked_cell", worked_cell_payload(worked, chips, layer, head)), "cell")
    lesson.says(lesson.text.say("pin"))


def roles() -> None:
    """Which heads have earned a name, at the moment that the training-time slider shows."""

    def draw(measured: OpenStudy[Measured]) -> None:
        found = weights.roles_at(measured, opened.step)
        lesson.show(exhibits.roles(lesson.text, found, colours(), of_run(measured.run)), "roles")
        if opened.recipe.text.whole:
            st.markdown(lesson.text.say("roles.whole"))

    panel(weights.roles_study(opened), draw, label=lesson.controls.label("measure"), key="roles")


def off() -> None:
    """The open head changed, and the next word before and after."""
    kind = lesson.controls.choice(
        "surgery", list(KINDS), next(iter(KINDS)), facts={"head": head + 1, "layer": layer + 1}
    )
    result = attention.operated(opened, tokens, (layer, head), kind)
    lesson.show(exhibits.off(lesson.text, result, (layer, head), kind, colours()), "surgery")


def induction() -> None:
    """Two small models on random symbols, one layer and two: watch the second fall off the cliff."""
    one = study(induction_study.learn, layers=1)

    def draw(two: OpenStudy[Repeated]) -> None:
        records, best = two.records, formed(two.records).head
        names: dict[str, str] = {"none": lesson.text.say("silence.none")}
        names |= {code: name for code, (name, _) in exhibits.without(lesson.text, records).items()}
        silenced = lesson.controls.pills("silence", names, "none", written=names.__getitem__)
        shown, at = weights.induction_frames(two)
        exhibit = exhibits.induction(lesson.text, records, one.records, silenced, colours(), of_run(two.run))
        lesson.show(exhibit, "induction")
        components.attention(
            shown, weights.symbols(records[0].values.example), key=f"induction_{quoted(two.run.id)}", steps=at, step=at[-1],
            run=two.run.id, opened=(best[0] - 1, best[1] - 1),
        )  # fmt: skip
        components.training_time(
            [(record.step, record.values.second) for record in records], at, at[-1],
            key=f"induction_time_{quoted(two.run.id)}", run=two.run.id, total=records[0].total,
        )  # fmt: skip

    seed = lesson.controls.buttons("induction_seed", (0, 1, 2, 3), 0)
    two = study(induction_study.learn, layers=2, seed=seed) if seed else study(induction_study.learn, layers=2)
    panel(two, draw, label=lesson.controls.label("train"), key="induction")


with lesson.experiments():
    lesson.experiment("off", off)
    lesson.experiment("roles", roles)
    lesson.experiment("induction", induction)

lesson.open_the_box(attend, measure_roles)
lesson.foot()
