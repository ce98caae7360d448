"""Pictures of what computing buys and costs: the valleys of three budgets, what fills memory, and a formula beside totals."""

from collections.abc import Mapping, Sequence
from math import log10
from typing import Any

import plotly.graph_objects as go

from core.figures.curves import styled
from core.figures.palette import Palette
from core.figures.scale import many
from core.figures.words import said
from core.language import number
from core.measure.compute import Point

LOOKS = (("data", "solid", "circle"), ("made", "dash", "square"), ("latent", "dashdot", "triangle-up"))
HUES = {"data": "", "made": "/", "latent": ".", "query": "x"}  # of the parts of a bar, each with its pattern
ROW = 54  # pixels


def valleys(
    budgets: Mapping[str, Sequence[Point]], colours: Palette, yours: Point | None = None, name: str = ""
) -> go.Figure:
    """A line a budget: the loss over the size of the model. The lowest of each is marked, and a point of one's own.

    Args:
        budgets: by their names, the smallest first.
        name: of one's own point.
    """
    data: list[dict[str, Any]] = []
    for (budget, points), (hue, dash, symbol) in zip(budgets.items(), LOOKS, strict=False):
        if points:
            ordered = sorted(points)
            lowest = min(ordered, key=lambda one: one[1])
            data.append({
                "type": "scatter", "mode": "lines+markers", "name": budget, "x": [size for size, _ in ordered],
                "y": [loss for _, loss in ordered], "line": {"color": getattr(colours, hue), "dash": dash, "width": 2},
                "marker": {"symbol": symbol, "size": [15 if one == lowest else 8 for one in ordered]},
            })  # fmt: skip
    if yours:
        data.append({
            "type": "scatter", "mode": "markers", "name": name, "x": [yours[0]], "y": [yours[1]],
            "marker": {"symbol": "star", "size": 18, "color": colours.accent, "line": {"color": colours.ink, "width": 1}},
        })  # fmt: skip
    ticks = [3_000, 10_000, 30_000, 100_000, 300_000]
    return styled(
        data, colours, height=380,
        xaxis={
            "title": said("compute.weights"), "type": "log", "tickvals": ticks, "ticktext": [many(tick) for tick in ticks],
            "range": [log10(2_700), log10(520_000)],
        },
        yaxis={"title": said("scale.loss")},
    )  # fmt: skip


def stacked(
    rows: Mapping[str, Mapping[str, float]],
    title: str,
    colours: Palette,
    chosen: str = "",
    mark: tuple[str, float] | None = None,
) -> go.Figure:
    """A bar a row, made of parts one after the other.

    Args:
        rows: by their names, from the top; every row has the same parts.
        title: of the scale.
        chosen: the row that is shown in full.
        mark: a name and where it stands on the scale, drawn as a line from top to bottom.
    """
    names = [f"▸ {name}" if name == chosen else name for name in rows]
    parts = list(next(iter(rows.values())))
    data: list[dict[str, Any]] = [
        {
            "type": "bar", "orientation": "h", "name": part, "y": names, "x": [row[part] for row in rows.values()],
            "marker": {
                "color": getattr(colours, hue), "pattern": {"shape": shape},
                "opacity": [0.55 if chosen and name != chosen else 1.0 for name in rows],
            },
        }
        for part, (hue, shape) in zip(parts, HUES.items(), strict=False)
    ]  # fmt: skip
    if mark:
        data.append({
            "type": "scatter", "mode": "lines", "name": mark[0], "x": [mark[1], mark[1]], "y": [names[0], names[-1]],
            "line": {"color": colours.ink, "dash": "dash", "width": 2}, "hoverinfo": "skip",
        })  # fmt: skip
    return styled(
        data, colours, height=150 + ROW * len(rows), barmode="stack", xaxis={"title": title, "rangemode": "tozero"},
        yaxis={"autorange": "reversed"},
    )  # fmt: skip


def beside(ratios: Mapping[str, float], chosen: str, colours: Palette) -> go.Figure:
    """For each training: what the formula says, as a multiple of what was published. On the line it is the same."""
    names = [f"▸ {name}" if name == chosen else name for name in ratios]
    hues = [colours.data if name == chosen else colours.soft for name in ratios]
    data: list[dict[str, Any]] = [
        {
            "type": "scatter", "mode": "markers", "name": said("compute.formula"), "x": list(ratios.values()), "y": names,
            "marker": {"size": [16 if name == chosen else 11 for name in ratios], "color": hues, "symbol": "diamond"},
        },
        {
            "type": "scatter", "mode": "lines", "name": said("compute.published"), "x": [1, 1], "y": [names[0], names[-1]],
            "line": {"color": colours.ink, "dash": "dash", "width": 2}, "hoverinfo": "skip",
        },
    ]  # fmt: skip
    ticks = (0.25, 0.5, 1, 2)
    return styled(
        data, colours, height=150 + 40 * len(ratios),
        xaxis={
            "title": said("compute.times published"), "type": "log", "range": [log10(0.22), log10(2.2)],
            "tickvals": ticks, "ticktext": [number(tick, "g") for tick in ticks],
        },
        yaxis={"autorange": "reversed"},
    )  # fmt: skip
