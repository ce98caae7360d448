"""A figure as it travels to the component `chart`: with the look that all figures share, without what nobody draws.

Plotly gives every figure a template of its own, nine tenths of what a small figure weighs. Here it gets ours: what a figure
does not say itself, in the colours of the palette. The rest of the style stands in `core.figures.curves`.
"""

import json
import textwrap
from base64 import b64decode
from collections.abc import Mapping, Sequence
from math import log10
from numbers import Real
from typing import Any

import numpy as np
from plotly.io import to_json

from core.figures import Figure
from core.figures.palette import CATEGORIES, Palette
from core.figures.payload import packed

HEIGHT = 450  # pixels, of a figure that does not say how high it is
TEXT = '"Source Sans", sans-serif'
SMALL, MIDDLE = 12, 14  # pixels
LETTER, PLOT = 7, 150  # pixels: a letter behind a bar; how wide a plot with names at its left is on a phone
IN_LEGEND = 34  # letters of a long name in a row, beside its sign
LONGEST = 42  # letters of an axis' title in a row: as many as a phone has room for
FILM = 30_000  # bytes of a figure's other moments, at most: longer films get fewer moments
DIGITS = 3  # that count, of a number of another moment

Change = list[Any]  # a path into the figure and what stands there; the path alone, where nothing does


def chart_payload(figure: Figure, colours: Palette, alt: str, film: Mapping[str, Any] | None = None) -> bytes:
    """What is held of it before it is drawn, its height and what is seen; behind that the figure, as JSON, and its film.

    Args:
        alt: what is seen, for who cannot see it.
        film: of a figure that follows the slider of training time: its `run`, the `steps` of its moments, the `step` of this
            one, what is seen at each, `alts`; and its `frames` as JSON: for each moment the changes that lead to it from here.
    """
    records = _fitted(figure.to_dict())
    records["layout"]["template"] = look(colours)
    told = to_json(records, validate=False).encode()
    head = {"alt": str(alt), "height": records["layout"].get("height", HEIGHT)}
    if not film:
        return packed(head, told)
    others = {name: part for name, part in film.items() if name != "frames"}
    return packed({**head, "film": others, "bytes": len(told)}, told, film["frames"].encode())


