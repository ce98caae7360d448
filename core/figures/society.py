"""Pictures of what an answer costs, of who is in a text, and of what a tool saves."""

from collections.abc import Mapping, Sequence
from itertools import cycle

import plotly.graph_objects as go

from core.figures.curves import DASHES, style
from core.figures.palette import Palette
from core.figures.words import said
from core.language import number
from core.measure.represented import Share
from core.studies.who_is_spoken_of import Spoken

PATTERNS = ("", "/", "x")
ROW = 34  # pixels


def costs(
    energies: Mapping[str, float], chosen: str, things: Mapping[str, float], colours: Palette, lowest: int = -2,
    title: str = "",
) -> go.Figure:  # fmt: skip
    """Watt-hours by each published figure, and of things one knows, the smallest first, on a scale that grows by factors.

    Args:
        energies: by the name of the figure.
        chosen: the name of the one that is calculated with.
        things: watt-hours of well-known things.
        lowest: the power of ten at which the scale begins.
        title: what the energy is for; by default, a day.
    """
    looks = {name: (colours.cut, "/") for name in energies} | {name: (colours.data, ".") for name in things}
    looks[chosen] = (colours.made, "")
    rows = sorted({**energies, **things}.items(), key=lambda row: row[1])
    figure = go.Figure(
        go.Bar(
            y=[_folded(name) for name, _ in rows], x=[energy for _, energy in rows], orientation="h", cliponaxis=False,
            marker={"color": [looks[name][0] for name, _ in rows], "pattern": {"shape": [looks[name][1] for name, _ in rows]}},
            text=[watt_hours(energy) for _, energy in rows], textposition="outside",
        )
    )  # fmt: skip
    powers = range(lowest, 7, 3)
    figure.update_xaxes(
        type="log",
        range=[lowest, 8],
        tickvals=[10.0**n for n in powers],
        ticktext=[watt_hours(10.0**n) for n in powers],
    )
    style(figure, colours).update_yaxes(autorange="reversed", automargin=True)
    return figure.update_layout(
        xaxis_title=said("society.factors", what=title or said("society.a day")), height=100 + 52 * len(rows)
    )


def watt_hours(energy: float) -> str:
    """
    >>> watt_hours(0.24), watt_hours(3600.0), watt_hours(18_000_000.0), watt_hours(0.0000051)
    ('0.24 Wh', '3.6 kWh', '18,000 kWh', '0.0000051 Wh')
    """
    if energy >= 1000:
        return f"{_two(energy / 1000)} kWh"
    return f"{_two(energy)} Wh"


def _two(amount: float) -> str:
    """Two digits that count, without the form 1e-06."""
    if amount >= 100:
        return number(float(f"{amount:.2g}"), ",.0f")
    text = f"{amount:.12f}" if amount else "0"
    first = next((i for i, letter in enumerate(text) if letter in "123456789"), 0)
    places = max(0, (first - text.index(".") + 1) if amount < 1 and amount else 1 if amount < 10 else 0)
    decimals = f"{amount:.{places}f}".partition(".")[2].rstrip("0")
    return number(amount, f".{len(decimals)}f")


def _folded(name: str) -> str:
    """A long name in two lines, so that bars keep their room on a phone."""
    head, bracket, tail = name.partition(" (")
    words, lines = head.split(), [""]
    for word in words:
        lines = [*lines[:-1], f"{lines[-1]} {word}".strip()] if len(lines[-1]) + len(word) < 24 else [*lines, word]
    return "<br>".join([*lines, f"({tail}"] if bracket else lines)


def represented(rows: Sequence[Share], colours: Palette) -> go.Figure:
    """Three bars a group: its part of the world, of the text, and of what the model says."""
    figure = go.Figure()
    looks: tuple[tuple[str, list[float | None], str], ...] = (
        ("world", [row.world for row in rows], colours.soft),
        ("text", [row.text for row in rows], colours.data),
        ("model", [row.model for row in rows], colours.made),
    )
    for (name, values, hue), pattern in zip(looks, PATTERNS, strict=True):
        if any(value is not None for value in values):
            figure.add_bar(
                y=[row.group for row in rows], x=values, name=said(f"society.{name}"), orientation="h",
                marker={"color": hue, "pattern": {"shape": pattern}},
            )  # fmt: skip
    style(figure, colours).update_yaxes(autorange="reversed", automargin=True)
    most = max((value for _, values, _ in looks for value in values if value is not None), default=1.0)
    figure.update_xaxes(range=[0, 0.1 * (int(most * 10) + 1)], tickformat=".0%")
    return figure.update_layout(xaxis_title=said("share"), barmode="group", height=150 + ROW * len(rows), bargap=0.25)


def saved(lines: Mapping[str, Sequence[tuple[float, float]]], at: float, mine: str, colours: Palette) -> go.Figure:
    """Work time saved over the part of the work that the tool touches, one line for each speed."""
    figure = go.Figure()
    others = [name for name in lines if name != mine]
    looks = [
        (mine, colours.made, "solid", 6),
        *(
            (name, colours.data if lines[name][-1][1] >= 0 else colours.false, dash, 2)
            for name, dash in zip(others, cycle((*DASHES[1:], "longdash")), strict=False)
        ),
    ]
    for name, hue, dash, width in looks:  # one's own line lies below, so that equal ones are both seen
        figure.add_scatter(
            x=[x for x, _ in lines[name]], y=[y for _, y in lines[name]], name=name, mode="lines",
            line={"color": hue, "dash": dash, "width": width}, opacity=0.6 if name == mine else 1.0,
        )  # fmt: skip
    height = next(y for x, y in lines[mine] if x >= at - 1e-9)
    figure.add_scatter(
        x=[at],
        y=[height],
        mode="markers",
        showlegend=False,
        marker={"size": 14, "color": colours.made, "symbol": "diamond"},
    )
    figure.update_xaxes(range=[-0.02, 1.02], tickformat=".0%")
    figure.update_yaxes(range=[-0.6, 0.6], tickformat=".0%")
    return style(figure, colours).update_layout(
        xaxis_title=said("society.touched"), yaxis_title=said("society.saved"), height=340
    )


def quiet(rows: Sequence[Spoken], colours: Palette) -> go.Figure:
    """Over temperature: the part that the most told tenth gets, and the part of all people who are spoken of at all."""
    figure = go.Figure()
    x = [row.temperature for row in rows]
    looks = (
        ("society.tenth", [row.first_tenth for row in rows], colours.made, "circle"),
        ("society.spoken of", [row.people / row.of for row in rows], colours.latent, "diamond"),
    )
    for (name, y, hue, symbol), dash in zip(looks, DASHES, strict=False):
        figure.add_scatter(
            x=x, y=y, name=said(name), mode="lines+markers", line={"color": hue, "dash": dash, "width": 2},
            marker={"symbol": symbol, "size": 9},
        )  # fmt: skip
    figure.add_hline(
        y=rows[0].text, line={"color": colours.data, "dash": "dot"}, annotation_text=said("society.tenth in text"),
        annotation_position="bottom left",
    )  # fmt: skip
    figure.update_xaxes(range=[0, 1.5])
    figure.update_yaxes(range=[0, 1.05], tickformat=".0%")
    return style(figure, colours).update_layout(xaxis_title=said("temperature"), yaxis_title=said("share"), height=340)
