"""Pictures of what a model knows by heart: how much comes out, over training and over the number of copies.

The first, a payload, is drawn by assets/components/recital.js.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from core.figures.curves import DASHES, style
from core.figures.palette import Palette
from core.figures.words import said
from core.studies.planted_secret import Continuation, verbatim

SYMBOLS = ("circle", "diamond", "square", "x")


@dataclass(frozen=True)
class Live:
    """One point that was computed just now: a learner's secret."""

    copies: int
    share: float
    name: str


def recital_payload(
    beginning: str, secret: str, moments: Sequence[tuple[int, Continuation]], total: int, id: str
) -> dict[str, Any]:
    """At every moment what the model goes on with, how sure it is of each letter, and where the verbatim stretch lies.

    Args:
        beginning: what the model was given.
        secret: what was planted.
        moments: the step, and what was said then.
        total: steps of the whole training.
        id: names study and beginning, so that the slider follows a new one to its end.
    """
    shown = []
    for step, now in moments:
        same = verbatim(now.text, secret)
        shown.append(
            {"step": step, "text": now.text, "chances": list(now.chances), "from": now.text.find(same),
             "length": len(same)}
        )  # fmt: skip
    rest = secret.removeprefix(beginning)
    return {
        "id": id, "beginning": beginning, "rest": rest, "moments": shown, "total": total,
        "longest": len(beginning) + max((len(now.text) for _, now in moments), default=len(rest)),
    }  # fmt: skip


def appears(shares: Mapping[str, Sequence[tuple[int, float]]], steps: int, colours: Palette) -> go.Figure:
    """How much of the rest comes out word for word, over the steps of training; one line for each beginning."""
    figure = go.Figure()
    hues = (colours.soft, colours.data, colours.made)
    for (name, points), hue, dash, symbol in zip(shares.items(), hues, DASHES, SYMBOLS, strict=False):
        figure.add_scatter(
            x=[step for step, _ in points], y=[share for _, share in points], mode="lines+markers", name=name,
            line={"color": hue, "dash": dash, "width": 2}, marker={"symbol": symbol, "size": 8},
        )  # fmt: skip
    figure.update_xaxes(range=[-0.02 * steps, 1.02 * steps])
    figure.update_yaxes(range=[-0.04, 1.06], tickformat=".0%")
    return style(figure, colours).update_layout(
        xaxis_title=said("step of training"), yaxis_title=said("memorization.stretch")
    )


def extraction(curves: Mapping[str, Mapping[str, float]], colours: Palette, live: Live | None = None) -> go.Figure:
    """The share of canaries that come out in full, over the number of copies; each doubling has the same width."""
    figure = go.Figure()
    hues = (colours.made, colours.data, colours.latent, colours.soft)
    for (name, curve), hue, dash, symbol in zip(curves.items(), hues, DASHES, SYMBOLS, strict=False):
        figure.add_scatter(
            x=[int(copies) for copies in curve], y=list(curve.values()), mode="lines+markers", name=name,
            line={"color": hue, "dash": dash, "width": 2}, marker={"symbol": symbol, "size": 9, "color": hue},
        )  # fmt: skip
    if live:
        figure.add_scatter(
            x=[live.copies], y=[live.share], mode="markers", name=live.name,
            marker={"symbol": "star", "size": 18, "color": colours.accent, "line": {"color": colours.paper, "width": 1}},
        )  # fmt: skip
    figure.update_xaxes(type="log", range=[-0.06, 1.87], tickvals=[1, 2, 4, 8, 16, 32, 64])
    figure.update_yaxes(range=[-0.04, 1.06], tickformat=".0%")
    return style(figure, colours).update_layout(
        height=340, xaxis_title=said("memorization.often"), yaxis_title=said("memorization.in full")
    )
