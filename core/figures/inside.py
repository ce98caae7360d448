"""What the inside of the model looks like: the whole pass, the residual stream as a table of cells, the lens, and how well
each kind of position learns order. transformer.js and stream_grid.js draw the first two.

Shapes: S taps of the residual stream, T positions.
"""

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

import numpy as np
import plotly.graph_objects as go
from plotly.colors import diverging

from core.figures.chips import percent
from core.figures.curves import BAR_ABOVE, DASHES, style
from core.figures.palette import Palette
from core.figures.payload import packed
from core.figures.words import said
from core.lessons import figures
from core.measure.logit_lens import Lens
from core.measure.patching import Patched

Pass = Mapping[str, np.ndarray]

# below and above zero: two steps of the palette's diverging scale, the paler ones on dark paper
SIGNS = {"light": (diverging.RdBu[-2], diverging.RdBu[1]), "dark": (diverging.RdBu[-3], diverging.RdBu[2])}
SPELLED = 14  # tokens side by side whose words still fit into their cells
NARROW = 14  # letters of a place in the model in a row beside the map
BARS = 5  # tokens that a cell of the stream names


def order_learned(curves: Mapping[str, Sequence[tuple[int, float]]], chance: float, colours: Palette) -> go.Figure:
    """The share of right answers over the steps, one line for each way to know the order."""
    figure = go.Figure()
    hues = (colours.data, colours.latent, colours.made, colours.soft)
    for (name, points), dash, hue in zip(curves.items(), DASHES, hues, strict=False):
        x, y = [step for step, _ in points], [share for _, share in points]
        figure.add_scatter(x=x, y=y, name=name, mode="lines", line={"color": hue, "dash": dash, "width": 2.5})
    if not any(curves.values()):
        figure.add_annotation(text=said("inside.untrained"), showarrow=False)
    figure.add_hline(y=chance, line={"color": colours.cut, "dash": "dot"}, annotation_text=said("inside.blind"))
    figure.update_yaxes(range=[0, 1.03], tickformat=".0%")
    return style(figure, colours).update_layout(xaxis_title=said("step"), yaxis_title=said("inside.right"))


def lens_map(
    best: Sequence[Sequence[str]], chances: np.ndarray, rows: Sequence[str], tokens: Sequence[str], colours: Palette
) -> go.Figure:
    """What the stream says at each tap (from top to bottom, as the pass runs) and token; fuller colour: surer."""
    columns = list(range(len(tokens)))
    few = len(tokens) <= SPELLED
    figure = go.Figure(
        go.Heatmap(
            z=chances, x=columns, y=["<br>".join(wrap(row, NARROW)) for row in rows], zmin=0, zmax=1, xgap=2, ygap=2,
            text=best, texttemplate="%{text}" if few else None, colorscale=[[0, colours.card], [1, colours.made]],
            colorbar={**BAR_ABOVE, "title": {"text": said("chance")}, "tickformat": ".0%"},
            hovertemplate="%{y}<br>“%{text}”, %{z:.0%}<extra></extra>",
        )
    )  # fmt: skip
    style(figure, colours).update_layout(xaxis_title=said("inside.read"), yaxis_title=said("inside.place"), height=360)
    figure.update_layout(margin_t=70)
    figure.update_xaxes(tickvals=columns, ticktext=list(tokens), showgrid=False)
    figure.update_yaxes(autorange="reversed", showgrid=False)
    return figure


# --- the whole pass


def pass_payload(
    passes: Sequence[Pass], steps: Sequence[int], step: int, tokens: Sequence[Mapping[str, Any]], *,
    vocabulary: Sequence[str], config: Mapping[str, Any], stations: Sequence[Mapping[str, Any]],
    chapters: Sequence[Mapping[str, Any]], welcome: str, weights: Pass, technical: bool = False, run: str = "",
) -> bytes:  # fmt: skip
    """A line of JSON, a zero byte, then all numbers: the weights in one part, and the pass at each step in one.

    The pass at `step` travels in full (float32), the others, which only a moving slider shows, in 16 bits. Weights that
    16 bits hold without loss, as a saved checkpoint's, travel so.

    Args:
        passes: at each of the `steps`, the numbers of the pass by the fields that views name; `step` is shown first.
        tokens: T chips, from `chips`, and `vocabulary`, every token as a label.
        config: the model's, by name.
        stations: where the numbers stand, in the order of the pass, with all words; each of their "views" names a field.
        chapters: of the guided walk, and `welcome`, its first words.
        weights: the model's, by name.
        technical: whether the learner reads in the technical register.
        run: whose time is followed; empty follows every training-time slider on the page.
    """
    if step not in steps or len(steps) != len(passes):
        raise ValueError(f"The step {step} must be one of the {len(passes)} passes, but the steps are {list(steps)}.")
    first = passes[0]
    kinds = ["f4" if one == step else "f2" for one in steps]
    total = sum(w.size for w in weights.values())
    # of a value embedding only the rows that were looked up are looked at, and the pass has them
    weights = {name: w for name, w in weights.items() if not name.startswith("value_embeddings")}
    lossless = all((w.astype(np.float16).astype(np.float32) == w).all() for w in weights.values())
    weights_kind = "f2" if lossless else "f4"
    head = {
        "tokens": list(tokens), "vocabulary": list(vocabulary), "steps": list(steps), "step": step, "run": run,
        "config": dict(config), "technical": technical, "welcome": welcome, "signs": SIGNS, "kinds": kinds,
        "total": total, "weights_kind": weights_kind,
        "fields": [[name, numbers.shape] for name, numbers in first.items()],
        "weights": [[name, numbers.shape] for name, numbers in weights.items()],
        "stations": [_scaled(station, passes) for station in stations], "chapters": list(chapters),
    }  # fmt: skip
    return packed(head, _part(weights, weights_kind), *map(_part, passes, kinds))


