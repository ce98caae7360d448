"""The pictures of training in depth: from facts, whole or not yet, in both schemes."""

import numpy as np
import pytest

from core.figures import in_depth
from core.figures.palette import DARK, LIGHT, Palette
from core.measure.sentence_errors import ERRORS
from core.studies.double_descent import Erred
from core.studies.errors_over_time import Counted
from core.studies.grokking import HOURS, Answered
from core.studies.learning_rates import OPTIMIZERS, Trained
from tests.outcomes.training_deeper import swept, weight

NAMES = {name: name for name in OPTIMIZERS}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=("light", "dark"))
def test_the_slope_touches_the_curve_where_the_weight_is(colours: Palette) -> None:
    found = weight(3)
    figure = in_depth.loss_by_weight(found, found.tried[0], colours)
    _, slope, now, nudged = figure.data
    assert np.interp(found.value, slope.x, slope.y) == pytest.approx(found.loss)
    assert (now.x[0], now.y[0]) == (found.value, found.loss)
    assert nudged.y[0] - now.y[0] == pytest.approx(found.tried[0].change)
    assert figure.layout.xaxis.title.text and figure.layout.yaxis.title.text


def test_errors_that_are_nothing_still_have_a_place_on_a_scale_of_powers() -> None:
    flat = in_depth.errors_by_nudge(weight(0, slope=0.0), LIGHT)
    assert all(min(trace.y) > 0 for trace in flat.data) and not flat.layout.shapes
    assert in_depth.errors_by_nudge(weight(3), LIGHT).layout.shapes  # the slope itself


def test_what_exploded_is_a_cross_inside_the_picture() -> None:
    figure = in_depth.losses_by_rate(swept("muon"), NAMES, LIGHT)
    low, high = figure.layout.yaxis.range
    for trace in figure.data:
        assert all(low <= loss <= high for loss in trace.y)
        assert trace.marker.symbol[-1] == "x" and trace.marker.symbol[0] != "x"


@pytest.mark.parametrize("found", [[], swept("muon")[:1], [Trained("sgd", 3.0, 4.0, None, (4.2, None))]])
def test_pictures_of_rates_can_be_drawn_from_little(found: list[Trained]) -> None:
    assert len(in_depth.losses_by_rate(found, NAMES, LIGHT).data) == 3
    for name in OPTIMIZERS:
        figure = in_depth.losses_over_steps(found, name, DARK)
        assert figure.data or figure.layout.annotations
        assert all(loss is not None for trace in figure.data for loss in trace.y)


def test_one_rule_goes_on_at_its_lowest_its_best_and_its_first_exploding_rate() -> None:
    names = [trace.name for trace in in_depth.losses_over_steps(swept("sgd"), "sgd", LIGHT).data]
    assert names == ["lowest, 0.0001", "best, 0.01", "explodes, 10"]


def test_the_line_of_as_many_stands_at_the_pictures() -> None:
    curve = [Erred(size, 0.1, 0.5, 0.2) for size in (15, 150, 1500)]
    figure = in_depth.double_descent(curve, 150, LIGHT)
    assert figure.layout.shapes[0].x0 == 150 and len(figure.data) == 3


def test_the_table_tells_learned_right_and_wrong_apart() -> None:
    learned, right = np.eye(HOURS, dtype=np.uint8), np.ones((HOURS, HOURS), np.uint8)
    right[0, 1] = 0
    answers = [(0, Answered(0.0, 0.0, 0.0, 0.0)), (25, Answered(1.0, 0.9, 1.0, 0.0))]
    *_, table = in_depth.grokking(answers, right, learned, DARK).data
    assert (table.z[0][0], table.z[0][1], table.z[0][2]) == (1, 0, 2)


def test_the_parts_of_a_checkpoint_make_a_whole() -> None:
    half = {error: 0.5 * (error in ("fact", "none")) for error in ERRORS}
    nothing = {error: [] for error in ERRORS}
    counted = [Counted(0, 0, {}, nothing), Counted(1600, 8, half, nothing)]
    figure = in_depth.errors_over_time(counted, {error: error for error in ERRORS}, LIGHT)
    assert list(figure.data[0].x) == ["0", "1,600"]
    assert [sum(trace.y[place] for trace in figure.data) for place in (0, 1)] == [0, 1]
