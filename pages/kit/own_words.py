"""The box for one's own words, and what the open model reads of them. However much comes in, the work stays small: a text
is cut to what the box takes before anything looks at it, and is turned into tokens once.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from core.tokenizers import START
from pages.kit import kept, visit
from pages.kit.beginnings import beginning
from pages.kit.open_model import OpenModel

MOST = 20_000  # letters that a box takes; all that it holds is encoded at each change, and that must not be felt
IN_ADDRESS = 2_000  # letters that still stand in the address; browsers and servers refuse long ones
LOOKED_AT = 4_000  # letters at the end that are searched for strange ones; more than any model of ours reads
HASH: dict[str | type[Any], Callable[[Any], Any]] = {OpenModel: lambda opened: str(opened.run.folder)}
STAYS_HERE = (
    f"A text of more than {IN_ADDRESS:,} letters does not fit into the address of this page. It is kept for you on the server; "
    "to share it, send it along with the link."
)


def own_words(opened: OpenModel, example: str, *, help: str) -> str:
    """What stands in the box of the lessons that have it; below it, what has to be said of it, in sentences."""
    prompt = box(opened, "Your words", example, key="words", help=help)
    for trouble in troubles(opened, prompt):
        st.text(trouble)
    return prompt


def box(opened: OpenModel, label: str, example: str, *, key: str, help: str | None = None) -> str:
    """A box for words that stand in the page's address, too, as long as they fit into one; kept in any case."""
    first = beginning(opened, key, example)
    kept.control(key, first)
    typed = visit.get(key, first)
    fits, was_long = len(typed) <= IN_ADDRESS, f"{key} was long"
    if fits and visit.get(was_long) and typed != first:
        st.query_params[key] = typed  # the browser writes it there only at the next change
    visit.put(was_long, not fits)
    text = st.text_area(
        label, first, key=key, bind="query-params" if fits else None, max_chars=MOST, height=80, help=help
    )
    if not fits:
        st.text(STAYS_HERE)
    return (text or "")[:MOST]  # the browser keeps to the limit, others need not


def read(opened: OpenModel, prompt: str) -> list[int]:
    """All tokens of a prompt, the start first. The model reads the last of them, as many as its context holds."""
    return list(_read(opened, prompt[:MOST].rstrip()))


@st.cache_data(max_entries=200, show_spinner=False, hash_funcs=HASH)
def _read(opened: OpenModel, prompt: str) -> list[int]:
    return [START, *opened.tokenizer.encode(prompt)]


def troubles(opened: OpenModel, prompt: str) -> list[str]:
    """What the model cannot read in this prompt, in sentences."""
    said = []
    if strange := opened.tokenizer.unknown(prompt[-LOOKED_AT:]):
        what = "these characters" if len(strange) > 1 else "this character"
        said.append(f"The model has never met {what}: {' '.join(strange[:12])} It reads each as “unknown”.")
    count = len(read(opened, prompt))
    if count > opened.config.context:
        said.append(f"Your text has {count:,} tokens. The model reads only the last {opened.config.context} of them.")
    return said
