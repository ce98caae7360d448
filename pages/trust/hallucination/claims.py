"""What a text claims, in words: every claim with its truth and with how often the training text told it."""

from collections.abc import Sequence

from core.data.world import Claim
from core.lessons import frame

SIGNS = {"true": "✓", "false": "✗", "nobody": "✗"}


def in_words(claims: Sequence[Claim]) -> list[str]:
    """A line for each claim: never judged by colour alone."""
    return [_words(claim) for claim in claims]


def _words(claim: Claim) -> str:
    words, fact = frame(), claim.fact
    return words.say(
        "claim.contradicted" if claim.contradicted else "claim",
        sign=SIGNS[claim.truth], truth=words.control("truth").options[claim.truth],
        subject=fact.subject, kind=fact.kind, value=fact.value,
        often=words.say("told" if claim.told else "never told", times=claim.told),
        against=words.say("contradicted", times=claim.contradicted),
    )  # fmt: skip
