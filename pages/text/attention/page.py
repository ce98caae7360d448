"""How does it know what belongs together? What each head looks at, for the learner's own words, and whether it matters."""

from functools import partial

import streamlit as st

from core.exhibit import Exhibit, Picture, filmed, of_run
from core.figures.attention import worked_cell_payload
from core.measure import attention as measure
from core.measure.attention_cell import worked_in
from core.measure.heads import roles as measure_roles
from core.measure.surgery import KINDS
from core.models.transformer import attend
from core.opened import attention
from core.opened.model import OpenModel
from core.studies import induction as induction_study
from core.studies.head_roles import Measured, measured_at
from core.studies.induction import Repeated, formed
from pages.kit import components, frame
from pages.kit.exhibit import mount
from pages.kit.held import PLACES, Held
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model, training_time_slider
from pages.kit.over_training import over_training
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
    tokens = opened.window(opened.read(prompt))
    chips = opened.chips(tokens)
    texts = opened.texts(tokens)
    looks = attention.looks(opened, tokens)
    with picture:
        heads_of = partial(attention.a_head, opened.config.layers, opened.config.heads)
        one_head = Held("head", (0, 0), PLACES, heads_of, key="attention")
        one_cell = Held("pin", (), PLACES, partial(attention.a_cell, len(tokens)), key="attention")
        seen = components.attention(
            looks.frames, chips, key=one_head.key, steps=looks.steps, step=opened.step, run=opened.run.id,
            sinks=measure.sinks(looks.frames), opened=one_head.first, pinned=one_cell.first,
        )  # fmt: skip
        layer, head = one_head.now(seen.head)
        pin = one_cell.now(seen.pin and [seen.pin["row"], seen.pin["column"]])
        row, column, _ = measure.looks_at(looks.here, texts, layer + 1, head + 1)
        says = {
            step: exhibits.looking(lesson.text, (layer, head), frame, tokens, texts)
            for step, frame in zip(looks.steps, looks.frames, strict=True)
        }
        exhibit = exhibits.looks(lesson.text, (layer, head), looks.here, tokens, texts)
        lesson.show(filmed(exhibit, opened.run.id, opened.step, says), "heads")

training_time_slider(opened, changes=attention.changed(opened, looks))

with frame.section(lesson.text.say("cell"), key="one_cell"):
    place = attention.pinned(pin, (row, column), len(tokens))
    worked = worked_in(opened.model(), tokens, layer, head, *place)
    mount(Picture("worked_cell", worked_cell_payload(worked, chips, layer, head)), "cell")
    lesson.says(lesson.text.say("pin"))


def roles() -> None:
    """Which heads have earned a name, at the moment that the training-time slider shows."""

    def draw(measured: OpenStudy[Measured]) -> None:
        records, origin = measured.records, of_run(measured.run)

        def named(at: OpenModel) -> Exhibit:
            return exhibits.roles(lesson.text, measured_at(records, at.step), colours(), origin)

        lesson.show(over_training(opened, "roles", named, len(records), origin.badge), "roles")
        if opened.recipe.text.whole:
            st.markdown(lesson.text.say("roles.whole"))

    panel(weights.roles_study(opened), draw, label=lesson.controls.label("measure"), key="roles")


def off() -> None:
    """The open head changed, and the next word before and after."""
    which = {"head": head + 1, "layer": layer + 1}
    kind = lesson.controls.choice("surgery", KINDS, next(iter(KINDS)), facts=which)

    def changed(at: OpenModel) -> Exhibit:
        result = attention.operated(at, tokens, (layer, head), kind)
        return exhibits.off(lesson.text, result, (layer, head), kind, colours())

    lesson.show(over_training(opened, "off", changed, tuple(tokens), layer, head, kind), "surgery")


def induction() -> None:
    """Two small models on random symbols, one layer and two, which any start may be tried for."""
    one = study(induction_study.learn, layers=1)

    def draw(two: OpenStudy[Repeated]) -> None:
        records, best = two.records, formed(two.records).head
        names = exhibits.may_be_silenced(lesson.text, records)
        silenced = lesson.controls.pills("silence", names, "none", written=names.__getitem__)
        exhibit = exhibits.induction(lesson.text, records, one.records, silenced, colours(), of_run(two.run))
        lesson.show(exhibit, "induction")
        weights.induction_picture(two, (best[0] - 1, best[1] - 1))

    seed = lesson.controls.number("induction_seed", 0, 9999, 0)
    two = study(induction_study.learn, layers=2, seed=seed) if seed else study(induction_study.learn, layers=2)
    panel(two, draw, label=lesson.controls.label("train"), key="induction")


with lesson.experiments():
    lesson.experiment("off", off)
    lesson.experiment("roles", roles)
    lesson.experiment("induction", induction)

lesson.open_the_box(attend, measure_roles)
lesson.foot()
