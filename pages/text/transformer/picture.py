"""The whole pass as one picture, and the residual stream as a table of cells. Facts to payload, and what mounts them.

Knows nothing about models: numbers come as arrays with names, texts from the walk.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from streamlit.components.v2.bidi_component import ComponentResult

from core.figures.chips import percent
from core.figures.inside import SIGNS
from core.figures.payload import packed
from core.measure.forward_pass import Station
from core.measure.logit_lens import Lens
from core.measure.patching import Patched
from core.models.transformer import Config
from pages.kit.components import component
from pages.text.transformer.walk import Walk

Pass = Mapping[str, np.ndarray]
BARS = 5  # tokens that a cell of the stream names


def payload(
    passes: Sequence[Pass], steps: Sequence[int], step: int, tokens: Sequence[Mapping[str, Any]], *,
    vocabulary: Sequence[str], config: Config, stations: Sequence[Station], weights: Pass, walk: Walk,
    technical: bool = False, run: str = "",
) -> bytes:  # fmt: skip
    """A line of JSON, a zero byte, then all numbers: the weights, and the pass at each step.

    The pass at `step` travels in full (float32), the others, which only a moving slider shows, in 16 bits. Weights that
    16 bits hold without loss, as a saved checkpoint's, travel so.
    """
    if step not in steps or len(steps) != len(passes):
        raise ValueError(f"The step {step} must be one of the {len(passes)} passes, but the steps are {list(steps)}.")
    first = passes[0]
    kinds = ["f4" if one == step else "f2" for one in steps]
    lossless = all((w.astype(np.float16).astype(np.float32) == w).all() for w in weights.values())
    weights_kind = "f2" if lossless else "f4"
    groups = {0: "your words in", config.layers + 1: "out"}
    head = {
        "tokens": list(tokens), "vocabulary": list(vocabulary), "steps": list(steps), "step": step, "run": run,
        "config": asdict(config), "technical": technical, "welcome": walk.welcome, "signs": SIGNS, "kinds": kinds,
        "total": sum(w.size for w in weights.values()), "weights_kind": weights_kind,
        "fields": [[name, numbers.shape] for name, numbers in first.items()],
        "weights": [[name, numbers.shape] for name, numbers in weights.items()],
        "stations": [
            _station(station, walk, config, passes) | {"group": groups.get(station.block, f"block {station.block}")}
            for station in stations
        ],
        "chapters": [asdict(chapter.resolved(stations)) for chapter in walk.chapters],
    }  # fmt: skip
    blocks = [_block(numbers, weights_kind) for numbers in weights.values()]
    blocks += [_block(numbers, kind) for one, kind in zip(passes, kinds, strict=True) for numbers in one.values()]
    return packed(head, *blocks)


def _station(station: Station, walk: Walk, config: Config, passes: Sequence[Pass]) -> dict[str, Any]:
    named = walk.stations[station.role]
    many = 0 < station.block <= config.layers
    return {
        "key": station.key, "role": station.role, "block": station.block, "weights": station.count(config),
        "name": named.name, "title": f"{named.title}, block {station.block}" if many else named.title,
        "says": named.says, "first": named.first,
        "views": [asdict(view) | {"name": named.views[view.key], "scale": scale(passes, view.field)} for view in station.views],
    }  # fmt: skip


def scale(passes: Sequence[Pass], field: str) -> float:
    """What gets the full colour: the same over all of training time, so that colours can be compared while it moves."""
    if field == "chances" or field.endswith("attention"):
        return 1.0
    sizes = [np.abs(one[field][np.isfinite(one[field])]) for one in passes]
    return max(1e-6, *(float(np.percentile(size, 98)) for size in sizes if size.size))


def _block(numbers: np.ndarray, kind: str) -> bytes:
    """The numbers as bytes, filled up to a multiple of four; what is minus infinity, the future, is never read."""
    raw = np.nan_to_num(numbers, neginf=0.0).astype("<f4" if kind == "f4" else "<f2").tobytes()
    return raw + b"\0" * (-len(raw) % 4)


def picture(data: bytes, *, key: str) -> ComponentResult:
    """The whole pass; `data` comes from `payload`. Follows the training-time slider by itself."""
    return component("transformer")(key=key, data=data)


# --- the residual stream as a table of cells

Spell = Sequence[str]  # every token of the vocabulary as a label


def lens_cells(
    seen: Lens, rows: Sequence[str], tokens: Sequence[Mapping[str, Any]], labels: Spell, answer: int
) -> dict[str, Any]:
    """What the model would say at each place; the answer is ticked where it is the likeliest."""
    best, ranks, shares = seen.best, seen.rank(answer), seen.of(answer)

    def cell(s: int, t: int) -> dict[str, Any]:
        share = float(seen.chances[s, t, best[s, t]])
        says = (
            f"{rows[s]}, at “{tokens[t]['spoken']}”: if the model had to stop here, “{labels[best[s, t]]}” would be likeliest. "
            f"“{labels[answer]}” has {percent(float(shares[s, t]))}, place {ranks[s, t]:,} of {len(labels):,}."
        )
        order = np.argsort(-seen.chances[s, t])[:BARS]
        return {
            "text": labels[best[s, t]], "share": share, "says": says[:1].upper() + says[1:], "marked": best[s, t] == answer,
            "bars": [{"text": labels[i], "share": float(seen.chances[s, t, i])} for i in order],
        }  # fmt: skip

    S, T = best.shape
    cells = [[cell(s, t) for t in range(T)] for s in range(S)]
    return _grid("What the model would say at each place", rows, tokens, cells, (S - 1, T - 1))


def patch_cells(
    found: Patched, rows: Sequence[str], tokens: Sequence[Mapping[str, Any]], labels: Spell, answer: int, other: int,
    open_at: tuple[int, int],
) -> dict[str, Any]:  # fmt: skip
    """How much of the answer each carried column brings back. `tokens` are the corrupted prompt's."""

    def cell(s: int, t: int) -> dict[str, Any]:
        share, chance = float(found.recovered[s, t]), float(found.chance[s, t])
        says = (
            f"Carried over: the numbers at “{tokens[t]['spoken']}”, {rows[s]}. “{labels[answer]}” now has {percent(chance)}; "
            f"without it {percent(found.corrupted)}, and in its own prompt {percent(found.clean)}."
        )
        bars = [{"text": labels[answer], "share": chance}, {"text": labels[other], "share": float(found.other[s, t])}]
        best = int(found.best[s, t])
        if best not in (answer, other):
            bars.append({"text": labels[best], "share": float(found.best_chance[s, t])})
        return {"text": percent(max(0.0, share)), "share": min(1.0, max(0.0, share)), "says": says, "bars": bars}

    S, T = found.chance.shape
    cells = [[cell(s, t) for t in range(T)] for s in range(S)]
    return _grid("How much of the answer comes back", rows, tokens, cells, open_at)


def _grid(
    caption: str, rows: Sequence[str], tokens: Sequence[Mapping[str, Any]], cells: list[list[dict[str, Any]]],
    open_at: tuple[int, int],
) -> dict[str, Any]:  # fmt: skip
    marked = [[cell | {"marked": bool(cell.get("marked"))} for cell in line] for line in cells]
    return {"caption": caption, "rows": list(rows), "columns": list(tokens), "cells": marked, "open": list(open_at)}


def stream(cells: Mapping[str, Any], *, key: str) -> ComponentResult:
    """A row for each place where the stream can be tapped, a column for each token. From `lens_cells` or `patch_cells`."""
    return component("stream_grid")(key=key, data=dict(cells))
