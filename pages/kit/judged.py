"""What a model wrote, judged: every claim with its truth and with how often the training text told it."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from core.data.world import Claim
from core.lessons import frame

SIGNS = {"true": "✓", "false": "✗", "nobody": "✗"}


def show(text: str, claims: Sequence[Claim]) -> None:
    """The text with its claims marked, and each claim in words below: never by colour alone."""
    parts, end = [], 0
    for claim in sorted(claims, key=lambda claim: claim.start):
        if claim.start < end:  # two claims of one sentence are marked once
            continue
        parts += [escape(text[end : claim.start]), _marked(claim, SIGNS[claim.truth], text)]
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
    words, fact = frame(), claim.fact
    return escape(
        words.say(
            "claim.contradicted" if claim.contradicted else "claim",
            sign=SIGNS[claim.truth], truth=words.control("truth").options[claim.truth],
            subject=fact.subject, kind=fact.kind, value=fact.value,
            often=words.say("told" if claim.told else "never told", times=claim.told),
            against=words.say("contradicted", times=claim.contradicted),
        )
    )  # fmt: skip
