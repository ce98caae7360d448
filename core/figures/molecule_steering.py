"""Steering molecules: walks through latent spaces, molecules as cards, and what a wish or a search gets beside luck."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from core.figures.curves import styled
from core.figures.palette import Palette
from core.figures.words import said
from core.language import percent
from core.measure.molecule_properties import Shape
from core.studies.molecule_steering import Round
from core.studies.molecule_vae import Step

Shapes = Mapping[str, Shape]


def drawn(shape: Shape | None) -> dict[str, Any] | None:
    """What the browser draws a molecule from."""
    return None if shape is None else {"atoms": [[*atom] for atom in shape.atoms], "bonds": [[*b] for b in shape.bonds]}


def walk_payload(rows: Mapping[str, tuple[Sequence[Step], Shapes]]) -> dict[str, Any]:
    """Walks from one molecule to another, by the names of their rows."""
    found = []
    for name, (steps, shapes) in rows.items():
        way = [{"text": step.text, "shape": drawn(shapes.get(step.smiles))} for step in steps]
        found.append({"name": name, "steps": way})
    return {"rows": found, "start": len(found[0]["steps"]) // 2 if found else 0}


def card(shape: Shape | None, *says: str) -> dict[str, Any]:
    """A molecule with lines of words."""
    return {"shape": drawn(shape), "says": list(says)}


def cards_payload(cards: Sequence[tuple[dict[str, Any], dict[str, Any] | None]]) -> dict[str, Any]:
    """Cards of one molecule each, or of two, the second one of the data."""
    return {"cards": [{"one": one, "other": other} for one, other in cards]}


def holes(found: Mapping[str, Sequence[tuple[int, float]]], colours: Palette) -> go.Figure:
    """The share of random places that are molecules, over the steps of training, by the name of the space."""
    lines = [
        {
            "type": "scatter", "mode": "lines+markers", "name": name, "x": [step for step, _ in points],
            "y": [share for _, share in points], "line": {"color": hue, "dash": dash, "width": 2.5},
            "marker": {"symbol": mark, "size": 8}, "cliponaxis": False,
        }
        for (name, points), hue, dash, mark in zip(
            found.items(), (colours.made, colours.latent), ("solid", "dash"), ("circle", "square"), strict=False
        )
    ]  # fmt: skip
    return styled(
        lines, colours, height=300, xaxis={"title": said("step")},
        yaxis={"title": said("molecule_steering.places"), "tickformat": ".0%", "range": [0, 1.05]},
    )  # fmt: skip


def wishes(asked: Mapping[str, float], luck: Mapping[str, float], colours: Palette) -> go.Figure:
    """For each wish the share of texts that grant it: with the wish as first token, and without."""
    bars = [
        {
            "type": "bar", "orientation": "h", "name": said(f"molecule_steering.{how}"),
            "y": list(shares), "x": list(shares.values()),
            "marker": {"color": hue, "pattern": {"shape": shape}}, "text": [percent(share) for share in shares.values()],
            "textposition": "outside", "cliponaxis": False, "textfont": {"color": colours.ink}, "hoverinfo": "x+y",
        }
        for how, shares, hue, shape in (("asked", asked, colours.made, ""), ("luck", luck, colours.soft, "/"))
    ]  # fmt: skip
    return styled(
        bars, colours, height=110 + 50 * max(1, len(asked)),
        xaxis={"title": said("molecule_steering.granted"), "range": [0, 1.05], "tickformat": ".0%"},
        yaxis={"autorange": "reversed", "automargin": True},
    )  # fmt: skip


def climbing(rounds: Sequence[Round], data: float | None, label: str, colours: Palette) -> go.Figure:
    """The best of the search and the best of luck by the texts that they have read, and the best of the data."""
    texts = [one.texts for one in rounds]
    lines: list[dict[str, Any]] = [
        {
            "type": "scatter", "mode": "lines+markers", "name": said(f"molecule_steering.{how}"), "x": texts, "y": values,
            "line": {"color": hue, "dash": dash, "width": 2.5, "shape": "hv"}, "marker": {"symbol": mark, "size": 7},
        }
        for how, values, hue, dash, mark in (
            ("search", [one.best for one in rounds], colours.made, "solid", "circle"),
            ("lucky", [one.luck for one in rounds], colours.soft, "dash", "square"),
        )
    ]  # fmt: skip
    if data is not None and texts:
        lines.append({
            "type": "scatter", "mode": "lines", "name": said("molecule_steering.data"), "x": [texts[0], texts[-1]],
            "y": [data, data], "line": {"color": colours.data, "dash": "dot", "width": 2},
        })  # fmt: skip
    return styled(
        lines, colours, height=340, xaxis={"title": said("molecule_steering.texts")}, yaxis={"title": label},
    )  # fmt: skip


def copies(shares: Mapping[str, float], colours: Palette) -> go.Figure:
    """The share of what was written that is in the data, by wish."""
    bars = {
        "type": "bar", "orientation": "h", "y": list(shares), "x": list(shares.values()), "marker": {"color": colours.made},
        "text": [percent(share) for share in shares.values()], "textposition": "outside", "cliponaxis": False,
        "textfont": {"color": colours.ink}, "hoverinfo": "x+y",
    }  # fmt: skip
    return styled(
        [bars], colours, height=90 + 32 * max(1, len(shares)),
        xaxis={"title": said("molecule_steering.copied"), "range": [0, 1.05], "tickformat": ".0%"},
        yaxis={"autorange": "reversed", "automargin": True},
    )  # fmt: skip
