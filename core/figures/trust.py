"""Pictures of what a model knows, how sure it is, and what that is worth."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from core.figures.curves import DASHES, style
from core.figures.palette import Palette
from core.measure.asking import Asked
from core.measure.confidence import Abstaining, Bin

PATTERNS = ("", "/", ".", "x")
SHOWN = 8  # answers


def answers(asked: Asked, colours: Palette) -> go.Figure:
    """The likeliest answers to one question: how likely, whether true, and how often the training text said so."""
    shown = list(reversed(asked.answers[:SHOWN]))
    looks = {"true": (colours.true, "", "✓ true"), "false": (colours.false, "/", "✗ false"),
             "nobody": (colours.cut, ".", "about nobody who exists")}  # fmt: skip
    figure = go.Figure()
    for truth, (hue, pattern, name) in looks.items():
        these = [answer for answer in shown if answer.truth == truth]
        if these:
            figure.add_bar(
                y=[answer.value for answer in these], x=[answer.chance for answer in these], orientation="h", name=name,
                marker={"color": hue, "pattern": {"shape": pattern}}, cliponaxis=False, textposition="outside",
                text=[f"{_percent(answer.chance)}, {_often(answer.told)}" for answer in these],
            )  # fmt: skip
    figure.update_xaxes(range=[0, 1.3], tickvals=[0, 0.25, 0.5, 0.75, 1], tickformat=".0%")
    figure.update_yaxes(categoryorder="array", categoryarray=[answer.value for answer in shown])
    return style(figure, colours).update_layout(xaxis_title=f"chance of “{asked.question} …”", height=340)


def _percent(share: float) -> str:
    """What is more than nothing is never called nothing."""
    return f"{share:.0%}" if share >= 0.005 else "<1%"


def _often(told: int) -> str:
    return f"told {told} times" if told > 1 else "told once" if told else "never told"


def by_group(
    series: Mapping[str, Mapping[str, float | None]], colours: Palette, groups_title: str, title: str = "share"
) -> go.Figure:
    """Shares by group, one bar for each series; they differ by pattern as well as by hue."""
    figure = go.Figure()
    hues = (colours.data, colours.true, colours.false, colours.made)
    for (name, values), hue, pattern in zip(series.items(), hues, PATTERNS, strict=False):
        figure.add_bar(
            x=list(values), y=list(values.values()), name=name, marker={"color": hue, "pattern": {"shape": pattern}}
        )
    figure.update_yaxes(range=[0, 1.05], tickformat=".0%")
    figure.update_xaxes(type="category")
    return style(figure, colours).update_layout(xaxis_title=groups_title, yaxis_title=title, barmode="group")


def calibration(bins: Sequence[Bin], colours: Palette) -> go.Figure:
    """How often right against how sure: on the dotted line lies a model that is as good as it says."""
    figure = go.Figure()
    figure.add_scatter(
        x=[0, 1], y=[0, 1], mode="lines", name="as good as it says", line={"color": colours.soft, "dash": "dot"}
    )
    figure.add_scatter(
        x=[b.confidence for b in bins], y=[b.right for b in bins], mode="lines+markers", name="the model",
        line={"color": colours.made, "width": 2}, marker={"size": [8 + min(16.0, b.count**0.5) for b in bins]},
        hovertext=[f"{b.count} answers" for b in bins],
    )  # fmt: skip
    for update in (figure.update_xaxes, figure.update_yaxes):
        update(range=[-0.03, 1.03], tickformat=".0%")
    return style(figure, colours).update_layout(xaxis_title="how sure it is", yaxis_title="how often it is right")


def scores(curves: Mapping[str, Sequence[Abstaining]], colours: Palette) -> go.Figure:
    """The score over the threshold, one line for each penalty; the best threshold of each is marked."""
    figure = go.Figure()
    hues = (colours.data, colours.made, colours.latent, colours.false)
    for (name, curve), hue, dash in zip(curves.items(), hues, DASHES, strict=False):
        x, y = [one.threshold for one in curve], [one.score for one in curve]
        best = y.index(max(y))
        marks = [11 if i == best else 0 for i in range(len(y))]
        figure.add_scatter(
            x=x, y=y, mode="lines+markers", name=name, line={"color": hue, "dash": dash, "width": 2},
            marker={"size": marks, "symbol": "star", "color": hue},
        )  # fmt: skip
    figure.update_xaxes(range=[-0.02, 1.02], tickformat=".0%")
    figure.update_yaxes(range=[-1, 1.02])
    return style(figure, colours).update_layout(
        xaxis_title="answers only if at least so sure", yaxis_title="mean score a question"
    )


def foretold(rows: Sequence[Mapping[str, float]], colours: Palette) -> go.Figure:
    """What the counting model invents, against what was told once: counted before, measured after."""
    figure = go.Figure()
    for name, hue, symbol in (
        ("invented", colours.made, "circle"),
        ("invented where repeated", colours.latent, "diamond"),
    ):
        figure.add_scatter(
            x=[row["told once"] for row in rows], y=[row[name] for row in rows], mode="markers", name=name,
            marker={"color": hue, "symbol": symbol, "size": 10},
        )  # fmt: skip
    for update in (figure.update_xaxes, figure.update_yaxes):
        update(range=[0, 1], tickformat=".0%")
    return style(figure, colours).update_layout(xaxis_title="tellings told only once", yaxis_title="invented sentences")


def trade_off(rows: Sequence[Mapping[str, float]], chosen: float, colours: Palette) -> go.Figure:
    """From parrot to dreamer: what is invented, how far from calibrated, and the bound that ties the two."""
    figure = go.Figure()
    looks = {
        "invented": (colours.made, "solid"),
        "miscalibration": (colours.latent, "dash"),
        "bound": (colours.soft, "dot"),
    }
    for name, (hue, dash) in looks.items():
        figure.add_scatter(
            x=[row["share"] for row in rows], y=[row[name] for row in rows], mode="lines", name=name,
            line={"color": hue, "dash": dash, "width": 2},
        )  # fmt: skip
    once = rows[0]["told once"]
    figure.add_vline(x=once, line={"color": colours.ink, "dash": "dot"}, annotation_text="told once")
    figure.add_vline(
        x=chosen, line={"color": colours.accent, "width": 2}, annotation_text="λ", annotation_position="top left"
    )
    figure.update_xaxes(range=[-0.02, 1.02], tickformat=".0%")
    figure.update_yaxes(range=[-0.05, 1], tickformat=".0%")
    return style(figure, colours).update_layout(
        xaxis_title="λ: how much it says that it was not told", yaxis_title="share"
    )


def held(rows: Sequence[Mapping[str, float]], colours: Palette) -> go.Figure:
    """The bits that models hold, over their weights; the line says two bits a weight, numbers beside the points how many."""
    figure = go.Figure()
    most = 18_000
    figure.add_scatter(
        x=[0, most],
        y=[0, 2 * most],
        mode="lines",
        name="two bits a weight",
        line={"color": colours.soft, "dash": "dot"},
    )
    figure.add_scatter(
        x=[row["weights"] for row in rows], y=[row["bits"] for row in rows], mode="markers+text", cliponaxis=False,
        name="a model, with its bits a weight",
        text=[f"{row['a weight']:.2f}" for row in rows], textposition="top left",
        marker={"color": colours.made, "symbol": [_mark(row) for row in rows], "size": 12},
    )  # fmt: skip
    figure.update_xaxes(range=[0, most])
    figure.update_yaxes(range=[0, 46_000])
    return style(figure, colours).update_layout(xaxis_title="weights of the model", yaxis_title="bits that it holds")


def _mark(row: Mapping[str, float]) -> str:
    return "star" if row.get("live") else "circle"


def filled(rows: Sequence[Mapping[str, float]], colours: Palette) -> go.Figure:
    """One width, more and more facts: the bits told, the bits held, and two bits for each weight."""
    figure = go.Figure()
    facts, weights = [row["facts"] for row in rows], rows[0]["weights"]
    looks = {"bits told": (colours.data, "dash"), "bits held": (colours.made, "solid")}
    for (name, (hue, dash)), values in zip(
        looks.items(), ([12 * n for n in facts], [row["bits"] for row in rows]), strict=True
    ):
        figure.add_scatter(
            x=facts, y=values, mode="lines+markers", name=name, line={"color": hue, "dash": dash, "width": 2}
        )
    figure.add_hline(
        y=2 * weights,
        line={"color": colours.soft, "dash": "dot"},
        annotation_text="two bits a weight",
        annotation_position="bottom right",
    )
    figure.update_xaxes(range=[0, 4_200])
    figure.update_yaxes(range=[0, 50_000])
    return style(figure, colours).update_layout(xaxis_title="facts told", yaxis_title="bits")


def by_temperature(
    rows: Sequence[Mapping[str, Any]], groups: Mapping[str, str], chosen: float, what: str, colours: Palette
) -> go.Figure:
    """A chance over the temperature, one line for each group; the line that stands is the chosen temperature."""
    figure = go.Figure()
    hues = (colours.data, colours.made, colours.latent, colours.false)
    for (group, name), hue, dash in zip(groups.items(), hues, DASHES, strict=False):
        points = [row for row in rows if row["told"] == group]
        figure.add_scatter(
            x=[row["temperature"] for row in points], y=[row[what] for row in points], mode="lines+markers", name=name,
            line={"color": hue, "dash": dash, "width": 2},
        )  # fmt: skip
    figure.add_vline(x=chosen, line={"color": colours.accent, "width": 2})
    figure.update_xaxes(range=[0, 2.05])
    figure.update_yaxes(range=[-0.02, 1.02], tickformat=".0%")
    return style(figure, colours).update_layout(xaxis_title="temperature", yaxis_title=f"chance of answers: {what}")


def risk(curve: Sequence[Abstaining], chosen: float, colours: Palette) -> go.Figure:
    """Of the answers that are given, how many are wrong: the fewer are given, the fewer. The star is the chosen threshold."""
    given = [one for one in curve if one.answered > 0]
    figure = go.Figure()
    figure.add_scatter(
        x=[one.answered for one in given], y=[one.risk for one in given], mode="lines+markers", name="the small model",
        line={"color": colours.made, "width": 2}, hovertext=[f"answers from {one.threshold:.0%} on" for one in given],
    )  # fmt: skip
    here = min(given, key=lambda one: abs(one.threshold - chosen))
    figure.add_scatter(
        x=[here.answered], y=[here.risk], mode="markers", name=f"sure by {chosen:.0%} or more",
        marker={"symbol": "star", "size": 15, "color": colours.accent},
    )  # fmt: skip
    figure.update_xaxes(range=[0, 1.03], tickformat=".0%")
    figure.update_yaxes(range=[-0.02, 0.62], tickformat=".0%")
    return style(figure, colours).update_layout(xaxis_title="questions answered", yaxis_title="wrong among the answers")


def while_it_learns(rows: Sequence[Mapping[str, float]], once: float, colours: Palette) -> go.Figure:
    """The untrue claims of a text model over its training, and the share of tellings told only once."""
    figure = go.Figure()
    figure.add_scatter(
        x=[row["step"] for row in rows], y=[row["untrue"] for row in rows], mode="lines+markers",
        name="untrue among its claims", line={"color": colours.made, "width": 2},
    )  # fmt: skip
    figure.add_hline(y=once, line={"color": colours.data, "dash": "dot"}, annotation_text="told once, of all tellings")
    figure.update_yaxes(range=[-0.02, 1.02], tickformat=".0%")
    return style(figure, colours).update_layout(xaxis_title="step of training", yaxis_title="share")
