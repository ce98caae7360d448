"""Pictures of tokens: a text cut in several ways, a tokenizer learning, how a token came to be, all ways to cut a word."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.figures.payload import packed
from core.measure.tokens import Cut, letters_per_token
from core.tokenizers.pieces import Edge, Way
from pages.kit.exhibit import Picture


def tokens_payload(
    text: str, cuts: Mapping[str, Cut], names: Mapping[str, str], hints: Mapping[str, str], learned: str
) -> bytes:
    """A line of JSON, a zero byte, the text in UTF-8, then for each panel its ids (32 bit) and lengths (16 bit).

    Args:
        text: what all of them cut; each cut's lengths add up to it, in bytes.
        cuts: by kind, in the order in which they are shown.
        names, hints: for each kind.
        learned: names the tokenizers, so that a pinned token is let go when they change.
    """
    data = text.encode()
    panels = [
        {"key": kind, "name": names[kind], "hint": hints[kind], "count": len(cut), "unknown": cut.unknown,
         "rate": round(letters_per_token(text, len(cut)), 2)}
        for kind, cut in cuts.items()
    ]  # fmt: skip
    head = {"bytes": len(data), "panels": panels, "learned": learned}
    arrays = (numbers for cut in cuts.values() for numbers in (cut.ids.astype("u4"), cut.lengths.astype("u2")))
    return packed(head, data, *arrays)


def tokens(
    text: str, cuts: Mapping[str, Cut], names: Mapping[str, str], hints: Mapping[str, str], *, learned: str
) -> Picture:
    """The text cut in several ways, side by side. Arguments as `tokens_payload`.

    It answers with `pick`: None or `{"panel": kind, "id": token, "start": byte, "place": number, "n": number}`.
    """
    return Picture("tokens", tokens_payload(text, cuts, names, hints, learned), ("visible",), ("pick",))


def merging_payload(
    text: str,
    gaps: Sequence[int],
    merges: Sequence[Sequence[int]],
    rivals: Sequence[Sequence[Sequence[int]]],
    start: int,
) -> dict[str, Any]:
    """The text, for each gap between its bytes the merge that closes it, and every merge with its rivals.

    Args:
        merges: left id, right id, count.
        rivals: for each merge, the pairs that stood together most often, as ids and count.
        start: how many merges are shown as done at first.
    """
    return {"text": text, "gaps": list(gaps), "merges": merges, "rivals": rivals, "start": start}


def merging(payload: Mapping[str, Any]) -> Picture:
    """A tokenizer learning, with back, play, next, a slider and three speeds. `payload` comes from `merging_payload`.

    It answers with `pick`: None or `{"panel": "bpe", "id": token, "start": byte, "n": number}`.
    """
    return Picture("merging", dict(payload), ("visible",), ("pick",))


def token_tree(tree: Mapping[str, Any], title: str, sentence: str) -> Picture:
    """How a token came to be: `{"bytes", "id", "rank", "parts"}`, nested."""
    return Picture("token_tree", {"tree": dict(tree), "title": title, "sentence": sentence}, ("visible",))


def lattice_payload(word: str, edges: Sequence[Edge], ways: Sequence[Way]) -> dict[str, Any]:
    """Every piece that fits, and the likeliest ways, as the picture wants them."""
    return {
        "word": word,
        "edges": [{"start": e.start, "end": e.end, "id": e.token, "text": e.text, "score": e.score} for e in edges],
        "ways": [{"pieces": w.pieces, "ids": w.tokens, "probability": w.probability} for w in ways],
    }


def lattice(payload: Mapping[str, Any]) -> Picture:
    """All ways to cut a word, and the likeliest with their probabilities. `payload` comes from `lattice_payload`."""
    return Picture("lattice", dict(payload), ("visible",))
