"""What happens between my words and the next one? The whole pass in one picture, down to single numbers."""

import streamlit as st

from core.measure.logit_lens import lens
from core.measure.patching import Pair, patch
from core.models.transformer import Block
from core.opened import passes
from pages.kit import ways_out
from pages.kit.exhibit import mount
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model, training_time_slider
from pages.kit.own_words import own_words
from pages.text.transformer import exhibits
from pages.text.transformer import passes as pictures

lesson = Lesson("transformer")
lesson.head()
opened = open_model()
known = passes.knower(opened)

with lesson.living_picture() as (picture, controls):
    with controls:
        prompt = own_words(lesson.controls, opened, pictures.PROMPT)
        with st.popover(lesson.controls.label("bill"), type="tertiary", width="content"):
            st.table(pictures.bill(opened))
    tokens = passes.read(opened, prompt)
    here = passes.passed(opened, tuple(tokens))
    with picture:
        mount(pictures.picture(opened, tokens), "transformer")
        exhibit = exhibits.expects(
            lesson.text, len(tokens), passes.total(opened), passes.computed(here), passes.favourite(opened, here),
            pictures.sizes(opened, here),
        )  # fmt: skip
        lesson.show(exhibit, "pass")

training_time_slider(opened)


def meet() -> None:
    """The same words with another first one: where does the last token notice?"""
    met = passes.with_another_start(opened, tokens)
    if met is None:
        lesson.says(lesson.text.say("meet.short"))
        return
    first, other = (chip["text"] for chip in opened.chips([met.first, met.other]))
    st.text(lesson.text.say("meet.ends", first=first, other=other))
    station = pictures.named(opened, met.meets) if met.meets else ""
    lesson.show(exhibits.meet(lesson.text, station, pictures.changes(opened, met)), "meet")


def when() -> None:
    """The logit lens on a fact that the text told often."""
    pair = chosen("lens_fact")
    if pair:
        tokens, answer = pair.tokens[0], pair.answers[0]
        seen = passes.through_the_lens(known, tokens)
        shown = pictures.lens_picture(known, seen, tokens, answer)
        found = passes.first_known(known, seen, pair.clean.value, answer, pictures.tap_names(known))
        lesson.show(exhibits.lens(lesson.text, shown, found, pictures.lens_rows(known, seen, tokens, answer)), "lens")


def transplant() -> None:
    """Activation patching, every cell at once."""
    pair = chosen("patch_fact")
    if pair:
        clean, corrupted = pair.prompts
        into = {"value": pair.clean.value, "other": pair.corrupted.value}
        st.text(lesson.text.say("patch.facts", clean=clean, corrupted=corrupted, **into))
        found = passes.patched(known, pair)
        shown, carried = (
            pictures.patch_picture(known, pair, found),
            passes.where_it_moves(found, pair, pictures.tap_names(known)),
        )
        rows = pictures.patch_rows(known, pair, found)
        lesson.show(exhibits.patching(lesson.text, shown, carried, rows), "patching")


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
