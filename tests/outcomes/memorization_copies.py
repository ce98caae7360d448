"""How the experiments of /memorization_copies may come out."""

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.studies.model_collapse import ACCUMULATE, MIXED, REPLACE, Counted
from pages.trust.memorization import exhibits
from tests.outcomes import Case, Cases


def every_way(value: int) -> dict[str, int]:
    return dict.fromkeys((REPLACE, MIXED, ACCUMULATE), value)


def words(names: int, kinds: int) -> Case:
    """Of 10 names and 100 kinds of word so many are left."""
    people = [f"name {number}" for number in range(10)]
    found = {0: Counted(every_way(100), {}, [], people), 1: Counted(every_way(kinds), {}, [], people[:names])}
    return lambda text: exhibits.words(text, found, 1, 1, 1, LIGHT, drawn())


def letters(*perplexity: float) -> Case:
    found = {generation: dict.fromkeys(every_way(0), one) for generation, one in enumerate(perplexity)}
    last = len(perplexity) - 1
    return lambda text: exhibits.letters(text, found, 0.1, last, last, LIGHT, drawn())


def bell(left: float) -> Case:
    found = {generation: dict.fromkeys(every_way(0), left) for generation in (1, 2)}
    return lambda text: exhibits.bell(text, found, 0.1, 2, LIGHT, drawn())


CASES: Cases = {
    "words": {"names": words(5, 80), "others": words(9, 49), "alike": words(8, 78), "nothing": words(10, 100)},
    "text": {
        "steadily": letters(2.0, 2.3, 2.6), "at_once": letters(2.0, 2.9, 3.0), "unevenly": letters(2.0, 2.4, 2.3, 2.8),
        "not": letters(2.0, 2.02, 2.03),
    },
    "bell": {"shrinks": bell(0.1), "stays": bell(0.9), "grows": bell(1.8)},
}  # fmt: skip
