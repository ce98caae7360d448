"""Pictures of size: where parameters sit, losses on a straight line, and what real models' sizes go with."""

from collections.abc import Mapping, Sequence
from math import log10
from typing import Any

import plotly.graph_objects as go

from core.data.real_models import GUESSING, RealModel
from core.figures.curves import styled
from core.figures.palette import Palette
from core.figures.words import said
from core.language import number
from core.measure.parameter_count import Count
from core.measure.scaling import Point, PowerLaw
from core.measure.size_and_score import Line

ROW = 40  # pixels
PARTS = {"tables": ("data", ""), "attention": ("query", "/"), "mlp": ("value", ".")}
ERAS = ((2021, "circle", "soft"), (2023, "square", "data"), (9999, "diamond", "made"))  # the last year of each


def many(parameters: float) -> str:
    """A number of parameters in words, with three digits that count.

    >>> many(303_296), many(124_439_808), many(175e9)
    ('303,296', '124 million', '175 billion')
    """
    for size, name in ((1e9, "scale.billion"), (1e6, "scale.million")):
        if parameters >= size:
            return str(said(name, amount=_three(parameters / size)))
    return number(parameters, ",.0f")


def memory(parameters: float, bytes_each: float) -> str:
    """What so many parameters fill, in the unit that leaves the fewest digits.

    >>> memory(175e9, 2), memory(303_296, 4)
    ('350 GB', '1.21 MB')
    """
    filled = parameters * bytes_each
    for size, unit in ((1e12, "TB"), (1e9, "GB"), (1e6, "MB")):
        if filled >= size:
            return f"{_three(filled / size)} {unit}"
    return f"{_three(filled / 1e3)} kB"


def _three(amount: float) -> str:
    """Three digits that count, without zeros after the last of them."""
    decimals = max(0, 2 - int(log10(max(1.0, amount))))
    shown = next(places for places in range(decimals + 1) if round(amount, places) == round(amount, decimals))
    return number(amount, f",.{shown}f")


def shares(count: Count) -> dict[str, float]:
    """What part of the parameters sits in tables, attention and MLP; norms are the small rest."""
    return {
        "tables": count.tables / count.total,
        "attention": count.attention / count.total,
        "mlp": count.mlp / count.total,
    }


def where(counts: Mapping[str, Count], chosen: str, colours: Palette) -> go.Figure:
    """A bar a model, the smallest on top: which part of its parameters sits where."""
    rows = sorted(counts.items(), key=lambda row: row[1].total)
    names = [f"{'▸ ' if name == chosen else ''}{name}<br>{many(count.total)}" for name, count in rows]
    data: list[dict[str, Any]] = [
        {
            "type": "bar", "orientation": "h", "name": said(f"scale.{part}"), "y": names,
            "x": [shares(count)[part] for _, count in rows],
            "marker": {
                "color": getattr(colours, hue), "pattern": {"shape": shape},
                "opacity": [1.0 if name == chosen else 0.6 for name, _ in rows],
            },
        }
        for part, (hue, shape) in PARTS.items()
    ]  # fmt: skip
    return styled(
        data, colours, barmode="stack", height=120 + ROW * len(rows),
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},  # as the parts stand
        xaxis={"title": said("scale.share of parameters"), "range": [0, 1], "tickformat": ".0%"},
        yaxis={"autorange": "reversed", "automargin": True},
    )  # fmt: skip


