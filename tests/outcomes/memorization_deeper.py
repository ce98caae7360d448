"""How the experiments of /memorization_deeper may come out."""

import numpy as np

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.studies import unlearned_author
from core.studies.influential_sentences import LeftOut
from core.studies.membership_inference import Compared
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


CASES: Cases = {
    "leave_out": {"top": leave_out(3.0, 2.1), "alike": leave_out(2.5, 2.4), "neither": leave_out(2.05, 2.0)},
    "was_it_in": {"hardly": was_it_in(0.55), "partly": was_it_in(0.75), "nearly": was_it_in(0.97)},
    "opt_out": {"others_told": opt_out(0.05, 1.0), "none": opt_out(0.05, 0.1), "all": opt_out(0.8, 1.0)},
}
