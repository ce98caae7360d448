"""The box for one's own words, and what the open model reads of them. However much comes in, the work stays small: a text
is cut to what the box takes before anything looks at it, and is turned into tokens once.
"""

import streamlit as st

from core import lessons
from core.opened.model import MOST, OpenModel
from pages.kit import address
from pages.kit.beginnings import beginning
from pages.kit.controls import Controls

LOOKED_AT = 4_000  # letters at the end that are searched for strange ones; more than any model of ours reads


def own_words(controls: Controls, opened: OpenModel, example: str) -> str:
    """What stands in the box of the lessons that have it; below it, what has to be said of it, in sentences."""
    prompt = box(controls, opened, example, key="words")
    for trouble in troubles(opened, prompt):
        st.text(trouble)
    return prompt


def box(controls: Controls, opened: OpenModel, example: str, *, key: str) -> str:
    """A box for words that stand in the page's address, too, as long as they fit into one; kept in any case."""
    text = controls.box(key, beginning(opened, key, example), most=MOST, height=80)
    if len(text) > address.LONGEST:
        st.text(lessons.frame().say("stays here", letters=address.LONGEST))
    return text


def troubles(opened: OpenModel, prompt: str) -> list[str]:
    """What the model cannot read in this prompt, in sentences."""
    said: list[str] = []
    if strange := opened.tokenizer.unknown(prompt[-LOOKED_AT:]):
        met = "never met" if len(strange) > 1 else "never met.one"
        said.append(lessons.frame().say(met, characters=" ".join(strange[:12])))
    count = len(opened.read(prompt))
    if count > opened.config.context:
        said.append(lessons.frame().say("long words", tokens=count, read=opened.config.context))
    return said
