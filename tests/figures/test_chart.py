"""A figure reaches the page as Plotly would send it, in the app's colours, and the script there can draw all of it."""

import json
import re
from pathlib import Path
from typing import Any

import plotly
import plotly.io
import pytest
from plotly import graph_objects as go

from core.figures import Figure
from core.figures.chart import HEIGHT, LONGEST, chart_payload, look
from core.figures.curves import styled
from core.figures.palette import DARK, LIGHT, Palette

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


def test_the_script_is_of_the_version_that_plotly_brings_along() -> None:
    whole = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    versions = [re.search(r"plotly\.js.* v([\d.]+)", text[:200]) for text in (whole.read_text("utf-8"), SCRIPT)]
    assert versions[0] and versions[1] and versions[0][1] == versions[1][1]
    assert (ROOT / "assets" / "vendor" / f"plotly-cartesian-{versions[0][1]}.min.js").exists()


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


def test_a_long_title_of_an_axis_stands_in_rows_that_a_phone_has_room_for() -> None:
    long = "how much it moved the model, relative to the strongest"
    axes = sent(go.Figure([BAR], {"xaxis": {"title": {"text": long}}, "yaxis": {"title": {"text": "share"}}}))[1][
        "layout"
    ]
    rows = axes["xaxis"]["title"]["text"].split("<br>")
    assert " ".join(rows) == long and len(rows) == 2 and max(map(len, rows)) <= LONGEST
    assert axes["yaxis"]["title"]["text"] == "share"
