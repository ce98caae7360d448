"""Pictures of an assistant in the making: the whole text that a model reads and writes, and how far its matrices moved."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

import plotly.graph_objects as go

from core.data.dialogues import ROLES
from core.figures.curves import style
from core.figures.filters import stages
from core.figures.palette import Palette
from core.figures.words import said
from core.language import number, percent
from core.studies.lookup import FOUND, LOOKUP

LIT = (*ROLES, LOOKUP, FOUND)


class Read(NamedTuple):
    """What a model was given, and what it wrote after it, token by token."""

    heading: str
    given: Sequence[str]
    wrote: Sequence[str]


def whole_texts(texts: Sequence[Read]) -> str:
    """The texts as HTML, token after token: role tokens are lit, and what the model wrote has its own look. What stands behind
    FOUND a program filled in."""
    return f'<div class="gb-wholes">{"".join(map(_whole, texts))}</div>'


def _whole(text: Read) -> str:
    wrote = [
        _token(token, "given" if before == FOUND else "wrote")
        for before, token in zip(["", *text.wrote], text.wrote, strict=False)
    ]
    tokens = [_token(token, "given") for token in text.given] + wrote
    return f'<p class="gb-whole"><small>{escape(text.heading)}</small>{" ".join(tokens)}</p>'


def _token(token: str, part: str) -> str:
    return f'<span class="gb-{part}{" gb-lit" if token in LIT else ""}">{escape(token)}</span>'


def moved(changes: Mapping[str, float], colours: Palette) -> go.Figure:
    """How far each matrix moved, as a share of its size."""
    figure = go.Figure(
        go.Bar(
            y=list(changes), x=list(changes.values()), orientation="h", marker={"color": colours.latent}, cliponaxis=False,
            text=[percent(share) for share in changes.values()], textposition="outside",
        )
    )  # fmt: skip
    figure.update_xaxes(range=[0, 1.15 * max(1.0, *changes.values())], tickformat=".0%")
    figure.update_yaxes(autorange="reversed", automargin=True)
    return style(figure, colours).update_layout(
        height=80 + 24 * len(changes), xaxis_title=said("assistant.moved"), showlegend=False
    )


def best_of(lines: Mapping[str, Sequence[tuple[float, float]]], chosen: int, colours: Palette) -> go.Figure:
    """Shares over the number of answers that are drawn for each that is shown; each step to the right doubles it."""
    figure = stages(lines, colours, {})
    numbers = [n for n, _ in next(iter(lines.values()))]
    figure.update_xaxes(type="log", tickvals=numbers, ticktext=[number(n, ".0f") for n in numbers])
    figure.add_vline(x=chosen, line={"color": colours.accent, "width": 2, "dash": "dot"})
    return figure.update_layout(xaxis_title=said("assistant.drawn"))
