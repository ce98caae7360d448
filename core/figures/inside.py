"""What the inside of the model looks like: the colours of signs, and how well each kind of position learns order."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go
from plotly.colors import diverging

from core.figures.curves import DASHES, style
from core.figures.palette import Palette

# below and above zero: two steps of the palette's diverging scale, the paler ones on dark paper
SIGNS = {"light": (diverging.RdBu[-2], diverging.RdBu[1]), "dark": (diverging.RdBu[-3], diverging.RdBu[2])}


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
