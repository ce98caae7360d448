"""The tokenizers that a text gives at one size, and how the byte pair encoding among them was learned, as plain data.

It is the very text that a run on it learns from, so these are the tokenizers that a run would have. Work for a worker:
it takes some seconds. Knows nothing about files or pages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from core.measure.tokens import word_list
from core.tokenizers import SPECIAL, Tokenizer, check_size
from core.tokenizers.bpe import BPE, BYTES, contests
from core.tokenizers.characters import Characters
from core.tokenizers.pieces import Pieces, Unigram
from core.training import texts
from core.training.corpus import corpus
from core.training.recipe import TextChoice

SHIPPED = Path(__file__).resolve().parents[2] / "assets" / "tokenizers"  # those of the default size
RIVALS = 6  # pairs that are kept of every count


@dataclass(frozen=True)
class Learned:
    """Pairs are two ids of byte pair encoding; a rival is a pair and how often it stood in the text."""

    size: int  # as asked for
    letters: int  # of the text
    merges: Sequence[Sequence[int]]  # left id, right id, count; in the order learned
    rivals: Sequence[Sequence[Sequence[int]]]  # for each merge, the most frequent pairs of that moment
    left: Sequence[int]  # for each merge, how many pieces the text had before it
    pieces: Sequence[tuple[str, float]]
    unigram: Sequence[tuple[str, float]]
    alphabet: str
    words: Sequence[str]

    @cached_property
    def tokenizers(self) -> Mapping[str, Tokenizer]:
        """By kind, in the order in which they are shown."""
        found = list(BYTES)
        pairs = []
        known = set(BYTES)
        for first, second, _ in self.merges:
            pair = found[first - SPECIAL], found[second - SPECIAL]
            pairs.append(pair)
            if (joined := pair[0] + pair[1]) not in known:
                known.add(joined)
                found.append(joined)
        return {
            "characters": Characters(self.alphabet),
            "bpe": BPE(pairs),
            "pieces": Pieces([(text, score) for text, score in self.pieces]),
            "unigram": Unigram([(text, score) for text, score in self.unigram]),
        }

    @cached_property
    def word_list(self) -> dict[str, int]:
        return {word: SPECIAL + i for i, word in enumerate(self.words)}

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Self:
        return cls(**record)


def learn_for_page(choice: TextChoice, key: str, size: int) -> Learned:
    """The same for a text that a learner handed in under this key; no key for texts that come with the app."""
    return learn(choice, texts.text(key) if key else "", size)


def learn(choice: TextChoice, own: str, size: int) -> Learned:
    """Learn all kinds from the documents that a run would learn from. ValueError where the text allows none."""
    text = corpus(choice, own).text
    check_size(size, SPECIAL + len(BYTES))
    ids = {piece: SPECIAL + i for i, piece in enumerate(BYTES)}
    merges, rivals, left = [], [], []
    for contest in contests(text, RIVALS):
        if SPECIAL + len(ids) == size:
            break
        first, second = contest.merge.pair
        merges.append([ids[first], ids[second], contest.merge.count])
        rivals.append([[ids[rival.pair[0]], ids[rival.pair[1]], rival.count] for rival in contest.top])
        left.append(contest.pieces)
        ids.setdefault(contest.merge.piece, SPECIAL + len(ids))
    return Learned(
        size, len(text), merges, rivals, left, Pieces.train(text, size).pieces, Unigram.train(text, size).pieces,
        "".join(Characters.train(text, size).alphabet), list(word_list(text, size)),
    )  # fmt: skip
