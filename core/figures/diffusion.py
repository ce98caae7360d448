"""What diffusion can do, as figures: fewer steps, guidance, where a picture is decided; and the way from noise to picture."""

from collections.abc import Sequence
from math import log10
from typing import Any

import numpy as np
import plotly.graph_objects as go

from core.figures import words
from core.figures.curves import DASHES, style
from core.figures.palette import Palette
from core.figures.payload import packed, tones
from core.language import percent
from core.studies.diffusion_measured import Decided, Drawn, Guided, Pair

SAMPLERS = ("ddpm", "ddim", "euler")


def few_steps(rows: Sequence[Drawn], colours: Palette) -> go.Figure:
    """The distance to real digits of each sampler by its number of steps; the floor is real digits against real digits."""
    figure = go.Figure()
    hues, marks = (colours.made, colours.latent, colours.query), ("circle", "diamond", "square")
    steps = [row.steps for row in rows]
    for name, hue, dash, mark in zip(SAMPLERS, hues, DASHES, marks, strict=False):
        figure.add_scatter(
            x=steps, y=[row.by[name].frechet for row in rows], name=words.said(f"diffusion.{name}"), mode="lines+markers",
            line={"color": hue, "dash": dash, "width": 2}, marker={"symbol": mark, "size": 8},
        )  # fmt: skip
    if rows:
        floor = rows[0].floor.frechet
        figure.add_hline(y=floor, line={"color": colours.data, "dash": "dot"})
        figure.add_annotation(
            x=0, xref="paper", y=log10(floor), text=words.said("diffusion.floor"), showarrow=False,
            xanchor="left", yanchor="top", font={"color": colours.data},
        )  # fmt: skip
    else:
        figure.add_annotation(text=words.said("nothing measured"), showarrow=False)
    figure = style(figure, colours).update_layout(
        xaxis_title=words.said("diffusion.steps"), yaxis_title=words.said("diffusion.distance")
    )
    figure.update_xaxes(type="log", tickvals=steps, ticktext=[str(step) for step in steps])
    figure.update_yaxes(type="log", tickvals=[0.2, 0.5, 1, 2, 5, 10, 20])
    return figure


def decided(rows: Sequence[Decided], colours: Palette) -> go.Figure:
    """From noise, at the left, to picture: the share of pictures whose digit already shows in the network's guess."""
    figure = go.Figure()
    levels = [row.level for row in rows]
    lines = (
        ("decided", [row.decided for row in rows], colours.made),
        ("confidence", [row.confidence for row in rows], colours.data),
    )
    for (name, shares, hue), dash in zip(lines, DASHES, strict=False):
        figure.add_scatter(
            x=levels, y=shares, name=words.said(f"diffusion.{name}"), mode="lines",
            line={"color": hue, "dash": dash, "width": 2},
        )  # fmt: skip
    if not rows:
        figure.add_annotation(text=words.said("nothing measured"), showarrow=False)
    figure.update_yaxes(range=[0, 1.02], tickformat=".0%")
    figure.update_xaxes(range=[1, 0], tickformat=".0%")
    return style(figure, colours).update_layout(
        xaxis_title=words.said("diffusion.level"), yaxis_title=words.said("share")
    )


def guidance(rows: Sequence[Guided], colours: Palette) -> go.Figure:
    """What guidance buys and what it costs: points in the right cloud, and the spread that is left, as shares."""
    figure = go.Figure()
    strengths = [row.strength for row in rows]
    whole = rows[0].variance if rows else 1.0
    lines = (
        ("right", [row.right for row in rows], colours.made, "circle"),
        ("spread", [row.variance / whole for row in rows], colours.latent, "diamond"),
    )
    for (name, values, hue, mark), dash in zip(lines, DASHES, strict=False):
        figure.add_scatter(
            x=strengths, y=values, name=words.said(f"diffusion.{name}"), mode="lines+markers",
            line={"color": hue, "dash": dash, "width": 2}, marker={"symbol": mark, "size": 8},
        )  # fmt: skip
    if not rows:
        figure.add_annotation(text=words.said("nothing measured"), showarrow=False)
    figure.update_yaxes(range=[0, 1.08], tickformat=".0%")
    return style(figure, colours).update_layout(
        xaxis_title=words.said("diffusion.strength"), yaxis_title=words.said("share")
    )


def unseen(rows: Sequence[Pair], colours: Palette) -> go.Figure:
    """Pairs of words, and the share of faces on which both came out: held out in training, and shown."""
    figure = go.Figure()
    for (held_out, label), hue, shape in zip(
        ((True, "diffusion.held out"), (False, "diffusion.all shown")), (colours.made, colours.data), ("", "/"),
        strict=True,
    ):  # fmt: skip
        some = [row for row in rows if row.held_out is held_out]
        figure.add_bar(
            x=[row.pair for row in some], y=[row.right for row in some], name=words.said(label),
            marker={"color": hue, "pattern": {"shape": shape}}, text=[percent(row.right) for row in some],
            textposition="outside", cliponaxis=False,
        )  # fmt: skip
    if not rows:
        figure.add_annotation(text=words.said("nothing measured"), showarrow=False)
    figure.update_yaxes(range=[0, 1.12], tickformat=".0%")
    return style(figure, colours).update_layout(yaxis_title=words.said("diffusion.both words"), barmode="group")


# --- from noise to picture on one slider (assets/components/denoising.js): all frames of it in one message

MOST = 32_767  # the edge of the picture, as a 16-bit number


def points_payload(
    frames: np.ndarray, real: np.ndarray, field: np.ndarray, *, edge: float, levels: Sequence[float],
    steps: Sequence[int], said: Sequence[str], begin: float = 1.0,
) -> bytes:  # fmt: skip
    """A cloud at every noise level, the real points, and the direction at each place of a grid.

    Args:
        frames: (F, N, 2) the points at each level.
        real: (M, 2) real points.
        field: (F, G, G, 2) how far the network would move what is there, the rows from the bottom.
        edge: the picture reaches from -edge to edge.
        levels: F noise levels; `steps`, how many steps each is from the start; `said`, a sentence for each.
        begin: the share of the way at which the slider stands at first.
    """
    head = {
        "kind": "points", "count": frames.shape[1], "real": len(real), "grid": field.shape[1],
        "names": [words.said("diffusion.points")],
        **_stops(levels, steps, said, begin),
    }  # fmt: skip
    numbers = np.concatenate([(array / edge).ravel() for array in (frames, real, field)])
    return packed(head, (np.clip(numbers, -1, 1) * MOST).round().astype(np.int16))


def sheet_payload(
    frames: np.ndarray, beliefs: np.ndarray, *, side: int, columns: int, levels: Sequence[float], steps: Sequence[int],
    said: Sequence[str], begin: float = 1.0,
) -> bytes:  # fmt: skip
    """Pictures at every noise level, and what the network believes to be hidden in them; (F, N, P), ink from 0 to 1."""
    head = {
        "kind": "sheet", "count": frames.shape[1], "side": side, "columns": columns,
        "names": [words.said("diffusion.what there is"), words.said("diffusion.believed")],
        **_stops(levels, steps, said, begin),
    }  # fmt: skip
    return packed(head, tones(frames), tones(beliefs))


def _stops(levels: Sequence[float], steps: Sequence[int], said: Sequence[str], begin: float) -> dict[str, Any]:
    return {"levels": list(levels), "steps": list(steps), "of": steps[-1], "said": list(said), "begin": begin}
