"""Pictures of safeguards: what slips through, what is blocked for nothing, and what tuning does and undoes."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from core.figures.curves import DASHES, style
from core.figures.palette import Palette
from core.figures.words import said
from core.language import percent
from core.measure.filters import Point

PATTERNS = ("", "/", ".", "x")
MARKS = ("circle", "diamond", "square", "x")


def trade_off(lines: Mapping[str, Sequence[Point]], chosen: Point, colours: Palette) -> go.Figure:
    """Misses against false alarms: one curve a filter, each point a threshold. The chosen threshold is a star.

    The first line is the filter in question, the others are for comparison. Nearer to the lower left corner is better.
    """
    figure = go.Figure()
    hues = (colours.accent, colours.soft, colours.latent)
    for (name, points), hue, dash in zip(lines.items(), hues, DASHES, strict=False):
        figure.add_scatter(
            x=[one.blocked / one.of_harmless for one in points], y=[one.missed / one.of_forbidden for one in points],
            mode="lines+markers", name=name, line={"color": hue, "dash": dash, "width": 2, "shape": "hv"}, marker={"size": 5},
            hovertext=[said("filters.at threshold", threshold=one.threshold, counts=_counts(one)) for one in points],
            hoverinfo="text",
        )  # fmt: skip
    figure.add_scatter(
        x=[chosen.blocked / chosen.of_harmless], y=[chosen.missed / chosen.of_forbidden], mode="markers",
        name=said("filters.yours"),
        marker={"symbol": "star", "size": 20, "color": colours.made, "line": {"color": colours.paper, "width": 1}},
        hovertext=[_counts(chosen)], hoverinfo="text",
    )  # fmt: skip
    for update in (figure.update_xaxes, figure.update_yaxes):
        update(range=[-0.04, 1.04], tickformat=".0%")
    return style(figure, colours).update_layout(
        xaxis_title=said("filters.blocked"), yaxis_title=said("filters.missed"), height=380
    )


def _counts(one: Point) -> str:
    return said(
        "filters.counts", missed=one.missed, of_forbidden=one.of_forbidden, blocked=one.blocked, of_harmless=one.of_harmless
    )  # fmt: skip


def missed(by_way: Mapping[str, Mapping[str, float]], colours: Palette) -> go.Figure:
    """The share missed of every disguise, and at the foot the harmless ones blocked; one bar a defence."""
    figure = go.Figure()
    hues = (colours.false, colours.made, colours.latent)
    for (name, shares), hue, pattern in zip(by_way.items(), hues, PATTERNS, strict=False):
        figure.add_bar(
            y=list(shares), x=list(shares.values()), orientation="h", name=name,
            marker={"color": hue, "pattern": {"shape": pattern}},
        )  # fmt: skip
    figure.update_xaxes(range=[0, 1.02], tickformat=".0%")
    figure.update_yaxes(autorange="reversed", automargin=True)
    return style(figure, colours).update_layout(
        height=520, barmode="group", xaxis_title=said("filters.missed and blocked")
    )


def stages(series: Mapping[str, Sequence[tuple[float, float]]], colours: Palette, at: Mapping[float, str]) -> go.Figure:
    """Shares over the steps of a training, with a line where a new stage begins."""
    figure = go.Figure()
    hues = (colours.data, colours.false, colours.true, colours.made)
    for (name, points), hue, dash, mark in zip(series.items(), hues, DASHES, MARKS, strict=False):
        figure.add_scatter(
            x=[x for x, _ in points], y=[y for _, y in points], name=name, mode="lines+markers",
            line={"color": hue, "dash": dash, "width": 2}, marker={"symbol": mark, "size": 8},
        )  # fmt: skip
    for step, what in at.items():
        figure.add_vline(
            x=step, line={"color": colours.soft, "dash": "dot"}, annotation_text=what,
            annotation_position="top right" if step == max(at) else "top left",  # so that two near each other stay apart
        )  # fmt: skip
    figure.update_yaxes(range=[-0.04, 1.24], tickformat=".0%", tickvals=[0, 0.25, 0.5, 0.75, 1])
    return style(figure, colours).update_layout(xaxis_title=said("step"), yaxis_title=said("share"), height=360)


def compared(series: Mapping[str, Mapping[str, float]], colours: Palette, title: str = "") -> go.Figure:
    """Shares side by side, one group a question, one bar a model or a setting; with their numbers."""
    figure = go.Figure()
    hues = (colours.made, colours.data, colours.latent, colours.soft)
    for (name, shares), hue, pattern in zip(series.items(), hues, PATTERNS, strict=False):
        figure.add_bar(
            y=list(shares), x=list(shares.values()), orientation="h", name=name, cliponaxis=False, textposition="outside",
            text=[percent(share) for share in shares.values()], marker={"color": hue, "pattern": {"shape": pattern}},
        )  # fmt: skip
    figure.update_xaxes(range=[0, 1.15], tickformat=".0%", tickvals=[0, 0.25, 0.5, 0.75, 1])
    figure.update_yaxes(autorange="reversed", automargin=True)
    rows = len(next(iter(series.values()), {}))
    return style(figure, colours).update_layout(
        height=130 + 24 * rows * max(1, len(series)), barmode="group", xaxis_title=title or said("share")
    )


def chances(shares: Mapping[str, float], wanted: Mapping[str, str], colours: Palette) -> go.Figure:
    """How likely each word is as the answer. `wanted` says whose wish a word would fulfil: the document's, the user's."""
    figure = go.Figure()
    looks = {"what the note tells": ("filters.told", colours.true, ""),
             "what the note wants": ("filters.wanted", colours.false, "/"),
             "anything else": ("filters.else", colours.cut, ".")}  # fmt: skip
    shown = sorted(shares, key=lambda word: -shares[word])[:6]
    for wish, (name, hue, pattern) in looks.items():
        these = [word for word in shown if wanted.get(word, "anything else") == wish]
        if these:
            figure.add_bar(
                y=these, x=[shares[word] for word in these], orientation="h", name=said(name), cliponaxis=False,
                marker={"color": hue, "pattern": {"shape": pattern}}, textposition="outside",
                text=[percent(shares[word]) for word in these],
            )  # fmt: skip
    figure.update_xaxes(range=[0, 1.15], tickformat=".0%", tickvals=[0, 0.25, 0.5, 0.75, 1])
    figure.update_yaxes(categoryorder="array", categoryarray=shown[::-1])
    return style(figure, colours).update_layout(xaxis_title=said("filters.chance"), height=300)
