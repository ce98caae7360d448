"""How the experiments of /society_deeper may come out."""

from core.figures.palette import LIGHT
from core.measure.electricity import Counted, Timed
from core.studies.who_is_spoken_of import TEMPERATURES, Spoken
from pages.trust.society import exhibits
from tests.outcomes import Case, Cases


def quiet(cold: float, at_one: float) -> Case:
    """What the least told tenth gets, below temperature 1 and from there on."""
    rows = [Spoken(heat, 50, 100, 0.4, cold if heat < 1 else at_one, 0.3) for heat in TEMPERATURES]
    return lambda text: exhibits.quiet(text, rows, LIGHT)


CASES: Cases = {
    "quiet": {"vanish": quiet(0.0, 0.04), "less": quiet(0.02, 0.04), "as_before": quiet(0.04, 0.04)},
    "bigger": {
        "million": lambda text: exhibits.bigger(text, Counted(10, 1, 20), Timed(0.1, 1), 10, 8, 10, (1, 8)),
    },
}  # fmt: skip
