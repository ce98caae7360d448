"""What happens to two words that were used alike once they no longer are: the open model's recipe, on a changed text.

The text is the world's own, but of all sentence patterns in which a coin decided between the two, one word keeps some
and the other keeps the rest. No other word moves. Then the same model is trained again from the same random start.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np

from core.data.world_grammar import FORMS, SLOT, WORDS, patterns
from core.measure import embeddings as measure
from core.training.corpus import Corpus, corpus
from core.training.events import Record
from core.training.recipe import Recipe, TextChoice
from core.training.text import TextTask

EVERY = 20  # steps between two looks at the pair: about a quarter of a second

Near = Sequence[tuple[str, float]]  # the nearest words and their cosines, the nearest first


def split(text: str, first: str, second: str) -> str:
    """The text with each sentence pattern of the pair given to one of the two words.

    >>> split("Her coat was fancy, but her hat was old.", "elegant", "fancy")
    'Her coat was elegant, but her hat was old.'
    """
    pair = {first, second}
    slots = {first, second, f"{first}/{second}", f"{second}/{first}"}
    own = [pattern for pattern in dict.fromkeys(patterns()) if slots & set(SLOT.findall(pattern))]
    for pattern, keeps in zip(own, shares([beside(pattern, slots) for pattern in own]), strict=True):
        word = (first, second)[keeps]
        text = _as_regex(pattern, slots, pair).sub(rf"\g<1>{word}\g<2>", text)
    return text


def beside(pattern: str, slots: set[str]) -> frozenset[str]:
    """The words that may stand right before and right behind the pair's word, each marked with its side.

    >>> sorted(beside("{He} looked {elegant} in {his} new coat.", {"elegant"}))
    ['< looked', '> in']
    """
    pieces = [(name or word, bool(name)) for name, word in re.findall(r"\{(.*?)\}|(\w+|[^\w\s{])", pattern)]
    at = next(i for i, (piece, slot) in enumerate(pieces) if slot and piece in slots)
    found = set()
    for side, place in (("<", at - 1), (">", at + 1)):
        piece, slot = pieces[place] if 0 <= place < len(pieces) else ("", False)
        words = ("a person",) if slot and piece in FORMS else WORDS.get(piece, {piece}) if slot else {piece.lower()}
        found |= {f"{side} {word}" for word in words}
    return frozenset(found)


def shares(surroundings: Sequence[frozenset[str]]) -> tuple[int, ...]:
    """Who keeps which pattern, 0 or 1: the choice in which the two have the fewest neighbouring words in common, and of
    those the most even one. Few enough patterns have a word in common to try them all."""
    if len(surroundings) < 2:
        return (0,) * len(surroundings)

    def common(choice: tuple[int, ...]) -> tuple[int, int]:
        sides = [
            frozenset[str]().union(*(s for s, who in zip(surroundings, choice, strict=True) if who == one))
            for one in (0, 1)
        ]
        return len(sides[0] & sides[1]), abs(2 * sum(choice) - len(choice))

    return min(((0, *rest) for rest in product((0, 1), repeat=len(surroundings) - 1) if any(rest)), key=common)


def _as_regex(pattern: str, slots: set[str], pair: set[str]) -> re.Pattern[str]:
    """Finds the pattern in a text, whatever words stand in its other slots: what is before the pair's word, and behind."""
    parts = re.split(r"(\{.*?\})", pattern)
    at = next(i for i, part in enumerate(parts) if part[1:-1] in slots)

    def regex(some: Sequence[str]) -> str:
        return "".join(r"\w+(?:'s)?" if part.startswith("{") else re.escape(part) for part in some)

    return re.compile(f"({regex(parts[:at])})(?:{'|'.join(map(re.escape, sorted(pair)))})({regex(parts[at + 1 :])})")


def recipe(seed: int = 0, steps: int = 800) -> Recipe:
    """The recipe of the model that came with the app, with another seed."""
    return Recipe(text=TextChoice(seed=seed), seed=seed, steps=steps)


@dataclass(frozen=True)
class Parted:
    """Where the two words stand to each other by now. None where the model has no token for one of them."""

    loss: float  # of the batch just learnt from, in nats per token
    mrr: float  # mean reciprocal rank of all other planted pairs
    cosine: float | None = None  # of the two words' vectors
    rank: int | None = None  # the second word's place in the first one's list of neighbours,
    back: int | None = None  # and the first one's in the second one's
    near: Mapping[str, Near] = field(default_factory=dict)  # at the end, of both words


def learn(
    *, first: str = "elegant", second: str = "fancy", shared: bool = False, seed: int = 0, steps: int = 800
) -> Iterator[Record[Parted]]:
    """Train, and look at the pair every few steps. With `shared` the text stays as it was told: the control."""
    chosen = recipe(seed, steps)
    told = corpus(chosen.text)
    assert told.world
    text = told.text if shared else split(told.text, first, second)
    task = TextTask(chosen, Corpus(tuple(text.split("\n")), told.held_out))
    words = measure.words(task.tokenizer, told.world)
    names, rows = [word.text for word in words], [word.token for word in words]
    others = [pair for pair in told.world.synonyms if first not in pair and second not in pair]
    loss = float(np.log(task.recipe.model.vocabulary))
    for step in range(0, steps + 1):
        if step % EVERY == 0 or step == steps:
            vectors = task.model.token_embedding.weight.detach().numpy()[rows]
            mrr = round(measure.mean_reciprocal_rank(measure.pairs(vectors, names, others)), 4)
            found = Parted(round(loss, 4), mrr)
            for own in measure.pairs(vectors, names, [(first, second)]):
                found = replace(found, cosine=round(own.cosine, 4), rank=own.rank, back=own.back)
            if step == steps:
                found = replace(found, near={word: _near(vectors, names, word) for word in (first, second)})
            yield Record(step, steps, found)
        if step < steps:
            loss = task.update(step).loss


def _near(vectors: np.ndarray, names: list[str], word: str, count: int = 6) -> Near:
    if word not in names:
        return []
    order, alike = measure.nearest(vectors, count)
    row = names.index(word)
    return [(names[i], round(float(c), 3)) for i, c in zip(order[row], alike[row], strict=True)]


SHIPPED = [{"first": "elegant", "second": "fancy"}]
