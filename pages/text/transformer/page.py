"""What happens between my words and the next one? The whole pass in one picture, down to single numbers."""

import streamlit as st

from core.measure.logit_lens import lens
from core.measure.patching import Pair, patch
from core.models.transformer import Block
from core.opened import pass_tables, passes
from pages.kit import ways_out
from pages.kit.frame import register
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model, training_time_slider
from pages.kit.own_words import own_words
from pages.text.transformer import exhibits

lesson = Lesson("transformer")
lesson.head()
opened = open_model()
known = passes.knower(opened)

with lesson.living_picture() as (picture, controls):
    with controls:
        prompt = own_words(lesson.controls, opened, exhibits.PROMPT)
        with st.popover(lesson.controls.label("bill"), type="tertiary", width="content"):
            st.table(pass_tables.bill(opened))
    tokens = opened.window(opened.read(prompt))
    here = passes.passed(opened, tuple(tokens))
    with picture:
        exhibit = exhibits.expects(lesson.text, opened, tokens, here, register() == "technical")
        lesson.show(exhibit, "pass")

training_time_slider(opened)


def meet() -> None:
    """The same words with another first one: where does the last token notice?"""
    met = passes.with_another_start(opened, tokens)
    if met is None:
        lesson.says(lesson.text.say("meet.short"))
        return
    first, other = opened.texts([met.first, met.other])
    st.text(lesson.text.say("meet.ends", first=first, other=other))
    lesson.show(exhibits.meet(lesson.text, opened, met), "meet")


def when() -> None:
    """The logit lens on a fact that the text told often."""
    if pair := chosen("lens_fact"):
        seen = passes.through_the_lens(known, pair.tokens[0])
        lesson.show(exhibits.lens(lesson.text, known, seen, pair), "lens")


def transplant() -> None:
    """Activation patching, every cell at once."""
    if pair := chosen("patch_fact"):
        clean, corrupted = pair.prompts
        into = {"value": pair.clean.value, "other": pair.corrupted.value}
        st.text(lesson.text.say("patch.facts", clean=clean, corrupted=corrupted, **into))
        lesson.show(exhibits.patching(lesson.text, known, pair, passes.patched(known, pair)), "patching")


def chosen(key: str) -> Pair | None:
    """The pair of facts that the learner chose; None, and a sentence, where the text told none often enough."""
    facts = passes.facts(known)
    if not facts:
        ways_out.cannot(lesson.text.say("no two facts"), key)
        return None
    if known is not opened:
        st.text(lesson.text.say("no facts"))
    return facts[lesson.controls.choice(key, list(facts), next(iter(facts)), words="facts")]


with lesson.experiments():
    lesson.experiment("meet", meet)
    lesson.experiment("lens", when)
    lesson.experiment("patch", transplant)

lesson.open_the_box(Block.forward, lens, patch)
lesson.foot()
