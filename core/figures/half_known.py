"""Texts with their claims, shaded by how sure the model was of each: the payload of a picture of our own."""

from collections.abc import Sequence
from typing import Any

from core.measure.claim_confidence import Weighed, best_threshold


def half_known(
    texts: Sequence[tuple[str, Sequence[Weighed]]], claims: Sequence[Weighed], judged: bool = False
) -> dict[str, Any]:
    """Some texts to be read, each with where its claims stand; and the threshold that earns most points on all `claims`.

    Args:
        judged: is it shown from the beginning what is true?
    """
    return {
        "texts": [{"text": text, "claims": [_claim(one) for one in _apart(weighed)]} for text, weighed in texts],
        "best": best_threshold(claims),
        "judged": judged,
    }


def _claim(one: Weighed) -> dict[str, Any]:
    claim = one.claim
    return {
        "start": claim.start,
        "end": claim.end,
        "chance": one.chance,
        "true": one.true,
        "nobody": claim.truth == "nobody",
    }


def _apart(weighed: Sequence[Weighed]) -> list[Weighed]:
    """In their order; of two claims in one sentence, the one that the model was less sure of."""
    found: list[Weighed] = []
    for one in sorted(weighed, key=lambda one: (one.claim.start, one.chance)):
        if not found or one.claim.start >= found[-1].claim.end:
            found.append(one)
    return found
