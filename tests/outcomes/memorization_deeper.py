"""How the experiments of /memorization_deeper may come out."""

import numpy as np

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.studies import unlearned_author
from core.studies.influential_sentences import LeftOut
from core.studies.membership_inference import Compared
from core.studies.model_collapse import ACCUMULATE, MIXED, REPLACE, Counted
from core.studies.unlearned_author import Left
from pages.trust.memorization import exhibits
from tests.outcomes import Case, Cases


def leave_out(top: float, random: float) -> Case:
    """The surprise is 2 with all sentences, and this without the top ten and without random ones."""
    rows = [LeftOut("nothing", 2.0), LeftOut("top ten", top), LeftOut("random ten", random)]
    return lambda text: exhibits.without(text, "Mira sings.", rows, True, LIGHT, drawn())


def was_it_in(told_apart: float) -> Case:
    row = Compared(1, None, dict.fromkeys(exhibits.KIND_OF.values(), told_apart))
    return lambda text: exhibits.members(text, row, np.ones(3), [row], LIGHT, drawn())


def opt_out(theirs: float, too: float) -> Case:
    """All models know so much of what only the author told, and of what another told too."""
    right = {unlearned_author.ONLY: theirs, unlearned_author.TOO: too, unlearned_author.OTHERS: 1.0}
    left = [Left(model, right) for model in exhibits.MODELS]
    return lambda text: exhibits.what_is_left(text, "Amari", left, LIGHT, drawn())


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
    "leave_out": {"top": leave_out(3.0, 2.1), "alike": leave_out(2.5, 2.4), "neither": leave_out(2.05, 2.0)},
    "was_it_in": {"hardly": was_it_in(0.55), "partly": was_it_in(0.75), "nearly": was_it_in(0.97)},
    "opt_out": {"others_told": opt_out(0.05, 1.0), "none": opt_out(0.05, 0.1), "all": opt_out(0.8, 1.0)},
    "words": {"names": words(5, 80), "others": words(9, 49), "alike": words(8, 78), "nothing": words(10, 100)},
    "text": {
        "steadily": letters(2.0, 2.3, 2.6), "at_once": letters(2.0, 2.9, 3.0), "unevenly": letters(2.0, 2.4, 2.3, 2.8),
        "not": letters(2.0, 2.02, 2.03),
    },
    "bell": {"shrinks": bell(0.1), "stays": bell(0.9), "grows": bell(1.8)},
}  # fmt: skip
