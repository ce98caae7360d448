"""Models that learn from what models made: what is left after many generations, and what stops the loss.

Three toys, from the barest to one that writes: a bell curve that is measured and drawn from again, the words of the world
counted and drawn again, and a model of letters that reads the text that the one before it wrote. Each is done in three
ways: every generation sees only what the last one made (replace); or that with a share of the real data in it (mixed); or
all that was ever made, on top of the real data (accumulate).

Sources: Shumailov et al. (2024), "AI models collapse when trained on recursively generated data"; Gerstgrasser et al.
(2024), "Is model collapse inevitable? Breaking the curse of recursion by accumulating real and synthetic data".

Shapes: C chains of generations side by side, N examples of one generation, V kinds of word or letter.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.caches import cache
from core.data.world import World
from core.models.ngram import NGram
from core.training.events import Record

REPLACE, MIXED, ACCUMULATE = WAYS = ("replace", "mixed", "accumulate")
CHAINS = 50  # bell curves at once: a single one may go anywhere
LETTERS = 100_000  # of the real text, and of every text that a generation writes
HELD_OUT = 60_000  # letters of real text that no model reads
WRITERS = 100  # texts that are written side by side
ORDER = 5  # letters: a model knows which one followed which four
SHOWN = 600  # letters of each generation's text to read

SHIPPED: dict[str, list[dict[str, Any]]] = {"bell": [{}], "words": [{}], "text": [{}]}


@dataclass(frozen=True)
class Spread:
    """By way: how much of the bell curve's variance is left; the first one's is about 1."""

    variance: Mapping[str, float]  # of the middle chain


@dataclass(frozen=True)
class Counted:
    """What one generation can still say."""

    kinds: Mapping[str, int]  # of word, by way
    bits: Mapping[str, float]  # entropy, by way
    lost: Sequence[str]  # words that the first way lost in this generation, those that the world's text has most first
    people: Sequence[str]  # names that the first way has left


@dataclass(frozen=True)
class Written:
    """What one generation learned from, and what came of it."""

    perplexity: Mapping[str, float]  # on real text, by way
    kinds: Mapping[str, int]  # of word in what it learned from that the world has, by way
    sample: str  # the beginning of the text that the first way learned from


def next_data(
    way: str, before: np.ndarray, made: np.ndarray, real: np.ndarray, share: float, generation: int
) -> np.ndarray:
    """What the next generation learns from. The examples lie along the last axis; each time it is another real part."""
    if way == ACCUMULATE:
        return np.concatenate((before, made), axis=-1)
    if way == MIXED:
        kept = round(share * made.shape[-1])
        part = (generation * kept + np.arange(kept)) % real.shape[-1]
        return np.concatenate((real[..., part], made[..., kept:]), axis=-1)
    return made


# --- a bell curve


def bell(*, size: int = 100, generations: int = 200, share: float = 0.1, seed: int = 0) -> Iterator[Record[Spread]]:
    """Measure mean and spread, draw as many points from that bell curve, and measure those: again and again.

    The middle chain is shown and not the mean of all: a few chains grow by chance and would hide the many that shrink.
    """
    rng = np.random.default_rng((seed, 11))
    real = rng.standard_normal((CHAINS, size))
    data = dict.fromkeys(WAYS, real)
    every = max(1, generations // 50)
    for generation in range(generations + 1):
        spreads = {way: data[way].std(1, keepdims=True) for way in WAYS}
        if generation % every == 0 or generation == generations:
            variance = {way: float(np.median(spreads[way] ** 2)) for way in WAYS}
            yield Record(generation, generations, Spread(variance))
        for way in WAYS:
            made = data[way].mean(1, keepdims=True) + spreads[way] * rng.standard_normal((CHAINS, size))
            data[way] = next_data(way, data[way], made, real, share, generation)


# --- the words of the world, counted and drawn


@cache
def told(seed: int) -> tuple[tuple[str, ...], np.ndarray, frozenset[str]]:
    """Every word of the world's text, how often it stands there, and which of them are people's names."""
    world = World(seed)
    counts = Counter(re.findall(r"\w+", world.text(seed=seed)))
    words = tuple(sorted(counts, key=lambda word: (-counts[word], word)))
    return words, np.array([counts[word] for word in words]), frozenset(world.people)


def words(*, size: int = 5_000, generations: int = 20, share: float = 0.1, seed: int = 0) -> Iterator[Record[Counted]]:
    """Draw so many words as often as they were counted, count those, draw again. What is not drawn once is gone for good."""
    names, counts, people = told(seed)
    rng = np.random.default_rng((seed, 12))
    real = rng.choice(len(names), size=size, p=counts / counts.sum())
    data = dict.fromkeys(WAYS, real)
    before = set(real.tolist())
    for generation in range(generations + 1):
        kinds = {way: np.bincount(data[way], minlength=len(names)) for way in WAYS}
        alive = set(np.flatnonzero(kinds[REPLACE]).tolist())
        found = Counted(
            kinds={way: int((kinds[way] > 0).sum()) for way in WAYS},
            bits={way: round(entropy(kinds[way]), 4) for way in WAYS},
            lost=[names[word] for word in sorted(before - alive)],
            people=sorted(names[word] for word in alive if names[word] in people),
        )
        yield Record(generation, generations, found)
        before = alive
        for way in WAYS:
            made = rng.choice(len(names), size=size, p=kinds[way] / kinds[way].sum())
            data[way] = next_data(way, data[way], made, real, share, generation)


def entropy(counts: np.ndarray) -> float:
    """In bits: the number of yes-or-no questions that a word answers on average.

    >>> entropy(np.array([2, 2, 0, 4]))
    1.5
    """
    shares = counts[counts > 0] / counts.sum()
    return float(-(shares * np.log2(shares)).sum())


# --- a model that writes


def text(*, size: int = LETTERS, generations: int = 7, share: float = 0.1, seed: int = 0) -> Iterator[Record[Written]]:
    """Count letters, write as long a text, count the letters of that. Judged on real text that nobody learned from."""
    world = World(seed)
    real_text, held_text = world.text(size, seed=seed)[:size], world.text(HELD_OUT, seed=seed + 1)
    alphabet = sorted(set(real_text + held_text))
    numbers = {letter: i for i, letter in enumerate(alphabet)}
    real, held = (np.array([numbers[letter] for letter in some]) for some in (real_text, held_text))
    vocabulary = set(re.findall(r"\w+", world.text(seed=seed)))
    begin = np.full((WRITERS, ORDER - 1), numbers["\n"])
    rng = np.random.default_rng((seed, 13))
    data = dict.fromkeys(WAYS, real)
    for generation in range(generations + 1):
        perplexity, kinds = {}, {}
        sample = "".join(alphabet[i] for i in data[REPLACE][:SHOWN])
        for way in WAYS:
            model = NGram(data[way], len(alphabet), ORDER)
            perplexity[way] = round(model.perplexity(held), 4)
            kinds[way] = len(vocabulary & set(re.findall(r"\w+", "".join(alphabet[i] for i in data[way]))))
            made = model.write(size // WRITERS, begin, rng).ravel()
            data[way] = next_data(way, data[way], made, real, share, generation)
        yield Record(generation, generations, Written(perplexity, kinds, sample))
