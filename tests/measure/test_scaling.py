"""A power law that is put in comes out; what it foretells, and what it refuses."""

import pytest

from core.data.real_models import real_models
from core.measure.scaling import came_true, fit, missed, one_by_one, without_largest
from core.measure.size_and_score import how_small, smallest_better

SIZES = (1e3, 3e3, 1e4, 1e5)


def losses(exponent: float, off: float = 0.0) -> list[tuple[float, float]]:
    """A law with this exponent; the largest misses it by this share."""
    return [(size, 9 * size**-exponent * (1 + off * (size == SIZES[-1]))) for size in SIZES]


@pytest.mark.parametrize("exponent", [0.03, 0.07, 0.5])
def test_a_law_that_is_put_in_comes_out(exponent: float) -> None:
    law = fit(losses(exponent))
    assert law.exponent == pytest.approx(exponent) and law.explained == pytest.approx(1)
    assert law.at(5e4) == pytest.approx(9 * 5e4**-exponent) and law.tenfold == pytest.approx(10**-exponent)


@pytest.mark.parametrize(("off", "came"), [(0.0, "near"), (0.029, "near"), (0.1, "above"), (-0.1, "below")])
def test_the_largest_is_held_against_the_line_through_the_others(off: float, came: str) -> None:
    smaller, largest = without_largest(losses(0.07, off))
    assert len(smaller) == 3 and len(largest) == 1
    miss = missed(fit(smaller), largest)
    assert miss == pytest.approx(off, abs=1e-9) and came_true(miss) == came


def test_each_model_from_the_fourth_on_is_foretold_from_those_before() -> None:
    points = losses(0.07)
    assert one_by_one(points[:3]) == [] and one_by_one(points[:2], coming=1e6) == []
    told, coming = one_by_one(points, coming=1e6)
    assert told.parameters == SIZES[-1] and told.missed == pytest.approx(0, abs=1e-9)
    assert coming.found is None and coming.missed is None and coming.foretold < told.foretold


@pytest.mark.parametrize(
    "points", [[], [(1e3, 2.0)], [(1e3, 2.0), (1e3, 2.1)], [(1e3, 0.0), (1e4, 1.0)], [(0, 2.0), (9, 1.0)]]
)
def test_what_makes_no_line_is_refused(points: list[tuple[float, float]]) -> None:
    with pytest.raises(ValueError, match="two sizes"):
        fit(points)


def test_the_smallest_model_that_answers_more_is_found_in_the_table() -> None:
    giant, small = smallest_better(real_models())
    assert giant.parameters == 175 and small.score > giant.score
    between = [one for one in real_models() if one.score > giant.score and one.parameters is not None]
    assert small.parameters == min(one.parameters for one in between if one.parameters)
    assert [how_small(times) for times in (1, 3, 29, 30, 500)] == ["alike", "tenth", "tenth", "hundredth", "hundredth"]


def test_a_table_without_that_model_or_without_a_better_one_is_said() -> None:
    models = real_models()
    best = max(models, key=lambda model: model.score if model.parameters else 0)
    with pytest.raises(ValueError, match="no model called"):
        smallest_better(models, "nobody")
    with pytest.raises(ValueError, match="answers more"):
        smallest_better(models, best.name)
