"""Text with a watermark, as HTML with its green tokens underlined; and what the detector says of any text, in a sentence."""

from collections.abc import Mapping
from html import escape
from typing import Any

from core.lessons.parts import Says
from core.measure.watermark import SURE, tail
from core.sentences import Sentence
from core.studies import watermark as studies
from core.tokenizers import Tokenizer

MOST = 20_000  # characters of a pasted text
LEAST = 25  # pairs of neighbours: fewer can hardly tell anything
SHOWN = 4_000  # characters that are drawn token by token


def coloured(words: Says, texts: Mapping[str, Any], label: str) -> str:
    """Text token by token, green ones underlined; replaced ones are bold."""
    parts, left = [], SHOWN
    changed = texts.get("changed") or [[False] * len(row) for row in texts["tokens"]]
    for row, green, new in zip(texts["tokens"], texts["green"], changed, strict=True):
        for token, on, other in zip(row, green, new, strict=True):
            kind = f"gb-{'on' if on else 'off'}{' gb-new' if other else ''}"
            parts.append(f'<span class="{kind}">{escape(token)}</span>')
            left -= len(token)
            if left < 0:
                break
        parts.append("<br>")
        if left < 0:
            parts.append(escape(words.say("coloured.more")))
            break
    said = words.say("coloured", what=label, share=texts["share"], counted=texts["counted"], z=texts["z"])
    return (
        f'<p class="gb-quiet">{escape(said)}</p>'
        f'<div class="gb-marked" tabindex="0" role="region" aria-label="{escape(label)}" dir="auto">{"".join(parts)}</div>'
    )


def odds(words: Says, z: float) -> Sentence:
    """How seldom chance does that, in words."""
    share = tail(z)
    if share > 0.01:
        return words.say("odds.often", of_100=100 * share)
    if share < 1e-9:
        return words.say("odds.hardly")
    return words.say("odds", texts=_rounded(1 / share))


def _rounded(number: float) -> int:
    """Two digits are enough."""
    digits = len(str(int(number))) - 2
    return int(round(number, -digits))


def verdict(words: Says, tokenizer: Tokenizer, text: str) -> tuple[str, dict[str, Any] | None]:
    """One sentence about any text, and its tokens; None where there is nothing to count."""
    if not text.strip():
        return words.say("own.empty"), None
    found = studies.read(tokenizer, text[:MOST])
    said = [words.say("own.long", most=MOST)] if len(text) > MOST else []
    if strange := tokenizer.unknown(text[:MOST]):
        said.append(words.say("own.strange", characters=len(strange)))
    z, pairs = found["z once"], found["counted once"]
    if pairs < LEAST:
        said.append(words.say("own.short", pairs=pairs, least=LEAST))
    elif z > SURE:
        said.append(words.say("own.marked", pairs=pairs, z=z, odds=odds(words, z)))
    else:
        said.append(words.say("own.no_alarm", pairs=pairs, z=z, needed=SURE))
    return " ".join(said), found
