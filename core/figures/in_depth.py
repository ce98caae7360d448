"""Training in depth: one weight's slope, learning rates, double descent, grokking, and what the errors were."""

from collections.abc import Mapping, Sequence
from math import log10

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from core.figures.curves import DASHES, style
from core.figures.palette import CATEGORIES, Palette
from core.figures.words import said
from core.language import number
from core.measure.one_weight import FLOOR, Tried, Weight
from core.measure.sentence_errors import ERRORS
from core.studies.double_descent import Erred
from core.studies.errors_over_time import Counted
from core.studies.grokking import Answered
from core.studies.learning_rates import OPTIMIZERS, Trained, bests, exploded

SYMBOLS = ("circle", "square", "diamond", "triangle-up")
PATTERNS = ("x", "/", ".", "\\", "-", "")  # of the errors, the coarsest first; what has none is plain
TANGENT = 0.5  # of the curve's width: so much of the tangent is drawn
ROOM = 1.35  # how many times the loss at the start a picture of losses shows; what lies above has left it


def loss_by_weight(weight: Weight, tried: Tried, colours: Palette) -> go.Figure:
    """The loss as this weight alone moves, its slope as a line, and what one nudge finds."""
    values, losses = zip(*weight.curve, strict=True)
    reach = TANGENT * (values[-1] - values[0]) / 2
    ends = [weight.value - reach, weight.value + reach]
    figure = go.Figure()
    figure.add_scatter(
        x=values, y=losses, mode="lines", name=said("in_depth.loss"), line={"color": colours.made, "width": 3}
    )
    figure.add_scatter(
        x=ends, y=[weight.loss + weight.slope * (end - weight.value) for end in ends], mode="lines",
        name=said("in_depth.slope"), line={"color": colours.accent, "dash": "dash", "width": 2},
    )  # fmt: skip
    figure.add_scatter(
        x=[weight.value], y=[weight.loss], mode="markers", name=said("in_depth.now"),
        marker={"color": colours.ink, "symbol": "circle", "size": 11},
    )  # fmt: skip
    figure.add_scatter(
        x=[weight.value + tried.nudge], y=[weight.loss + tried.change], mode="markers", name=said("in_depth.nudged"),
        marker={"color": colours.latent, "symbol": "diamond-open", "size": 14, "line": {"width": 3}},
    )  # fmt: skip
    low, high = min(losses), max(losses)
    air = max(high - low, 1e-6) / 12
    figure.update_yaxes(range=[low - air, high + air])
    return style(figure, colours).update_layout(
        height=340, xaxis_title=said("in_depth.weight"), yaxis_title=said("curves.loss")
    )


def errors_by_nudge(weight: Weight, colours: Palette) -> go.Figure:
    """How far the slope by trying out is from that of the chain rule, over the nudge; and with twice as many digits."""
    nudges = [one.nudge for one in weight.tried]
    figure = go.Figure()
    for name, slopes, hue, dash, mark in (
        ("in_depth.usual digits", [one.slope for one in weight.tried], colours.made, "solid", "circle"),
        ("in_depth.more digits", [one.exact for one in weight.tried], colours.latent, "dash", "square"),
    ):
        errors = [max(abs(slope - weight.slope), FLOOR) for slope in slopes]
        figure.add_scatter(
            x=nudges, y=errors, mode="lines+markers", name=said(name),
            line={"color": hue, "dash": dash, "width": 2}, marker={"symbol": mark, "size": 8},
        )  # fmt: skip
    if weight.slope:
        figure.add_hline(
            y=abs(weight.slope), line={"color": colours.soft, "dash": "dot", "width": 1},
            annotation_text=said("in_depth.as large"), annotation_position="top left",
        )  # fmt: skip
    for update in (figure.update_xaxes, figure.update_yaxes):
        update(type="log", exponentformat="power", dtick=2)
    return style(figure, colours).update_layout(xaxis_title=said("in_depth.nudge"), yaxis_title=said("in_depth.error"))


