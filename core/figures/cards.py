"""Two-sided cards: the cards become a payload; assets/components/two_sided.js shows them and turns them over.

The same cards as a sheet of HTML to print, with both sides of each one below the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from html import escape
from typing import Any

from core.ages import looked_at
from core.cards import Card, Fact, Opinion, Side
from core.language import spoken
from core.lessons.parts import Lesson, Says

STYLE = """<style>
body { font: 11pt/1.4 Georgia, serif; color: #000; max-width: 19cm; margin: 1cm auto; }
article { border: 1px solid #000; border-radius: 6px; padding: .5cm; margin: 0 0 .6cm; break-inside: avoid; }
h1 { font-size: 18pt; } h2 { font-size: 14pt; margin: 0; } h3 { font-size: 11pt; margin: .3cm 0 .1cm; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: .6cm; } p { margin: 0 0 .15cm; }
.topic, .source { font-size: 8.5pt; color: #333; overflow-wrap: anywhere; }
</style>"""


def cards_payload(text: Says, cards: Sequence[Card]) -> dict[str, Any]:
    """What is shown of each card. All of it is text; a link goes into an anchor's address."""
    shown = [
        {
            "key": card.key, "topic": card.topic, "question": card.question, "open": card.open, "do": list(card.do),
            "age": looked_at(card.checked_on, card.key),
            "sides": [{"title": side.title, "said": [_said(text, one) for one in side.said]} for side in card.sides],
        }
        for card in cards
    ]  # fmt: skip
    return {"cards": shown}


def _said(text: Says, one: Fact | Opinion) -> dict[str, Any]:
    kind = text.say("cards.opinion", whose=one.whose) if isinstance(one, Opinion) else text.say("cards.fact")
    cited = {"text": one.text, "source": one.source, "date": one.date, "link": one.link}
    newer = [asdict(later) for later in one.superseded_by] if isinstance(one, Fact) else []
    return {"opinion": isinstance(one, Opinion), "kind": kind, "newer": newer, **cited}


def sheet(text: Lesson, as_of: str, cards: Sequence[Card]) -> str:
    """All cards as one page of HTML that needs nothing else."""
    title, known = escape(text.question), escape(text.say("cards.as_of", as_of=as_of))
    body = f"<h1>{title}</h1><p>{known}</p>{''.join(_printed(text, card) for card in cards)}"
    head = f'<meta charset="utf-8"><title>{title}</title>{STYLE}'
    return f'<!doctype html><html lang="{spoken()}"><head>{head}</head><body>{body}</body></html>'


def _printed(text: Says, card: Card) -> str:
    sides = "".join(_printed_side(text, side) for side in card.sides)
    still_open = f"<p><i>{escape(card.open)}</i></p>" if card.open else ""
    do = "".join(f"<li>{escape(one)}</li>" for one in card.do)
    age = looked_at(card.checked_on, card.key)
    return (
        f'<article><p class="topic">{escape(card.topic)} · {escape(age)}</p><h2>{escape(card.question)}</h2>'
        f'<div class="sides">{sides}</div>{still_open}<h3>{escape(text.say("cards.do"))}</h3><ul>{do}</ul></article>'
    )


def _printed_side(text: Says, side: Side) -> str:
    said = "".join(
        f"<p><b>{escape(one['kind'])}.</b> {escape(one['text'])}</p>{_printed_source(one)}"
        + "".join(
            f"<p><b>{escape(text.say('cards.newer'))}.</b> {escape(later['text'])}</p>{_printed_source(later)}"
            for later in one["newer"]
        )
        for one in (_said(text, one) for one in side.said)
    )
    return f"<section><h3>{escape(side.title)}</h3>{said}</section>"


def _printed_source(one: Mapping[str, Any]) -> str:
    return f'<p class="source">{escape(one["source"])}, {escape(one["date"])}. {escape(one["link"])}</p>'
