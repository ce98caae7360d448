"""What the second page on memorization follows: what the small model wrote, and the sentences that moved it there."""

from collections.abc import Sequence

from core.figures.payload import Array
from core.studies import influential_sentences
from core.studies.influential_sentences import Followed
from pages.kit.studies import OpenStudy

OWN = "own"  # the choice of a sentence of one's own


def outputs(known: OpenStudy[Followed]) -> Sequence[str]:
    """What the small model wrote; one sentence of it where that did not come with the app."""
    traced = known.last.values.traced if known.last else None
    return traced.outputs if traced else [influential_sentences.FIRST]


def recorded(sentence: str, known: OpenStudy[Followed]) -> Array | None:
    """How much each training sentence moved the model to this one, where that came with the app; else None."""
    if known.last is None or known.last.values.traced is None or sentence not in outputs(known):
        return None
    return known.arrays(known.last)["influence"][outputs(known).index(sentence)].astype(float)
