"""A watermark on a page: text with its green tokens, what the detector says, and the learner's own text in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from html import escape
from typing import Any

import streamlit as st

from core.lessons import Lesson
from core.measure.watermark import SURE, tail
from core.opened.model import OpenModel
from core.sentences import Sentence
from core.studies import watermark as studies
from core.studies.watermark import Marked, Swept, Unmarked
from pages.kit.questions import Asked, ask_once, meanwhile
from pages.kit.studies import OpenStudy, study
from pages.kit.tables import head

MOST = 20_000  # characters of a pasted text
LEAST = 25  # pairs of neighbours: fewer can hardly tell anything
SHOWN = 4_000  # characters that are drawn token by token

STYLE = """<style>
.gb-marked { line-height: 2; max-height: 22rem; overflow-y: auto; overflow-wrap: anywhere; }
.gb-marked span { white-space: pre-wrap; }
.gb-marked .gb-on { background: color-mix(in oklab, var(--gb-latent) 20%, transparent); border-bottom: 3px solid var(--gb-latent); }
.gb-marked .gb-off { border-bottom: 2px dotted var(--gb-soft); }
.gb-marked .gb-new { font-weight: 700; font-style: italic; }
</style>"""


def swept() -> OpenStudy[Swept]:
    """The study of many deltas, which came with the app."""
    return study(studies.sweep, seed=0)


def sweep() -> tuple[Sequence[Unmarked], list[Marked]]:
    """What came with the app: unmarked text by length, and what each delta does."""
    first, *rest = [record.values for record in swept().records]
    return first.unmarked, [found.marked for found in rest if found.marked]


def written(opened: OpenModel, delta: float) -> Asked[dict[str, Any]]:
    """What the open model writes with the mark and without; asked of a worker once a visit."""
    key = f"marked {opened.run.id} {opened.step} {delta}"
    return ask_once(key, studies.live, str(opened.run.folder), opened.step, delta)


def when(words: Lesson, answer: Asked[dict[str, Any]], show: Callable[[dict[str, Any] | None], None]) -> None:
    """Show what is there without it, and again with it as soon as the worker has answered."""
    meanwhile(answer, words.say("writing"), show)


def coloured(words: Lesson, texts: Mapping[str, Any], label: str) -> None:
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
    st.html(
        f'<p class="gb-quiet">{escape(said)}</p>'
        f'<div class="gb-marked" tabindex="0" role="region" aria-label="{escape(label)}" dir="auto">{"".join(parts)}</div>'
    )


def odds(words: Lesson, z: float) -> Sentence:
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


def length_rows(rows: Sequence[Marked]) -> list[dict[str, Any]]:
    return [
        {"delta": row.delta, "length": one.length, "windows": one.windows, "z": one.z, "found": one.found}
        for row in rows
        for one in row.by_length
    ]


def edit_rows(rows: Sequence[Marked]) -> list[dict[str, Any]]:
    return [{"delta": row.delta, "edited": one.edited, **asdict(one)} for row in rows for one in row.by_edit]


def alarm_rows(unmarked: Sequence[Unmarked]) -> list[dict[str, Any]]:
    return [
        {"length": one.length, "windows": one.windows, "z": one.z, "spread": one.spread}
        | {head("above", limit=limit): share for limit, share in one.above.items()}
        for one in unmarked
    ]


def verdict(words: Lesson, opened: OpenModel, text: str) -> tuple[str, dict[str, Any] | None]:
    """One sentence about any text, and its tokens; None where there is nothing to count."""
    if not text.strip():
        return words.say("own.empty"), None
    found = studies.read(opened.tokenizer, text[:MOST])
    said = [words.say("own.long", most=MOST)] if len(text) > MOST else []
    if strange := opened.tokenizer.unknown(text[:MOST]):
        said.append(words.say("own.strange", characters=len(strange)))
    z, pairs = found["z once"], found["counted once"]
    if pairs < LEAST:
        said.append(words.say("own.short", pairs=pairs, least=LEAST))
    elif z > SURE:
        said.append(words.say("own.marked", pairs=pairs, z=z, odds=odds(words, z)))
    else:
        said.append(words.say("own.no_alarm", pairs=pairs, z=z, needed=SURE))
    return " ".join(said), found
