"""SentencePiece: tokens learned by a fast library, from whole lines in which the space is a sign like any other.

Two ways to learn: byte pair encoding (`Pieces`, the default tokenizer of the app) and a unigram model (`Unigram`),
which starts with many pieces and drops those that the text can best do without. Knows nothing about models.

The file holds the learned pieces as text and numbers, never the library's own bytes: those could crash the process, so
they are only ever built here, from pieces that were checked.

Sources: Kudo and Richardson (2018), "SentencePiece"; Kudo (2018), "Subword regularization".
"""

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from math import exp, log
from pathlib import Path
from typing import Any, Self

import sentencepiece
from sentencepiece import sentencepiece_model_pb2

from core.problems import Problem
from core.tokenizers import (
    END,
    LARGEST_SIZE,
    SPECIAL,
    START,
    UNKNOWN,
    UNKNOWN_SIGN,
    check_size,
    lone_halves,
    read_record,
    write_record,
)

SPACE = "\N{LOWER ONE EIGHTH BLOCK}"  # SentencePiece writes a space so; in a learner's text it can only be unknown
RESERVED = (SPACE, "\N{LOWER FIVE EIGHTHS BLOCK}", "\0", "\x1f")  # signs that mean something inside the library
NOTHING = "\0"  # no vocabulary holds it
SMALLEST_SIZE = 16
LINE = 4_000  # characters the library gets at once: a single long line would take it minutes
ENOUGH = 120_000  # letters of different words: learning takes longer the more there are, whatever the text's length
LONGEST_PIECE = 64  # characters; the library learns 16 at most

PENALTY = 10.0  # an unknown character scores so much less than the worst piece (unigram_model.cc of SentencePiece)

protocol: Any = sentencepiece_model_pb2  # its classes are made at import, where no type checker sees them
Piece = protocol.ModelProto.SentencePiece


@dataclass(frozen=True)
class Branch:
    """How a piece came to be: two pieces were joined, each of which came to be the same way. Leaves are characters."""

    text: str
    rank: int = -1  # how many merges were learned before this one; -1 for a leaf
    parts: "tuple[Branch, ...]" = ()


@dataclass(frozen=True)
class Edge:
    """A piece that fits at one place of a word: from the gap `start` to the gap `end`."""

    start: int
    end: int
    token: int
    text: str
    score: float  # log probability


@dataclass(frozen=True)
class Way:
    """One way to cut a word, and its share of the probability of all ways."""

    pieces: tuple[str, ...]
    tokens: tuple[int, ...]
    score: float
    probability: float


