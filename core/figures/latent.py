"""What codes keep: errors by width against PCA, nats by latent number against theory, and what a direction changes."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from core.figures.curves import style
from core.figures.networks import Weights, networks_payload
from core.figures.palette import CATEGORIES, LIGHT, Palette
from core.figures.payload import tones
from core.figures.words import said
from core.language import change

DOTS = 300  # on the map; more would hide it
DARK_HUES = ("#0072b2",)  # black is hard to read on it


def latent_map_payload(
    moments: Sequence[Weights], images: np.ndarray, labels: np.ndarray, own: np.ndarray, *,
    steps: Sequence[int], run: str, follows: str,
) -> bytes:  # fmt: skip
    """The network at every saved moment, real pictures to set on its plane, and one picture whose cloud is shown.

    Args:
        moments: the network's weights at each of the `steps`; the last one is shown first.
        images: (N, P) real pictures, of which the first DOTS are set down, and (N,) `labels`.
        own: (P,) the picture at first.
        run: whose time is followed, and `follows`, the key of the component where a picture is drawn.
    """
    facts = {
        "steps": list(steps), "step": steps[-1], "run": run, "pixels": images.shape[1],
        "pictures": tones(images[:DOTS]).tolist(), "labels": labels[:DOTS].tolist(), "dots": dots(int(labels.max()) + 1),
        "own": tones(own).tolist(), "follows": follows,
    }  # fmt: skip
    return networks_payload(facts, {"model": moments})


def dots(classes: int) -> list[dict[str, Any]]:
    """How the dots of each class look: there are fewer hues than digits, so the last digits are squares; all bear
    their digit."""
    looks = []
    for number in range(classes):
        hue = CATEGORIES[number % len(CATEGORIES)]
        text = LIGHT.card if hue in DARK_HUES else LIGHT.ink
        looks.append({"hue": hue, "text": text, "square": number >= len(CATEGORIES)})
    return looks


def rivals(rows: Sequence[Mapping[str, Any]], colours: Palette) -> go.Figure:
    """The error on held-out pictures over the width of the bottleneck, for the network and for PCA."""
    figure = go.Figure()
    kinds = (("autoencoder", colours.made, "solid", "circle"), ("PCA", colours.soft, "dash", "diamond"))
    for name, hue, dash, mark in kinds:
        figure.add_scatter(
            x=[row["numbers"] for row in rows], y=[row[name] for row in rows], name=said(f"latent.{name}"), mode="lines+markers",
            line={"color": hue, "dash": dash, "width": 2}, marker={"symbol": mark, "size": 9},
        )  # fmt: skip
    figure.update_xaxes(type="log", tickvals=[row["numbers"] for row in rows], title=said("latent.width"))
    figure.update_yaxes(rangemode="tozero")
    return style(figure, colours).update_layout(yaxis_title=said("latent.error"))


def collapse(
    variances: Sequence[float], noise: float, kl: Sequence[float] | None, predicted: Sequence[float], colours: Palette
) -> go.Figure:
    """PCA's variances as bars and the noise as a line: bars below it are dead before training. Beside each, the nats."""
    alive = [variance > noise for variance in variances]
    names = [str(i + 1) for i in range(len(variances))]
    figure = go.Figure()
    for living, hue, shape in ((True, colours.latent, ""), (False, colours.cut, "/")):
        figure.add_bar(
            x=[n for n, a in zip(names, alive, strict=True) if a == living],
            y=[v for v, a in zip(variances, alive, strict=True) if a == living],
            name=said("latent.live" if living else "latent.die"), marker={"color": hue, "pattern": {"shape": shape}},
        )  # fmt: skip
    figure.add_hline(
        y=noise, line={"color": colours.false, "width": 2, "dash": "dash"}, annotation_text=said("latent.noise")
    )
    for values, name, hue, mark, size in (
        (predicted, "latent.predicted", colours.ink, "line-ew-open", 18),
        (kl or [], "latent.trained", colours.made, "circle", 9),
    ):  # fmt: skip
        figure.add_scatter(
            x=names, y=list(values), name=said(name), mode="markers", yaxis="y2",
            marker={"color": hue, "symbol": mark, "size": size, "line": {"width": 3, "color": hue}},
        )  # fmt: skip
    figure.update_xaxes(type="category", categoryorder="array", categoryarray=names)
    styled = style(figure, colours).update_layout(
        xaxis_title=said("latent.number"), yaxis_title=said("latent.variance"),
        yaxis2={
            "title": said("nats"), "overlaying": "y", "side": "right", "range": [0, 1.2], "dtick": 0.3, "showgrid": False,
            "fixedrange": True,
        },
    )  # fmt: skip
    return styled.update_layout(yaxis={"range": [0, 0.8]}, height=360, legend={"y": 1.05})


def effect(changes: Mapping[str, float], asked: str, colours: Palette) -> go.Figure:
    """What a step along one direction changed, factor by factor, as a share of the factor's whole range."""
    names = list(changes)
    figure = go.Figure(
        go.Bar(
            x=[changes[name] for name in names], y=names, orientation="h",
            marker={"color": [colours.made if name == asked else colours.soft for name in names]},
            text=[change(changes[name]) for name in names], textposition="outside", cliponaxis=False,
        )
    )  # fmt: skip
    figure.update_xaxes(range=[-1.1, 1.1], tickformat="+.0%")
    figure.update_yaxes(autorange="reversed")
    return style(figure, colours).update_layout(xaxis_title=said("latent.change"), yaxis_title=said("latent.factor"))
