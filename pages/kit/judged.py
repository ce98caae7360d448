"""What a model wrote, judged: every claim with its truth and with how often the training text told it."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from core.data.world import Claim
from core.measure.text import write
from pages.kit.open_model import OpenModel

MARKS = {"true": ("✓", "true"), "false": ("✗", "false"), "nobody": ("✗", "about nobody who exists")}


def catch(opened: OpenModel, count: int, seed: int, temperature: float = 0.8) -> list[tuple[str, list[Claim]]]:
    """`count` texts that the open model writes by itself, each with the claims that it makes."""
    assert opened.world
    texts = write(opened.model(), opened.tokenizer, count, seed, temperature)
    return [(text, opened.world.claims(text, opened.told)) for text in texts]


def show(text: str, claims: Sequence[Claim]) -> None:
    """The text with its claims marked, and each claim in words below: never by colour alone."""
    parts, end = [], 0
    for claim in sorted(claims, key=lambda claim: claim.start):
        if claim.start < end:  # two claims of one sentence are marked once
            continue
        sign, _ = MARKS[claim.truth]
        parts += [escape(text[end : claim.start]), _marked(claim, sign, text)]
        end = claim.end
    parts.append(escape(text[end:]))
    st.html(f'<p class="gb-judged">{"".join(parts)}</p>{in_words(claims)}')


def in_words(claims: Sequence[Claim]) -> str:
    """Each claim in a line, with its truth and how often it was told: as HTML."""
    rows = "".join(f'<li class="gb-{_kind(claim)}">{_words(claim)}</li>' for claim in claims)
    return f'<ul class="gb-claims">{rows}</ul>'


def _marked(claim: Claim, sign: str, text: str) -> str:
    return f'<span class="gb-{_kind(claim)}"><span aria-hidden="true">{sign}</span> {escape(text[claim.start : claim.end])}</span>'


def _kind(claim: Claim) -> str:
    return "true" if claim.truth == "true" else "false"


def _words(claim: Claim) -> str:
    sign, truth = MARKS[claim.truth]
    fact = claim.fact
    often = f"told {claim.told} times" if claim.told > 1 else "told once" if claim.told else "never told"
    against = "once" if claim.contradicted == 1 else f"{claim.contradicted} times"
    other = f", contradicted {against}" if claim.contradicted else ""
    said = escape(f"{fact.subject}, {fact.kind}, {fact.value}")
    return f"{sign} {truth}: {said} ({often} in its training text{other})"
