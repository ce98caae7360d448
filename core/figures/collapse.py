"""Pictures of generations that learn from generations: a spread that shrinks, words that vanish, a text that decays."""

from collections.abc import Mapping, Sequence
from html import escape
from string import ascii_uppercase as LETTERS

import plotly.graph_objects as go

from core.figures.curves import DASHES, style, styled
from core.figures.palette import Palette
from core.figures.words import said


def over_generations(
    found: Mapping[int, Mapping[str, float]],
    ways: Mapping[str, str],
    colours: Palette,
    *,
    title: str,
    highest: float,
    last: int,
    lowest: float = 0.0,
    at: int | None = None,
) -> go.Figure:
    """One line for each way; `found` has by generation a number for each of them."""
    figure = go.Figure()
    hues, marks = (colours.false, colours.latent, colours.data), ("circle", "diamond", "square")
    for (way, name), hue, dash, mark in zip(ways.items(), hues, DASHES, marks, strict=False):
        figure.add_scatter(
            x=list(found), y=[numbers[way] for numbers in found.values()], mode="lines+markers", name=name,
            line={"color": hue, "dash": dash, "width": 2}, marker={"symbol": mark, "size": 6},
        )  # fmt: skip
    if at is not None:
        figure.add_vline(x=at, line={"color": colours.accent, "width": 2})
    figure.update_xaxes(range=[-0.02 * last, 1.02 * last])
    figure.update_yaxes(range=[lowest, highest])
    return style(figure, colours).update_layout(xaxis_title=said("collapse.generation"), yaxis_title=title)


def people(first: Sequence[str], left: Sequence[str], label: str) -> str:
    """Every person of the first sample as HTML, struck out once the generations have lost the name; `label` is read aloud.

    >>> people(["Mira", "Tolo"], ["Tolo"], "Names").count("<s>")
    1
    """
    items = (
        f"<li>{escape(name)}</li>" if name in left else f'<li class="gb-gone"><s>{escape(name)}</s></li>'
        for name in first
    )
    return f'<ul class="gb-people" aria-label="{escape(label)}">{"".join(items)}</ul>'


def bags(found: Sequence[Mapping[int, int]], colours: Palette) -> go.Figure:
    """Bags drawn from one another, a row each: a letter is as wide and as strong as it is frequent, in the order of the first."""
    places = sum(found[0].values())
    rows = []
    for one in found[0]:
        counts = [bag.get(one, 0) for bag in found]
        rows.append({
            "type": "bar", "orientation": "h", "x": counts, "y": list(range(len(found))), "name": LETTERS[one],
            "text": [LETTERS[one] if count else "" for count in counts], "textposition": "inside",
            "insidetextanchor": "middle", "textangle": 0, "constraintext": "none", "textfont": {"color": colours.ink},
            "marker": {
                "color": colours.data, "opacity": [0.08 + 0.4 * count / places for count in counts],
                "line": {"color": colours.data, "width": 1},
            },
            "hoverinfo": "skip", "showlegend": False,
        })  # fmt: skip
    return styled(
        rows, colours, height=430, barmode="stack", bargap=0.08,
        xaxis={"title": said("collapse.letters"), "range": [0, places], "dtick": max(1, places // 5), "showgrid": False},
        yaxis={"title": said("collapse.generation"), "autorange": "reversed", "dtick": 1, "showgrid": False},
    )  # fmt: skip