def law(
    starts: Mapping[str, Sequence[Point]], line: PowerLaw, largest: float, colours: Palette, yours: str = ""
) -> go.Figure:
    """Losses over sizes, both by factors, and the line through all but the largest size, drawn on to it.

    Args:
        starts: by name, the points of each seed; `yours` is the name of the learner's own.
        largest: parameters of the size that the line did not see.
    """
    looks = (
        ("circle", colours.data),
        ("square", colours.latent),
        ("triangle-up", colours.soft),
        ("diamond", colours.made),
    )
    ends = [min(size for points in starts.values() for size, _ in points) / 1.4, largest * 1.4]
    data: list[dict[str, Any]] = [
        {
            "type": "scatter", "mode": "lines", "name": said("scale.line"), "x": ends, "y": [line.at(size) for size in ends],
            "line": {"color": colours.ink, "dash": "dash", "width": 2}, "hoverinfo": "skip",
        }
    ]  # fmt: skip
    for (name, points), (symbol, hue) in zip(starts.items(), looks, strict=False):
        data.append({
            "type": "scatter", "mode": "markers", "name": name, "x": [size for size, _ in points],
            "y": [loss for _, loss in points],
            "marker": {"symbol": symbol, "size": 13 if name == yours else 9, "color": hue},
        })  # fmt: skip
    powers = [10.0**n for n in range(3, 7)]
    losses = [loss for points in starts.values() for _, loss in points] + [line.at(size) for size in ends]
    return styled(
        data, colours, height=380,
        xaxis={
            "title": said("scale.parameters"), "type": "log", "tickvals": powers,
            "ticktext": [many(power) for power in powers],
        },
        yaxis={
            "title": said("scale.loss"), "type": "log", "tickvals": [tick / 4 for tick in range(8, 24)],
            "ticktext": [number(tick / 4, ".2f") for tick in range(8, 24)],
            "range": [log10(min(losses) * 0.97), log10(max(losses) * 1.03)],
        },
    )  # fmt: skip


def real(models: Sequence[RealModel], alone: Line, both: Line, colours: Palette) -> go.Figure:
    """Real models' scores over their sizes, by when they came; the line by size alone, and at equal years."""
    known = [model for model in models if model.parameters is not None]
    data: list[dict[str, Any]] = []
    first = 0
    for last, symbol, hue in ERAS:
        them = [model for model in known if first < model.released <= last]
        first = last
        if them:
            years = sorted({model.released for model in them})
            data.append({
                "type": "scatter", "mode": "markers", "name": "–".join(dict.fromkeys(str(year) for year in (years[0], years[-1]))),
                "x": [model.parameters for model in them], "y": [model.score for model in them],
                "text": [f"{model.name} ({model.released})" for model in them], "hovertemplate": "%{text}: %{y}<extra></extra>",
                "marker": {"symbol": symbol, "size": 9, "color": getattr(colours, hue)},
            })  # fmt: skip
    sizes = [model.parameters for model in known if model.parameters]
    ends = [min(sizes), max(sizes)]
    newest, oldest = max(model.released for model in known), min(model.released for model in known)
    for name, line, year, dash in (
        (said("scale.size alone"), alone, 2020, "dash"),
        (str(newest), both, newest, "dashdot"),
        (str(oldest), both, oldest, "dot"),
    ):
        data.append({
            "type": "scatter", "mode": "lines", "name": name, "x": ends, "y": [line.at(size, year) for size in ends],
            "line": {"color": colours.ink if dash == "dash" else colours.soft, "dash": dash, "width": 2}, "hoverinfo": "skip",
        })  # fmt: skip
    data.append({
        "type": "scatter", "mode": "lines", "name": said("scale.guessing"), "x": ends, "y": [GUESSING, GUESSING],
        "line": {"color": colours.cut, "width": 2}, "hoverinfo": "skip",
    })  # fmt: skip
    return styled(
        data, colours, height=440,
        xaxis={"title": said("scale.billions"), "type": "log", "tickvals": [1, 10, 100], "ticktext": ["1", "10", "100"]},
        yaxis={"title": said("scale.score"), "range": [0, 100]},
    )  # fmt: skip


def by_size(rows: Mapping[str, Sequence[tuple[float, float]]], colours: Palette) -> go.Figure:
    """The share of facts that models of growing size recall, a line for each number of tellings."""
    hues = (colours.soft, colours.made, colours.latent, colours.data)
    looks = zip(hues, ("dot", "dash", "dashdot", "solid"), ("x", "square", "triangle-up", "circle"), strict=True)
    data = [
        {
            "type": "scatter", "mode": "lines+markers", "name": name, "x": [size for size, _ in points],
            "y": [share for _, share in points], "line": {"color": hue, "dash": dash, "width": 2},
            "marker": {"symbol": symbol, "size": 9},
        }
        for (name, points), (hue, dash, symbol) in zip(rows.items(), looks, strict=False)
    ]  # fmt: skip
    sizes = [size for size, _ in next(iter(rows.values()))]
    return styled(
        data, colours, height=340,
        xaxis={"title": said("scale.all parameters"), "type": "log", "tickvals": sizes, "ticktext": [many(size) for size in sizes]},
        yaxis={"title": said("curves.recalled"), "range": [-0.03, 1.05], "tickformat": ".0%"},
    )  # fmt: skip
