"""Pictures of what a model knows, how sure it is, and what that is worth."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from core.figures.curves import DASHES, style
from core.figures.palette import Palette
from core.figures.words import said
from core.language import number, percent
from core.measure.asking import Asked
from core.measure.confidence import Abstaining, Bin
from core.studies.capacity import BITS, Held
from core.studies.recall_by_tellings import Heated
from core.studies.told_once import Foretold, Traded

PATTERNS = ("", "/", ".", "x")
SHOWN = 8  # answers


def answers(asked: Asked, colours: Palette) -> go.Figure:
    """The likeliest answers to one question: how likely, whether true, and how often the training text said so."""
    shown = list(reversed(asked.answers[:SHOWN]))
    looks = {"true": (colours.true, ""), "false": (colours.false, "/"), "nobody": (colours.cut, ".")}
    figure = go.Figure()
    for truth, (hue, pattern) in looks.items():
        these = [answer for answer in shown if answer.truth == truth]
        if these:
            figure.add_bar(
                y=[answer.value for answer in these], x=[answer.chance for answer in these], orientation="h",
                name=said(f"trust.{truth}"), marker={"color": hue, "pattern": {"shape": pattern}}, cliponaxis=False,
                text=[_often(answer.chance, answer.told) for answer in these], textposition="outside",
            )  # fmt: skip
    figure.update_xaxes(range=[0, 1.3], tickvals=[0, 0.25, 0.5, 0.75, 1], tickformat=".0%")
    figure.update_yaxes(categoryorder="array", categoryarray=[answer.value for answer in shown])
    return style(figure, colours).update_layout(xaxis_title=said("trust.chance", question=asked.question), height=340)


def _often(chance: float, told: int) -> str:
    return said("trust.told" if told else "trust.never told", chance=percent(chance), told=told)


def by_group(
    series: Mapping[str, Mapping[str, float | None]], colours: Palette, groups_title: str, title: str = "",
    hues: Sequence[str] = ("data", "true", "false", "made"),
) -> go.Figure:  # fmt: skip
    """Shares by group, one bar for each series; they differ by pattern as well as by hue.

    Args:
        hues: of the palette, one a series.
    """
    figure = go.Figure()
    for (name, values), hue, pattern in zip(series.items(), hues, PATTERNS, strict=False):
        figure.add_bar(
            x=list(values), y=list(values.values()), name=name,
            marker={"color": getattr(colours, hue), "pattern": {"shape": pattern}},
        )  # fmt: skip
    figure.update_yaxes(range=[0, 1.05], tickformat=".0%")
    figure.update_xaxes(type="category")
    return style(figure, colours).update_layout(
        xaxis_title=groups_title, yaxis_title=title or said("share"), barmode="group"
    )


def calibration(bins: Sequence[Bin], colours: Palette) -> go.Figure:
    """How often right against how sure: on the dotted line lies a model that is as good as it says."""
    figure = go.Figure()
    figure.add_scatter(
        x=[0, 1], y=[0, 1], mode="lines", name=said("trust.calibrated"), line={"color": colours.soft, "dash": "dot"}
    )
    figure.add_scatter(
        x=[b.confidence for b in bins], y=[b.right for b in bins], mode="lines+markers", name=said("trust.the model"),
        line={"color": colours.made, "width": 2}, marker={"size": [8 + min(16.0, b.count**0.5) for b in bins]},
        hovertext=[said("trust.count", answers=b.count) for b in bins],
    )  # fmt: skip
    for update in (figure.update_xaxes, figure.update_yaxes):
        update(range=[-0.03, 1.03], tickformat=".0%")
    return style(figure, colours).update_layout(xaxis_title=said("trust.sure"), yaxis_title=said("trust.right"))


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
    return style(figure, colours).update_layout(xaxis_title=said("trust.only if"), yaxis_title=said("trust.score"))


def foretold(rows: Sequence[Foretold], colours: Palette) -> go.Figure:
    """What the counting model invents, against what was told once: counted before, measured after."""
    figure = go.Figure()
    for name, shares, hue, symbol in (
        ("trust.invented", [row.invented for row in rows], colours.made, "circle"),
        ("trust.invented where repeated", [row.invented_where_repeated for row in rows], colours.latent, "diamond"),
    ):
        figure.add_scatter(
            x=[row.told_once for row in rows], y=shares, mode="markers", name=said(name),
            marker={"color": hue, "symbol": symbol, "size": 10},
        )  # fmt: skip
    for update in (figure.update_xaxes, figure.update_yaxes):
        update(range=[0, 1], tickformat=".0%")
    return style(figure, colours).update_layout(
        xaxis_title=said("trust.only once"), yaxis_title=said("trust.invented sentences")
    )


def trade_off(rows: Sequence[Traded], chosen: float, colours: Palette) -> go.Figure:
    """From parrot to dreamer: what is invented, how far from calibrated, and told once minus the latter."""
    figure = go.Figure()
    for name, shares, hue, dash in (
        ("trust.invented", [row.invented for row in rows], colours.made, "solid"),
        ("trust.miscalibration", [row.miscalibration for row in rows], colours.latent, "dash"),
        ("trust.difference", [row.bound for row in rows], colours.soft, "dot"),
    ):
        figure.add_scatter(
            x=[row.share for row in rows], y=shares, mode="lines", name=said(name),
            line={"color": hue, "dash": dash, "width": 2},
        )  # fmt: skip
    once = rows[0].told_once
    figure.add_vline(x=once, line={"color": colours.ink, "dash": "dot"}, annotation_text=said("told once"))
    figure.add_vline(
        x=chosen,
        line={"color": colours.accent, "width": 2},
        annotation_text=said("trust.λ"),
        annotation_position="top left",
    )
    figure.update_xaxes(range=[-0.02, 1.02], tickformat=".0%")
    figure.update_yaxes(range=[-0.05, 1], tickformat=".0%")
    return style(figure, colours).update_layout(xaxis_title=said("trust.not told"), yaxis_title=said("share"))


def held(models: Sequence[Held], colours: Palette, live: Held | None = None) -> go.Figure:
    """The bits that models hold, over their weights; the line says two bits a weight, numbers beside the points how many.
    A star is the `live` one."""
    figure = go.Figure()
    most = 18_000
    figure.add_scatter(
        x=[0, most],
        y=[0, 2 * most],
        mode="lines",
        name=said("two bits a weight"),
        line={"color": colours.soft, "dash": "dot"},
    )
    shown = [*models, live] if live else models
    figure.add_scatter(
        x=[one.weights for one in shown], y=[one.bits for one in shown], mode="markers+text", cliponaxis=False,
        name=said("trust.a model"),
        text=[number(one.a_weight, ".2f") for one in shown], textposition="top left",
        marker={"color": colours.made, "symbol": ["star" if one is live else "circle" for one in shown], "size": 12},
    )  # fmt: skip
    figure.update_xaxes(range=[0, most])
    figure.update_yaxes(range=[0, 46_000])
    return style(figure, colours).update_layout(xaxis_title=said("trust.weights"), yaxis_title=said("trust.holds"))


def filled(models: Mapping[int, Held], colours: Palette) -> go.Figure:
    """One width, by the number of facts: the bits told, the bits held, and two bits for each weight."""
    figure = go.Figure()
    facts, weights = list(models), next(iter(models.values())).weights
    for name, values, hue, dash in (
        ("trust.bits told", [float(BITS * n) for n in facts], colours.data, "dash"),
        ("trust.bits held", [one.bits for one in models.values()], colours.made, "solid"),
    ):
        figure.add_scatter(
            x=facts, y=values, mode="lines+markers", name=said(name), line={"color": hue, "dash": dash, "width": 2}
        )
    figure.add_hline(
        y=2 * weights,
        line={"color": colours.soft, "dash": "dot"},
        annotation_text=said("two bits a weight"),
        annotation_position="bottom right",
    )
    figure.update_xaxes(range=[0, 4_200])
    figure.update_yaxes(range=[0, 50_000])
    return style(figure, colours).update_layout(xaxis_title=said("trust.facts"), yaxis_title=said("trust.bits"))


def by_temperature(rows: Sequence[Heated], groups: Mapping[str, str], chosen: float, colours: Palette) -> go.Figure:
    """The chance of an untrue answer over the temperature, one line for each group; the line that stands is the chosen one."""
    figure = go.Figure()
    hues = (colours.data, colours.made, colours.latent, colours.false)
    for (group, name), hue, dash in zip(groups.items(), hues, DASHES, strict=False):
        points = [row for row in rows if row.told == group]
        figure.add_scatter(
            x=[row.temperature for row in points], y=[row.untrue for row in points], mode="lines+markers", name=name,
            line={"color": hue, "dash": dash, "width": 2},
        )  # fmt: skip
    figure.add_vline(x=chosen, line={"color": colours.accent, "width": 2})
    figure.update_xaxes(range=[0, 2.05])
    figure.update_yaxes(range=[-0.02, 1.02], tickformat=".0%")
    return style(figure, colours).update_layout(
        xaxis_title=said("temperature"), yaxis_title=said("trust.answers untrue")
    )


def risk(curve: Sequence[Abstaining], chosen: float, colours: Palette) -> go.Figure:
    """Of the answers that are given, how many are wrong: the fewer are given, the fewer. The star is the chosen threshold."""
    given = [one for one in curve if one.answered > 0]
    figure = go.Figure()
    figure.add_scatter(
        x=[one.answered for one in given], y=[one.risk for one in given], mode="lines+markers", name=said("trust.small model"),
        line={"color": colours.made, "width": 2}, hovertext=[said("trust.from", threshold=one.threshold) for one in given],
    )  # fmt: skip
    here = min(given, key=lambda one: abs(one.threshold - chosen))
    figure.add_scatter(
        x=[here.answered], y=[here.risk], mode="markers", name=said("trust.or more", threshold=chosen),
        marker={"symbol": "star", "size": 15, "color": colours.accent},
    )  # fmt: skip
    figure.update_xaxes(range=[0, 1.03], tickformat=".0%")
    figure.update_yaxes(range=[-0.02, 0.62], tickformat=".0%")
    return style(figure, colours).update_layout(xaxis_title=said("trust.answered"), yaxis_title=said("trust.wrong"))


def while_it_learns(untrue: Mapping[int, float], once: float, colours: Palette) -> go.Figure:
    """The share of untrue claims of a text model by steps of training, and the share of tellings told only once."""
    figure = go.Figure()
    figure.add_scatter(
        x=list(untrue), y=list(untrue.values()), mode="lines+markers",
        name=said("trust.untrue"), line={"color": colours.made, "width": 2},
    )  # fmt: skip
    figure.add_hline(
        y=once, line={"color": colours.data, "dash": "dot"}, annotation_text=said("trust.once of all"),
        annotation_position="top left",  # at the right the curve comes down to it
    )  # fmt: skip
    figure.update_yaxes(range=[-0.02, 1.02], tickformat=".0%")
    return style(figure, colours).update_layout(xaxis_title=said("step of training"), yaxis_title=said("share"))
