"""Pictures of a watermark: found by length, edited away, what it costs, and how seldom it is found where it is not."""

from collections.abc import Sequence

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from core.figures.curves import DASHES, style
from core.figures.palette import Palette
from core.figures.words import said
from core.language import percent
from core.measure.watermark import SURE, tail
from core.studies.watermark import Marked, Unmarked

MARKS = ("circle", "square", "diamond", "cross")


def by_length(row: Marked, unmarked: Sequence[Unmarked], live: tuple[int, float] | None, colours: Palette) -> go.Figure:
    """z over the length of the text, for one delta; the square root that it should follow, and unmarked text.

    Args:
        row: what the sweep found for one delta.
        unmarked: how z spreads in text without a mark, by length.
        live: tokens and z of the text that the open model wrote just now.
        colours: the palette.
    """
    figure = go.Figure()
    lengths = [one.length for one in unmarked]
    figure.add_scatter(
        x=[*lengths, *lengths[::-1]], name=said("watermark.unmarked"),
        y=[*(one.z + 2 * one.spread for one in unmarked), *(one.z - 2 * one.spread for one in unmarked[::-1])],
        mode="lines", fill="toself", line={"color": colours.cut, "width": 1}, hoverinfo="skip",
    )  # fmt: skip
    found = {one.length: one.z for one in row.by_length if one.z is not None}
    middle = found.get(100)
    if middle is not None:
        x = list(range(5, 421, 5))
        figure.add_scatter(
            x=x, y=[middle * (one / 100) ** 0.5 for one in x], mode="lines", name=said("watermark.root"),
            line={"color": colours.soft, "dash": "dot"},
        )  # fmt: skip
    figure.add_scatter(
        x=list(found), y=list(found.values()), mode="markers", name=said("watermark.marked"),
        marker={"color": colours.made, "size": 10},
    )  # fmt: skip
    if live:
        figure.add_scatter(
            x=[live[0]], y=[live[1]], mode="markers", name=said("watermark.yours"),
            marker={"color": colours.accent, "size": 15, "symbol": "star"},
        )  # fmt: skip
    _threshold(figure, colours)
    figure.update_xaxes(range=[0, 425])
    figure.update_yaxes(range=[-3, 13])
    return style(figure, colours).update_layout(xaxis_title=said("tokens"), yaxis_title=said("z"), height=380)


def _threshold(figure: go.Figure, colours: Palette) -> None:
    figure.add_hline(
        y=SURE, line={"color": colours.ink, "dash": "dash"}, annotation_text=said("watermark.alarm", limit=SURE),
        annotation_position="bottom right",
    )  # fmt: skip


def edited(rows: Sequence[Marked], share: float, colours: Palette) -> go.Figure:
    """The share of texts of 200 tokens that are still found, over how much of them was replaced; a line each delta."""
    figure = go.Figure()
    hues = (colours.soft, colours.data, colours.made, colours.latent)
    for row, hue, dash, mark in zip(rows, hues, DASHES, MARKS, strict=False):
        figure.add_scatter(
            x=[one.edited for one in row.by_edit], y=[one.found for one in row.by_edit],
            mode="lines+markers", name=said("watermark.delta", delta=row.delta), line={"color": hue, "dash": dash, "width": 2},
            marker={"symbol": mark, "size": 8},
        )  # fmt: skip
    figure.add_vline(x=share, line={"color": colours.accent, "width": 2})
    for update in (figure.update_xaxes, figure.update_yaxes):
        update(range=[-0.02, 1.04], tickformat=".0%")
    return style(figure, colours).update_layout(
        xaxis_title=said("watermark.replaced"), yaxis_title=said("watermark.still found")
    )


def price(rows: Sequence[Marked], colours: Palette) -> go.Figure:
    """What the mark costs, over delta: above, how much the text surprises the model; below, how much of it is grammatical."""
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.09)
    costs: dict[str, tuple[Sequence[float | None], str, str]] = {
        "perplexity": ([row.perplexity for row in rows], colours.made, "circle"),
        "grammatical": ([row.grammatical for row in rows], colours.data, "square"),
    }
    for place, (name, (found, hue, mark)) in enumerate(costs.items(), 1):
        there = [(row.delta, cost) for row, cost in zip(rows, found, strict=True) if cost is not None]
        figure.add_scatter(
            x=[delta for delta, _ in there], y=[cost for _, cost in there], name=said(f"watermark.{name}"), mode="lines+markers",
            line={"color": hue, "width": 2}, marker={"symbol": mark, "size": 9}, row=place, col=1,
        )  # fmt: skip
    figure.update_yaxes(range=[1, 4.5], title=said("watermark.perplexity"), row=1, col=1)
    figure.update_yaxes(range=[0, 1.05], tickformat=".0%", title=said("watermark.grammatical"), row=2, col=1)
    figure.update_xaxes(range=[-0.2, 6.2])
    figure.update_xaxes(title=said("watermark.added"), row=2, col=1)
    return style(figure, colours).update_layout(height=420, showlegend=False)


def alarms(unmarked: Sequence[Unmarked], colours: Palette) -> go.Figure:
    """How often text that nobody marked looks marked: counted, and as the bell curve has it."""
    limits = [2, 3, 4]
    windows = sum(row.windows for row in unmarked)
    counted = [sum(row.windows * row.above[str(limit)] for row in unmarked) / windows for limit in limits]
    figure = go.Figure()
    for name, shares, hue, pattern in (
        (said("watermark.counted"), counted, colours.data, ""),
        (said("watermark.bell"), [tail(limit) for limit in limits], colours.soft, "/"),
    ):  # fmt: skip
        figure.add_bar(
            x=[said("watermark.above", limit=limit) for limit in limits], y=shares, name=name,
            marker={"color": hue, "pattern": {"shape": pattern}},
            text=[percent(share, 2 if share >= 0.0001 else 3) if share else said("watermark.none") for share in shares],
            textposition="outside", cliponaxis=False,
        )  # fmt: skip
    figure.update_yaxes(range=[0, 0.05], tickformat=".0%")
    return style(figure, colours).update_layout(yaxis_title=said("watermark.false alarms"), barmode="group")
