"""What stands in a box before the learner writes: words of the lesson, or of the text that the open model learned.

A model that learned Chinese cannot read "One winter night a", and one that learned recipes has never met a winter night. So
their boxes begin with words of their own text.
"""

from core.data import beginnings
from core.opened.model import OpenModel
from pages.kit import visit

LESSONS = ("world", "python")  # texts whose models can go on from the examples of the lessons


def beginning(opened: OpenModel, key: str, example: str) -> str:
    """What the box `key` holds at first: `example`, or as many words of the text that was learned."""
    if opened.recipe.text.source in LESSONS:
        return in_step(key, example)
    found = beginnings.first_words(
        opened.plain_text, len(example.split()), lambda words: not opened.tokenizer.unknown(words)
    )
    return in_step(key, found or example)


def two_sentences(opened: OpenModel, examples: tuple[str, str, str]) -> tuple[str, str, str]:
    """Two sentences and a word that stands in both: the examples, or some of the text that was learned."""
    if opened.recipe.text.source in LESSONS:
        return examples
    return beginnings.same_word_twice(opened.plain_text, lambda words: not opened.tokenizer.unknown(words)) or examples


def in_step(key: str, first: str) -> str:
    """When another model is opened, a box that still holds the words of the one before gets those of the new one.

    What the learner wrote stays, and so does what the address says.
    """
    before = visit.get(f"first of {key}")
    if before not in (None, first) and visit.get(key) == before:
        visit.put(key, first)
    visit.put(f"first of {key}", first)
    return first
