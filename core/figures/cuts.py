"""Pictures of tokens: a text cut in six ways, a tokenizer learning, how a token came to be, all ways to cut a word."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.figures.payload import packed
from core.measure import tokens as measure
from core.measure.tokens import Cut, letters_per_token
from core.tokenizers.bpe import BPE, LATER, Node
from core.tokenizers.pieces import Branch, Pieces, Unigram
from core.training.tokens import Learned
from core.words import chunks

KINDS = ("characters", "bytes", "bpe", "pieces", "unigram", "words")  # in the order in which they are shown
SHOWN = 600  # letters on which the merges are replayed


def cuts(those: Learned, text: str) -> dict[str, Cut]:
    """The text cut in six ways, as KINDS has them."""
    made = {kind: measure.cut(tokenizer, text) for kind, tokenizer in those.tokenizers.items()}
    made |= {"bytes": measure.cut_to_bytes(text), "words": measure.cut_to_words(those.word_list, text)}
    return {kind: made[kind] for kind in KINDS}


def tokens_payload(
    text: str,
    cuts: Mapping[str, Cut],
    names: Mapping[str, str],
    hints: Mapping[str, str],
    learned: str,
    picked: Sequence[Any] = (),
) -> bytes:
    """A line of JSON, a zero byte, the text in UTF-8, then for each panel its ids (32 bit) and lengths (16 bit).

    Args:
        text: what all of them cut; each cut's lengths add up to it, in bytes.
        cuts: by kind, in the order in which they are shown.
        names, hints: for each kind.
        learned: names the tokenizers, so that a pinned token is let go when they change.
        picked: the token that is pinned at first, as `a_token` gives it.
    """
    data = text.encode()
    panels = [
        {"key": kind, "name": names[kind], "hint": hints[kind], "count": len(cut), "unknown": cut.unknown,
         "rate": round(letters_per_token(text, len(cut)), 2)}
        for kind, cut in cuts.items()
    ]  # fmt: skip
    head = {"bytes": len(data), "panels": panels, "learned": learned, "picked": list(picked)}
    arrays = (numbers for cut in cuts.values() for numbers in (cut.ids.astype("u4"), cut.lengths.astype("u2")))
    return packed(head, data, *arrays)


def a_token(text: str, cuts: Mapping[str, Cut], asked: Any) -> tuple[str, int, int] | None:
    """A token of these cuts that is asked for: kind, id, and the byte at which it starts; None where there is none such."""
    match asked:
        case {"panel": kind, "id": id, "start": start}:
            return a_token(text, cuts, (kind, id, start))
        case [str(kind), int(id), int(start)] if kind in cuts and id >= 0 and 0 <= start < len(text.encode()):
            return kind, id, start
    return None


# --- a tokenizer that learns


def merging(those: Learned, text: str) -> dict[str, Any]:
    """The first letters of a text, for each gap between its bytes the merge that closes it, and every merge with the pairs
    that stood together most often at that moment."""
    shown, bpe = text[:SHOWN], those.tokenizers["bpe"]
    assert isinstance(bpe, BPE)
    start = min(3, len(those.merges))  # so many are shown as done at first
    return {
        "text": shown, "gaps": gaps(bpe, shown), "merges": those.merges, "rivals": those.rivals, "start": start,
    }  # fmt: skip


def gaps(tokenizer: BPE, text: str) -> list[int]:
    """For every gap between two bytes of a text, the merge that closes it; between words, never."""
    closing: list[int] = []
    for word in chunks(text):
        closing += [*tokenizer.closing(word), LATER]
    return closing[:-1]


# --- how a token came to be


def tree(those: Learned, kind: str, token: int) -> dict[str, Any] | None:
    """How a token came to be: `{"bytes", "id", "rank", "parts"}`, nested; None for kinds that join nothing."""
    tokenizer = those.tokenizers.get(kind)
    if not isinstance(tokenizer, BPE | Pieces) or isinstance(tokenizer, Unigram) or not 3 <= token < tokenizer.size:
        return None
    ids = tokenizer.ids if isinstance(tokenizer, BPE) else {text: i for i, text in enumerate(tokenizer.texts)}
    return _branch(tokenizer.tree(token), ids)


def _branch(node: Node | Branch, ids: Mapping[Any, int]) -> dict[str, Any]:
    piece = node.piece if isinstance(node, Node) else node.text.encode()
    id = ids.get(node.piece if isinstance(node, Node) else node.text)
    return {"bytes": list(piece), "id": id, "rank": node.rank, "parts": [_branch(part, ids) for part in node.parts]}


def leaves_and_depth(node: Mapping[str, Any]) -> tuple[int, int]:
    """How many pieces a tree joins in the end, and over how many merges."""
    if not node["parts"]:
        return 1, 0
    below = [leaves_and_depth(part) for part in node["parts"]]
    return sum(leaves for leaves, _ in below), 1 + max(depth for _, depth in below)


# --- all ways to cut a word


def ways(those: Learned, word: str) -> dict[str, Any]:
    """Every piece of the unigram vocabulary that fits into a word, and the likeliest ways to cut it."""
    unigram = those.tokenizers["unigram"]
    assert isinstance(unigram, Unigram)
    spaced = f" {measure.readable(word)}"
    return {
        "word": spaced,
        "edges": [
            {"start": e.start, "end": e.end, "id": e.token, "text": e.text, "score": e.score}
            for e in unigram.lattice(spaced)
        ],
        "ways": [{"pieces": w.pieces, "ids": w.tokens, "probability": w.probability} for w in unigram.ways(spaced)],
    }


def word_around(text: str, start: int) -> str:
    """The word, with the space before it, in which the byte at `start` lies."""
    place = 0
    for word in chunks(text):
        place += len(word.encode())
        if place > start:
            return word if word.startswith((" ", "\n")) else f" {word}"
    return ""
