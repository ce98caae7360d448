"""Heads: what they do, measured twice; and what the model expects once one of them was changed."""

from collections.abc import Sequence
from textwrap import wrap

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from core.figures.curves import style
from core.figures.palette import Palette
from core.figures.words import said
from core.language import percent
from core.measure.heads import Role

PANELS = {  # column: the two values that are set side by side, each with its sign
    1: (("uniform", "line-ns-open"), ("score", "circle")),
    2: (("elsewhere", "circle-open"), ("there", "diamond")),
}

NAME = 20  # letters of a head's name in a row: a phone needs room for the panels, too


def roles(found: Sequence[Role], colours: Palette) -> go.Figure:
    """Each head with the pattern it fits best: left its weight on it, right how much it is missed there and elsewhere."""
    figure = make_subplots(
        rows=1, cols=2, shared_yaxes=True, horizontal_spacing=0.12,
        subplot_titles=(said("heads.weight"), said("heads.worse")),
    )  # fmt: skip
    fits = [role.named or role.nearest for role in found]
    names = ["<br>".join(wrap(head_name(role), NAME)) for role in found]
    told = [
        said("heads.fit", pattern=pattern_name(fit.pattern), where=said(f"heads.where.{fit.pattern}")) for fit in fits
    ]
    for column, values in PANELS.items():
        for field, symbol in values:
            figure.add_scatter(
                x=[getattr(fit, field) for fit in fits], y=names, mode="markers", name=said(f"heads.{field}"), customdata=told,
                marker={"symbol": symbol, "size": 12, "line": {"width": 2},
                        "color": colours.query if field in ("score", "there") else colours.soft},
                hovertemplate="%{customdata}: %{x:.2f}<extra></extra>", row=1, col=column,
            )  # fmt: skip
    style(figure, colours).update_layout(
        height=170 + 34 * len(found), margin={"t": 30, "b": 90}, legend={"y": -0.12, "yanchor": "top"}
    )
    figure.update_annotations(font_size=14)
    figure.update_xaxes(range=[0, 0.6], dtick=0.3, tickangle=0, tickformat=".0%", row=1, col=1)
    figure.update_xaxes(range=[-0.05, 1], dtick=0.5, tickangle=0, row=1, col=2)
    figure.update_yaxes(autorange="reversed", color=colours.ink)
    return figure


def pattern_name(pattern: str) -> str:
    """What a head looks at that has this pattern, a key of `core.measure.heads.PATTERNS`."""
    return said(f"heads.pattern.{pattern}")


def head_name(role: Role) -> str:
    """Layer and head, and the name if it has earned one."""
    if role.named:
        return said("heads.named", layer=role.layer, head=role.head, pattern=pattern_name(role.named.pattern))
    return said("heads.unnamed", layer=role.layer, head=role.head)


ALIKE = "\u200b"  # has no width: two tokens that are spelt alike still get a row each


def before_and_after(
    words: Sequence[str], before: Sequence[float], after: Sequence[float], colours: Palette
) -> go.Figure:
    """The next word's chances on one axis: pale as the model is, solid with the head changed."""
    figure = go.Figure()
    names = [word + i * ALIKE for i, word in enumerate(words)]
    figure.add_bar(
        x=list(before), y=names, orientation="h", name=said("heads.as it is"), width=0.8,
        marker={"color": colours.made, "line": {"width": 0}}, opacity=0.3,
        hovertemplate=said("heads.before", chance="%{x:.1%}") + "<extra></extra>",
    )  # fmt: skip
    figure.add_bar(
        x=list(after), y=names, orientation="h", name=said("heads.changed"), width=0.4,
        marker={"color": colours.made, "pattern": {"shape": "/", "size": 4}},
        hovertemplate=said("heads.after", chance="%{x:.1%}") + "<extra></extra>",
    )  # fmt: skip
    for name, one, other in zip(names, before, after, strict=True):  # behind the longer of the two bars
        figure.add_annotation(
            x=max(one, other),
            y=name,
            text=f"{percent(one)} → {percent(other)}",
            showarrow=False,
            xanchor="left",
            xshift=2,
        )
    figure.update_xaxes(range=[0, 1.12], tickformat=".0%", tickvals=[0, 0.25, 0.5, 0.75, 1])
    figure.update_yaxes(autorange="reversed", color=colours.ink)
    return style(figure, colours).update_layout(
        barmode="overlay", height=110 + 34 * len(names), xaxis_title=said("heads.next")
    )
