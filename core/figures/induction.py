"""An induction head forms: losses and scores over the steps, with and without a head."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from core.figures.chips import chip
from core.figures.curves import DASHES, style
from core.figures.palette import Palette
from core.figures.words import said
from core.studies.induction import Repeated, Table
from core.training.events import Record

Records = Sequence[Record[Repeated]]

TOP = 4.6  # nats: a little above ln 64, blind guessing among 64 symbols
SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789αβ"  # one for each random symbol


def symbols(ids: Sequence[int]) -> list[dict[str, Any]]:
    """The random symbols as chips: letters and digits, one a symbol.

    >>> [chip["text"] for chip in symbols([0, 27, 0])]
    ['a', 'B', 'a']
    """
    return [chip(id + 3, f" {SIGNS[id]}") for id in ids]


def losses(
    runs: Mapping[str, Records], colours: Palette, cliff: tuple[int, int] | None = None,
    without: tuple[str, Sequence[float]] | None = None,
) -> go.Figure:  # fmt: skip
    """Surprise in the repeats of each model and in new symbols of the first; `without` is the first with heads silenced."""
    figure = go.Figure()
    for (name, records), dash, hue in zip(runs.items(), DASHES, (colours.made, colours.soft), strict=False):
        steps = [record.step for record in records]
        figure.add_scatter(
            x=steps, y=[record.values.second for record in records], name=said("induction.repeats", model=name), mode="lines",
            line={"color": hue, "dash": dash, "width": 3},
        )  # fmt: skip
    first = next(iter(runs.values()), [])
    steps = [record.step for record in first]
    figure.add_scatter(
        x=steps, y=[record.values.first for record in first], name=said("induction.new"), mode="lines",
        line={"color": colours.data, "dash": "dot", "width": 2},
    )  # fmt: skip
    if without:
        figure.add_scatter(
            x=steps, y=list(without[1]), name=without[0], mode="lines+markers",
            line={"color": colours.query, "width": 2}, marker={"symbol": "x", "size": 5},
        )  # fmt: skip
    if cliff:
        figure.add_vrect(
            x0=cliff[0], x1=cliff[1], fillcolor=colours.made, opacity=0.12, line_width=0,
            annotation={"text": said("induction.cliff"), "font": {"color": colours.ink}}, annotation_position="top left",
        )  # fmt: skip
    if not first:
        figure.add_annotation(text=said("no step"), showarrow=False)
    figure.update_xaxes(range=[0, first[0].total if first else 1])
    most = max([TOP, *(without[1] if without else ())])
    figure.update_yaxes(range=[0, 1.2 * most if cliff else 1.04 * most])
    return style(figure, colours).update_layout(
        height=360, xaxis_title=said("step"), yaxis_title=said("induction.loss")
    )


def scores(records: Records, colours: Palette) -> go.Figure:
    """Two scores of every head: on what followed an earlier copy (lines), on the token before (dashed)."""
    figure = go.Figure()
    steps = [record.step for record in records]
    shape: Table = records[-1].values.prefix if records else []
    symbols = ("circle", "square", "diamond", "cross")
    places = [(layer, head) for layer, row in enumerate(shape) for head in range(len(row))]
    looks = (
        ("prefix", colours.made, "solid", said("induction.prefix")),
        ("previous", colours.key, "dash", said("induction.previous")),
    )
    for (
        _,
        hue,
        dash,
        words,
    ) in looks:  # the legend: two kinds of line, and a sign for each head; eight lines would fill a phone
        figure.add_scatter(x=[None], y=[None], name=words, mode="lines", line={"color": hue, "dash": dash, "width": 2})
    for number, (layer, head) in enumerate(places):
        symbol = symbols[number % 4]
        figure.add_scatter(
            x=[None], y=[None], name=said("induction.head", layer=layer + 1, head=head + 1), mode="markers",
            marker={"symbol": symbol, "size": 8, "color": colours.soft},
        )  # fmt: skip
        for score, hue, dash, words in looks:
            values = [getattr(record.values, score)[layer][head] for record in records]
            figure.add_scatter(
                x=steps, y=values, mode="lines+markers", showlegend=False,
                name=said("induction.head and score", layer=layer + 1, head=head + 1, score=words),
                line={"color": hue, "dash": dash, "width": 1 + layer},
                marker={"symbol": symbol, "size": 6, "maxdisplayed": 8},
            )  # fmt: skip
    figure.update_xaxes(range=[0, records[0].total if records else 1])
    figure.update_yaxes(range=[0, 1.02], tickformat=".0%")
    return style(figure, colours).update_layout(
        height=340, margin={"t": 100}, xaxis_title=said("step"), yaxis_title=said("induction.weight")
    )
