"""Pictures of what computing buys and costs build, name their axes, and tell what is chosen by more than colour."""

import pytest

from core.figures import compute
from core.figures.palette import DARK, LIGHT, Palette

BUDGETS = {"small": [(1e4, 2.0), (4e3, 3.0), (2e4, 2.5)], "large": [(2e4, 1.5), (4e4, 1.8)]}
ROWS = {"one": {"weights": 10.0, "cache": 1.0}, "other": {"weights": 5.0, "cache": 0.5}}


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_a_valley_has_a_line_a_budget_and_its_lowest_point_is_the_largest(colours: Palette) -> None:
    data = compute.valleys(BUDGETS, colours, (1.2e4, 1.9), "yours").to_dict()["data"]
    assert [trace["name"] for trace in data] == ["small", "large", "yours"]
    assert list(data[0]["x"]) == [4e3, 1e4, 2e4] and list(data[0]["marker"]["size"]) == [8, 15, 8]
    assert len({trace["marker"]["symbol"] for trace in data}) == 3


def test_a_budget_of_which_nothing_ended_has_no_line() -> None:
    assert [trace["name"] for trace in compute.valleys({"small": [], **BUDGETS}, LIGHT).to_dict()["data"]] == [
        "small", "large"
    ]  # fmt: skip


def test_the_parts_of_a_bar_stand_one_after_the_other_and_the_mark_goes_through_all() -> None:
    figure = compute.stacked(ROWS, "gigabytes", LIGHT, "other", ("a chip", 8.0)).to_dict()
    weights, cache, mark = figure["data"]
    assert (
        figure["layout"]["barmode"] == "stack" and list(weights["x"]) == [10.0, 5.0] and list(cache["x"]) == [1.0, 0.5]
    )
    assert list(weights["y"]) == list(mark["y"]) == ["one", "▸ other"]
    assert weights["marker"]["pattern"] != cache["marker"]["pattern"]
    assert figure["layout"]["xaxis"]["title"]["text"] == "gigabytes"


def test_a_formula_stands_beside_what_was_published() -> None:
    points, line = compute.beside({"A": 0.8, "B": 1.2}, "B", LIGHT).to_dict()["data"]
    assert list(points["y"]) == ["A", "▸ B"] and list(points["x"]) == [0.8, 1.2] and list(line["x"]) == [1, 1]
