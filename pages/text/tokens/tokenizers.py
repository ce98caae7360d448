"""The tokenizers that both tokens pages show: the controls that choose them, how they are waited for, and their counts in rows."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from core.lessons import lesson
from core.lessons.parts import Lesson
from core.measure import tokens as measure
from core.measure.tokens import Cut
from core.opened import tokenizers
from core.opened.tokenizers import USUAL, Chosen
from core.sentences import Sentence
from core.studies.cost_by_language import Priced
from core.studies.vocabulary_size import Tried
from core.tables import head
from core.training.tokens import Learned
from pages.kit import own_text_box, run_panel, ways_out
from pages.kit.controls import Controls

TEXTS = run_panel.TEXTS
SIZES = run_panel.VOCABULARIES
MOST = 20_000  # letters that are cut: in six ways, at once, for everybody who types
LONGEST_WORD = 40  # letters of a word that is cut in all ways
WORDED = {"pair": "forty_sentences"}  # fields of a study whose column is headed by another code
WINDOW = 2_048  # tokens that a model of the size of GPT-3 reads (Brown et al. 2020)


def says() -> Lesson:
    """What is said of tokenizers on both pages stands in the first page's file."""
    return lesson("tokens")


def called(kind: str) -> Sentence:
    """The name of a kind of tokenizer."""
    return says().say(f"kind.{kind}")


def choose(words: Controls, first: str = "world") -> Chosen:
    """The controls: which text, how many tokens. While an own text is missing, the world's stands in."""
    source = words.choice("text", TEXTS, first)
    own = own_text_box.box(words.label("own_text")) if source == "own" else None
    size = words.stops("vocabulary", SIZES, USUAL)
    return Chosen(source if source != "own" or own else "world", size, own)


def learned(chosen: Chosen) -> Learned:
    """The tokenizers of this choice; while a worker still learns them, those that came with the app."""
    there = tokenizers.shipped(chosen.source)
    if chosen.shipped:
        return there
    answer = tokenizers.asked(chosen)
    if not answer.done():
        _wait(answer.done)
        return there
    if problem := answer.exception():
        ways_out.trouble(problem, "tokenizers", lambda: tokenizers.forget(chosen))
        return there
    return answer.result()


@st.fragment(run_every=0.4)
def _wait(done: Callable[[], bool]) -> None:
    st.markdown(says().say("waiting", tokens=USUAL))
    if done():
        st.rerun()


def table(text: str, made: Mapping[str, Cut]) -> list[dict[str, Any]]:
    """The counts behind the picture."""
    return [
        {"cut_by": called(kind), "tokens": len(cut),
         "letters_per_token": round(measure.letters_per_token(text, len(cut)), 2), "unknown": cut.unknown}
        for kind, cut in made.items()
    ]  # fmt: skip


def hand_over(words: Controls, chosen: Chosen, training: Path) -> None:
    """A link to /training with this very text, kind and size; a run there learns the same tokenizer."""
    kind = words.choice("kind", run_panel.TOKENIZERS, run_panel.TOKENIZERS[0])
    query = {"text": chosen.source, "tokenizer": kind, "vocabulary": str(chosen.size)}
    st.page_link(training, label=words.label("hand_over"), query_params=query)


def _name(part: str) -> str:
    """What a study calls by a code, in words; a language has its name."""
    return called(part) if f"kind.{part}" in says().says else part


def flat(found: Sequence[Tried] | Sequence[Priced]) -> list[dict[str, Any]]:
    """What a study found as one row each, under heads in words: what they are, and of what."""
    rows = []
    for one in found:
        row: dict[str, Any] = {}
        for name, value in vars(one).items():
            inner = value if isinstance(value, Mapping) else {"": value}
            columns = {head(WORDED.get(name, name), of=_name(part)): number for part, number in inner.items()}
            assert not row.keys() & columns and len(columns) == len(inner), f"two columns of one head in {name}"
            row |= columns
        rows.append(row)
    return rows
