"""Pictures of the ground that a training walks on, of ways off it, and of learning by heart."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from core.figures.curves import style
from core.figures.palette import Palette
from core.figures.words import said
from core.language import number
from core.studies.landscape import Ground, Off, Place
from core.studies.overfitting import Losses

ABOVE = 1.25  # times the loss of the first moment: higher ground has the colour of that
RINGS = 14  # lines of equal loss
ABOVE_BAR = {"side": "top"}
BAR = {"orientation": "h", "y": -0.3, "yanchor": "top", "thickness": 12, "len": 1.0, "nticks": 6, "outlinewidth": 0}


def ground(found: Sequence[Ground], path: bool, colours: Palette) -> go.Figure:
    """The loss over the plane as a map with lines of equal height, and on it the moments of the run.

    Args:
        path: whether the plane shows where the moments lie; a plane of random directions only shows the last one.
    """
    places = [place for part in found for place in part.places]
    right, up = (sorted({getattr(place, side) for place in places}) for side in ("right", "up"))
    height = np.full((len(up), len(right)), np.nan)
    for place in places:
        height[up.index(place.up), right.index(place.right)] = place.loss
    moments = found[0].path
    top = ABOVE * moments[0].loss
    low = min(float(np.nanmin(height)), *(moment.loss for moment in moments))
    figure = go.Figure()
    figure.add_contour(
        x=right, y=up, z=[[None if np.isnan(one) else min(float(one), top) for one in row] for row in height],
        connectgaps=True, zmin=low, zmax=top, line={"width": 0.7, "color": colours.line},
        contours={"start": low, "end": top, "size": (top - low) / RINGS},
        colorscale=[[0, colours.paper], [1, colours.latent]],
        colorbar={**BAR, "title": {**ABOVE_BAR, "text": said("landscape.loss")}},
        hovertemplate="%{z:.2f}<extra></extra>",
    )  # fmt: skip
    if path:
        _path(figure, moments, found[0].steps, colours)
    else:
        _mark(figure, moments[-1], said("landscape.trained"), colours.ink, "circle")
    figure.update_xaxes(title=said("landscape.back" if path else "landscape.one way"), zeroline=False)
    figure.update_yaxes(title=said("landscape.aside" if path else "landscape.other way"), zeroline=False)
    return style(figure, colours).update_layout(height=520)


def _path(figure: go.Figure, moments: Sequence[Place], steps: Sequence[int], colours: Palette) -> None:
    figure.add_scatter(
        x=[one.right for one in moments], y=[one.up for one in moments], mode="lines+markers",
        name=said("landscape.path"), line={"color": colours.made, "width": 3}, marker={"size": 6, "color": colours.made},
        customdata=[[number(step, ","), number(one.loss, ".2f")] for step, one in zip(steps, moments, strict=True)],
        hovertemplate="%{customdata[0]}: %{customdata[1]}<extra></extra>",
    )  # fmt: skip
    _mark(figure, moments[0], said("landscape.began"), colours.ink, "x")
    _mark(figure, moments[-1], said("landscape.trained"), colours.ink, "circle")


def _mark(figure: go.Figure, place: Place, name: str, hue: str, symbol: str) -> None:
    figure.add_scatter(
        x=[place.right], y=[place.up], mode="markers", name=name, marker={"symbol": symbol, "size": 12, "color": hue}
    )


def ways_off(found: Sequence[Off], colours: Palette) -> go.Figure:
    """The loss over the distance from the trained weights: straight back, and in each random direction."""
    figure, distances = go.Figure(), [one.distance for one in found]
    for place, losses in enumerate(zip(*(one.random for one in found), strict=True)):
        figure.add_scatter(
            x=distances, y=losses, mode="lines", name=said("landscape.random"), showlegend=not place,
            line={"color": colours.soft, "dash": "dot", "width": 2},
        )  # fmt: skip
    figure.add_scatter(
        x=distances, y=[one.back for one in found], mode="lines+markers", name=said("landscape.straight back"),
        line={"color": colours.made, "width": 3}, marker={"size": 7},
    )  # fmt: skip
    figure.update_yaxes(rangemode="tozero")
    return style(figure, colours).update_layout(
        height=340, xaxis_title=said("landscape.distance"), yaxis_title=said("landscape.loss")
    )


def by_heart(losses: Sequence[tuple[int, Losses]], colours: Palette) -> go.Figure:
    """The loss on the pages that are read again and again, and on others; a line where the latter is least."""
    figure, steps = go.Figure(), [step for step, _ in losses]
    for name, values, hue, dash in (
        ("landscape.read", [one.learned for _, one in losses], colours.data, "dash"),
        ("landscape.unread", [one.unseen for _, one in losses], colours.made, "solid"),
    ):
        figure.add_scatter(
            x=steps, y=values, mode="lines", name=said(name), line={"color": hue, "dash": dash, "width": 3}
        )
    least = min(losses, key=lambda one: one[1].unseen)[0]
    figure.add_vline(
        x=least, line={"color": colours.ink, "dash": "dot", "width": 1}, annotation_text=said("landscape.least"),
        annotation_position="top left" if least > steps[-1] / 2 else "top right",
    )  # fmt: skip
    figure.update_yaxes(rangemode="tozero")
    return style(figure, colours).update_layout(
        height=340, xaxis_title=said("step"), yaxis_title=said("in_depth.loss a letter")
    )
