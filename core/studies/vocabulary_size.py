"""TOK-1: what a larger vocabulary buys, and what happens to words that no vocabulary holds.

Tokenizers of growing size learn from nine tenths of a text; the last tenth, which none of them saw, is cut by each.
Source: Sennrich, Haddow and Birch (2016), arXiv:1508.07909. Their figure is translation quality; this is the mechanism.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from core import tokenizers
from core.data import reference
from core.data.world import World
from core.measure import tokens as measure
from core.tokenizers import SPECIAL
from core.tokenizers.bpe import BPE, BYTES
from core.training.corpus import documents
from core.training.events import Record

MERGES = {"python": (0, 100, 300, 1_000, 2_000), "world": (0, 100, 300, 600, 900)}  # the small world has no more pairs
HELD_OUT = 10  # one document in so many


@dataclass(frozen=True)
class Tried:
    """What tokenizers with so large a vocabulary do with new text."""

    size: int  # of every vocabulary, in tokens
    merges: int  # of byte pair encoding
    tokens_per_letter: Mapping[str, float]  # by the kind of tokenizer
    unknown_bpe: float  # the share of tokens of byte pair encoding that are unknown,
    unknown_words: float  # and the share of words that a list of whole words does not hold


def learn(*, text: str = "python", seed: int = 0) -> Iterator[Record[Tried]]:
    """One record for each size of the vocabulary; the seed decides what is held out. Deterministic."""
    for number, found in enumerate(sizes_tried(text, seed), 1):
        yield Record(number, total=len(MERGES[text]), values=found)


def sizes_tried(text: str, seed: int, rivals: Sequence[str] = ("pieces", "unigram")) -> Iterator[Tried]:
    """What our byte pair encoding, a word list and the rivals do with new text, for each size of the vocabulary."""
    parts = list(documents(reference.text()) if text == "python" else World(seed).text(400_000, seed=seed).splitlines())
    Random(seed).shuffle(parts)
    cut = len(parts) // HELD_OUT
    new, known = "\n".join(parts[:cut]), "\n".join(parts[cut:])
    sizes = [SPECIAL + len(BYTES) + merges for merges in MERGES[text]]
    largest = BPE.train(known, sizes[-1])
    for size in sizes:
        kinds = {"bpe": largest.smaller(size)} | {k: tokenizers.train(k, known, size) for k in rivals}
        words = measure.word_list(known, size)
        counts = {kind: len(measure.cut(tokenizer, new)) for kind, tokenizer in kinds.items()}
        yield Tried(
            size,
            size - sizes[0],
            {kind: count / len(new) for kind, count in counts.items()},
            unknown_bpe=measure.cut(kinds["bpe"], new).unknown / counts["bpe"],
            unknown_words=measure.unknown_share(words, new),
        )


SHIPPED = [{"text": "python"}, {"text": "world"}]
