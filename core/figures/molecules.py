"""What a molecule looks like as a text and as a drawing, and how often models write one."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from core.data.molecules import ELEMENTS
from core.figures.curves import DASHES, styled
from core.figures.palette import Palette
from core.figures.words import said
from core.language import percent
from core.measure.molecules import ATOM, RING, Drawing, Grammar
from core.measure.selfies import Kept
from core.studies.molecules import Learned

PATH = re.compile(r"<path[^>]*? d='([^']*)'([^>]*)/>")
ELEMENT = re.compile(r"[A-Z][a-z]?|[a-z]{1,2}")  # of an atom in square brackets; what follows it is a capital or a sign
STROKE = re.compile(r"stroke-width:([\d.]+)")
MARKS = ("circle", "square", "diamond", "triangle-up", "x")
NAMES = ELEMENTS | {"B", "H"}  # elements that have a name in the words


def payload(drawing: Drawing, grammar: Grammar, alt: str, start: int = 0) -> dict[str, Any]:
    """The text and its drawing for the component `molecule`. The paths of the drawing travel as numbers, not as markup."""
    return {
        "tokens": [
            {"text": token, "atoms": list(atoms), "kind": kind(token), "name": name(token)}
            for token, atoms in zip(grammar.tokens, grammar.atoms, strict=True)
        ],
        "pairs": [{"kind": pair.kind, "left": pair.left, "right": pair.right} for pair in grammar.pairs],
        "atoms": [list(place) for place in drawing.atoms],
        "paths": paths(drawing.svg),
        "width": drawing.width, "height": drawing.height, "alt": alt, "start": start,
    }  # fmt: skip


def kind(token: str) -> str:
    """What a token does: "atom", "ring", "branch", "single", "double", "triple", another "bond" or "dot".

    >>> [kind(token) for token in ("Cl", "n", "[NH+]", "1", "%10", "(", "=", "#", "/", ":", ".")]
    ['atom', 'atom', 'atom', 'ring', 'ring', 'branch', 'double', 'triple', 'single', 'bond', 'dot']
    """
    if ATOM.fullmatch(token):
        return "atom"
    if RING.fullmatch(token):
        return "ring"
    kinds = {"(": "branch", ")": "branch", "=": "double", "#": "triple", ".": "dot"} | dict.fromkeys("-/\\", "single")
    return kinds.get(token, "bond")


def name(token: str) -> str:
    """The element of an atom in words, or its sign where it has no words here; "" for what is no atom.

    >>> name("n"), name("[nH]"), name("[13CH4]"), name("[Na+]"), name("=")
    ('nitrogen', 'nitrogen', 'carbon', 'Na', '')
    """
    if not ATOM.fullmatch(token):
        return ""
    found = ELEMENT.search(token)
    sign = found[0].capitalize() if found else token
    return said(f"molecules.{sign}") if sign in NAMES else sign


def paths(svg: str) -> list[dict[str, Any]]:
    """The strokes and filled shapes of RDKit's drawing."""
    found = []
    for path, rest in PATH.findall(svg):
        width = STROKE.search(rest) if "fill:none" in rest else None
        found.append({"d": path, "stroke": float(width[1]) if width else 0})
    return found


# --- how often a model writes a molecule


def called(model: str, order: int = 0) -> str:
    """The name of a model in a legend."""
    return said("molecules.counting", tokens=order) if order else said(f"molecules.{model}")


def ladder(ours: Mapping[str, float], theirs: Mapping[str, float], colours: Palette) -> go.Figure:
    """The share of molecules among what each model wrote: ours, and below them what was published of others."""
    bars = [
        {
            "type": "bar", "orientation": "h", "name": said(f"molecules.{whose}"), "y": list(shares), "x": list(shares.values()),
            "marker": {"color": hue, "pattern": {"shape": shape}}, "text": [percent(share, 1) for share in shares.values()],
            "textposition": "outside", "cliponaxis": False, "textfont": {"color": colours.ink}, "hoverinfo": "x+y",
        }
        for whose, shares, hue, shape in (("ours", ours, colours.made, ""), ("theirs", theirs, colours.soft, "/"))
    ]  # fmt: skip
    return styled(
        bars, colours, height=110 + 26 * (len(ours) + len(theirs)),
        xaxis={"title": said("molecules.valid"), "range": [0, 1.15], "tickformat": ".0%", "tickvals": [0, 0.25, 0.5, 0.75, 1]},
        yaxis={"autorange": "reversed", "automargin": True},
    )  # fmt: skip


def mistakes(found: Sequence[tuple[int, Learned]], reasons: Sequence[str], colours: Palette) -> go.Figure:
    """The share of all texts that fail for each reason, over the steps of training."""
    hues = (colours.latent, colours.made, colours.query, colours.key, colours.soft)
    lines = [
        {
            "type": "scatter", "mode": "lines+markers", "name": said(f"molecules.why {reason}"),
            "x": [step for step, _ in found], "y": [one.reasons.get(reason, 0.0) for _, one in found],
            "line": {"color": hue, "dash": dash, "width": 2}, "marker": {"symbol": mark, "size": 7},
        }
        for reason, hue, dash, mark in zip(reasons, hues, (*DASHES, "longdash"), MARKS, strict=True)
    ]  # fmt: skip
    return styled(
        lines, colours, height=360,
        xaxis={"title": said("step"), "type": "log", "dtick": 1},
        yaxis={"title": said("molecules.share of texts"), "tickformat": ".0%"},
    )  # fmt: skip


def shrunk(kept: Mapping[str, Kept], real: float, colours: Palette) -> go.Figure:
    """Atoms of a molecule against symbols of its text, and the line on which real molecules lie."""
    points = {
        "type": "scatter", "mode": "markers+text", "x": [one.symbols for one in kept.values()],
        "y": [one.atoms for one in kept.values()], "text": list(kept),
        "textposition": ["bottom center" if i % 2 == 0 else "top center" for i in range(len(kept))],  # neighbours stay apart
        "marker": {"color": colours.made, "size": 11}, "name": said("molecules.decoded"), "textfont": {"color": colours.ink},
        "cliponaxis": False,
    }  # fmt: skip
    line = {
        "type": "scatter", "mode": "lines", "x": [0, 55], "y": [0, 55 * real], "name": said("molecules.real"),
        "line": {"color": colours.data, "dash": "dash", "width": 2}, "hoverinfo": "skip",
    }  # fmt: skip
    return styled(
        [line, points], colours, height=340,
        xaxis={"title": said("molecules.symbols"), "range": [0, 56]}, yaxis={"title": said("molecules.atoms"), "range": [0, 40]},
    )  # fmt: skip
