"""The tokenizers that a tokens page shows: which text they learned from, how many tokens, and where they come from.

Those of the default size come with the app; others a worker learns in some seconds, once for everybody who asks.
"""

import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from core.figures import cuts as figures
from core.lessons import Lesson, lesson
from core.measure import tokens as measure
from core.measure.tokens import Cut
from core.sentences import Sentence
from core.studies.cost_by_language import Priced
from core.studies.vocabulary_size import Tried
from core.training import jobs
from core.training.recipe import TextChoice, TokenizerChoice
from core.training.texts import Read
from core.training.tokens import SHIPPED, Learned, learn_for_page
from pages.kit import own_text_box, run_panel, ways_out
from pages.kit.controls import Controls
from pages.kit.tables import head

TEXTS = run_panel.TEXTS
SIZES = run_panel.VOCABULARIES
USUAL = TokenizerChoice().size
MOST = 20_000  # letters that are cut: in six ways, at once, for everybody who types
LONGEST_WORD = 40  # letters of a word that is cut in all ways
WINDOW = 2_048  # tokens that a model of the size of GPT-3 reads (Brown et al. 2020)
KEPT = 24  # answers of workers


def says() -> Lesson:
    """What is said of tokenizers on both pages stands in the first page's file."""
    return lesson("tokens")


def called(kind: str) -> Sentence:
    """The name of a kind of tokenizer."""
    return says().say(f"kind.{kind}")


@dataclass(frozen=True)
class Chosen:
    """What a tokenizer is learned from. `own` is what was read of the learner's text, None for the others."""

    source: str
    size: int
    own: Read | None = None

    @property
    def text(self) -> TextChoice:
        """As a run's recipe names it."""
        return self.own.choice if self.own else TextChoice(self.source)


def choose(words: Controls, first: str = "world") -> Chosen:
    """The controls: which text, how many tokens. While an own text is missing, the world's stands in."""
    source = words.choice("text", TEXTS, first)
    own = own_text_box.box(words.label("own_text")) if source == "own" else None
    size = words.stops("vocabulary", SIZES, USUAL)
    return Chosen(source if source != "own" or own else "world", size, own)


# --- where they come from


def learned(chosen: Chosen) -> Learned:
    """The tokenizers of this choice; while a worker still learns them, those that came with the app."""
    if chosen.size == USUAL and not chosen.own:
        return shipped(chosen.source)
    answer = _answers().get(chosen) or _ask(chosen)
    if not answer.done():
        _wait(answer)
        return shipped(chosen.source if chosen.source in ("world", "python") else "world")
    if problem := answer.exception():
        ways_out.trouble(problem, "tokenizers", lambda: _forget(chosen))
        return shipped("world")
    return answer.result()


@st.cache_resource(show_spinner=False)
def shipped(source: str) -> Learned:
    return Learned.from_json(json.loads((SHIPPED / f"{source}.json").read_text("utf-8")))


@st.cache_resource(show_spinner=False)
def _answers() -> OrderedDict[Chosen, Future[Learned]]:
    """What workers were asked by anybody; a choice is asked once."""
    return OrderedDict()


def _forget(chosen: Chosen) -> None:
    _answers().pop(chosen, None)


def _ask(chosen: Chosen) -> Future[Learned]:
    answers = _answers()
    answer: Future[Learned] = jobs.start().ask(
        learn_for_page, chosen.text, chosen.own.key if chosen.own else "", chosen.size
    )
    answers[chosen] = answer
    while len(answers) > KEPT:
        answers.popitem(last=False)
    return answer


def _wait(answer: Future[Learned]) -> None:
    @st.fragment(run_every=0.4)
    def wait() -> None:
        st.markdown(says().say("waiting", tokens=USUAL))
        if answer.done():
            st.rerun()

    wait()


# --- what they make of the learner's words


def _name(those: Learned) -> tuple[object, ...]:
    """What tells two sets of tokenizers apart, for a cache."""
    return those.size, those.letters, len(those.merges), tuple(those.words)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs={Learned: _name})
def cuts(those: Learned, text: str) -> dict[str, Cut]:
    """The text cut in six ways."""
    return figures.cuts(those, text)


def table(text: str, made: Mapping[str, Cut]) -> list[dict[str, Any]]:
    """The counts behind the picture."""
    return [
        {"cut_by": called(kind), "tokens": len(cut),
         "letters_per_token": round(measure.letters_per_token(text, len(cut)), 2), "unknown": cut.unknown}
        for kind, cut in made.items()
    ]  # fmt: skip


def ways_table(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"pieces": " | ".join(way["pieces"]), "probability": way["probability"]} for way in found["ways"]]


# --- on to a model, and small helpers of the pages


def hand_over(words: Controls, chosen: Chosen, training: Path) -> None:
    """A link to /training with this very text, kind and size; a run there learns the same tokenizer."""
    kind = words.choice("kind", run_panel.TOKENIZERS, run_panel.TOKENIZERS[0])
    query = {"text": chosen.source, "tokenizer": kind, "vocabulary": str(chosen.size)}
    st.page_link(training, label=words.label("hand_over"), query_params=query)


def flat(found: Sequence[Tried] | Sequence[Priced]) -> list[dict[str, Any]]:
    """What a study found as one row each, under heads in words: what they are, and of what."""
    rows = []
    for one in found:
        row: dict[str, Any] = {}
        for name, value in vars(one).items():
            inner = value if isinstance(value, Mapping) else {"": value}
            row |= {head(name, of=part): number for part, number in inner.items()}
        rows.append(row)
    return rows
