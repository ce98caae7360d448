"""What a text claims, in words: every claim with its truth and with how often the training text told it."""

from collections.abc import Sequence
from html import escape

from core.data.world import Claim
from core.lessons import frame

SIGNS = {"true": "✓", "false": "✗", "nobody": "✗"}


def in_words(claims: Sequence[Claim]) -> str:
    """Each claim in a line, as HTML: never judged by colour alone."""
    rows = "".join(
        f'<li class="gb-{"true" if claim.truth == "true" else "false"}">{_words(claim)}</li>' for claim in claims
    )
    return f'<ul class="gb-claims">{rows}</ul>'


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
