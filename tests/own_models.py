"""Models that learners may have, small and quick: every script, size, tokenizer and state, under every shape of id.

The kinds are folded into six models, so that each is met on every page without opening the page twenty times. They are
made by the product's own code, and the folder is then renamed where the id is one that only older versions could give.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest

from core.data.paragraphs import PARAGRAPHS
from core.training.recipe import SIZES, Recipe, TextChoice, TokenizerChoice
from core.training.run import SHIPPED, Run
from core.training.slices import train_here

STEPS = 6  # enough for several moments of training; what the model has learned does not matter here
LETTERS = 4_000


@dataclass(frozen=True)
class Kind:
    """What is special about a model, and the id that it gets; an empty one is the id that a new run gets today."""

    name: str
    id: str
    text: str = ""  # the language, or nothing for the invented world
    tokenizer: str = "pieces"
    size: str = "standard"
    begun: bool = True  # False: it stands at step 0


KINDS = (
    Kind("Latin letters, a long memory, an id that begins with _", "_abcDEF0123456789abcdefg", "German", "pieces", "long memory"),
    Kind("Cyrillic, single characters, tiny, an id with __", "a__bDEF0123456789abcdefg", "Russian", "characters", "tiny"),
    Kind("Chinese without spaces, unigram, an id that begins with -", "-x0cDEF0123456789abc__fg", "Chinese", "unigram"),
    Kind("Hindi, our own BPE, deep, an id in capitals", "ABCDEF0123456789ABCDEFGH", "Hindi", "bpe", "deep"),
    Kind("at step 0, an id as it is given today", "", "Spanish", begun=False),
    Kind("a fork of a run that came with the app", ""),
)  # fmt: skip
STRANGEST = next(kind for kind in KINDS if kind.id.startswith("-"))


def text(language: str, letters: int = LETTERS) -> str:
    """The sentences of one language in ever new order, with a blank line now and then."""
    sentences = [found.strip() for found in re.findall(r"[^.!。！।]+[.!。！।]", PARAGRAPHS[language])]
    space, rng = "" if language == "Chinese" else " ", Random(language)
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < letters:
        paragraphs.append(space.join(rng.sample(sentences, len(sentences))))
    return "\n\n".join(paragraphs)


def make(kind: Kind) -> Run:
    """The model, among the learners' runs of GLASSBOX_HOME."""
    if not kind.text:
        came = Run(SHIPPED / "world")
        run = came.fork(replace(came.recipe, parent=came.id, parent_step=came.step))
    else:
        words = text(kind.text)
        choice = TextChoice("own", digest=hashlib.sha256(words.encode()).hexdigest())
        run = Run.create(Recipe(choice, TokenizerChoice(kind.tokenizer), SIZES[kind.size], steps=STEPS, batch=4), words)
    if not kind.begun:
        run.wish(only=0)
    train_here(run)
    assert run.status == ("finished" if kind.begun else "paused"), run.status
    return Run(run.folder.rename(run.folder.with_name(kind.id))) if kind.id else run


def make_all(home: Path) -> dict[Kind, Run]:
    """All of them, in the home that a server is started with afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GLASSBOX_HOME", str(home))
        return {kind: make(kind) for kind in KINDS}
