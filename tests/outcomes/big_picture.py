"""How the experiments of /big_picture may come out."""

from core.exhibit import drawn
from core.figures.palette import LIGHT
from pages.start.big_picture import exhibits
from tests.outcomes import Case, Cases


def written(by_rules: float) -> Case:
    return lambda text: exhibits.written(text, by_rules, 0.98, LIGHT)


def backwards(sure: float, like: float) -> Case:
    said = {"classifier": (sure, like), "generator": (0.95, 0.99)}
    return lambda text: exhibits.both_ways(text, said, drawn())


CASES: Cases = {
    "written": {"few": written(0.1), "half": written(0.5), "nearly": written(0.9), "more": written(0.98)},
    "backwards": {
        "never sure": backwards(0.3, 0.0), "nothing": backwards(1.0, 0.0), "some": backwards(1.0, 0.4),
        "digits": backwards(1.0, 0.9),
    },
}  # fmt: skip
