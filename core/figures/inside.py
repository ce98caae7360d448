"""What the inside of the model looks like: the colours of signs, and how well each kind of position learns order."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from plotly.colors import diverging

from core.figures.curves import DASHES, style
from core.figures.palette import Palette

# below and above zero: two steps of the palette's diverging scale, the paler ones on dark paper
SIGNS = {"light": (diverging.RdBu[-2], diverging.RdBu[1]), "dark": (diverging.RdBu[-3], diverging.RdBu[2])}


SPELLED = 14  # tokens side by side whose words still fit into their cells


def order_learned(curves: Mapping[str, Sequence[tuple[int, float]]], chance: float, colours: Palette) -> go.Figure:
    """The share of right answers over the steps, one line for each way to know the order."""
    figure = go.Figure()
    hues = (colours.data, colours.latent, colours.made, colours.soft)
    for (name, points), dash, hue in zip(curves.items(), DASHES, hues, strict=False):
        x, y = [step for step, _ in points], [share for _, share in points]
        figure.add_scatter(x=x, y=y, name=name, mode="lines", line={"color": hue, "dash": dash, "width": 2.5})
    if not any(curves.values()):
        figure.add_annotation(text="Nothing has been trained yet", showarrow=False)
    figure.add_hline(y=chance, line={"color": colours.cut, "dash": "dot"}, annotation_text="blind guessing")
    figure.update_yaxes(range=[0, 1.03], tickformat=".0%")
    return style(figure, colours).update_layout(xaxis_title="step", yaxis_title="right answers")


def lens_map(
    said: Sequence[Sequence[str]], chances: np.ndarray, rows: Sequence[str], tokens: Sequence[str], colours: Palette
) -> go.Figure:
    """What the stream says at each tap (from top to bottom, as the pass runs) and token; fuller colour: surer."""
    columns = list(range(len(tokens)))
    few = len(tokens) <= SPELLED
    figure = go.Figure(
        go.Heatmap(
            z=chances, x=columns, y=list(rows), text=said, texttemplate="%{text}" if few else None, zmin=0, zmax=1, xgap=2, ygap=2,
            colorscale=[[0, colours.card], [1, colours.made]], colorbar={"title": "chance", "tickformat": ".0%"},
            hovertemplate="%{y}<br>“%{text}”, %{z:.0%}<extra></extra>",
        )
    )  # fmt: skip
    style(figure, colours).update_layout(xaxis_title="token that was read", yaxis_title="place in the model")
    figure.update_xaxes(tickvals=columns, ticktext=list(tokens), showgrid=False)
    figure.update_yaxes(autorange="reversed", showgrid=False)
    return figure
