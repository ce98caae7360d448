"""What the open model claims in texts of its own, and how sure it was of each claim."""

from collections.abc import Sequence

from core.caches import shared
from core.language import percent
from core.lessons import frame
from core.measure.claim_confidence import Weighed, weighed
from core.opened import writing
from core.opened.model import OpenModel
from core.tables import Rows

TEXTS = 48
READ = 6  # texts that a learner reads

Written = tuple[str, tuple[Weighed, ...]]  # a text and its claims


@shared(64)
def written(opened: OpenModel, count: int = TEXTS) -> tuple[Written, ...]:
    """Texts that it writes by itself, each with its claims."""
    return tuple(
        (text, tuple(weighed(opened.model(), opened.tokenizer, text, claims)))
        for text, claims in writing.claims(opened, count, seed=0)
    )


def claims_of(texts: Sequence[Written]) -> list[Weighed]:
    """The claims of all texts, in their order."""
    return [one for _, some in texts for one in some]


def table(claims: Sequence[Weighed]) -> Rows:
    """Each claim with its truth, the chance that the model gave it, and how often the training text told it."""
    truths = frame().control("truth").options
    return [
        {
            "claim": one.claim.sentence,
            "truth": truths[one.claim.truth],
            "chance": percent(one.chance),
            "told": one.claim.told,
        }
        for one in claims
    ]


def to_read(texts: Sequence[Written], most: int = READ) -> list[Written]:
    """Some of them in their order: half of them with a claim that is not true, where there are so many."""
    with_claims = [one for one in texts if one[1]]
    untrue = [one for one in with_claims if not all(claim.true for claim in one[1])][: most - most // 2]
    others = [one for one in with_claims if one not in untrue][: most - len(untrue)]
    return sorted([*untrue, *others], key=texts.index)
