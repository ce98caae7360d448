"""Memory, hours and money by formula: held against what others published."""

from datetime import date

import pytest

from core.data.compute_costs import Coefficient, Total, coefficients, totals, value
from core.measure.compute import training
from core.measure.model_costs import SINGLE, TrainingMemory, bill, cache_bytes, chips, hours, how_near
from core.measure.parameter_count import PUBLISHED, Shape

SHAPES = {one.name: one.shape for one in PUBLISHED}
QUARTER = 1.25  # how near the formula comes where it does


def times(name: str) -> float:
    """What the formula says, as a multiple of what was published."""
    it = next(one for one in totals() if one.name == name)
    operations = training(it.billions * 1e9, it.tokens * 1e9)
    return (operations if it.unit == "operations" else hours(operations, value("peak"), value("used"))) / it.published


def test_gpt_3s_operations_are_those_of_its_makers_to_within_a_percent() -> None:
    assert times("GPT-3 175B") == pytest.approx(1, rel=0.01)


@pytest.mark.parametrize("name", ["Llama 3.1 405B", "DeepSeek-V3"])
def test_the_hours_of_the_largest_come_out_to_within_a_quarter(name: str) -> None:
    assert 1 / QUARTER <= times(name) <= QUARTER


@pytest.mark.parametrize(("name", "said"), [("Llama 3.1 70B", "twofold"), ("Llama 3.1 8B", "further")])
def test_where_the_formula_fails_is_not_hidden(name: str, said: str) -> None:
    assert how_near(times(name), 1) == said


def test_the_largest_gpt_2_takes_the_24_gigabytes_that_zero_tells_of() -> None:
    """Rajbhandari et al. (2020), section 3.1: 1.5 billion weights, at least 24 GB."""
    mixed = TrainingMemory(*(value(key) for key in ("weights", "gradients", "copy", "moments")))
    assert mixed.total * 1.5e9 == pytest.approx(24e9) and mixed.times == 8
    assert SINGLE.total == mixed.total and SINGLE.times == 4


def test_heads_that_share_keys_keep_less() -> None:
    """Llama 3.1 405B has 128 heads and 8 with keys: a sixteenth of what it would keep otherwise."""
    shape = SHAPES["Llama 3.1 405B"]
    alone = Shape(shape.vocabulary, shape.width, shape.layers, shape.heads, shape.hidden)
    assert cache_bytes(alone, 1_000, 2) == 16 * cache_bytes(shape, 1_000, 2)
    assert cache_bytes(shape, 2_000, 2) == 2 * cache_bytes(shape, 1_000, 2) == 4 * cache_bytes(shape, 1_000, 1)


def test_a_wide_head_keeps_its_own_width() -> None:
    assert cache_bytes(SHAPES["Qwen3 8B"], 1, 2) == 2 * 36 * 8 * 128 * 2


def test_chips_are_whole() -> None:
    assert [chips(size, 80e9) for size in (1, 80e9, 80e9 + 1, 810e9)] == [1, 1, 2, 11]


def test_a_bill_is_a_product() -> None:
    rates = {"peak": 1e15, "used": 0.5, "watts": 1_000, "overhead": 1.2, "hourly": 2.0, "kilowatt_hour": 0.1}
    one, both = bill(1e9, 3e9, **rates), bill(1e10, 3e10, **rates)
    assert one.operations == 1.8e19 and one.hours == pytest.approx(10)
    assert one.energy == pytest.approx(12) and one.rent == pytest.approx(20) and one.electricity == pytest.approx(1.2)
    assert one.share == pytest.approx(0.06) == both.share
    assert both.rent == pytest.approx(100 * one.rent)


@pytest.mark.parametrize("one", [*coefficients().values(), *totals()], ids=lambda one: getattr(one, "key", one))
def test_every_number_says_where_and_when_it_was_read(one: Coefficient | Total) -> None:
    assert one.source and one.link.startswith("https://") and date.fromisoformat(one.checked_on)
