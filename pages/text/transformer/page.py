"""What happens between my words and the next one? The whole pass in one picture, down to single numbers."""

import streamlit as st

from core.measure.logit_lens import lens
from core.measure.patching import patch
from core.models.transformer import Block
from pages.kit import ways_out
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model, training_time_slider
from pages.kit.own_words import own_words
from pages.text.transformer import passes

lesson = Lesson("transformer")
lesson.head()
opened = open_model()
known = passes.knower(opened)

with lesson.living_picture() as (picture, controls):
    with controls:
        prompt = own_words(
            opened, passes.PROMPT, help="They pass through the open model, all of it, as soon as you leave the box."
        )
        with st.popover("Where the weights are", type="tertiary", width="content"):
            st.table(passes.bill(opened))
    tokens = passes.read(opened, prompt)
    here = passes.passed(opened, tuple(tokens))
    with picture:
        passes.picture(opened, tokens)
        word, chance = passes.favourite(opened, here)
        lesson.says(
            f"After {len(tokens):,} tokens, {passes.total(opened):,} weights and {passes.computed(here):,} computed numbers, "
            f"the model expects “{word}” with {chance:.0%}."
        )
        lesson.tools(badge="live", numbers=passes.sizes(opened, here), name="pass")

training_time_slider(opened)


def meet() -> None:
    """The same words with another first one: where does the last token notice?"""
    met = passes.with_another_start(opened, tokens)
    if met is None:
        lesson.says("There is nothing to see with fewer than two words. Write some more above.")
        return
    st.text(f"Once the first word is “{met.first}”, once it is “{met.other}”.")
    st.table(met.rows)
    lesson.says(
        f"Up to there not one number changes; the first that do are at the station “{met.meets}”."
        if met.meets else "Not one number changed: the last token never looked at the first word."
    )  # fmt: skip


def when() -> None:
    """The logit lens on a fact that the text told often."""
    pair = chosen("lens_fact")
    if pair:
        seen, answer = passes.show_lens(known, pair.tokens[0], "lens", pair.answers[0])
        lesson.says(passes.first_known(known, seen, pair.clean.value, answer))
        lesson.tools(badge="live", numbers=passes.lens_rows(known, seen, pair.tokens[0], answer), name="lens")


def transplant() -> None:
    """Activation patching, every cell at once."""
    pair = chosen("patch_fact")
    if pair:
        st.text(f"“{pair.prompts[0]}” → {pair.clean.value}, carried into “{pair.prompts[1]}” → {pair.corrupted.value}")
        found = passes.show_patching(known, pair, "patching")
        lesson.says(passes.where_it_moves(known, found, pair))
        lesson.tools(badge="live", numbers=passes.patch_rows(known, pair, found), name="patching")


def chosen(key: str) -> passes.Pair | None:
    """The pair of facts that the learner chose; None, and a sentence, where the text told none often enough."""
    facts = passes.facts(known)
    if not facts:
        ways_out.cannot("The text of the open model told no two facts that can be compared.", key)
        return None
    if known is not opened:
        st.text("The open model was told no facts, so this is the model that came with the app.")
    return facts[st.selectbox("Which facts?", list(facts), key=key, help="Facts that the training text told often.")]


with lesson.experiments():
    lesson.experiment("meet", meet)
    lesson.experiment("lens", when)
    lesson.experiment("patch", transplant)

lesson.open_the_box(Block.forward, lens, patch)
lesson.foot()
