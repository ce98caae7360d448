"""A world that can be steered beside its dream, and what was measured of dreams: drift, memory, pushes stronger than learned.

steered.js draws the payload.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from core.data import rink
from core.figures.curves import DASHES, style
from core.figures.moving_pictures import HUES, SYMBOLS
from core.figures.palette import Palette
from core.figures.payload import packed
from core.figures.words import said
from core.measure.steered import LOST

BEGIN = ((4.0, 7.5), (0.5, -0.3))  # where the puck is when somebody begins to play, and how fast
LINES = (*DASHES, "longdashdot")  # one for each of five models


def played_payload(weights: Mapping[str, np.ndarray], seen: int, strength: float) -> bytes:
    """The law of the world, where it begins, and the network that dreams it, for steered.js.

    Args:
        weights: of a Dreamer, by the names of its parts.
        strength: times the push that was learned.
    """
    layers = ("first", "second", "last")
    head = {
        "side": rink.SIDE, "radius": rink.RADIUS, "push": rink.PUSH, "friction": rink.FRICTION, "pushes": rink.PUSHES,
        "place": BEGIN[0], "speed": BEGIN[1], "seen": seen, "strength": strength,
        "layers": [list(weights[f"{layer}.weight"].shape[::-1]) for layer in layers],
    }  # fmt: skip
    parts = [weights[f"{layer}.{part}"].ravel() for layer in layers for part in ("weight", "bias")]
    return packed(head, np.concatenate(parts).astype(np.float16))


def drift(by_dreamer: Mapping[str, Sequence[float]], colours: Palette) -> go.Figure:
    """How far the middle dream is from the truth, picture by picture; beyond the line it counts as lost."""
    figure = go.Figure()
    for (name, far), hue, dash, symbol in zip(by_dreamer.items(), HUES, LINES, SYMBOLS, strict=False):
        figure.add_scatter(
            x=list(range(1, len(far) + 1)), y=list(far), name=name, mode="lines+markers",
            line={"color": hue, "dash": dash, "width": 2.5},
            marker={"symbol": symbol, "size": 8, "maxdisplayed": 12},
        )  # fmt: skip
    figure.add_hline(y=LOST, line={"color": colours.cut, "dash": "dot"})
    figure.add_annotation(
        x=1, xref="paper", xanchor="right", y=LOST, yanchor="bottom", text=said("steered.lost"), showarrow=False
    )
    figure.update_yaxes(rangemode="tozero")
    return style(figure, colours).update_layout(
        xaxis_title=said("steered.picture"), yaxis_title=said("steered.off"), height=360
    )


def strong(strengths: Sequence[float], made: Sequence[float], true: Sequence[float], colours: Palette) -> go.Figure:
    """How far a push moves the puck, in the dream and in truth; strengths up to 1 were learned."""
    figure = go.Figure()
    figure.add_vline(x=1.0, line={"color": colours.data, "dash": "dot"})
    figure.add_annotation(
        x=1.0,
        y=1.0,
        yref="paper",
        yanchor="bottom",
        text=said("steered.learned"),
        showarrow=False,
        font_color=colours.data,
    )
    for name, ways, hue, dash, symbol in (
        (said("steered.law"), true, colours.data, "solid", "circle"),
        (said("steered.dream"), made, HUES[1], "dash", "square"),
    ):
        figure.add_scatter(
            x=list(strengths), y=list(ways), name=name, mode="lines+markers", line={"color": hue, "dash": dash, "width": 2.5},
            marker={"symbol": symbol, "size": 9},
        )  # fmt: skip
    figure.update_yaxes(rangemode="tozero")
    return style(figure, colours).update_layout(
        xaxis_title=said("steered.strength"), yaxis_title=said("steered.way"), height=360, margin_t=70, legend_y=1.1
    )
