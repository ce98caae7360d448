"""Pictures of costs, voices and saved time: axes stay where they are, and nothing is told by colour alone."""

import pytest

from core.figures import society
from core.figures.palette import LIGHT
from core.measure.represented import Share
from core.studies.who_is_spoken_of import Spoken


def test_costs_are_sorted_and_each_bar_says_its_number():
    figure = society.costs({"large": 100.0, "small": 0.5}, "large", {"a kettle": 93.0}, LIGHT)
    bars = figure.data[0]
    assert list(bars.y) == ["small", "a kettle", "large"] and list(bars.text) == ["0.5 Wh", "93 Wh", "100 Wh"]
    assert len(set(bars.marker.pattern.shape)) == 3  # chosen, known and published differ without colour
    other = society.costs({"large": 1e6, "small": 0.5}, "small", {}, LIGHT)
    assert figure.layout.xaxis.range == other.layout.xaxis.range


@pytest.mark.parametrize(
    ("energy", "says"), [(0.0, "0 Wh"), (0.032, "0.032 Wh"), (1.863, "1.9 Wh"), (108, "110 Wh"), (5e6, "5,000 kWh")]
)
def test_energy_is_told_with_two_digits_that_count(energy: float, says: str):
    assert society.watt_hours(energy) == says


def test_a_model_that_was_not_measured_has_no_bars():
    rows = [Share("women", 0.5, 0.4, None), Share("men", 0.5, 0.6, None)]
    assert len(society.represented(rows, LIGHT).data) == 2
    assert len(society.represented([Share("women", 0.5, 0.4, 0.3)], LIGHT).data) == 3


def test_ones_own_line_carries_the_mark():
    lines = {"others": [(0.0, 0.0), (1.0, 0.13)], "mine": [(0.0, 0.0), (1.0, -0.2)]}
    figure = society.saved(lines, 1.0, "mine", LIGHT)
    assert list(figure.data[-1].y) == [-0.2] and len({trace.line.dash for trace in figure.data[:2]}) == 2


def test_the_quiet_are_drawn_over_temperature():
    figure = society.quiet([Spoken(1.0, 121, 200, 0.65, 0.01, 0.66)], LIGHT)
    assert list(figure.data[1].y) == [0.605] and figure.layout.shapes[0].y0 == 0.66


def test_every_published_speed_has_a_line_of_its_own_look():
    lines = {
        name: [(0.0, 0.0), (1.0, gain)]
        for name, gain in (("mine", 0.1), ("a", 0.2), ("b", -0.2), ("c", 0.3), ("d", 0.1))
    }
    drawn = society.saved(lines, 1.0, "mine", LIGHT).data[:-1]
    assert {trace.name for trace in drawn} == lines.keys() and len({trace.line.dash for trace in drawn}) == len(lines)
