"""Pictures of drawn texts: shares by temperature, tokens that a cut keeps."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from core.figures.curves import style
from core.figures.palette import Palette
from core.measure.text import Written


def shares_by_temperature(written: Mapping[float, Written], colours: Palette) -> go.Figure:
    """Grammatical sentences and true claims, side by side at each temperature."""
    figure = go.Figure()
    names = [f"temperature {temperature:g}" for temperature in written]
    for label, field, hue, shape in (
        ("grammatical sentences", "grammatical", colours.data, ""),
        ("true claims", "true", colours.true, "/"),
    ):
        shares = [getattr(result, field) for result in written.values()]
        figure.add_bar(
            x=names, y=shares, name=label, marker={"color": hue, "pattern": {"shape": shape}},
            text=["none made" if share is None else f"{share:.0%}" for share in shares], textposition="outside", cliponaxis=False,
        )  # fmt: skip
    figure.update_yaxes(range=[0, 1.08], tickformat=".0%")
    return style(figure, colours).update_layout(barmode="group", yaxis_title="share")


def kept_tokens(counts: Sequence[int], texts: Sequence[str], vocabulary: int, colours: Palette) -> go.Figure:
    """How many tokens stay in the draw after each token of a text; a logarithmic scale, for they differ that much."""
    places = list(range(len(counts)))
    figure = go.Figure(
        go.Bar(x=places, y=list(counts), marker={"color": colours.made}, text=list(counts), textposition="outside")
    )
    figure.update_yaxes(type="log", range=[0, 3.3], dtick=1)
    figure.add_hline(
        y=vocabulary, line={"dash": "dot", "color": colours.soft}, annotation_text=f"all {vocabulary:,} tokens"
    )
    figure = style(figure, colours)
    figure.update_xaxes(tickvals=places, ticktext=[text.strip() or text for text in texts], tickangle=-45)
    return figure.update_layout(xaxis_title="after this token", yaxis_title="tokens kept", showlegend=False)
