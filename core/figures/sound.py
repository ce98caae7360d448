"""Pictures of what crosses over when one instrument is faked as another."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from core.figures.curves import style
from core.figures.palette import Palette
from core.training.events import Record


def crossed(runs: Mapping[str, Sequence[Record]], colours: Palette) -> go.Figure:
    """The share of fakes with the right pitch, over training time; one line a model."""
    figure = go.Figure()
    looks = ((colours.made, "solid", "circle"), (colours.soft, "dash", "square"), (colours.latent, "dot", "diamond"))
    for (name, records), (hue, dash, mark) in zip(runs.items(), looks, strict=False):
        kept = [record for record in records if record.values]
        figure.add_scatter(
            x=[record.step for record in kept], y=[record.values["pitch kept"] for record in kept], name=name,
            mode="lines+markers", line={"color": hue, "dash": dash, "width": 2}, marker={"symbol": mark, "size": 8},
        )  # fmt: skip
    figure.update_yaxes(range=[-0.03, 1.05], tickformat=".0%")
    figure.update_xaxes(range=[-60, 3_060])
    return style(figure, colours).update_layout(xaxis_title="updates of the weights", yaxis_title="right pitch")


def whose(records: Sequence[Record], colours: Palette) -> go.Figure:
    """How far the fakes are from the truth and from the source, over training time; dotted: source from truth."""
    kept = [record for record in records if record.values and record.step]
    figure = go.Figure()
    for name, says, hue, dash, mark in (
        ("to truth", "from the real one", colours.made, "solid", "circle"),
        ("to source", "from the source", colours.data, "dash", "square"),
        ("apart", "source from the real one", colours.soft, "dot", "diamond"),
    ):
        figure.add_scatter(
            x=[record.step for record in kept], y=[record.values[name] for record in kept], name=says,
            mode="lines+markers", line={"color": hue, "dash": dash, "width": 2}, marker={"symbol": mark, "size": 8},
        )  # fmt: skip
    figure.update_yaxes(range=[0, 13])
    figure.update_xaxes(range=[0, 3_060])
    return style(figure, colours).update_layout(xaxis_title="updates of the weights", yaxis_title="decibels apart")
