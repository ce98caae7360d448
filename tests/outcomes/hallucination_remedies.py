"""How the experiments of /hallucination_remedies may come out."""

import numpy as np

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.measure.confidence import Abstaining
from core.studies.recall_by_tellings import COMPARED, Heated
from pages.trust.hallucination import exhibits
from tests.outcomes import Case, Cases

OFTEN = COMPARED[0]


def scored(score: float = 0.0, answered: float = 1.0, wrong: float = 0.5) -> Abstaining:
    return Abstaining(0.0, answered, answered - wrong, wrong, score)


def bots(*scores: tuple[float, float]) -> Case:
    """The scores of the bold bot and of the careful one, by rule."""
    rules = {
        rule: (scored(bold), scored(careful)) for rule, (bold, careful) in zip(("first", "second"), scores, strict=True)
    }
    return lambda text: exhibits.bots(text, rules, drawn())


def sure(right: float) -> Case:
    """A hundred answers with a confidence of 0.7, so many of which are right."""
    answers = (np.arange(100) < 100 * right).astype(int)
    return lambda text: exhibits.sure(text, np.full(100, 0.7), answers, 0.5, LIGHT, drawn())


def several(meanings: float, words: float) -> Case:
    return lambda text: exhibits.several(text, {"towns": meanings, "strings": words}, LIGHT, drawn())


def temperature(often_cold: float, often: float, others: float) -> Case:
    """Untrue answers about people told of often, cold and at 1; and about everybody else."""
    rows = [
        Heated(heat, group, 0.0, {0.05: often_cold, 1.0: often}[heat] if group == OFTEN else others, 0.0)
        for heat in (0.05, 1.0)
        for group in COMPARED
    ]
    return lambda text: exhibits.temperature(text, rows, 1.0, LIGHT)


CASES: Cases = {
    "bots": {
        "depends": bots((0.5, 0.4), (-0.5, 0.2)), "bold": bots((0.9, 0.5), (0.8, 0.5)),
        "careful": bots((0.2, 0.3), (-0.5, 0.2)),
    },
    "sure": {"as_often": sure(0.7), "less": sure(0.3), "more": sure(0.95)},
    "several": {"meanings": several(0.8, 0.6), "words": several(0.6, 0.8), "alike": several(0.7, 0.7)},
    "temperature": {
        "stays": temperature(0.0, 0.1, 0.5), "stops": temperature(0.0, 0.1, 0.0), "worse": temperature(0.3, 0.1, 0.5),
    },
}  # fmt: skip
