"""Three live things in one another, how ideas came after one another, and what few examples make of one model.

Facts in, a payload or a Plotly figure out; assets/components/nested.js draws the first. Knows nothing about models.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from core.figures.curves import DASHES, styled
from core.figures.palette import Palette
from core.figures.payload import tones
from core.figures.words import said
from core.language import percent


def nested_payload(
    given: np.ndarray, rules: Sequence[Mapping[str, Any]], by_rules: int, chances: Sequence[float], wanted: int,
    made: np.ndarray,
) -> dict[str, Any]:  # fmt: skip
    """The picture (P,) that all three get, what the rules and the classifier say, and what the generator makes (N, P).

    Args:
        rules: each with what it `says`, whether its condition is `met`, and whether it is the one that `decides`.
    """
    return {
        "given": tones(given).tolist(), "rules": [dict(rule) for rule in rules], "by_rules": by_rules,
        "chances": [round(float(chance), 4) for chance in chances], "wanted": wanted, "made": tones(made).tolist(),
    }  # fmt: skip


def named_right(shares: Mapping[str, float], colours: Palette) -> go.Figure:
    """The share of unseen digits that each names rightly, a bar each."""
    bars = {
        "type": "bar", "orientation": "h", "y": list(shares), "x": list(shares.values()),
        "marker": {"color": [colours.soft, colours.latent], "pattern": {"shape": ["/", ""]}},
        "text": [percent(share) for share in shares.values()], "textposition": "outside", "cliponaxis": False,
    }  # fmt: skip
    xaxis = {"title": said("share"), "range": [0, 1.12], "tickformat": ".0%"}
    return styled([bars], colours, xaxis=xaxis, yaxis={"automargin": True}, height=210, showlegend=False)


def timeline(years: Mapping[str, int], chosen: str, colours: Palette) -> go.Figure:
    """Ideas by their years, one under another, the oldest on top; the chosen one filled."""
    names = list(years)
    trace = {
        "type": "scatter", "mode": "markers", "x": list(years.values()), "y": names,
        "marker": {
            "size": 13, "symbol": ["circle" if name == chosen else "circle-open" for name in names],
            "color": [colours.accent if name == chosen else colours.soft for name in names], "line": {"width": 2},
        },
        "hovertemplate": "%{y}: %{x}<extra></extra>",
    }  # fmt: skip
    return styled(
        [trace], colours, height=430, showlegend=False,
        xaxis={"title": said("big_picture.year"), "range": [1946, 2027], "tickformat": "d"},
        yaxis={"autorange": "reversed", "automargin": True},
    )  # fmt: skip


def adapted(shares: Mapping[str, Mapping[str, float]], colours: Palette) -> go.Figure:
    """By start and task: the share of new cases that are right; the tasks side by side."""
    bars = [
        {
            "type": "bar", "name": start, "x": list(by_task), "y": list(by_task.values()),
            "marker": {"color": hue, "pattern": {"shape": shape}},
            "text": [percent(share) for share in by_task.values()], "textposition": "outside", "cliponaxis": False,
        }
        for (start, by_task), hue, shape in zip(
            shares.items(), (colours.latent, colours.soft), ("", "/"), strict=False
        )
    ]  # fmt: skip
    yaxis = {"title": said("big_picture.right"), "range": [0, 1.08], "tickformat": ".0%"}
    return styled(bars, colours, barmode="group", yaxis=yaxis)


def over_examples(lines: Mapping[str, Mapping[int, float]], colours: Palette) -> go.Figure:
    """The share of new cases that are right over the number of examples; a line for each start."""
    counts = sorted({count for line in lines.values() for count in line})
    data = [
        {
            "type": "scatter", "mode": "lines+markers", "name": name, "x": [str(count) for count in line],
            "y": list(line.values()), "line": {"color": hue, "dash": dash, "width": 2}, "marker": {"symbol": mark, "size": 9},
        }
        for (name, line), hue, dash, mark in zip(
            lines.items(), (colours.latent, colours.soft), DASHES, ("circle", "x"), strict=False
        )
    ]  # fmt: skip
    xaxis = {"title": said("big_picture.examples"), "type": "category", "categoryarray": [str(one) for one in counts]}
    yaxis = {"title": said("big_picture.right"), "range": [0, 1.02], "tickformat": ".0%"}
    return styled(data, colours, xaxis=xaxis, yaxis=yaxis)
