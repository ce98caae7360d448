"""What does the model know halfway, and how does it know the order? The lens, a control, and networks without places."""

import streamlit as st

from core.measure.logit_lens import lens
from core.opened import passes
from core.studies import token_positions
from core.studies.token_positions import Answered
from pages.kit import ways_out
from pages.kit.exhibit import of_run, of_runs
from pages.kit.lesson import Lesson, first_page
from pages.kit.open_model import open_model, training_time_slider
from pages.kit.own_words import own_words
from pages.kit.studies import OpenStudy, panel, study
from pages.kit.theme import colours
from pages.text.transformer import exhibits
from pages.text.transformer import passes as pictures

KINDS = ("learned", "rotary", "none", "unmasked")  # networks, as `token_positions.SHIPPED` has them

lesson = Lesson("transformer_deeper")
lesson.head()
opened = open_model()
known = passes.knower(opened)

with lesson.living_picture() as (picture, controls):
    with controls:
        prompt = own_words(lesson.controls, opened, pictures.PROMPT)
    tokens = passes.read(opened, prompt)
    with picture:
        seen, labels = passes.through_the_lens(opened, tokens), opened.labels
        said = [[labels[token] for token in line] for line in seen.best]
        texts, answer = [chip["text"] for chip in opened.chips(tokens)], int(seen.best[-1, -1])
        names, rows = pictures.tap_names(opened), pictures.lens_rows(opened, seen, tokens, answer)
        found = passes.first_known(opened, seen, said[-1][-1], answer, names)
        exhibit = exhibits.lens_map(first_page(lesson.text), seen, said, names, texts, found, rows, colours())
        lesson.show(exhibit, "lens")

training_time_slider(opened)


def control() -> None:
    """The map of the lesson, with a stranger's columns."""
    facts = passes.facts(known)
    if not facts:
        ways_out.cannot(lesson.text.say("no two facts"), "control")
        return
    pair = facts[lesson.controls.choice("control_fact", list(facts), next(iter(facts)))]
    other = passes.stranger(known, pair)
    if other is None:
        lesson.says(lesson.text.say("control.nobody"))
        return
    st.text(
        lesson.text.say("control.facts", stranger=other.prompts[0], corrupted=pair.prompts[1], value=pair.clean.value)
    )
    found, right = passes.patched(known, pair, other.tokens[0]), passes.patched(known, pair)
    shown, rows = pictures.patch_picture(known, pair, found), pictures.patch_rows(known, pair, found)
    lesson.show(exhibits.control(lesson.text, shown, found, right, pair.clean.value, rows), "control")


def without_places() -> None:
    """Four networks on one task; those that came with the app, and one that is trained here."""
    settings_of = dict(zip(KINDS, token_positions.SHIPPED, strict=True))
    shipped = {kind: study(token_positions.learn, **settings) for kind, settings in settings_of.items()}
    lines = {lesson.controls.option("order_kind", kind): points(one) for kind, one in shipped.items()}
    origin = of_runs([one.run for one in shipped.values()])
    lesson.show(exhibits.order(lesson.text, lines, colours(), origin), "order")
    with st.container(horizontal=True):
        kind = lesson.controls.choice("order_kind", KINDS, "none")
        seed = lesson.controls.number("order_seed", 0, 9999, 0)
    panel(
        study(token_positions.learn, **settings_of[kind], seed=seed),
        draw,
        label=lesson.controls.label("train"),
        key="order",
    )


def points(one: OpenStudy[Answered]) -> list[tuple[int, float]]:
    return [(record.step, record.values.right) for record in one.records]


def draw(one: OpenStudy[Answered]) -> None:
    lesson.show(exhibits.order_own(lesson.text, points(one), colours(), of_run(one.run)), "order_own")


with lesson.experiments():
    lesson.experiment("control", control)
    lesson.experiment("order", without_places)

lesson.open_the_box(lens)
lesson.foot()