def losses_by_rate(found: Sequence[Trained], names: Mapping[str, str], colours: Palette) -> go.Figure:
    """Where every rule ends, over its learning rate; a cross on top where it ended above the picture, or at no number."""
    figure = go.Figure()
    start = found[0].start if found else 1.0
    top = ROOM * start
    hues = (colours.soft, colours.data, colours.made)
    for rule, hue, dash, mark in zip(OPTIMIZERS, hues, DASHES, SYMBOLS, strict=False):
        there = sorted((one for one in found if one.optimizer == rule), key=lambda one: one.rate)
        inside = [one.end is not None and one.end < top for one in there]
        figure.add_scatter(
            x=[one.rate for one in there],
            y=[one.end if ok else top for one, ok in zip(there, inside, strict=True)],
            mode="lines+markers", name=names[rule], line={"color": hue, "dash": dash, "width": 2},
            marker={"symbol": [mark if ok else "x" for ok in inside], "size": 9},
        )  # fmt: skip
    figure.add_hline(
        y=start, line={"color": colours.ink, "dash": "dot", "width": 1}, annotation_text=said("in_depth.start"),
        annotation_position="top left",
    )  # fmt: skip
    figure.update_xaxes(type="log", range=[-4.2, 1.2], exponentformat="power", dtick=1)
    figure.update_yaxes(range=[0, top * 1.04])
    return style(figure, colours).update_layout(
        height=340, xaxis_title=said("in_depth.rate"), yaxis_title=said("in_depth.loss a letter")
    )


def losses_over_steps(found: Sequence[Trained], rule: str, colours: Palette) -> go.Figure:
    """How one rule goes on at some of its rates: the lowest, the best, and the first at which it explodes."""
    figure = go.Figure()
    there = sorted((one for one in found if one.optimizer == rule), key=lambda one: one.rate)
    hues = (colours.soft, colours.latent, colours.false)
    for name, one, hue, dash in zip(*_telling(there, rule), hues, DASHES, strict=False):
        top = ROOM * one.start
        figure.add_scatter(
            x=[10 * (place + 1) for place in range(len(one.curve))],
            y=[min(loss, top) if loss is not None else top for loss in one.curve], mode="lines",
            name=said(f"in_depth.{name}", rate=one.rate), line={"color": hue, "dash": dash, "width": 3},
        )  # fmt: skip
        figure.update_yaxes(range=[0, top * 1.04])
    if not there:
        figure.add_annotation(text=said("nothing measured"), showarrow=False)
    return style(figure, colours).update_layout(
        height=340, xaxis_title=said("step"), yaxis_title=said("in_depth.loss a letter")
    )


def _telling(sweep: Sequence[Trained], rule: str) -> tuple[list[str], list[Trained]]:
    """The trainings that tell most, with what each is called."""
    top = bests(sweep).get(rule)
    chosen = {
        "crawls": next((one for one in sweep), None),
        "best": next((one for one in sweep if top and one.rate == top.rate), None),
        "explodes": next((one for one in sweep if exploded(one)), None),
    }
    there = {name: one for name, one in chosen.items() if one}
    return list(there), list(there.values())


