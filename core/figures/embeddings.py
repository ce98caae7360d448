"""Pictures of embeddings: the map of words, which embedding_map.js draws; how pairs found each other, how one fell apart,
and how maps mislead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from core.figures.curves import DASHES, style
from core.figures.palette import CATEGORIES, Palette
from core.figures.payload import packed
from core.figures.words import said
from core.language import number

MARKS = ("circle", "square", "triangle-up", "diamond", "cross", "x")
WHOLE = 32767  # a coordinate of 1, as it travels
HUES = CATEGORIES[:6]  # the seventh, a yellow, is hard to see on white


# --- the map of words


@dataclass(frozen=True)
class Dot:
    """A word on the map."""

    text: str
    group: int
    own: bool = False  # typed by the learner
    note: str = ""  # what has to be said about it


def groups(names: Sequence[str], plain: str = "") -> list[dict[str, Any]]:
    """A look for each group: six hues and seven shapes, so that colour never stands alone. `plain` stays grey.

    >>> groups(["pets", "other"], plain="other")[1]
    {'name': 'other', 'colour': '', 'shape': 1}
    """
    return [
        {"name": name, "colour": "" if name == plain else HUES[i % 6], "shape": (i % 6 + i // 6) % 7}
        for i, name in enumerate(names)
    ]


def map_payload(
    points: np.ndarray, order: np.ndarray, alike: np.ndarray, dots: Sequence[Dot], looks: Sequence[dict[str, Any]], *,
    steps: Sequence[int], step: int, width: int, pins: Sequence[str] = (), run: str = "",
) -> bytes:  # fmt: skip
    """All moments as bytes: a line of JSON, a zero byte, then 16-bit numbers.

    Args:
        points: (F, N, C) where each word stands at each moment, on a map of 2 or 3 dimensions. Their range over all
            moments settles the scale, so that nothing jumps.
        order, alike: (F, N, K) the nearest words of each, and their cosines.
        dots: the N words, and `looks`, their groups from `groups`.
        steps: the F moments, and `step`, the one to show first.
        width: how many numbers a vector really has.
        pins: words that are pinned at first.
        run: whose time is followed; empty follows every training-time slider on the page.
    """
    F, N, C = points.shape
    if (len(steps), len(dots)) != (F, N) or order.shape[:2] != (F, N) or C not in (2, 3):
        raise ValueError(
            f"A map needs points of shape ({len(steps)} steps, {len(dots)} words, 2 or 3), but {points.shape} came."
        )
    low, high = points.min((0, 1)), points.max((0, 1))
    scale = max(float((high - low).max()) / 2, 1e-9)
    centred = np.zeros((F, N, 3))
    centred[:, :, :C] = (points - (low + high) / 2) / scale  # within -1 and 1, the same scale for every axis
    head = {
        "words": [{"text": dot.text, "group": dot.group, "own": dot.own, "note": dot.note} for dot in dots],
        "groups": list(looks), "steps": list(steps), "step": step, "width": width, "dimensions": C, "run": run,
        "near": int(order.shape[2]), "pins": list(pins),
        "reach": [max(0.05, float(r)) for r in np.abs(centred).max((0, 1))],
    }  # fmt: skip
    places = np.rint(centred.clip(-1, 1) * WHOLE).astype(np.int16)
    return packed(head, places, order.astype(np.uint16), np.rint(alike * 10_000).astype(np.int16))


# --- figures


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
            hovertemplate=said("embeddings.at step", step="%{customdata:,}", rank="%{y:.2f}") + "<extra></extra>",
        )  # fmt: skip
    shown = [step for i, step in enumerate(steps) if i in (0, len(steps) - 1) or step**0.5 - steps[i - 1] ** 0.5 > 3]
    figure.update_xaxes(tickvals=np.sqrt(shown), ticktext=[number(step, ",") for step in shown])
    figure.update_yaxes(range=[0, 1.05])
    return style(figure, colours).update_layout(xaxis_title=said("step"), yaxis_title=said("embeddings.rank"))


def apart(
    steps: Sequence[int], cosine: Sequence[float], total: int, together: float | None, colours: Palette
) -> go.Figure:
    """The cosine of a pair that is told apart, while its model trains; and what it is in the open model."""
    figure = go.Figure()
    figure.add_scatter(
        x=list(steps),
        y=list(cosine),
        name=said("embeddings.apart"),
        mode="lines",
        line={"color": colours.made, "width": 2},
    )
    if together is not None:
        figure.add_scatter(
            x=[0, total], y=[together, together], name=said("embeddings.alike"), mode="lines",
            line={"color": colours.data, "dash": "dash", "width": 2},
        )  # fmt: skip
    figure.update_xaxes(range=[0, total])
    figure.update_yaxes(range=[-0.4, 1.05])
    return style(figure, colours).update_layout(xaxis_title=said("step"), yaxis_title=said("embeddings.cosine"))


def layers(places: Sequence[str], cosines: Sequence[float], colours: Palette) -> go.Figure:
    """How alike one word is in two sentences, from the table of embeddings up through the layers."""
    figure = go.Figure(
        go.Bar(
            x=list(cosines), y=list(places), orientation="h", marker={"color": colours.latent},
            text=[number(cosine, ".2f") for cosine in cosines], textposition="outside", cliponaxis=False,
        )
    )  # fmt: skip
    figure.update_xaxes(range=[min([0.0, *cosines]), 1.1])
    return style(figure, colours).update_layout(xaxis_title=said("embeddings.cosine of vectors"), yaxis_title="")


def beside(
    true: np.ndarray, drawn: np.ndarray, labels: np.ndarray, limit: float, colours: Palette, title: str
) -> go.Figure:
    """The points as they are and as t-SNE draws them, side by side. (N, 2) each; `limit` keeps the axes in place."""
    figure = make_subplots(1, 2, subplot_titles=(said("embeddings.as it is"), title), horizontal_spacing=0.08)
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
        figure.update_yaxes(range=[-reach, reach], showticklabels=False, showgrid=False, row=1, col=column)
    return style(figure, colours).update_layout(height=340)


def arrows(weights: np.ndarray, sparsities: Sequence[float], colours: Palette) -> go.Figure:
    """(S, 2, n) how n features lie in two numbers, one small picture for each sparsity."""
    titles = [said("embeddings.absent", share=sparsity) for sparsity in sparsities]
    pointed = [said("embeddings.feature", number=number + 1) for number in range(weights.shape[2])]
    figure = make_subplots(2, (len(titles) + 1) // 2, subplot_titles=titles, horizontal_spacing=0.04)
    for place, features in enumerate(weights):
        row, column = divmod(place, (len(titles) + 1) // 2)
        for feature in range(features.shape[1]):
            x, y = features[:, feature]
            figure.add_scatter(
                x=[0, float(x)], y=[0, float(y)], mode="lines+markers", row=row + 1, col=column + 1, showlegend=False,
                line={"color": CATEGORIES[feature % 6], "width": 2},
                marker={"symbol": MARKS[feature % len(MARKS)], "size": [0, 9]},
                hovertemplate=f"{pointed[feature]}<extra></extra>",
            )  # fmt: skip
    figure.update_xaxes(range=[-1.4, 1.4], showticklabels=False)
    figure.update_yaxes(range=[-1.4, 1.4], showticklabels=False, showgrid=False)
    return style(figure, colours).update_layout(height=420)


def norms(counts: Sequence[int], lengths: Sequence[float], names: Sequence[str], colours: Palette) -> go.Figure:
    """The length of a vector against how often its word stands in the text, one dot a pseudo-word."""
    figure = go.Figure(
        go.Scatter(
            x=list(counts), y=list(lengths), text=list(names), mode="markers+text", textposition="top center",
            marker={"color": colours.latent, "size": 10},
        )
    )  # fmt: skip
    figure.update_xaxes(type="log", tickvals=[3, 10, 30, 100, 300, 1000])
    figure.update_yaxes(range=[0, 1.25 * max(lengths, default=1.0)])
    return style(figure, colours).update_layout(
        xaxis_title=said("embeddings.often"), yaxis_title=said("embeddings.length")
    )
