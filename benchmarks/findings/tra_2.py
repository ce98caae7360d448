"""TRA-2: noise turns into words, words into sentences, sentences into stories, in this order.

Karpathy (2015), "The unreasonable effectiveness of recurrent neural networks", shows it for a network that reads letters.
"""

import re
from collections.abc import Sequence

from core.measure import text as measure
from core.training.corpus import corpus
from core.training.recipe import Recipe
from core.training.text import TextTask

CRITERION = (
    "Before the first step at most half of what it writes between spaces is a word of its text. After a sixteenth of the training "
    "at least nine tenths are, but at most half of the sentences are grammatical; at the end at least 95 % of them are, and of "
    "the texts with several sentences at least half name somebody in the first one of whom a later one speaks again."
)
TEXTS = 48
WORD = re.compile(r"[^\W\d_]+")


def measured(seed: int) -> dict[str, float]:
    """Shares of words, of grammatical sentences, and of texts that stay with somebody; before, early on, and at the end."""
    recipe = Recipe(seed=seed)
    task = TextTask(recipe, corpus(recipe.text))
    words = set(WORD.findall(task.corpus.text))
    found = written(task, words, "before", seed)
    for step in range(recipe.steps):
        task.update(step)
        if step + 1 == recipe.steps // 16:
            found |= written(task, words, "early", seed)
    return found | written(task, words, "end", seed)


def written(task: TextTask, words: set[str], when: str, seed: int) -> dict[str, float]:
    """What the model writes now, judged."""
    assert task.corpus.world and task.corpus.told is not None
    texts = measure.write(task.model, task.tokenizer, TEXTS, seed)
    pieces = [piece.strip('.,!?"') for text in texts for piece in text.split()]
    judged = measure.judge(texts, task.corpus.world, task.corpus.told)
    return {
        f"{when}: words": sum(piece in words for piece in pieces) / max(1, len(pieces)),
        f"{when}: grammatical": judged.grammatical or 0.0,
        f"{when}: stays with somebody": stays(texts, task.corpus.world.people),
    }


def stays(texts: Sequence[str], people: Sequence[str]) -> float:
    """Of the texts with several sentences, the share whose first names somebody of whom a later one speaks, by name or not."""
    known, several, kept = set(people), 0, 0
    for text in texts:
        first, *later = re.split(r"(?<=[.!?])\s+", text)
        if not later:
            continue
        several += 1
        named = known & set(WORD.findall(first))
        kept += bool(named and any(named & set(WORD.findall(one)) or one.startswith(("He ", "She ")) for one in later))
    return kept / max(1, several)


def holds(measured: dict[str, float]) -> bool:
    return (
        measured["before: words"] <= 0.5
        and measured["early: words"] >= 0.9
        and measured["early: grammatical"] <= 0.5
        and measured["end: grammatical"] >= 0.95
        and measured["end: stays with somebody"] >= 0.5
    )
