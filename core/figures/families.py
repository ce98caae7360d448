"""Families of models beside each other: how near to real they come over time, what they copy, what drawing costs.

race.js and pixel_by_pixel.js draw the two payloads.
"""

from collections.abc import Callable, Mapping, Sequence
from math import log10
from typing import Any

import numpy as np
import plotly.graph_objects as go

from core.figures.curves import DASHES, style
from core.figures.palette import CATEGORIES, Palette
from core.figures.payload import packed, tones
from core.figures.words import said
from core.language import percent
from core.measure.images import judge
from core.measure.pixel_drawing import Drawing
from core.studies.families import Cost, Measured

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x")
HUES = (CATEGORIES[4], CATEGORIES[1], CATEGORIES[2], CATEGORIES[3])  # blue, orange, green, pink: apart for every eye
WORST, BEST = 64.0, 0.25  # the ends of every axis of distances


def distances(by_family: Mapping[str, Sequence[tuple[float, float]]], floor: float, colours: Palette) -> go.Figure:
    """(seconds, distance to real digits) of each family, and what real digits get."""
    figure = go.Figure()
    for (name, points), hue, dash, symbol in zip(by_family.items(), HUES, DASHES, SYMBOLS, strict=False):
        x, y = zip(*points, strict=True) if points else ((), ())
        figure.add_scatter(
            x=x, y=y, name=name, mode="lines+markers", line={"color": hue, "dash": dash, "width": 2.5},
            marker={"symbol": symbol, "size": 9},
        )  # fmt: skip
    _floor(figure, floor, colours)
    figure.update_xaxes(range=[0, 12.6], tickvals=[1, 2, 3, 5, 8, 12])
    return style(figure, colours).update_layout(
        xaxis_title=said("families.seconds"), yaxis_title=said("distance to real digits"), height=340
    )


def copying(by_family: Mapping[str, float], colours: Palette) -> go.Figure:
    """The share of each family's pictures that are nearer to what was learned; half is what chance gives."""
    figure = go.Figure(
        go.Bar(
            y=list(by_family),
            x=list(by_family.values()),
            orientation="h",
            marker_color=colours.made,
            width=0.55,
            text=[percent(share) for share in by_family.values()],
            textposition="outside",
            cliponaxis=False,
        )  # fmt: skip
    )
    figure.add_vline(x=0.5, line={"color": colours.data, "dash": "dash", "width": 2})
    figure.add_annotation(
        x=0.5,
        xanchor="right",
        y=1.08,
        yref="paper",
        text=said("families.copies nothing"),
        showarrow=False,
        font_color=colours.data,
    )
    figure.add_annotation(
        x=1.0,
        y=1.08,
        yref="paper",
        text=said("families.copies all"),
        showarrow=False,
        xanchor="right",
        font_color=colours.soft,
    )
    figure.update_xaxes(range=[0, 1.02], tickformat=".0%")
    figure.update_yaxes(autorange="reversed")
    return style(figure, colours).update_layout(xaxis_title=said("families.nearer"), height=270)


def steps(costs: Sequence[Cost], others: Mapping[str, Cost], floor: float, colours: Palette) -> go.Figure:
    """Distance to real digits by how often a network was asked: one family at several numbers of steps, the others once."""
    figure = go.Figure(
        go.Scatter(
            x=[one.evaluations for one in costs],
            y=[one.frechet for one in costs],
            name=said("families.flow"),
            mode="lines+markers",
            line={"color": HUES[2], "width": 2.5},
            marker={"symbol": SYMBOLS[2], "size": 9},
        )  # fmt: skip
    )
    for (name, one), hue, symbol in zip(
        others.items(), (HUES[0], HUES[1], HUES[3]), ("circle", "square", "triangle-up"), strict=True
    ):
        figure.add_scatter(
            x=[one.evaluations], y=[one.frechet], name=name, mode="markers",
            marker={"symbol": symbol, "size": 13, "color": hue, "line": {"color": colours.ink, "width": 1}},
        )  # fmt: skip
    _floor(figure, floor, colours)
    figure.update_xaxes(type="log", tickvals=[1, 2, 4, 8, 16, 32, 64], range=[-0.1, 1.9])
    return style(figure, colours).update_layout(
        xaxis_title=said("families.evaluations"), yaxis_title=said("distance to real digits"), height=340
    )


