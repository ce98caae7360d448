"""How the experiments of /training_deeper may come out."""

import numpy as np

from core.exhibit import now
from core.figures.palette import LIGHT
from core.measure.one_weight import NUDGES, Tried, Weight
from core.measure.sentence_errors import ERRORS
from core.studies.double_descent import Erred
from core.studies.errors_over_time import Counted
from core.studies.grokking import HOURS, Answered
from core.studies.learning_rates import OPTIMIZERS, RATES, Trained
from pages.text.training import exhibits
from tests.outcomes import Case, Cases


def weight(best: int, slope: float = 0.5) -> Weight:
    """A weight whose slope that nudge finds, and no other."""
    slopes = [slope if place == best else slope + 0.1 for place, _ in enumerate(NUDGES)]
    tried = tuple(Tried(h, h * found, found, slope) for h, found in zip(NUDGES, slopes, strict=True))
    return Weight("norm.weight", 0, 1, 1.0, 2.0, slope, tried, ((0.0, 1.5), (1.0, 2.0), (2.0, 2.5)))


def nudge(best: int, slope: float = 0.5) -> Case:
    return lambda text: exhibits.nudge(text, weight(best, slope), LIGHT)


def swept(lowest: str) -> list[Trained]:
    """Every rule at every rate: in the middle all end low, one the lowest; at the highest all explode."""

    def end(name: str, rate: float) -> float | None:
        return None if rate == RATES[-1] else (1.0 if name == lowest else 2.0) + 0.1 * abs(np.log10(rate) + 2)

    return [Trained(name, rate, 4.0, end(name, rate), (4.0, 3.0)) for name in OPTIMIZERS for rate in RATES]


def rates(lowest: str) -> Case:
    return lambda text: exhibits.rates(text, swept(lowest), "ends", True, LIGHT, now())


def descent(features: int) -> Case:
    """Of 300 pictures, most of the mistakes come with so many features."""
    curve = [Erred(size, 0.1, 0.8 if size == features else 0.2, 0.1) for size in (15, 300, 3000)]
    return lambda text: exhibits.descent(text, curve, 300, True, LIGHT, now())


def grokking(others_at: int) -> Case:
    """The learned sums are known at step 50; the others at this one, if at all."""
    answers = [
        (step, Answered(float(step >= 50), float(step >= others_at), float(step >= 50), 0.01))
        for step in range(0, 501, 50)
    ]
    table = np.zeros((HOURS, HOURS), np.uint8)
    arrays = {"right": table, "learned": table}
    return lambda text: exhibits.grokking(text, answers, arrays, True, LIGHT, now())


def errors(**shares: float) -> Case:
    """The sentences of the last checkpoint have these faults."""
    whole = {error: shares.get(error, 0.0) for error in ERRORS} if shares else {}
    counted = [Counted(step, 10 if shares else 0, whole, {error: [] for error in ERRORS}) for step in (0, 100)]
    return lambda text: exhibits.errors(text, counted, True, LIGHT, now())


CASES: Cases = {
    "nudge": {
        "large": nudge(0), "middle": nudge(3), "small": nudge(len(NUDGES) - 1), "flat": nudge(0, slope=0.0),
    },
    "rates": {name: rates(name) for name in OPTIMIZERS},
    "descent": {"few": descent(15), "as_many": descent(300), "more": descent(3000)},
    "grokking": {"together": grokking(100), "later": grokking(400), "never": grokking(1000)},
    "errors": {
        "letters": errors(letters=0.8, none=0.2), "order": errors(order=0.8, letters=0.2),
        "word": errors(kind=0.3, form=0.2, fact=0.4, none=0.1), "fact": errors(fact=0.3, none=0.7),
        "nothing": errors(none=1.0), "no_sentence": errors(),
    },
}  # fmt: skip
