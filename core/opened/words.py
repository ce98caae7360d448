"""The words of the open model: their vectors at every moment of its training, and who is near whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.caches import shared
from core.data.world import World
from core.data.world_words import MATERIALS
from core.figures.payload import Array
from core.measure import embeddings as measure
from core.measure import words_over_time
from core.measure.two_sentences import alike
from core.measure.words_over_time import Drawn, Words
from core.opened.model import OpenModel
from core.tokenizers import START
from core.training.corpus import text_of

NEAR = 8  # neighbours of a word that the map lists
EMBEDDING = "token_embedding.weight"


def words_of(opened: OpenModel) -> Words:
    """The words of the open model with their vectors at every saved moment."""
    return _words(opened.at(0), opened.steps)


@shared(16)
def _words(opened: OpenModel, steps: tuple[int, ...]) -> Words:
    text = opened.run.text() or text_of(opened.recipe.text.source, opened.recipe.text.seed)
    words = measure.words(opened.tokenizer, opened.world, text)
    return words_over_time.followed(words, (opened.weights(step)[EMBEDDING] for step in steps))


def now(opened: OpenModel, words: Words) -> Array:
    """(N, D) the vectors at the moment that the slider shows."""
    return words.at(opened.steps.index(opened.step))


def placed(opened: OpenModel, word: str) -> measure.Placed:
    """Where any word stands at this moment: one of several pieces at their mean, one without a known letter nowhere."""
    return measure.placed(word, opened.tokenizer, opened.weights()[EMBEDDING])


def placed_at_every_step(opened: OpenModel, word: str) -> list[measure.Placed]:
    return [placed(opened.at(step), word) for step in opened.steps]


@shared(32, key=lambda opened, drawn, own, vectors: (opened.run.folder, drawn.steps, own))
def near(opened: OpenModel, drawn: Drawn, own: tuple[str, ...], vectors: Array) -> tuple[Array, Array]:
    """Who is near whom at every moment, with what cosine; `own` are the learner's words among the vectors, which run,
    moments and words tell already."""
    return words_over_time.near(vectors, NEAR)


# --- numbers about words


@shared(32, key=lambda opened, words: opened)
def three_nearest(opened: OpenModel, words: Words) -> tuple[Array, Array]:
    """(N, 3) the nearest three of every word at this moment, and (N, 3) their cosines."""
    return measure.nearest(now(opened, words), 3)


def nearest_of(words: Words, vectors: Array, pinned: Sequence[str]) -> tuple[str, list[tuple[str, float]]] | None:
    """The word that was pinned last and its nearest two with their cosines; None where nothing is pinned."""
    word = next((word for word in reversed(pinned) if word in words.names), None)
    if word is None:
        return None
    order, cosines = words_over_time.nearest_to(vectors, words.names.index(word), 2)
    return word, [(words.names[i], float(cosine)) for i, cosine in zip(order, cosines, strict=True)]


def nearest_at_each_step(
    opened: OpenModel, words: Words, pinned: Sequence[str]
) -> dict[int, tuple[str, list[tuple[str, float]]] | None]:
    """The same at every saved moment, by step."""
    return {step: nearest_of(words, words.at(place), pinned) for place, step in enumerate(opened.steps)}


def ranked(opened: OpenModel, some: Sequence[str]) -> list[words_over_time.Pair]:
    """Every two of these words that have a vector, nearest first."""
    vectors = {word: vector for word in some if (vector := placed(opened, word).vector) is not None}
    return words_over_time.every_two(vectors) if len(vectors) > 1 else []


def cosine(opened: OpenModel, words: Words, a: str, b: str) -> float | None:
    """None where one of them has no vector of its own."""
    if a not in words.names or b not in words.names:
        return None
    first, second = (now(opened, words)[words.names.index(word)] for word in (a, b))
    return words_over_time.cosine(first, second)


def against(opened: OpenModel, words: Words, word: str, others: Sequence[str]) -> list[tuple[float, measure.Placed]]:
    """The cosines of others with a word, nearest first, and of what pieces each is made."""
    query = placed(opened, word).vector if word in words.names else None
    spots = [placed(opened, other) for other in others]
    found = [
        (words_over_time.cosine(spot.vector, query), spot)
        for spot in spots
        if spot.vector is not None and query is not None
    ]
    return sorted(found, key=lambda pair: -pair[0])


def rank_of(vectors: Array, words: Words, word: str, other: str) -> int:
    """Where the other word stands in the word's list of neighbours; 0 where one of them has no vector of its own."""
    pair = measure.pairs(vectors, words.names, [(word, other)])
    return pair[0].rank if pair else 0


def found_by(words: Words, world: World | None) -> dict[str, list[float]]:
    """The mean reciprocal rank at every saved moment: of the pairs that were sown, of the contraries, of chance."""
    groups = {"planted": world.synonyms if world else (), "opposites": world.opposites if world else ()}
    ranks = {
        name: [measure.mean_reciprocal_rank(measure.pairs(frame, words.names, wanted)) for frame in words.frames]
        for name, wanted in groups.items()
    }
    return ranks | {"chance": [measure.by_chance(len(words.words) - 1)] * len(words.frames)}


def relations(opened: OpenModel, words: Words) -> dict[str, measure.Analogies]:
    """Three relations of the world by the offset, among the words that have a vector of their own."""
    world = opened.world
    if world is None:
        return {}
    told = {
        "material": tuple(MATERIALS.items()),
        "opposites": world.opposites,
        "capital": tuple((fact.subject, fact.value) for fact in world.facts if fact.kind == "capital"),
    }
    return {name: measure.analogies(some, words.names, now(opened, words)) for name, some in told.items()}


# --- one word in two sentences


@dataclass(frozen=True)
class Met:
    """How alike the vectors of a word are in two sentences."""

    word: str
    cosines: Sequence[float]  # in the table, with its position, and after each layer
    layers: int
    without: str = ""  # the sentence that lacks the word; then there are no cosines


def meet(opened: OpenModel, first: str, second: str, word: str) -> Met:
    """The cosines of the word's two vectors. A sentence without the word, or no word at all, is told, not raised."""
    a, b = (_up_to(opened, sentence, word) for sentence in (first, second))
    for sentence, tokens in ((first, a), (second, b)):
        if not tokens:
            return Met(word.strip(), [], opened.config.layers, sentence)
    return Met(word.strip(), alike(opened.model(), a, b), opened.config.layers)


def _up_to(opened: OpenModel, sentence: str, word: str) -> list[int]:
    """The tokens of the sentence up to the word's last one, as many as the model reads; none where the word is missing."""
    word = word.strip()
    at = sentence.find(word)
    if not word or at < 0:
        return []
    return opened.window([START, *opened.tokenizer.encode(sentence[: at + len(word)])])
