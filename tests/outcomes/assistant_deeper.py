"""How the experiments of /assistant_deeper may come out."""

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.studies.best_of import Pool
from core.studies.lookup import Looks
from core.studies.preference import Preferred
from core.training.events import Record
from pages.text.assistant import exhibits
from tests.outcomes import Case, Cases

POOL = Pool("who ?", [str(i) for i in range(10)], [float(i) for i in range(10)], [True] * 10)


def best(wins: float) -> Case:
    """The tuned model beats the untuned one in this share of pairs."""
    tuned = Preferred(wins, 1.0, 12.0, 0.9, 1.0, {}, 0.9, {})
    return lambda text: exhibits.best_of(text, [POOL], 4, tuned, LIGHT, drawn(), asks=True)


def look_up(by_table: float, by_heart: float) -> Case:
    records = [Record(0, 240, Looks(0.0, 0.0, 1.0, "")), Record(240, 240, Looks(1.0, by_table, by_heart, ""))]
    return lambda text: exhibits.looks_up(text, records, True, LIGHT, drawn())


CASES: Cases = {
    "best": {"two": best(0.6), "few": best(0.82), "many": best(0.92), "never": best(0.999)},
    "look_up": {"table": look_up(0.9, 0.0), "heart": look_up(0.1, 0.8), "neither": look_up(0.3, 0.3)},
}
