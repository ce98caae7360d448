"""Films side by side, and what was measured of them: drift over the pictures, the ball behind the wall, laws beyond.

moving_pictures.js draws the payload.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from core.figures.curves import DASHES, style
from core.figures.palette import CATEGORIES, Palette
from core.figures.payload import packed, tones
from core.figures.words import said
from core.language import percent
from core.measure.moving_pictures import LOST, Emerged
from core.studies.moving_pictures import GIVEN, Shown

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x")
HUES = (
    CATEGORIES[3],
    CATEGORIES[1],
    CATEGORIES[2],
    CATEGORIES[4],
    CATEGORIES[0],
)  # pink, orange, green; the truth is blue


def films_payload(shown: Shown, names: Sequence[tuple[str, str]], *, plays: bool = True) -> bytes:
    """The true film and those that models made, for moving_pictures.js.

    Args:
        names: what each film is called, and what is said of its maker; the true one first.
        plays: once by itself, when it is first seen.
    """
    made = [*shown.made.values()]
    offs = [np.zeros(len(shown.true)), *shown.off.values()]
    films = [
        {"name": name, "says": says, "off": np.round(off, 2).tolist()}
        for (name, says), off in zip(names, offs, strict=True)
    ]
    head = {
        "films": films, "frames": len(shown.true), "side": shown.true.shape[-1], "given": GIVEN, "lost": LOST, "plays": plays,
        "path": np.round(shown.path, 2).tolist(),
    }  # fmt: skip
    return packed(head, *(tones(film) for film in (shown.true, *made)))


def drift(by_maker: Mapping[str, Sequence[float]], colours: Palette) -> go.Figure:
    """How far from the truth the thing is, for each picture that is made."""
    figure = go.Figure()
    for (name, far), hue, dash, symbol in zip(by_maker.items(), HUES, DASHES, SYMBOLS, strict=False):
        figure.add_scatter(
            x=list(range(GIVEN + 1, GIVEN + 1 + len(far))), y=list(far), name=name, mode="lines+markers",
            line={"color": hue, "dash": dash, "width": 2.5}, marker={"symbol": symbol, "size": 8},
        )  # fmt: skip
    figure.update_yaxes(rangemode="tozero")
    return style(figure, colours).update_layout(
        xaxis_title=said("moving_pictures.picture"), yaxis_title=said("moving_pictures.off"), height=340
    )


def behind_the_wall(by_maker: Mapping[str, Emerged], colours: Palette) -> go.Figure:
    """Of each maker's films the shares in which the ball comes out at the right time, too early, too late or never."""
    figure = go.Figure()
    parts = (("right", colours.true, ""), ("early", CATEGORIES[1], "/"), ("late", colours.false, "x"))
    for name, hue, pattern in parts:
        shares = [getattr(one, name) for one in by_maker.values()]
        figure.add_bar(
            y=list(by_maker), x=shares, name=said(f"moving_pictures.{name}"), orientation="h", width=0.6,
            marker={"color": hue, "pattern": {"shape": pattern}}, insidetextanchor="middle", textangle=0,
            insidetextfont_color=colours.on_accent,
            text=[percent(share) if share >= 0.08 and not pattern else "" for share in shares],  # on hatching none can be read
            textposition="inside",
        )  # fmt: skip
    figure.update_xaxes(range=[0, 1.001], tickformat=".0%")
    figure.update_yaxes(autorange="reversed")
    return style(figure, colours).update_layout(
        xaxis_title=said("moving_pictures.films"), barmode="stack", height=300, legend_traceorder="normal"
    )


def beyond(
    true: Sequence[float], by_maker: Mapping[str, Sequence[float]], learned: tuple[float, float], colours: Palette
) -> go.Figure:
    """What each maker draws against what is true; what was learned is shaded."""
    figure = go.Figure()
    figure.add_vrect(x0=learned[0], x1=learned[1], fillcolor=colours.data, opacity=0.12, line_width=0)
    figure.add_annotation(
        x=sum(learned) / 2, y=1.0, yref="paper", yanchor="bottom", text=said("moving_pictures.learned"), showarrow=False,
        font_color=colours.data,
    )  # fmt: skip
    figure.add_scatter(
        x=list(true),
        y=list(true),
        name=said("moving_pictures.law"),
        mode="lines",
        line={"color": colours.data, "width": 2},
    )
    for (name, drawn), hue, dash, symbol in zip(by_maker.items(), HUES[1:], DASHES[1:], SYMBOLS[1:], strict=False):
        figure.add_scatter(
            x=list(true), y=list(drawn), name=name, mode="lines+markers", line={"color": hue, "dash": dash, "width": 2.5},
            marker={"symbol": symbol, "size": 9},
        )  # fmt: skip
    return style(figure, colours).update_layout(
        xaxis_title=said("moving_pictures.true speed"), yaxis_title=said("moving_pictures.drawn speed"), height=360,
        margin_t=70, legend_y=1.1,
    )  # fmt: skip
