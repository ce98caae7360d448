"""How the experiments of /big_picture_deeper may come out."""

from collections.abc import Mapping

from core.data.three_tasks import TASKS
from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.measure.few_examples import ADAPTED, EXAMPLES, FROM_NOTHING, Tried
from pages.start.big_picture import exhibits
from tests.outcomes import Case, Cases


def found(ends: Mapping[str, float], adapted: float = 0.5) -> list[Tried]:
    """The adapted model gets as many right throughout, the one from nothing what `ends` says of its task."""
    return [
        Tried(task, start, count, right, 100, ())
        for count in EXAMPLES
        for task in TASKS
        for start, right in ((ADAPTED, adapted), (FROM_NOTHING, ends.get(task, 0.1)))
    ]


def one_for_three(ends: Mapping[str, float]) -> Case:
    return lambda text: exhibits.one_for_three(text, found(ends), 64, LIGHT, drawn())


def catch_up(ends: Mapping[str, float]) -> Case:
    return lambda text: exhibits.catch_up(text, found(ends), "sort", LIGHT, drawn())


ALIKE = dict.fromkeys(TASKS, 0.5)
CASES: Cases = {
    "one_for_three": {
        "all": one_for_three({}), "some": one_for_three({"sort": 0.5}), "none": one_for_three(ALIKE),
    },
    "catch_up": {"all": catch_up(ALIKE), "some": catch_up({"sort": 0.6}), "none": catch_up({})},
}  # fmt: skip
