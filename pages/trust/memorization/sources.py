"""A model's text in the pieces that stand in its training text: facts become a payload; assets/components/sources.js draws."""

from collections.abc import Mapping
from typing import Any


def sources_payload(traced: Mapping[str, Any]) -> dict[str, Any]:
    """The text, its pieces with the passages that hold them, and its sentences with those that are nearly the same.

    Python counts characters and JavaScript counts halves of surrogate pairs: places travel as the browser counts.
    """
    text = traced["text"]

    def placed(part: Mapping[str, Any]) -> dict[str, Any]:
        return {**part, "start": units(text[: part["start"]]), "end": units(text[: part["end"]])}

    return {
        "text": text,
        "pieces": [placed(piece) for piece in traced["pieces"]],
        "sentences": [placed(sentence) for sentence in traced["sentences"]],
    }


def units(text: str) -> int:
    """The length of a text as JavaScript counts.

    >>> units("a🙂")
    3
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
