"""Pictures of a chat model that refuses: what it can do after each step, and what one direction in it decides."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from core.figures.curves import style
from core.figures.palette import Palette
from core.figures.words import said
from core.language import percent
from core.studies.chat import Examined

Groups = Mapping[str, Examined]  # of questions
REACH = (-0.75, 1.75)  # of the places along the direction; what lies farther out is drawn at the edge


def by_step(measured: Mapping[str, Groups], colours: Palette) -> go.Figure:
    """After each step: allowed questions answered rightly, forbidden ones answered rightly, forbidden ones refused."""
    figure = go.Figure()
    allowed, forbidden = ([groups[name] for groups in measured.values()] for name in ("allowed", "forbidden"))
    for name, values, hue, pattern in (
        ("allowed_right", [one.right for one in allowed], colours.true, ""),
        ("forbidden_right", [one.right for one in forbidden], colours.data, "/"),
        ("forbidden_refused", [one.refused for one in forbidden], colours.false, "x"),
    ):
        figure.add_bar(
            x=list(measured), y=values, name=said(f"safeguards.{name}"),
            marker={"color": hue, "pattern": {"shape": pattern}}, text=[percent(value) for value in values],
            textposition="outside", cliponaxis=False,
        )  # fmt: skip
    return _shares(figure, colours).update_layout(xaxis_title=said("safeguards.after"), barmode="group")


def first_words(chances: Mapping[str, Mapping[str, float]], colours: Palette) -> go.Figure:
    """The chances of the first word of a reply, a bar for each step: the word that settles what follows."""
    figure = go.Figure()
    looks = ((colours.true, ""), (colours.false, "x"), (colours.soft, "/"))
    words = next(iter(chances.values()))
    for word, (hue, pattern) in zip(words, looks, strict=True):
        values = [shares[word] for shares in chances.values()]
        figure.add_bar(
            y=list(chances), x=values, name=f"“{word}”" if " " not in word else said("safeguards.another word"), orientation="h",
            marker={"color": hue, "pattern": {"shape": pattern}}, hovertemplate="%{x:.1%}",
        )  # fmt: skip
    figure.update_xaxes(range=[0, 1], tickformat=".0%", tickvals=[0, 0.5, 1])
    figure.update_yaxes(autorange="reversed", automargin=True)
    return style(figure, colours).update_layout(
        barmode="stack", height=220, xaxis_title=said("safeguards.first word"), bargap=0.35
    )


def along(places: Mapping[str, Sequence[float]], colours: Palette) -> go.Figure:
    """Where prompts lie along the direction: 0 is the allowed training prompts' middle, 1 the forbidden ones'."""
    figure = go.Figure()
    low, high = REACH
    looks = {"allowed": (colours.true, "circle"), "forbidden": (colours.false, "x")}
    for row, (group, (hue, symbol)) in enumerate(looks.items()):
        inside = [min(max(place, low + 0.05), high - 0.05) for place in places[group]]
        spread = [
            row + 0.32 * ((7 * i) % 13 / 6 - 1) for i in range(len(inside))
        ]  # so that points do not hide each other
        figure.add_scatter(
            x=inside, y=spread, mode="markers", name=said(f"safeguards.{group}"),
            marker={"color": hue, "symbol": symbol, "size": 7, "opacity": 0.7}, hovertemplate="%{x:.2f}",
        )  # fmt: skip
    figure.update_xaxes(range=REACH, tickvals=[-0.5, 0, 0.5, 1, 1.5])
    ticks = [said("safeguards.allowed"), said("safeguards.turnips")]
    figure.update_yaxes(range=[-0.6, 1.6], tickvals=[0, 1], ticktext=ticks, showgrid=False)
    return style(figure, colours).update_layout(
        xaxis_title=said("safeguards.place"), height=260, margin={"l": 70}, showlegend=False
    )


def by_strength(added: Mapping[str, Groups], chosen: float, colours: Palette) -> go.Figure:
    """Of unseen allowed questions: refused and answered rightly, over how far the direction is added."""
    figure = go.Figure()
    strengths = [float(strength) for strength in added]
    allowed = [groups["allowed"] for groups in added.values()]
    for name, values, hue, dash in (
        (said("refused"), [one.refused for one in allowed], colours.false, "solid"),
        (said("answered rightly"), [one.right for one in allowed], colours.true, "dash"),
    ):
        figure.add_scatter(
            x=strengths, y=values, mode="lines+markers", name=name, line={"color": hue, "dash": dash, "width": 2},
        )  # fmt: skip
    figure.add_vline(x=chosen, line={"color": colours.accent, "width": 2, "dash": "dot"})
    figure.update_xaxes(range=[-0.05, 2.05])
    return _shares(figure, colours).update_layout(xaxis_title=said("safeguards.strength"))


def before_and_after(cases: Mapping[str, Groups], group: str, colours: Palette) -> go.Figure:
    """One group of questions under several operations: refused, and answered rightly."""
    figure = go.Figure()
    asked = [groups[group] for groups in cases.values()]
    for name, values, hue, pattern in (
        (said("refused"), [one.refused for one in asked], colours.false, "x"),
        (said("answered rightly"), [one.right for one in asked], colours.true, ""),
    ):
        figure.add_bar(
            y=list(cases), x=values, name=name, orientation="h", marker={"color": hue, "pattern": {"shape": pattern}},
            text=[percent(value) for value in values], textposition="outside", cliponaxis=False,
        )  # fmt: skip
    figure.update_xaxes(range=[0, 1.12], tickformat=".0%", tickvals=[0, 0.25, 0.5, 0.75, 1])
    figure.update_yaxes(autorange="reversed", automargin=True)
    return style(figure, colours).update_layout(barmode="group", height=340)


def _shares(figure: go.Figure, colours: Palette) -> go.Figure:
    figure.update_yaxes(range=[0, 1.12], tickformat=".0%", tickvals=[0, 0.25, 0.5, 0.75, 1])
    return style(figure, colours).update_layout(yaxis_title=said("safeguards.share"), height=340)
