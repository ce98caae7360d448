"""How runs learned: losses, and what they knew at each moment."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from core.figures.drawn import Drawn
from core.figures.palette import Palette
from core.figures.words import said
from core.language import percent, separators
from core.training.events import Measured, Step

DASHES = ("solid", "dash", "dot", "dashdot")
# a colour bar above its picture: beside it, it would take a phone's width; `margin.t` has to leave room for it
BAR_ABOVE = {"thickness": 8, "orientation": "h", "y": 1.02, "yanchor": "bottom"}


def losses(runs: Mapping[str, Sequence[Step]], colours: Palette) -> go.Figure:
    """The loss of every run, step by step, in one plot; runs differ by dash as well as by place."""
    figure = go.Figure()
    hues = (colours.data, colours.made, colours.latent, colours.soft)
    for (name, steps), dash, hue in zip(runs.items(), DASHES, hues, strict=False):
        x, y = [step.step for step in steps], [step.loss for step in steps]
        figure.add_scatter(x=x, y=y, mode="lines", name=name, line={"color": hue, "dash": dash, "width": 2})
    if not any(runs.values()):
        figure.add_annotation(text=said("no step"), showarrow=False)
    return style(figure, colours).update_layout(xaxis_title=said("step"), yaxis_title=said("curves.loss"))


# each share's words
SHARES = {"grammatical": "grammatical sentences", "true": "true claims", "recalled": "curves.recalled often"}


def shares(measured: Sequence[Measured], colours: Palette) -> go.Figure:
    """What came first: the three shares over the steps at which they were measured."""
    figure = go.Figure()
    for (field, name), hue, dash, mark in zip(
        SHARES.items(),
        (colours.made, colours.true, colours.accent),  # as in assets/components/learning.js
        DASHES[:3],
        ("circle", "square", "triangle-up"),
        strict=True,
    ):
        points = [(m.step, getattr(m, field)) for m in measured if getattr(m, field) is not None]
        figure.add_scatter(
            x=[step for step, _ in points], y=[share for _, share in points], name=said(name), mode="lines+markers",
            line={"color": hue, "dash": dash, "width": 2}, marker={"symbol": mark, "size": 7},
        )  # fmt: skip
    if not measured or measured[-1].grammatical is None:
        figure.add_annotation(text=said("curves.nobody knows"), showarrow=False)
    figure.update_yaxes(range=[0, 1.02], tickformat=".0%")
    return style(figure, colours).update_layout(xaxis_title=said("step"), yaxis_title=said("share"))


def recalled(runs: Mapping[str, Sequence[Measured]], colours: Palette) -> go.Figure:
    """The share of the facts told often that each run recalls, over the steps at which it was measured."""
    data = [
        {
            "type": "scatter", "mode": "lines+markers", "name": name,
            "x": [one.step for one in measured], "y": [one.recalled for one in measured],
            "line": {"color": colours.accent, "dash": dash, "width": 2}, "marker": {"symbol": mark, "size": 7},
        }
        for (name, measured), dash, mark in zip(runs.items(), DASHES, ("circle", "diamond"), strict=False)
    ]  # fmt: skip
    return styled(
        data, colours, xaxis={"title": said("step")},
        yaxis={"title": said("curves.recalled often"), "range": [0, 1.02], "tickformat": ".0%"},
    )  # fmt: skip


def recall(by_telling: Mapping[str, Mapping[str, float]], colours: Palette) -> go.Figure:
    """The share of facts that each run recalls, by how often its text told them."""
    data = [
        {
            "type": "bar", "x": list(groups), "y": list(groups.values()), "name": name,
            "marker": {"color": hue, "pattern": {"shape": shape}},
            "text": [percent(share) for share in groups.values()], "textposition": "outside", "cliponaxis": False,
        }
        for (name, groups), hue, shape in zip(by_telling.items(), (colours.data, colours.made), ("", "/"), strict=False)
    ]  # fmt: skip
    return styled(
        data, colours, xaxis={"title": said("curves.tellings")},
        yaxis={"title": said("curves.recalled"), "range": [0, 1.08], "tickformat": ".0%"}, barmode="group",
    )  # fmt: skip


def style(figure: go.Figure, colours: Palette) -> go.Figure:
    """Air, one font size everywhere, no boxes; axes keep their place when a figure is drawn anew, and a finger that swipes
    over it scrolls the page.

    Each part of the layout is set as a whole: Plotly takes five times as long for `update_layout`, which asks of every single
    entry what it changes.
    """
    axes = (*figure.select_xaxes(), *figure.select_yaxes())
    for name, part in {**_paper(colours), **{axis.plotly_name: _axis(colours) for axis in axes}}.items():
        before = figure.layout[name]
        figure.layout[name] = {**before.to_plotly_json(), **part} if isinstance(part, dict) else part
    return figure


def styled(data: Sequence[Mapping[str, Any]], colours: Palette, **layout: Any) -> go.Figure:
    """A figure of one plot in the same style, as records that are sent as they are.

    Args:
        data: the traces, plain records with their `type`.
        layout: Plotly's own; what it says of an axis comes before the style, and the title of one is its text.
    """
    axes = {name: _titled({**_axis(colours), **layout.pop(name, {})}) for name in ("xaxis", "yaxis")}
    return Drawn(data, {**_paper(colours), **axes, **layout})


def _titled(axis: dict[str, Any]) -> dict[str, Any]:
    return {**axis, "title": {"text": axis["title"]}} if "title" in axis else axis


def _axis(colours: Palette) -> dict[str, Any]:
    return {"gridcolor": colours.line, "zeroline": False, "fixedrange": True, "color": colours.soft}


def _paper(colours: Palette) -> dict[str, Any]:
    return {
        "height": 300, "dragmode": False, "margin": {"l": 10, "r": 18, "t": 36, "b": 10}, "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)", "font": {"color": colours.ink, "size": 14}, "uirevision": "constant",
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}, "separators": "".join(separators()),
    }  # fmt: skip