def endings(shares: Mapping[str, float], asked: str, colours: Palette) -> go.Figure:
    """The share of pictures that end as the right digit, by what was given."""
    figure = go.Figure(
        go.Bar(
            x=list(shares),
            y=list(shares.values()),
            marker_color=colours.made,
            width=0.5,
            text=[percent(share) for share in shares.values()],
            textposition="outside",
            cliponaxis=False,
        )  # fmt: skip
    )
    figure.update_xaxes(type="category")
    figure.update_yaxes(range=[0, 1.08], tickformat=".0%")
    return style(figure, colours).update_layout(xaxis_title=asked, yaxis_title=said("families.same digit"), height=270)


# --- our own pictures

# by family: what was measured at each moment, and its pictures
Frames = Mapping[str, Sequence[tuple[Measured, Mapping[str, np.ndarray]]]]
SENT = ("second", "frechet", "confidence", "sharpness", "variety", "shares")  # that travels with every frame


def race_payload(
    found: Frames, images: np.ndarray, labels: np.ndarray, *, names: Mapping[str, str], weaknesses: Mapping[str, str],
    fails: Callable[[str, Measured], str], real: Mapping[str, float], begin: int,
) -> bytes:  # fmt: skip
    """All families on one clock: a line of JSON, a zero byte, then for each frame its pictures and their nearest twins.

    Args:
        found: the measured moments of each family; one without any stays in the picture, empty.
        images: (N, P) the pictures that all learned from, and (N,) `labels`, what they show.
        names: what each family is called, and `weaknesses`, in a word, where it fails.
        fails: the measured weakness of a family, from its key and what was measured at a moment, in a few words.
        real: what real digits get, from `core.studies.families.real`.
        begin: the second that is shown first.
    """
    pictures: list[np.ndarray] = []
    families: list[dict[str, Any]] = []
    for name, moments in found.items():
        told = []
        for measured, arrays in moments:
            told.append({
                **{key: getattr(measured, key) for key in SENT},
                "place": len(pictures) // 2, "fails": fails(name, measured),
                "named": arrays["named"].tolist(), "sure": arrays["sure"].astype(float).round(3).tolist(),
                "far": arrays["far"].astype(float).round(3).tolist(),
                "twinShows": labels[arrays["twin"]].tolist(),
            })  # fmt: skip
            pictures += [arrays["sheet"], tones(images[arrays["twin"]])]
        weights = moments[0][0].weights if moments else 0
        families.append({"name": names[name], "weights": weights, "weakness": weaknesses[name], "frames": told})
    marks = sorted({frame["second"] for family in families for frame in family["frames"]})
    head = {"families": families, "marks": marks, "real": dict(real), "begin": begin}
    return packed(head, *pictures)


def drawing_payload(drawn: Drawing) -> bytes:
    """A line of JSON, a zero byte, then for each picture its levels and its chances."""
    chances = judge().chances(drawn.images)
    told = [{"named": int(row.argmax()), "sure": round(float(row.max()), 3)} for row in chances]
    head = {"given": drawn.given, "truth": drawn.truth, "asked": drawn.asked, "pictures": told}
    return packed(head, *(part for both in zip(drawn.levels, drawn.chances, strict=True) for part in both))


def _floor(figure: go.Figure, floor: float, colours: Palette) -> None:
    figure.add_hline(y=floor, line={"color": colours.data, "dash": "dash", "width": 2})
    figure.add_annotation(
        x=0.5, xref="paper", xanchor="center", y=log10(floor), yanchor="top", showarrow=False,
        text=said("families.real"), font_color=colours.data,
    )  # fmt: skip
    figure.update_yaxes(type="log", range=[log10(BEST) - 0.12, log10(WORST)], tickvals=[0.3, 1, 3, 10, 30])