def frames(figures: Mapping[int, Figure], step: int, most: int = FILM) -> dict[int, str]:
    """The figures of other moments, each as what is other in it than in the figure at this step, in JSON. Where all of them
    would be too much to send, so many of them, evenly spread, as there is room for."""
    here = _plain(figures[step])
    told = {
        at: json.dumps(list(_changes(here, _plain(one))), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        for at, one in sorted(figures.items())
    }
    steps, whole = list(told), sum(len(one.encode()) for one in told.values())
    if whole > most:
        few = max(2, len(steps) * most // whole)
        kept = {steps[round(place * (len(steps) - 1) / (few - 1))] for place in range(few)} | {step}
        told = {at: one for at, one in told.items() if at in kept}
    return told


def _plain(figure: Figure) -> dict[str, Any]:
    """The figure as JSON has it, its numbers with no more digits than one sees."""
    rounded: dict[str, Any] = _rounded(_fitted(figure.to_plotly_json()))
    return rounded


def _rounded(part: Any) -> Any:
    match part:
        case {"bdata": str(told), "dtype": str(kind)}:  # numbers as Plotly packs them
            numbers = np.frombuffer(b64decode(told), kind)
            return _rounded(numbers.reshape([int(size) for size in str(part.get("shape", numbers.size)).split(",")]))
        case dict():
            return {name: _rounded(inner) for name, inner in part.items()}
        case np.ndarray():
            return _rounded(part.tolist())
        case list() | tuple():
            return [_rounded(inner) for inner in part]
        case bool() | int() | str() | None:
            return part
        case Real():
            number = float(part)
            return float(f"{number:.{DIGITS}g}") if np.isfinite(number) else None
    return part


def _changes(here: Any, there: Any, path: tuple[str | int, ...] = ()) -> list[Change]:
    """What leads from here to there, part by part."""
    if isinstance(here, dict) and isinstance(there, dict):
        gone: list[Change] = [[[*path, name]] for name in here if name not in there]
        new: list[Change] = [[[*path, name], inner] for name, inner in there.items() if name not in here]
        both = [_changes(here[name], there[name], (*path, name)) for name in here if name in there]
        return gone + new + [change for some in both for change in some]
    if here == there:
        return []
    whole: list[Change] = [[list(path), there]]
    if not (isinstance(here, list) and isinstance(there, list) and len(here) == len(there)):
        return whole
    parts = all(isinstance(one, dict) for one in (*here, *there))  # traces, notes, shapes
    if not (parts or (_texts(here) and _texts(there))):  # numbers may have travelled packed
        return whole
    each = [_changes(*pair, (*path, place)) for place, pair in enumerate(zip(here, there, strict=True))]
    changes = [change for some in each for change in some]
    return changes if parts or len(str(changes)) < len(str(whole)) else whole


def _texts(part: Any) -> bool:
    return isinstance(part, str) or (isinstance(part, list) and all(map(_texts, part)))


def _fitted(records: Mapping[str, Any]) -> dict[str, Any]:
    """The figure with all its words where a phone has room for them."""
    layout = {name: _in_rows(part) if "axis" in name else part for name, part in records["layout"].items()}
    if lying := [trace for trace in records["data"] if trace.get("type") == "bar" and trace.get("orientation") == "h"]:
        layout = _beside_bars(lying, layout)
    return {"data": [_named_in_rows(trace) for trace in records["data"]], "layout": layout}


def _in_rows(axis: dict[str, Any]) -> dict[str, Any]:
    """An axis whose title, if it is long, stands in several rows: Plotly would cut it off at the edges of a phone."""
    title = axis.get("title") or {}
    rows = textwrap.wrap(title.get("text") or "", LONGEST)
    return {**axis, "title": {**title, "text": "<br>".join(rows)}} if len(rows) > 1 else axis


def _named_in_rows(trace: dict[str, Any]) -> dict[str, Any]:
    """A trace whose name, if it is long, stands in several rows of the legend: it would be cut off on a phone, too."""
    name = trace.get("name") or ""
    return {**trace, "name": "<br>".join(textwrap.wrap(name, IN_LEGEND))} if len(name) > LONGEST else trace


def _beside_bars(bars: Sequence[dict[str, Any]], layout: dict[str, Any]) -> dict[str, Any]:
    """The layout with no line struck through what is written behind a lying bar, and with room for that on a phone."""
    axis, margin = layout.get("xaxis") or {}, layout.get("margin") or {}
    place = (lambda end: log10(max(end, 1e-9))) if axis.get("type") == "log" else float
    written = [
        (place(end), LETTER * len(str(text)))
        for bar in bars
        if bar.get("textposition") == "outside" and isinstance(bar.get("text"), list | tuple)
        for end, text in zip(_rounded(bar["x"]), bar["text"], strict=False)
        if end is not None
    ]
    least, most = axis.get("range") or (0.0, max((end for end, _ in written), default=1.0))
    over = [wide - PLOT * (most - end) / ((most - least) or 1.0) for end, wide in written]
    room = max(margin.get("r", 0), *map(round, over), 0)
    return {**layout, "margin": {**margin, "r": room}, "yaxis": {**(layout.get("yaxis") or {}), "showgrid": False}}


def look(colours: Palette) -> dict[str, Any]:
    """How a figure looks where it does not say so: a template of Plotly's. (None has a title: that stands on the page.)"""
    quiet = {"color": colours.soft, "size": SMALL}
    title = {"color": colours.soft, "size": MIDDLE}
    axis = {
        "tickfont": quiet, "tickcolor": colours.line, "gridcolor": colours.line, "zerolinecolor": colours.line,
        "minor": {"gridcolor": colours.line}, "automargin": True,
        "ticklabeloverflow": "allow",  # else each is measured, to hide what does not fit; all of ours do
    }  # fmt: skip
    layout = {
        "colorway": list(CATEGORIES), "paper_bgcolor": colours.paper, "plot_bgcolor": colours.paper,
        "font": {"family": TEXT, "weight": 400, **quiet}, "margin": {"pad": 8, "r": 0, "l": 0},
        "legend": {"font": {"color": colours.ink, "size": SMALL}, "valign": "top"},
        "xaxis": {**axis, "title": {"font": title, "standoff": 20}, "showgrid": False, "zeroline": False},
        "yaxis": {**axis, "title": {"font": title, "standoff": 24}, "ticklabelposition": "outside"},
        "hoverlabel": {"bgcolor": colours.paper, "bordercolor": colours.line, "font": {"family": TEXT, **quiet}},
    }  # fmt: skip
    scale = {"type": "heatmap", "colorbar": {"tickfont": quiet, "title": {"font": title}, "outlinewidth": 0}}
    marks = {"type": "scatter", "marker": {"line": {"width": 0}}}
    return {
        "data": {"scatter": [marks], "heatmap": [scale], "contour": [{**scale, "type": "contour"}]},
        "layout": layout,
    }
