"""The chances of the next token, and the die that falls on them: facts become a payload; next_word.js draws it."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from core.figures.chips import label
from core.figures.words import said
from core.sampling import Distribution, Draw


def next_word_rows(
    chances: Distribution, spell: Callable[[list[int]], list[str]], *, draw: Draw | None = None, shown: int = 9,
    technical: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """The likeliest tokens with their chances before and after the rules, the rest in one row, and the die's strip.

    Args:
        chances: every stage of the distribution.
        spell: `Tokenizer.spell`.
        draw: the token that was drawn or forced; it gets a row even where it is not among the likeliest.
        shown: how many tokens get a row.
        technical: whether the rules are named; else it is said only that the die is loaded, and what is cut.
    """
    ids = [int(token) for token in chances.order[:shown]]
    if draw and draw.token not in ids:
        ids[-1] = draw.token
    rows = [
        {**label(token, text), "before": float(chances.before[token]), "after": float(chances.after[token]),
         "cut": _cut(chances, token, technical)}
        for token, text in zip(ids, spell(ids), strict=True)
    ]  # fmt: skip
    drawn = {**label(draw.token, *spell([draw.token])), "die": draw.die, "forced": draw.forced} if draw else None
    rest = {name: max(0.0, 1 - sum(row[name] for row in rows)) for name in ("before", "after")}
    return {
        "rows": rows,
        "rest": {"count": len(chances.before) - len(rows), **rest},
        "strip": _strip(chances, {row["id"]: row["text"] for row in rows}),
        "draw": drawn,
        "labels": [said("next_word.model"), _rules(chances, technical)],
    }


def _cut(chances: Distribution, token: int, technical: bool) -> str:
    """The rule that cut a token, in words; empty for one that stayed."""
    if not chances.kept_by_k[token]:
        return said("next_word.cut by k" if technical else "next_word.cut")
    if not chances.kept_by_p[token]:
        return said("next_word.cut by p" if technical else "next_word.cut")
    return said("next_word.not likeliest") if chances.temperature == 0 and chances.after[token] == 0 else ""


def _rules(chances: Distribution, technical: bool) -> str:
    rules = [
        said("at temperature", heat=chances.temperature) if chances.temperature != 1 else "",
        said("next_word.k", k=chances.top_k) if chances.top_k else "",
        said("next_word.p", p=chances.top_p) if chances.top_p < 1 else "",
    ]
    on = [rule for rule in rules if rule]
    if not on:
        return said("next_word.no rule")
    if not technical:
        return said("next_word.loaded")
    *rules, rule = on
    if not rules:
        return said("next_word.after", rule=rule)
    return said("next_word.after several", rules=", ".join(rules), rule=rule)


def _strip(chances: Distribution, named: Mapping[int, str]) -> list[dict[str, Any]]:
    """The chances end to end in the order of the draw, likeliest first; neighbours without a row are one piece."""
    pieces: list[dict[str, Any]] = []
    ends = np.cumsum(chances.after[chances.order]).clip(max=1.0)
    start, others = 0.0, said("next_word.others")
    for place in (i for i, token in enumerate(chances.order) if int(token) in named and chances.after[token] > 0):
        token, before = int(chances.order[place]), float(ends[place - 1]) if place else 0.0
        if before > start:
            pieces.append({"id": None, "text": others, "from": start, "to": before})
        start = float(ends[place])
        pieces.append({"id": token, "text": named[token], "from": before, "to": start})
    if start < 1 - 1e-9:
        pieces.append({"id": None, "text": others, "from": start, "to": 1.0})
    return pieces
