"""A figure as it travels to the component `chart`: with the look that all figures share, without what nobody draws.

Plotly gives every figure a template of its own, nine tenths of what a small figure weighs. Here it gets ours: what a figure
does not say itself, in the colours of the palette. The rest of the style stands in `core.figures.curves`.
"""

import textwrap
from typing import Any

from plotly.io import to_json

from core.figures import Figure
from core.figures.palette import CATEGORIES, Palette
from core.figures.payload import packed

HEIGHT = 450  # pixels, of a figure that does not say how high it is
TEXT = '"Source Sans", sans-serif'
SMALL, MIDDLE = 12, 14  # pixels
LONGEST = 42  # letters of an axis' title in a row: as many as a phone has room for


def chart_payload(figure: Figure, colours: Palette, alt: str) -> bytes:
    """What is held of it before it is drawn, its height and what is seen; and behind that the figure, as JSON.

    Args:
        alt: what is seen, for who cannot see it.
    """
    records = figure.to_dict()
    layout = {name: _in_rows(part) if "axis" in name else part for name, part in records["layout"].items()}
    layout["template"] = look(colours)
    told = to_json({"data": records["data"], "layout": layout}, validate=False)
    return packed({"alt": str(alt), "height": layout.get("height", HEIGHT)}, told.encode())


def _in_rows(axis: dict[str, Any]) -> dict[str, Any]:
    """An axis whose title, if it is long, stands in several rows: Plotly would cut it off at the edges of a phone."""
    title = axis.get("title") or {}
    rows = textwrap.wrap(title.get("text") or "", LONGEST)
    return {**axis, "title": {**title, "text": "<br>".join(rows)}} if len(rows) > 1 else axis


def look(colours: Palette) -> dict[str, Any]:
    """How a figure looks where it does not say so: a template of Plotly's. (None has a title: that stands on the page.)"""
    quiet = {"color": colours.soft, "size": SMALL}
    title = {"color": colours.soft, "size": MIDDLE}
    axis = {
        "tickfont": quiet, "tickcolor": colours.line, "gridcolor": colours.line, "zerolinecolor": colours.line,
        "minor": {"gridcolor": colours.line}, "automargin": True,
    }  # fmt: skip
    layout = {
        "colorway": list(CATEGORIES), "paper_bgcolor": colours.paper, "plot_bgcolor": colours.paper,
        "font": {"family": TEXT, "weight": 400, **quiet}, "margin": {"pad": 8, "r": 0, "l": 0},
        "legend": {"font": {"color": colours.ink, "size": SMALL}, "valign": "top"},
        "xaxis": {**axis, "title": {"font": title, "standoff": 20}, "showgrid": False, "zeroline": False},
        "yaxis": {**axis, "title": {"font": title, "standoff": 24}, "ticklabelposition": "outside"},
        "hoverlabel": {"bgcolor": colours.paper, "bordercolor": colours.line, "font": {"family": TEXT, **quiet}},
    }  # fmt: skip
    return {"data": {"scatter": [{"type": "scatter", "marker": {"line": {"width": 0}}}]}, "layout": layout}
