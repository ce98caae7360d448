"""Pictures of embeddings at rest: how pairs found each other, how one fell apart, and how maps mislead."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from core.figures.curves import DASHES, style
from core.figures.palette import CATEGORIES, Palette

MARKS = ("circle", "square", "triangle-up", "diamond", "cross", "x")


def found(steps: Sequence[int], ranks: Mapping[str, Sequence[float]], colours: Palette) -> go.Figure:
    """The mean reciprocal rank of groups of pairs at every saved moment of training; the steps as a root, for most
    happens early."""
    figure = go.Figure()
    for (name, values), hue, dash, mark in zip(
        ranks.items(), (colours.data, colours.made, colours.soft), DASHES, MARKS, strict=False
    ):
        figure.add_scatter(
            x=np.sqrt(steps), y=list(values), name=name, mode="lines+markers", line={"color": hue, "dash": dash, "width": 2},
            marker={"symbol": mark, "size": 7}, customdata=list(steps),
            hovertemplate="step %{customdata:,}: %{y:.2f}<extra></extra>",
        )  # fmt: skip
    shown = [step for i, step in enumerate(steps) if i in (0, len(steps) - 1) or step**0.5 - steps[i - 1] ** 0.5 > 3]
    figure.update_xaxes(tickvals=np.sqrt(shown), ticktext=[f"{step:,}" for step in shown])
    figure.update_yaxes(range=[0, 1.05])
    return style(figure, colours).update_layout(xaxis_title="step", yaxis_title="mean reciprocal rank")


def apart(
    steps: Sequence[int], cosine: Sequence[float], total: int, together: float | None, colours: Palette
) -> go.Figure:
    """The cosine of a pair that is told apart, while its model trains; and what it is in the open model."""
    figure = go.Figure()
    figure.add_scatter(
        x=list(steps), y=list(cosine), name="told apart", mode="lines", line={"color": colours.made, "width": 2}
    )
    if together is not None:
        figure.add_scatter(
            x=[0, total], y=[together, together], name="told alike (the open model)", mode="lines",
            line={"color": colours.data, "dash": "dash", "width": 2},
        )  # fmt: skip
    figure.update_xaxes(range=[0, total])
    figure.update_yaxes(range=[-0.4, 1.05])
    return style(figure, colours).update_layout(xaxis_title="step", yaxis_title="cosine of the two")


def layers(places: Sequence[str], cosines: Sequence[float], colours: Palette) -> go.Figure:
    """How alike one word is in two sentences, from the table of embeddings up through the layers."""
    figure = go.Figure(
        go.Bar(
            x=list(cosines), y=list(places), orientation="h", marker={"color": colours.latent},
            text=[f"{cosine:.2f}" for cosine in cosines], textposition="outside", cliponaxis=False,
        )
    )  # fmt: skip
    figure.update_xaxes(range=[min([0.0, *cosines]), 1.1])
    return style(figure, colours).update_layout(xaxis_title="cosine of the two vectors", yaxis_title="")


def beside(
    true: np.ndarray, drawn: np.ndarray, labels: np.ndarray, limit: float, colours: Palette, title: str
) -> go.Figure:
    """The points as they are and as t-SNE draws them, side by side. (N, 2) each; `limit` keeps the axes in place."""
    figure = make_subplots(1, 2, subplot_titles=("as it is", title), horizontal_spacing=0.08)
    for column, points in enumerate((true, drawn), 1):
        for label in np.unique(labels):
            own = points[labels == label]
            figure.add_scatter(
                x=own[:, 0], y=own[:, 1], mode="markers", row=1, col=column, showlegend=False, hoverinfo="skip",
                marker={"size": 6, "color": CATEGORIES[int(label) % 6], "symbol": MARKS[int(label) % len(MARKS)],
                        "opacity": 0.85},
            )  # fmt: skip
    edge = 1.1 * float(np.abs(true).max())
    for column, reach in ((1, edge), (2, limit)):
        figure.update_xaxes(range=[-reach, reach], showticklabels=False, row=1, col=column)
        figure.update_yaxes(range=[-reach, reach], showticklabels=False, row=1, col=column)
    return style(figure, colours).update_layout(height=340)


def arrows(weights: np.ndarray, sparsities: Sequence[float], colours: Palette) -> go.Figure:
    """(S, 2, n) how n features lie in two numbers, one small picture for each sparsity."""
    titles = [f"absent {sparsity:.0%}" for sparsity in sparsities]
    figure = make_subplots(2, (len(titles) + 1) // 2, subplot_titles=titles, horizontal_spacing=0.04)
    for place, features in enumerate(weights):
        row, column = divmod(place, (len(titles) + 1) // 2)
        for feature in range(features.shape[1]):
            x, y = features[:, feature]
            figure.add_scatter(
                x=[0, float(x)], y=[0, float(y)], mode="lines+markers", row=row + 1, col=column + 1, showlegend=False,
                line={"color": CATEGORIES[feature % 6], "width": 2},
                marker={"symbol": MARKS[feature % len(MARKS)], "size": [0, 9]},
                hovertemplate=f"feature {feature + 1}<extra></extra>",
            )  # fmt: skip
    figure.update_xaxes(range=[-1.4, 1.4], showticklabels=False)
    figure.update_yaxes(range=[-1.4, 1.4], showticklabels=False)
    return style(figure, colours).update_layout(height=420)


def norms(counts: Sequence[int], lengths: Sequence[float], names: Sequence[str], colours: Palette) -> go.Figure:
    """The length of a vector against how often its word stands in the text, one dot a pseudo-word."""
    figure = go.Figure(
        go.Scatter(
            x=list(counts), y=list(lengths), text=list(names), mode="markers+text", textposition="top center",
            marker={"color": colours.latent, "size": 10},
        )
    )  # fmt: skip
    figure.update_xaxes(type="log")
    figure.update_yaxes(range=[0, 1.25 * max(lengths, default=1.0)])
    return style(figure, colours).update_layout(
        xaxis_title="how often it stands in the text", yaxis_title="length of its vector"
    )
