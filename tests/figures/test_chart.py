"""A figure reaches the page as Plotly would send it, in the app's colours, and the script there can draw all of it."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import plotly
import plotly.io
import pytest
from plotly import graph_objects as go

from core.figures import Figure
from core.figures.chart import DIGITS, HEIGHT, IN_LEGEND, LONGEST, chart_payload, frames, look
from core.figures.curves import styled
from core.figures.palette import DARK, LIGHT, Palette
from scripts.plotly import TRACES

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = next((ROOT / "assets" / "vendor").glob("plotly-*.js")).read_text("utf-8")
BAR = {"type": "bar", "x": ["ü", "b"], "y": [1, None]}


def sent(figure: Figure, colours: Palette = LIGHT) -> tuple[dict[str, Any], dict[str, Any]]:
    head, _, told = chart_payload(figure, colours, "two bars").partition(b"\0")
    return json.loads(head), json.loads(told)


@pytest.mark.parametrize("figure", [go.Figure([BAR], {"height": 320}), styled([BAR], LIGHT, height=320)])
def test_it_is_what_plotly_would_send_with_our_look_instead_of_a_template(figure: Figure) -> None:
    head, told = sent(figure)
    plotlys = json.loads(plotly.io.to_json(figure.to_dict(), validate=False))
    assert told == {**plotlys, "layout": {**plotlys["layout"], "template": look(LIGHT)}}
    assert head == {"alt": "two bars", "height": 320}


def test_a_figure_that_names_no_height_gets_one_for_its_place_to_be_held() -> None:
    assert sent(go.Figure([BAR]))[0]["height"] == HEIGHT


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_plotly_knows_every_entry_of_the_look_and_each_colour_is_the_palettes(colours: Palette) -> None:
    go.layout.Template(look(colours))
    assert sent(go.Figure([BAR]), colours)[1]["layout"]["template"]["layout"]["font"]["color"] == colours.soft


@pytest.mark.parametrize(("text", "room"), [("100.0%", 30), ("8%", 18)])
def test_behind_a_lying_bar_there_is_room_for_its_number_on_a_phone_and_no_line_through_it(
    text: str, room: int
) -> None:
    bar = {
        "type": "bar",
        "orientation": "h",
        "x": [0.5, 1.0],
        "y": ["a", "b"],
        "text": ["", text],
        "textposition": "outside",
    }
    layout = sent(styled([bar], LIGHT, xaxis={"range": [0, 1.08]}))[1]["layout"]
    assert layout["margin"]["r"] >= room
    assert layout["yaxis"]["showgrid"] is False
    assert sent(styled([BAR], LIGHT))[1]["layout"]["yaxis"].get("showgrid") is None  # of standing bars the lines tell


def test_a_long_name_stands_in_rows_in_the_legend_and_a_short_one_as_it_is() -> None:
    names = ["as you assume", "experienced programmers in code that they knew, early in 2025"]
    shown = [trace["name"] for trace in sent(styled([{**BAR, "name": name} for name in names], LIGHT))[1]["data"]]
    assert shown[0] == names[0]
    assert shown[1].replace("<br>", " ") == names[1]
    assert max(map(len, shown[1].split("<br>"))) <= IN_LEGEND


def test_the_script_is_of_the_version_that_plotly_brings_along() -> None:
    whole = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    versions = [re.search(r"plotly\.js.* v([\d.]+)", text[:200]) for text in (whole.read_text("utf-8"), SCRIPT)]
    assert versions[0] and versions[1] and versions[0][1] == versions[1][1]
    assert (ROOT / "assets" / "vendor" / f"plotly-figures-{versions[0][1]}.min.js").exists()


def test_the_component_asks_for_the_script_that_is_there() -> None:
    asked = re.search(
        r'SCRIPT = "/static/vendor/(.*)"', (ROOT / "assets" / "components" / "chart.js").read_text("utf-8")
    )
    assert asked and (ROOT / "assets" / "vendor" / asked[1]).exists()


def test_the_script_draws_every_kind_of_trace_that_a_figure_has() -> None:
    kinds = set[str]()
    for path in (ROOT / "core" / "figures").glob("*.py"):
        text = path.read_text("utf-8")
        kinds |= set(re.findall(r"\badd_(\w+)\(", text)) | {kind.lower() for kind in re.findall(r"\bgo\.(\w+)\(", text)}
    kinds -= {"figure", "annotation", "vline", "hline", "vrect", "hrect", "shape", "trace"}
    assert {"scatter", "bar", "heatmap"} <= kinds
    for kind in kinds:
        assert re.search(rf'moduleType:"trace",name:"{kind}"', SCRIPT), kind
    assert set(TRACES) < kinds, "no visit fetches what no figure needs"


def test_a_long_title_of_an_axis_stands_in_rows_that_a_phone_has_room_for() -> None:
    long = "how much it moved the model, relative to the strongest"
    axes = sent(go.Figure([BAR], {"xaxis": {"title": {"text": long}}, "yaxis": {"title": {"text": "share"}}}))[1][
        "layout"
    ]
    rows = axes["xaxis"]["title"]["text"].split("<br>")
    assert " ".join(rows) == long and len(rows) == 2 and max(map(len, rows)) <= LONGEST
    assert axes["yaxis"]["title"]["text"] == "share"


def changed(told: dict[str, Any], changes: list[list[Any]]) -> dict[str, Any]:
    """As chart.js makes another moment of the figure that came."""
    made: dict[str, Any] = json.loads(json.dumps(told))
    for path, *there in changes:
        part: Any = made
        for key in path[:-1]:
            part = part[key]
        if there:
            part[path[-1]] = there[0]
        else:
            del part[path[-1]]
    return made


def test_a_film_has_of_each_moment_only_what_is_other_in_it() -> None:
    lines = {step: {"type": "scatter", "x": [0, 1], "y": [0.123456 * step, None], "name": "loss"} for step in (1, 2, 3)}
    marked = styled([lines[3], BAR], LIGHT, height=320)
    marked.layout.shapes = [{"type": "line", "x0": 1}]
    figures = {1: go.Figure([{**lines[1], "opacity": 0.5}], {"height": 320}), 2: go.Figure([lines[2]], {"height": 320}),
               3: marked}  # fmt: skip
    found = frames(figures, 2)
    assert json.loads(found[2]) == []
    assert json.loads(found[1]) == [[["data", 0, "opacity"], 0.5], [["data", 0, "y"], [0.123, None]]]
    here = sent(figures[2])[1]
    for step, told in found.items():
        made, there = changed(here, json.loads(told)), sent(figures[step])[1]
        assert len(made["data"]) == len(there["data"]) and made["layout"] == there["layout"]
        assert made["data"][0]["y"][0] == pytest.approx(there["data"][0]["y"][0], rel=10 ** (1 - DIGITS))


def test_numbers_that_travel_as_bytes_and_none_at_all_are_written_out_in_a_film() -> None:
    figures = {step: go.Figure(go.Heatmap(z=np.array([[step / 3, np.nan]], np.float32))) for step in (1, 2)}
    assert json.loads(frames(figures, 1)[2]) == [[["data", 0, "z"], [[0.667, None]]]]


def test_a_long_film_gets_fewer_moments_and_always_the_one_that_is_shown() -> None:
    figures = {step: go.Figure([{"type": "scatter", "y": [step + n for n in range(200)]}]) for step in range(14)}
    assert len(frames(figures, 6)) == 14
    few = frames(figures, 6, most=4_000)
    assert {0, 6, 13} <= set(few) and len(few) < 8 and sum(map(len, few.values())) < 5_000


def test_a_film_stands_behind_its_figure_and_its_moments_before_it() -> None:
    figure = go.Figure([BAR])
    film = {"run": "world", "steps": [0, 5], "step": 5, "alts": ["a", "b"], "frames": '[[[["data",0,"y"],[2]]],[]]'}
    head, _, told = chart_payload(figure, LIGHT, "b", film).partition(b"\0")
    read = json.loads(head)
    assert read["film"] == {name: part for name, part in film.items() if name != "frames"}
    assert json.loads(told[: read["bytes"]]) == sent(figure)[1]
    assert told[read["bytes"] :].decode() == film["frames"]
