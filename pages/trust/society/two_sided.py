"""Two-sided cards: the cards become a payload; assets/components/two_sided.js shows them and turns them over.

The same cards as a sheet of HTML to print, with both sides of each one below the other.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from core.cards import Card, Fact, Opinion, Side
from core.lessons import Lesson, Says, spoken
from pages.kit.components import component


def cards_payload(text: Says, cards: Sequence[Card]) -> list[dict[str, Any]]:
    """What is shown of each card. All of it is text; a link goes into an anchor's address."""
    return [
        {
            "key": card.key,
            "topic": card.topic,
            "question": card.question,
            "sides": [{"title": side.title, "said": [_said(text, one) for one in side.said]} for side in card.sides],
            "open": card.open,
            "do": list(card.do),
        }
        for card in cards
    ]


def _said(text: Says, one: Fact | Opinion) -> dict[str, Any]:
    opinion = isinstance(one, Opinion)
    kind = text.say("cards.opinion", whose=one.whose) if isinstance(one, Opinion) else text.say("cards.fact")
    return {
        "opinion": opinion,
        "kind": kind,
        "text": one.text,
        "source": one.source,
        "date": one.date,
        "link": one.link,
    }


def two_sided(payload: Sequence[Mapping[str, Any]], *, key: str) -> None:
    """The cards, each with a button that turns it over. `payload` comes from `cards_payload`."""
    component("two_sided")(key=key, data={"cards": [dict(card) for card in payload]})


STYLE = """<style>
body { font: 11pt/1.4 Georgia, serif; color: #000; max-width: 19cm; margin: 1cm auto; }
article { border: 1px solid #000; border-radius: 6px; padding: .5cm; margin: 0 0 .6cm; break-inside: avoid; }
h1 { font-size: 18pt; } h2 { font-size: 14pt; margin: 0; } h3 { font-size: 11pt; margin: .3cm 0 .1cm; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: .6cm; } p { margin: 0 0 .15cm; }
.topic, .source { font-size: 8.5pt; color: #333; overflow-wrap: anywhere; }
</style>"""


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
    return (
        f'<article><p class="topic">{escape(card.topic)}</p><h2>{escape(card.question)}</h2>'
        f'<div class="sides">{sides}</div>{still_open}<h3>{escape(text.say("cards.do"))}</h3><ul>{do}</ul></article>'
    )


def _printed_side(text: Says, side: Side) -> str:
    said = "".join(
        f"<p><b>{escape(one['kind'])}.</b> {escape(one['text'])}</p>"
        f'<p class="source">{escape(one["source"])}, {escape(one["date"])}. {escape(one["link"])}</p>'
        for one in (_said(text, one) for one in side.said)
    )
    return f"<section><h3>{escape(side.title)}</h3>{said}</section>"
