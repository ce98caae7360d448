"""What few examples make of two beginnings, compared."""

from core.data.three_tasks import TASKS
from core.measure.few_examples import (
    ADAPTED,
    EXAMPLES,
    FROM_NOTHING,
    STARTS,
    Tried,
    caught_up,
    far,
    leads,
    line,
    right,
    whole,
)

FOUND = [
    Tried(task, start, count, (0.002 if start == ADAPTED else 0.001) * count, 100, ())
    for count in EXAMPLES
    for task in TASKS
    for start in STARTS
]


def test_each_number_is_found_under_its_names() -> None:
    assert right(FOUND, 64)[ADAPTED, "sort"] == 0.128
    assert line(FOUND, FROM_NOTHING, "answer") == {count: 0.001 * count for count in EXAMPLES}
    assert whole(FOUND) and not whole(FOUND[:-1])


def test_clearly_ahead_is_counted_by_tasks() -> None:
    ahead = {(start, task): 0.5 if start == ADAPTED else 0.1 for start in STARTS for task in TASKS}
    assert leads(ahead) == "all"
    assert leads(ahead | {(FROM_NOTHING, "sort"): 0.45}) == "some"
    assert leads(dict.fromkeys(ahead, 0.5)) == "none"


def test_catching_up_compares_the_most_with_few() -> None:
    assert far(FOUND, "sort") == (0.032, 256, 0.256)
    assert caught_up(FOUND) == "all"
    behind = [one if one.start == ADAPTED else Tried(one.task, one.start, one.examples, 0.0, 100, ()) for one in FOUND]
    assert caught_up(behind) == "none"
