"""TOK-2: the same message costs different numbers of tokens in different languages, and who decides that.

Byte pair encoding learns from English with a growing share of a second, invented language. The ten paragraphs and forty
new sentences in both languages are cut by each. Source: Petrov et al. (2023), arXiv:2305.15425.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.data import reference, second_language
from core.data.paragraphs import PARAGRAPHS
from core.data.world import World
from core.measure import tokens as measure
from core.tokenizers.bpe import BPE
from core.training.events import Record

SHARES = (0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5)
SIZE = 400_000  # characters that the tokenizer learns from, whatever the mixture
INVENTED = "invented"


@dataclass(frozen=True)
class Priced:
    """How many tokens each text costs, by a tokenizer that learned from a mixture."""

    share: float  # of the invented language in the mixture
    vocabulary: int  # tokens that the tokenizer has
    paragraphs: Mapping[str, int]  # tokens by the name of a language
    pair: Mapping[str, int]  # of the same new sentences in both languages of the mixture


def learn(*, vocabulary: int = 2048, seed: int = 0) -> Iterator[Record[Priced]]:
    """One record for each share of the second language: tokens of every paragraph. Deterministic."""
    for number, share in enumerate(SHARES, 1):
        yield Record(number, total=len(SHARES), values=priced(share, vocabulary, seed))


def priced(share: float, vocabulary: int = 2048, seed: int = 0) -> Priced:
    """The tokens of every text, by a tokenizer that learned from a mixture with this share."""
    theirs, translated = second_language.both(40, seed=1_000 + seed)
    tokenizer = BPE.train(mixture(share, seed), vocabulary)
    counts = {name: len(measure.cut(tokenizer, text)) for name, text in PARAGRAPHS.items()}
    pair = {INVENTED: len(measure.cut(tokenizer, theirs)), "English": len(measure.cut(tokenizer, translated))}
    return Priced(share, tokenizer.size, counts, pair)


def mixture(share: float, seed: int) -> str:
    """A text of which this share is in the invented language. Its English is half world, half Python's manual."""
    foreign = round(SIZE * share)
    half = (SIZE - foreign) // 2
    english = World(seed).text(half, seed=seed) + "\n" + reference.text()[:half]
    return english + ("\n" + second_language.text(foreign, seed) if foreign else "")


SHIPPED: list[dict] = [{}]
