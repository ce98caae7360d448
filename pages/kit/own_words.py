"""The box for one's own words, and what the open model reads of them. However much comes in, the work stays small: a text
is cut to what the box takes before anything looks at it, and is turned into tokens once.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from core import lessons
from core.tokenizers import START
from pages.kit import address
from pages.kit.beginnings import beginning
from pages.kit.controls import Controls
from pages.kit.open_model import OpenModel

MOST = 20_000  # letters that a box takes; all that it holds is encoded at each change, and that must not be felt
LOOKED_AT = 4_000  # letters at the end that are searched for strange ones; more than any model of ours reads
HASH: dict[str | type[Any], Callable[[Any], Any]] = {OpenModel: lambda opened: str(opened.run.folder)}


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


def read(opened: OpenModel, prompt: str) -> list[int]:
    """All tokens of a prompt, the start first. The model reads the last of them, as many as its context holds."""
    return list(_read(opened, prompt[:MOST].rstrip()))


@st.cache_data(max_entries=200, show_spinner=False, hash_funcs=HASH)
def _read(opened: OpenModel, prompt: str) -> list[int]:
    return [START, *opened.tokenizer.encode(prompt)]


def troubles(opened: OpenModel, prompt: str) -> list[str]:
    """What the model cannot read in this prompt, in sentences."""
    said: list[str] = []
    if strange := opened.tokenizer.unknown(prompt[-LOOKED_AT:]):
        met = "never met" if len(strange) > 1 else "never met.one"
        said.append(lessons.frame().say(met, characters=" ".join(strange[:12])))
    count = len(read(opened, prompt))
    if count > opened.config.context:
        said.append(lessons.frame().say("long words", tokens=count, read=opened.config.context))
    return said