def _scaled(station: Mapping[str, Any], passes: Sequence[Pass]) -> dict[str, Any]:
    views = [view | {"scale": scale(passes, view["field"])} for view in station["views"]]
    return {**station, "views": views}


def scale(passes: Sequence[Pass], field: str) -> float:
    """What gets the full colour: the same over all of training time, so that colours can be compared while it moves."""
    if field == "chances" or field.endswith("attention"):
        return 1.0
    sizes = [np.abs(one[field][np.isfinite(one[field])]) for one in passes]
    return max(1e-6, *(float(np.percentile(size, 98)) for size in sizes if size.size))


def _part(numbers: Pass, kind: str) -> np.ndarray:
    """All numbers as they travel, one behind the other; what is minus infinity, the future, is never read."""
    whole = np.concatenate([some.ravel() for some in numbers.values()])
    return np.nan_to_num(whole, neginf=0.0).astype(np.float32 if kind == "f4" else np.float16)


# --- the residual stream as a table of cells


def lens_cells(
    seen: Lens, rows: Sequence[str], tokens: Sequence[Mapping[str, Any]], labels: Sequence[str], answer: int
) -> dict[str, Any]:
    """What the model would say at each place; the answer is ticked where it is the likeliest.

    `rows` names the S taps, `tokens` are T chips, and `labels` is every token of the vocabulary as a label.
    """
    best, ranks, shares = seen.best, seen.rank(answer), seen.of(answer)
    words = figures()  # once for hundreds of cells

    def cell(s: int, t: int) -> dict[str, Any]:
        share = float(seen.chances[s, t, best[s, t]])
        says = words.say(
            "inside.lens.cell", place=rows[s], token=tokens[t]["spoken"], best=labels[best[s, t]], answer=labels[answer],
            share=float(shares[s, t]), rank=int(ranks[s, t]), tokens=len(labels),
        )  # fmt: skip
        order = np.argsort(-seen.chances[s, t])[:BARS]
        return {
            "text": labels[best[s, t]], "share": share, "says": says[:1].upper() + says[1:], "marked": best[s, t] == answer,
            "bars": [{"text": labels[i], "share": float(seen.chances[s, t, i])} for i in order],
        }  # fmt: skip

    S, T = best.shape
    cells = [[cell(s, t) for t in range(T)] for s in range(S)]
    return _grid(said("inside.lens"), rows, tokens, cells, (S - 1, T - 1))


def patch_cells(
    found: Patched, rows: Sequence[str], tokens: Sequence[Mapping[str, Any]], labels: Sequence[str], answer: int, other: int,
    open_at: tuple[int, int],
) -> dict[str, Any]:  # fmt: skip
    """How much of the answer each carried column brings back. `tokens` are the corrupted prompt's."""

    words = figures()  # once for hundreds of cells

    def cell(s: int, t: int) -> dict[str, Any]:
        share, chance = float(found.recovered[s, t]), float(found.chance[s, t])
        says = words.say(
            "inside.patch.cell", token=tokens[t]["spoken"], place=rows[s], answer=labels[answer], now=chance,
            without=found.corrupted, own=found.clean,
        )  # fmt: skip
        bars = [{"text": labels[answer], "share": chance}, {"text": labels[other], "share": float(found.other[s, t])}]
        best = int(found.best[s, t])
        if best not in (answer, other):
            bars.append({"text": labels[best], "share": float(found.best_chance[s, t])})
        return {"text": percent(max(0.0, share)), "share": min(1.0, max(0.0, share)), "says": str(says), "bars": bars}

    S, T = found.chance.shape
    cells = [[cell(s, t) for t in range(T)] for s in range(S)]
    return _grid(said("inside.patch"), rows, tokens, cells, open_at)


def _grid(
    caption: str, rows: Sequence[str], tokens: Sequence[Mapping[str, Any]], cells: list[list[dict[str, Any]]],
    open_at: tuple[int, int],
) -> dict[str, Any]:  # fmt: skip
    marked = [[cell | {"marked": bool(cell.get("marked"))} for cell in line] for line in cells]
    return {"caption": caption, "rows": list(rows), "columns": list(tokens), "cells": marked, "open": list(open_at)}
