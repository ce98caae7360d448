"""A filter that learns what a forbidden message looks like, from a few examples and from many.

Sources: Cox (1958), "The regression analysis of binary sequences" (logistic regression); Wei et al. (2023), "Jailbroken:
how does LLM safety training fail?" (why what was trained on plain words misses disguised ones).
"""

from collections.abc import Iterator, Sequence

import numpy as np

from core.data import forbidden
from core.measure import filters
from core.training.events import Record

EXAMPLES = (20, 100, 400)
LISTED = (forbidden.VEGETABLE, f"{forbidden.VEGETABLE}s")
SHIPPED: list[dict] = [{"disguised": False}, {"disguised": True}]


def learn(*, seed: int = 0, disguised: bool = False) -> Iterator[Record[filters.Trained]]:
    """Train on more and more examples, with the plain word alone or with disguised ones too; keep the weights."""
    for count in EXAMPLES:
        shown = forbidden.lessons_for_a_filter(seed, count, disguised)
        found = filters.learned([" ".join(one.parts) for one in shown], [one.forbidden for one in shown])
        yield Record(count, EXAMPLES[-1], found)


def by_list(text: str, tidy: bool = False) -> float:
    """The filter that looks for the vegetable's name."""
    return filters.by_words(text, LISTED, tidy)


def scores(judge: filters.Judge, messages: Sequence[forbidden.Message], tidy: bool, whole: bool) -> np.ndarray:
    """(N,) how forbidden each message looks to the filter."""
    return np.array([filters.score(judge, message.parts, tidy, whole) for message in messages])
