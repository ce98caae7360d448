"""The tokenizers that a tokens page shows: which text they learned from, how many tokens, and where they come from.

Those of the default size come with the app; others a worker learns in some seconds, once for everybody who asks.
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

import streamlit as st

from core.data import own_text
from core.measure import tokens as measure
from core.measure.tokens import Cut
from core.tokenizers.bpe import BPE, LATER, WORD, Node
from core.tokenizers.pieces import Branch, Pieces, Unigram
from core.training import jobs
from core.training.recipe import TextChoice, TokenizerChoice
from core.training.tokens import SHIPPED, Learned, learn

TEXTS = {"world": "The invented world", "python": "Python's own manual", "own": "Your own text"}
SIZES = (300, 512, 1024, 2048, 4096)
USUAL = TokenizerChoice().size
MOST = 100_000  # letters that are cut
SHOWN = 600  # letters on which the merges are replayed
KEPT = 24  # answers of workers
NAMES = {
    "characters": "Characters",
    "bytes": "Bytes",
    "bpe": "Our BPE",
    "pieces": "SentencePiece BPE",
    "unigram": "SentencePiece unigram",
    "words": "Whole words",
}
HINTS = {
    "characters": "every character that the text had",
    "bytes": "what a computer stores",
    "bpe": "bytes, the most frequent neighbours joined",
    "pieces": "characters, the most frequent neighbours joined",
    "unigram": "the most probable way to cut",
    "words": "the most frequent words, the rest unknown",
}


@dataclass(frozen=True)
class Chosen:
    """What a tokenizer is learned from. `own` is the learner's text, empty for the others."""

    source: str
    size: int
    own: str = ""

    @property
    def text(self) -> TextChoice:
        """As a run's recipe names it."""
        digest = hashlib.sha256(self.own.encode()).hexdigest() if self.own else ""
        return TextChoice(self.source, digest=digest) if self.source != "world" else TextChoice()


def choose() -> Chosen:
    """The controls: which text, how many tokens. While an own text is missing, the world's stands in."""
    source = st.selectbox(
        "They learned from", list(TEXTS), format_func=TEXTS.__getitem__, key="text", bind="query-params",
        help="The text that the tokenizers were trained on.",
    )  # fmt: skip
    own = _own_text() if source == "own" else ""
    size = st.select_slider(
        "Vocabulary", SIZES, USUAL, key="vocabulary", bind="query-params",
        help="How many kinds of token each tokenizer may have. Small texts fill fewer.",
    )  # fmt: skip
    return Chosen(source if source != "own" or own else "world", size, own)


def _own_text() -> str:
    pasted = st.text_area("Paste a text to learn from", key="own_text", persist_state="session", height=120)
    if not pasted:
        st.markdown("Please use no text with real people's names or secrets in it. " + own_text.LIMITS)
        return ""
    try:
        return own_text.read(pasted).text
    except own_text.Refused as refusal:
        st.warning(str(refusal))
        return ""


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
        _answers().pop(chosen, None)
        st.warning(f"No tokenizer could be learned from this: {problem}")
        return shipped("world")
    return answer.result()


@st.cache_resource(show_spinner=False)
def shipped(source: str) -> Learned:
    return Learned.from_json(json.loads((SHIPPED / f"{source}.json").read_text("utf-8")))


@st.cache_resource(show_spinner=False)
def _answers() -> OrderedDict[Chosen, Future[Learned]]:
    """What workers were asked by anybody; a choice is asked once."""
    return OrderedDict()


def _ask(chosen: Chosen) -> Future[Learned]:
    answers = _answers()
    answer: Future[Learned] = jobs.start().ask(learn, chosen.text, chosen.own, chosen.size)
    answers[chosen] = answer
    while len(answers) > KEPT:
        answers.popitem(last=False)
    return answer


def _wait(answer: Future[Learned]) -> None:
    @st.fragment(run_every=0.4)
    def wait() -> None:
        st.markdown("A worker learns these tokenizers; until then you see those with 1,024 tokens.")
        if answer.done():
            st.rerun()

    wait()


# --- what they make of the learner's words


@st.cache_data(max_entries=200, show_spinner=False, hash_funcs={Learned: lambda those: (those.size, those.letters, tuple(those.words[:50]), len(those.merges))})  # fmt: skip
def cuts(those: Learned, text: str) -> dict[str, Cut]:
    """The text cut in six ways, in the order in which they are shown."""
    made = {kind: measure.cut(tokenizer, text) for kind, tokenizer in those.tokenizers.items()}
    return {
        "characters": made.pop("characters"),
        "bytes": measure.cut_to_bytes(text),
        **made,
        "words": measure.cut_to_words(those.word_list, text),
    }


def table(text: str, made: Mapping[str, Cut]) -> list[dict[str, Any]]:
    """The counts behind the picture."""
    return [
        {"cut by": NAMES[kind], "tokens": len(cut), "letters per token": round(measure.letters_per_token(text, len(cut)), 2),
         "unknown": cut.unknown}
        for kind, cut in made.items()
    ]  # fmt: skip


def sentence(text: str, made: Mapping[str, Cut]) -> str:
    """How many tokens, in one sentence."""
    if not text:
        return "There is nothing to cut: an empty text has no tokens."
    bpe = made["bpe"]
    words = f" A list of whole words does not know {made['words'].unknown:,} of them." if made["words"].unknown else ""
    return (
        f"{len(text):,} letters are {len(made['bytes']):,} bytes and {len(bpe):,} tokens of our BPE: "
        f"{measure.letters_per_token(text, len(bpe)):.1f} letters per token.{words}"
    )


def gaps(tokenizer: BPE, text: str) -> list[int]:
    """For every gap between two bytes of a text, the merge that closes it; between words, never."""
    closing: list[int] = []
    for word in WORD.findall(text):
        closing += [*tokenizer.closing(word), LATER]
    return closing[:-1]


def tree(those: Learned, kind: str, token: int) -> dict[str, Any] | None:
    """How a token came to be, for the picture; None for kinds that join nothing."""
    tokenizer = those.tokenizers.get(kind)
    if token < 3 or not isinstance(tokenizer, (BPE, Pieces)) or isinstance(tokenizer, Unigram) or token >= tokenizer.size:
        return None
    ids = tokenizer.ids if isinstance(tokenizer, BPE) else {text: i for i, text in enumerate(tokenizer.texts)}
    return _branch(tokenizer.tree(token), ids)


def _branch(node: Node | Branch, ids: Mapping[Any, int]) -> dict[str, Any]:
    piece = node.piece if isinstance(node, Node) else node.text.encode()
    id = ids.get(node.piece if isinstance(node, Node) else node.text)
    return {"bytes": list(piece), "id": id, "rank": node.rank, "parts": [_branch(part, ids) for part in node.parts]}


def leaves_and_depth(node: Mapping[str, Any]) -> tuple[int, int]:
    """How many pieces a tree joins in the end, and over how many merges."""
    if not node["parts"]:
        return 1, 0
    below = [leaves_and_depth(part) for part in node["parts"]]
    return sum(leaves for leaves, _ in below), 1 + max(depth for _, depth in below)


def word_around(text: str, start: int) -> str:
    """The word, with the space before it, in which the byte at `start` lies."""
    place = 0
    for word in WORD.findall(text):
        place += len(word.encode())
        if place > start:
            return word if word.startswith((" ", "\n")) else f" {word}"
    return ""
