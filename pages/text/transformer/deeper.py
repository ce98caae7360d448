"""What does the model know halfway, and how does it know the order? The lens, a control, and networks without places."""

import streamlit as st

from core.exhibit import Exhibit, of_run, of_runs
from core.measure.logit_lens import lens
from core.opened import passes
from core.opened.model import OpenModel
from core.studies import token_positions
from core.studies.token_positions import Answered
from pages.kit import ways_out
from pages.kit.lesson import Lesson, first_page
from pages.kit.open_model import open_model, training_time_slider
from pages.kit.over_training import over_training
from pages.kit.own_words import own_words
from pages.kit.studies import OpenStudy, study
from pages.kit.theme import colours
from pages.text.transformer import exhibits

KINDS = ("learned", "rotary", "none", "unmasked")  # networks, as `token_positions.SHIPPED` has them

lesson = Lesson("transformer_deeper")
lesson.head()
opened = open_model()
known = passes.knower(opened)

with lesson.living_picture() as (picture, controls):
    with controls:
        prompt = own_words(lesson.controls, opened, exhibits.PROMPT)
    tokens = opened.window(opened.read(prompt))
    with picture:
        said = first_page(lesson.text)  # has the sentences of the lens

        def halfway(at: OpenModel) -> Exhibit:
            return exhibits.lens_map(said, at, tokens, colours())

        lesson.show(over_training(opened, "lens of the words", halfway, tuple(tokens)), "lens")

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
    strangers, right = passes.patched(known, pair, other.tokens[0]), passes.patched(known, pair)
    lesson.show(exhibits.control(lesson.text, known, pair, strangers, right), "control")


def without_places() -> None:
    """Four networks on one task; those that came with the app, and one that is trained here."""
    settings_of = dict(zip(KINDS, token_positions.SHIPPED, strict=True))
    shipped = {kind: study(token_positions.learn, **settings) for kind, settings in settings_of.items()}
    lines = {lesson.controls.option("order_kind", kind): points(one) for kind, one in shipped.items()}
    origin = of_runs([one.run for one in shipped.values()])
    asked = lesson.controls.option("order_kind", "none")
    lesson.show(exhibits.order(lesson.text, lines, asked, colours(), origin), "order")
    with st.container(horizontal=True):
        kind = lesson.controls.choice("order_kind", KINDS, "none")
        seed = lesson.controls.number("order_seed", 0, 9999, 0)
    lesson.study(study(token_positions.learn, **settings_of[kind], seed=seed), trained_here, "order_own", key="order")


def trained_here(one: OpenStudy[Answered]) -> Exhibit:
    return exhibits.order_own(lesson.text, points(one), colours(), of_run(one.run))


def points(one: OpenStudy[Answered]) -> list[tuple[int, float]]:
    """The share of right answers over the steps."""
    return [(record.step, record.values.right) for record in one.records]


with lesson.experiments():
    lesson.experiment("control", control)
    lesson.experiment("order", without_places)

lesson.open_the_box(lens)
lesson.foot()
