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
from pathlib import Path
from typing import Any, Self

import sentencepiece
from sentencepiece import sentencepiece_model_pb2

from core.tokenizers import (
    END,
    LARGEST_SIZE,
    SPECIAL,
    START,
    UNKNOWN,
    UNKNOWN_SIGN,
    check_size,
    read_record,
    write_record,
)

SPACE = "\N{LOWER ONE EIGHTH BLOCK}"  # SentencePiece writes a space so; in a learner's text it can only be unknown
RESERVED = (SPACE, "\N{LOWER FIVE EIGHTHS BLOCK}", "\0", "\x1f")  # signs that mean something inside the library
NOTHING = "\0"  # no vocabulary holds it
SMALLEST_SIZE = 16
LINE = 4_000  # characters the library gets at once: a single long line would take it minutes
LONGEST_PIECE = 64  # characters; the library learns 16 at most

protocol: Any = sentencepiece_model_pb2  # its classes are made at import, where no type checker sees them
Piece = protocol.ModelProto.SentencePiece


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
                sentence_iterator=_lines(_without_rare(text, keep=size // 2)),
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
            raise ValueError("The text is too short to learn pieces from: it needs at least a few words.") from None
        model = protocol.ModelProto.FromString(learned.getvalue())
        return cls([(piece.piece, piece.score) for piece in model.pieces[SPECIAL + 1 :]])

    def encode(self, text: str) -> list[int]:
        text = text.replace(SPACE, NOTHING).encode("utf-8", errors="replace").decode()
        ids: list[int] = self.processor.encode(text)
        return ids

    def decode(self, ids: Sequence[int]) -> str:
        return "".join(self.spell(ids)).removeprefix(" ")

    def spell(self, ids: Sequence[int]) -> list[str]:
        return [self.texts[i] for i in ids]

    def unknown(self, text: str) -> list[str]:
        return [character for character in dict.fromkeys(text) if UNKNOWN in self.encode(character)]

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


def _without_rare(text: str, keep: int) -> str:
    """The text with a space for each reserved or rare character, so that only the most frequent are learned."""
    counts = Counter(text)
    for sign in (*RESERVED, " ", "\n"):
        del counts[sign]
    rare = [character for character, _ in counts.most_common()[max(1, keep - SPECIAL - 2) :]]
    return text.translate(dict.fromkeys(map(ord, (*RESERVED, *rare)), " "))


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