def double_descent(curve: Sequence[Erred], pictures: int, colours: Palette) -> go.Figure:
    """Errors over the number of features: on learned and on unseen pictures, and on these with a penalty."""
    figure = go.Figure()
    lines = (
        ("in_depth.on learned", [one.learned for one in curve], colours.soft),
        ("in_depth.on unseen", [one.unseen for one in curve], colours.made),
        ("in_depth.with penalty", [one.ridge for one in curve], colours.latent),
    )
    for (name, errors, hue), dash, mark in zip(lines, ("dot", "solid", "dash"), SYMBOLS, strict=False):
        figure.add_scatter(
            x=[one.features for one in curve], y=errors, mode="lines+markers", name=said(name),
            line={"color": hue, "dash": dash, "width": 2}, marker={"symbol": mark, "size": 8},
        )  # fmt: skip
    figure.add_vline(x=pictures, line={"color": colours.ink, "dash": "dot", "width": 1})
    figure.add_annotation(
        x=log10(pictures), y=1, yref="paper", text=said("in_depth.as many"), showarrow=False, xanchor="right", xshift=-4
    )
    ticks = [10, 30, 100, 300, 1000, 3000]
    figure.update_xaxes(
        type="log", range=[log10(pictures * 0.04), log10(pictures * 12)], tickvals=ticks,
        ticktext=[number(tick, ",") for tick in ticks],
    )  # fmt: skip
    figure.update_yaxes(range=[0, 1], tickformat=".0%")
    return style(figure, colours).update_layout(
        height=340, xaxis_title=said("in_depth.features"), yaxis_title=said("in_depth.wrong")
    )


def grokking(
    answers: Sequence[tuple[int, Answered]], right: np.ndarray, learned: np.ndarray, colours: Palette
) -> go.Figure:
    """Above, right sums over the steps; below, the table of all sums as it stands at the last of them.

    Args:
        right: (P, P) which sums are right.
        learned: (P, P) which pairs are taught.
    """
    figure = make_subplots(rows=2, cols=1, vertical_spacing=0.17, row_heights=[0.42, 0.58])
    steps = [step for step, _ in answers]
    for name, shares, hue, dash in (
        ("in_depth.learned sums", [one.learned for _, one in answers], colours.data, "dash"),
        ("in_depth.other sums", [one.others for _, one in answers], colours.true, "solid"),
        ("in_depth.without decay", [one.others_without for _, one in answers], colours.made, "dot"),
    ):
        figure.add_scatter(
            x=steps, y=shares, mode="lines", name=said(name),
            line={"color": hue, "dash": dash, "width": 3}, row=1, col=1,
        )  # fmt: skip
    figure.add_heatmap(
        z=np.where(learned, 1, np.where(right, 2, 0)), zmin=0, zmax=2, showscale=False, hoverinfo="skip",
        colorscale=[
            [0, colours.paper], [0.33, colours.paper], [0.33, colours.cut], [0.67, colours.cut], [0.67, colours.true],
            [1, colours.true],
        ],
        row=2, col=1,
    )  # fmt: skip
    figure.update_xaxes(title=said("step"), row=1, col=1)
    figure.update_yaxes(range=[0, 1.04], tickformat=".0%", title=said("in_depth.right"), row=1, col=1)
    style(figure, colours)
    figure.update_xaxes(title=said("in_depth.first hour"), constrain="domain", showgrid=False, row=2, col=1)
    figure.update_yaxes(
        title=said("in_depth.second hour"), scaleanchor="x2", constrain="domain", showgrid=False, row=2, col=1
    )
    return figure.update_layout(height=660)


def errors_over_time(counted: Sequence[Counted], names: Mapping[str, str], colours: Palette) -> go.Figure:
    """The sentences of every checkpoint by the first thing that is wrong with them."""
    figure = go.Figure()
    hues = (*(CATEGORIES[place] for place in (5, 1, 3, 6, 0)), colours.true)
    for error, hue, pattern in zip(ERRORS, hues, PATTERNS, strict=True):
        figure.add_bar(
            x=[number(one.step, ",") for one in counted], y=[one.shares.get(error, 0) for one in counted], name=names[error],
            marker={
                "color": hue,
                "pattern": {"shape": pattern, "fillmode": "overlay", "fgcolor": colours.ink, "solidity": 0.2, "size": 6},
            },
        )  # fmt: skip
    figure.update_xaxes(type="category")
    figure.update_yaxes(range=[0, 1], tickformat=".0%")
    return style(figure, colours).update_layout(
        height=420,
        barmode="stack",
        bargap=0.08,
        xaxis_title=said("step of training"),
        yaxis_title=said("in_depth.sentences"),
    )