class Pieces:
    """Byte pair encoding by SentencePiece. A text is read as if a space stood before it, as before any other word."""

    kind = "pieces"
    algorithm = "bpe"

    def __init__(self, pieces: Sequence[tuple[str, float]]) -> None:
        """From learned pieces with their scores; the special ones and the line break are added. ValueError if unfit."""
        self.pieces = tuple(pieces)
        try:
            model = self._model().SerializeToString()
            self.processor = sentencepiece.SentencePieceProcessor(model_proto=model)
        except (RuntimeError, TypeError, ValueError):
            raise ValueError("SentencePiece cannot build a tokenizer from these pieces.") from None
        fixed = (UNKNOWN_SIGN, "", "", "\n")
        self.texts = (*fixed, *(piece.replace(SPACE, " ") for piece, _ in self.pieces))

    def _model(self) -> Any:
        """The library's model, with the ids that every tokenizer of ours shares."""
        model = protocol.ModelProto()
        fixed = (("<unk>", Piece.UNKNOWN), ("<s>", Piece.CONTROL), ("</s>", Piece.CONTROL), ("\n", Piece.USER_DEFINED))
        for text, kind in fixed:
            model.pieces.add(piece=text, score=0.0, type=kind)
        for text, score in self.pieces:
            model.pieces.add(piece=text, score=score, type=Piece.NORMAL)
        model.trainer_spec.model_type = protocol.TrainerSpec.ModelType.Value(self.algorithm.upper())
        model.trainer_spec.unk_id, model.trainer_spec.bos_id, model.trainer_spec.eos_id = UNKNOWN, START, END
        model.trainer_spec.pad_id = -1
        model.normalizer_spec.name = "identity"  # a letter stays the letter that it is
        model.normalizer_spec.remove_extra_whitespaces = False
        return model

    @property
    def size(self) -> int:
        return len(self.texts)

    @classmethod
    def train(cls, text: str, size: int) -> Self:
        """Learn pieces. Characters take up half of the vocabulary at most; the rarest of too many stay unknown."""
        check_size(size, SMALLEST_SIZE)
        learned = io.BytesIO()
        try:
            sentencepiece.SentencePieceTrainer.train(
                sentence_iterator=iter(_enough(_without_rare(text, keep=size // 2))),
                model_writer=learned,
                model_type=cls.algorithm,
                vocab_size=size,
                hard_vocab_limit=False,  # a short text gives fewer
                unk_id=UNKNOWN,
                bos_id=START,
                eos_id=END,
                pad_id=-1,
                user_defined_symbols=["\n"],
                normalization_rule_name="identity",
                remove_extra_whitespaces=False,
                character_coverage=1.0,
                max_sentence_length=4 * LINE,
                num_threads=1,
                minloglevel=2,
            )
        except RuntimeError:
            raise Problem("too short for pieces") from None
        model = protocol.ModelProto.FromString(learned.getvalue())
        return cls([(piece.piece, piece.score) for piece in model.pieces[SPECIAL + 1 :]])

    def encode(self, text: str) -> list[int]:
        text = text.replace(SPACE, NOTHING).encode("utf-8", errors="replace").decode()
        ids: list[int] = self.processor.encode(text)
        return ids

    def surfaces(self, text: str) -> list[str]:
        """What of the text each token stands for, the first one with the space that is read before the text."""
        text = text.replace(SPACE, NOTHING).encode("utf-8", errors="replace").decode()
        pieces: list[str] = self.processor.encode(text, out_type=str)
        return [piece.replace(SPACE, " ") for piece in pieces]

    @cached_property
    def scores(self) -> dict[str, float]:
        """Each learned piece as its text, and its score."""
        return {piece.replace(SPACE, " "): score for piece, score in self.pieces}

    def tree(self, token: int) -> Branch:
        """How this token's piece came to be: of all neighbours that make a piece, join those that were learned first.

        That is how the library encodes, too. (In its byte pair encoding a score is minus the number of the merge.)
        """
        branches = [Branch(character) for character in self.texts[token]]
        while len(branches) > 1:
            joins = [
                (score, -place)
                for place, (left, right) in enumerate(zip(branches, branches[1:], strict=False))
                if (score := self.scores.get(left.text + right.text)) is not None
            ]
            if not joins:
                return Branch(self.texts[token], parts=tuple(branches))
            score, place = max(joins)
            left, right = branches[-place : 2 - place]
            branches[-place : 2 - place] = [Branch(left.text + right.text, round(-score), (left, right))]
        return branches[0]

    def decode(self, ids: Sequence[int]) -> str:
        return "".join(self.spell(ids)).removeprefix(" ")

    def spell(self, ids: Sequence[int]) -> list[str]:
        return [self.texts[i] for i in ids]

    def unknown(self, text: str) -> list[str]:
        halves = lone_halves(text)
        return [one for one in dict.fromkeys(text) if one in halves or UNKNOWN in self.encode(one)]

    def save(self, path: Path) -> None:
        write_record(path, {"kind": self.kind, "pieces": self.pieces})

    @classmethod
    def load(cls, path: Path) -> Self:
        pieces = read_record(path, cls.kind).get("pieces")
        if not isinstance(pieces, list) or not 1 <= len(pieces) <= LARGEST_SIZE:
            raise ValueError(f"{path.name} is damaged: it should hold a list of 1 to {LARGEST_SIZE:,} pieces.")
        if not all(_sound(piece) for piece in pieces) or len({text for text, _ in pieces}) < len(pieces):
            raise ValueError(f"{path.name} is damaged: each piece should be a short text of its own and a number.")
        return cls([(text, float(score)) for text, score in pieces])


class Unigram(Pieces):
    """SentencePiece's unigram model: of all ways to cut a text, it takes the most probable."""

    kind = "unigram"
    algorithm = "unigram"

    @cached_property
    def ids(self) -> dict[str, int]:
        return {text: token for token, text in enumerate(self.texts) if token >= SPECIAL}

    def lattice(self, word: str) -> list[Edge]:
        """Every piece that fits somewhere in a word. An unknown character is an edge of its own, a very poor one."""
        poor = min(self.scores.values()) - PENALTY
        edges = []
        for start in range(len(word)):
            for end in range(start + 1, min(len(word), start + LONGEST_PIECE) + 1):
                text = word[start:end]
                if text in self.scores:
                    edges.append(Edge(start, end, self.ids[text], text, self.scores[text]))
                elif end == start + 1:
                    edges.append(Edge(start, end, UNKNOWN, text, poor))
        return edges

    def ways(self, word: str, most: int = 8) -> list[Way]:
        """The most probable ways to cut a word, the best first (Viterbi with `most` kept at every gap).

        A way's probability is the product of its pieces', divided by the sum over all ways (the forward algorithm).
        """
        kept: list[list[tuple[float, tuple[Edge, ...]]]] = [[(0.0, ())], *([] for _ in word)]
        total = [0.0, *(-float("inf") for _ in word)]  # log of the summed probability of all ways to this gap
        for edge in self.lattice(word):  # by their starts, so that a gap is complete before anything leaves it
            here = [(score + edge.score, (*way, edge)) for score, way in kept[edge.start]]
            kept[edge.end] = nlargest(most, kept[edge.end] + here, key=lambda scored: scored[0])
            total[edge.end] = _log_sum(total[edge.end], total[edge.start] + edge.score)
        return [
            Way(tuple(e.text for e in way), tuple(e.token for e in way), score, exp(score - total[-1]))
            for score, way in kept[-1]
            if way
        ]


def _log_sum(a: float, b: float) -> float:
    """log(exp a + exp b), without overflow."""
    small, large = sorted((a, b))
    return large + log(1 + exp(small - large))


def _without_rare(text: str, keep: int) -> str:
    """The text with a space for each reserved or rare character, so that only the most frequent are learned."""
    counts = Counter(text)
    for sign in (*RESERVED, " ", "\n"):
        del counts[sign]
    rare = [character for character, _ in counts.most_common()[max(1, keep - SPECIAL - 2) :]]
    return text.translate(dict.fromkeys(map(ord, (*RESERVED, *rare)), " "))


def _enough(text: str) -> list[str]:
    """All lines of a text; of one with very many different words only every 2nd, 4th, 8th ... line, from all over it.

    A book in any language has fewer. Two million letters by chance, or without a space, would take minutes otherwise.
    """
    lines, every = list(_lines(text)), 1
    while every < len(lines) and sum(map(len, {w for line in lines[::every] for w in line.split(" ")})) > ENOUGH:
        every *= 2
    return lines[::every]


def _lines(text: str) -> Iterator[str]:
    """Line by line, and long lines in parts."""
    for line in text.split("\n"):
        for start in range(0, len(line), LINE):
            yield line[start : start + LINE].encode("utf-8", errors="replace").decode()


def _sound(piece: object) -> bool:
    """Is this a piece that may be given to the library? [text, score]"""
    return (
        isinstance(piece, list)
        and len(piece) == 2
        and isinstance(piece[0], str)
        and 1 <= len(piece[0]) <= LONGEST_PIECE
        and NOTHING not in piece[0]
        and piece[0] not in ("<unk>", "<s>", "</s>", "\n")
        and isinstance(piece[1], float)
        and abs(piece[1]) < 1e6  # not so for a NaN
    )
