"""A token and a share as all our pictures show them. Knows nothing of models."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.figures.words import said
from core.language import percent as percent  # a picture writes a share as a sentence does
from core.tokenizers import END, START, UNKNOWN

SPECIAL = {UNKNOWN: "unknown", START: "start", END: "end"}


def chip(token: int, text: str, how: str = "") -> dict[str, Any]:
    """A token as all pictures show it: its letters, whether it continues a word, and what a voice says.

    `how` tells where it came from: "" (the learner's text), "drawn" (by the model) or "forced" (by the learner).

    >>> chip(7, " Mira")["text"], chip(8, "ra")["joined"], chip(9, "\\n")["spoken"]
    ('Mira', True, 'new line')
    """
    shown = text.strip(" ")
    special = SPECIAL.get(token)
    if special:
        shown = spoken = said(f"chips.{special}")
    elif text == "\n":
        shown, spoken = "↵", said("chips.new line")
    elif not shown:
        shown, spoken = "␣" * max(1, len(text)), said("chips.space" if text else "chips.nothing")
    else:
        spoken = said("chips.part") if shown == "\ufffd" else shown
    joined = not special and not text.startswith((" ", "\n"))
    return {"id": token, "text": shown, "spoken": spoken, "special": bool(special), "joined": joined, "how": how}


def chips(ids: Sequence[int], texts: Sequence[str], how: Mapping[int, str] | None = None) -> list[dict[str, Any]]:
    """The tokens of a text, with `texts` as `Tokenizer.spell` gives them; `how` by position (see `chip`)."""
    how = how or {}
    return [chip(token, text, how.get(i, "")) for i, (token, text) in enumerate(zip(ids, texts, strict=True))]


def label(token: int, text: str) -> dict[str, Any]:
    """A token on its own: one that continues a word says so with an ellipsis."""
    shown = chip(token, text)
    if shown["joined"] and shown["text"][:1].isalnum():
        shown["text"] = f"…{shown['text']}"
    return {name: shown[name] for name in ("id", "text", "spoken")}
