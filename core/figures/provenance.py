"""Pictures of where an output comes from: the sentences that moved it, the texts that were read, the author who left.

The first, a payload, is drawn by assets/components/sources.js.
"""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from core.figures.curves import DASHES, style
from core.figures.palette import Palette
from core.figures.words import said
from core.language import number
from core.studies.influential_sentences import LeftOut
from core.studies.membership_inference import Compared

LETTERS = 34  # of a line of a sentence
LOSSES = (0.0, 7.0)  # nats: every loss of the lesson lies between, but for the strangest sentences
BINS = 56
NARROW = 8  # letters of a name below a bar in a row: as a phone has room for
TALLEST = 0.5  # share of a bin


def sources_payload(traced: Mapping[str, Any]) -> dict[str, Any]:
    """The text, its pieces with the passages that hold them, and its sentences with those that are nearly the same.

    Python counts characters and JavaScript counts halves of surrogate pairs: places travel as the browser counts.
    """
    text = traced["text"]

    def placed(part: Mapping[str, Any]) -> dict[str, Any]:
        return {**part, "start": units(text[: part["start"]]), "end": units(text[: part["end"]])}

    return {
        "text": text,
        "pieces": [placed(piece) for piece in traced["pieces"]],
        "sentences": [placed(sentence) for sentence in traced["sentences"]],
    }


def units(text: str) -> int:
    """The length of a text as JavaScript counts.

    >>> units("a🙂")
    3
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def moved(influences: Sequence[tuple[str, float]], alike: Sequence[bool], colours: Palette) -> go.Figure:
    """The sentences that moved the model most, the strongest first; hatched where they share most words with the output."""
    figure = go.Figure()
    strongest = max((abs(value) for _, value in influences), default=1.0) or 1.0
    names = ["<br>".join(textwrap.wrap(sentence, LETTERS)) for sentence, _ in influences]
    for name, pattern, wanted in (("provenance.alike", "/", True), ("provenance.unlike", "", False)):
        these = [i for i, same in enumerate(alike) if same is wanted]
        if these:
            figure.add_bar(
                y=[names[i] for i in these], x=[influences[i][1] / strongest for i in these], orientation="h", name=said(name),
                marker={"color": colours.data, "pattern": {"shape": pattern}},
            )  # fmt: skip
    figure.update_xaxes(range=[0, 1.05], tickformat=".0%")
    figure.update_yaxes(categoryorder="array", categoryarray=names[::-1])
    return style(figure, colours).update_layout(xaxis_title=said("provenance.moved"), height=470)


def without(rows: Sequence[LeftOut], colours: Palette) -> go.Figure:
    """The model's surprise at the output: with everything, without the top ten, and without random tens."""
    figure = go.Figure()
    looks = {"nothing": (colours.data, ""), "top ten": (colours.false, "/"), "random ten": (colours.cut, ".")}
    counts = {name: 0 for name in looks}
    for row in rows:
        counts[row.without] += 1
        hue, pattern = looks[row.without]
        label = "<br>".join(textwrap.wrap(said(f"provenance.{row.without}", number=counts[row.without]), NARROW))
        figure.add_bar(
            x=[label], y=[row.surprise],
            marker={"color": hue, "pattern": {"shape": pattern}}, text=[number(row.surprise, ".1f")],
            textposition="outside", cliponaxis=False,
        )  # fmt: skip
    figure.update_xaxes(tickangle=0)
    figure.update_yaxes(range=[0, 12])
    return style(figure, colours).update_layout(yaxis_title=said("provenance.surprise"), showlegend=False)


def members(
    losses: Mapping[str, np.ndarray], own: float | None, colours: Palette, names: tuple[str, str] | None = None
) -> go.Figure:
    """Two kinds of text by the model's surprise at each; a line where the learner's own sentence stands."""
    figure = go.Figure()
    edges = np.linspace(*LOSSES, BINS + 1)
    hues = (colours.data, colours.made)
    names = names or (said("provenance.read"), said("provenance.not read"))
    for (_, some), name, hue, dash in zip(losses.items(), names, hues, DASHES, strict=False):
        counts, _ = np.histogram(np.clip(some, *LOSSES), bins=edges)
        figure.add_scatter(
            x=(edges[:-1] + edges[1:]) / 2, y=counts / max(1, counts.sum()), mode="lines", name=name, fill="tozeroy",
            line={"color": hue, "dash": dash, "width": 2, "shape": "hvh"}, opacity=0.8,
        )  # fmt: skip
    if own is not None:
        figure.add_vline(
            x=min(own, LOSSES[1]), line={"color": colours.ink, "width": 3},
            annotation_text=said("provenance.yours" if own <= LOSSES[1] else "provenance.yours beyond", surprise=own),
            annotation_position="top left" if own > 3.5 else "top right",
        )  # fmt: skip
    figure.update_xaxes(range=LOSSES)
    figure.update_yaxes(range=[0, TALLEST], tickformat=".0%")
    return style(figure, colours).update_layout(
        xaxis_title=said("provenance.surprise at a text"), yaxis_title=said("provenance.share"), height=320
    )


def told_apart(rows: Sequence[Compared], kinds: Sequence[str], last: float, colours: Palette) -> go.Figure:
    """Over training: of a read and an unread text, how often the read one surprises less. Half is guessing."""
    figure = go.Figure()
    for kind, hue, dash in zip(kinds, (colours.data, colours.latent, colours.false), DASHES, strict=False):
        figure.add_scatter(
            x=[row.passes for row in rows], y=[row.told_apart[kind] for row in rows], mode="lines+markers",
            name=said("provenance.unread", kind=kind), line={"color": hue, "dash": dash, "width": 2},
        )  # fmt: skip
    figure.add_hline(y=0.5, line={"color": colours.soft, "dash": "dot"}, annotation_text=said("provenance.guessing"))
    figure.update_xaxes(range=[-0.2, last + 0.2])
    figure.update_yaxes(range=[0.25, 1.03], tickformat=".0%")
    return style(figure, colours).update_layout(
        xaxis_title=said("provenance.times"), yaxis_title=said("provenance.told apart")
    )


def what_is_left(models: Mapping[str, Mapping[str, float]], groups: Sequence[str], colours: Palette) -> go.Figure:
    """What each model still knows, by who told it."""
    figure = go.Figure()
    hues = (colours.data, colours.latent, colours.query, colours.false, colours.made)
    for (name, shares), hue, pattern in zip(models.items(), hues, ("", "/", ".", "x", "\\"), strict=False):
        figure.add_bar(
            x=[group.replace(" ", "<br>", 2) for group in groups], y=[shares[group] for group in groups], name=name,
            marker={"color": hue, "pattern": {"shape": pattern}},
        )  # fmt: skip
    figure.update_xaxes(tickangle=0)
    figure.update_yaxes(range=[0, 1.03], tickformat=".0%")
    return style(figure, colours).update_layout(
        xaxis_title=said("provenance.told by"), yaxis_title=said("answered rightly"), barmode="group", height=380
    )
