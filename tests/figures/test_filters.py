"""Pictures of safeguards: axes that stay, nothing told by colour alone, and the chosen point where it is."""

import numpy as np

from core.figures import filters as pictures
from core.figures.palette import LIGHT
from core.measure.filters import curve


def test_the_chosen_threshold_is_a_star_on_its_curve() -> None:
    points = curve(np.array([0.2, 0.6]), np.array([0.1, 0.7]))
    figure = pictures.trade_off({"one": points, "other": points}, points[25], LIGHT)
    star = figure.data[-1]
    assert star.marker.symbol == "star" and (star.x[0], star.y[0]) == (0.5, 0.5)
    assert figure.layout.xaxis.range == figure.layout.yaxis.range == (-0.04, 1.04)
    assert len({line.line.dash for line in figure.data[:-1]}) == 2


def test_bars_and_lines_differ_by_more_than_their_colour() -> None:
    shares = {"a": {"x": 0.1, "y": 1.0}, "b": {"x": 0.0, "y": 0.5}}
    for figure in (pictures.missed(shares, LIGHT), pictures.compared(shares, LIGHT)):
        assert len({bar.marker.pattern.shape for bar in figure.data}) == 2
    lines = pictures.stages({"a": [(0, 0.1)], "b": [(0, 1.0)]}, LIGHT, {5: "cure"})
    assert len({line.marker.symbol for line in lines.data}) == 2 and len(lines.layout.shapes) == 1


def test_the_likeliest_answers_are_named_by_whose_wish_they_fulfil() -> None:
    shares = {"fox": 0.7, "goat": 0.2, "owl": 0.1}
    figure = pictures.chances(shares, {"fox": "what the note wants", "goat": "what the note tells"}, LIGHT)
    assert {bar.name: list(bar.y) for bar in figure.data} == {
        "what the note reports": ["goat"], "what the note wants": ["fox"], "anything else": ["owl"],
    }  # fmt: skip
