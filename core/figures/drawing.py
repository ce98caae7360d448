"""Pictures of drawn texts: shares by temperature, tokens that a cut keeps."""

from collections.abc import Mapping, Sequence
from math import log10

import plotly.graph_objects as go

from core.caches import lru_cache
from core.figures.curves import styled
from core.figures.palette import Palette
from core.figures.words import said
from core.language import percent
from core.measure.text import Written

TENS = (1, 10, 100, 1000)
LOWEST = -0.3  # of the axis: half a token, so that the bar of a single one is seen


def shares_by_temperature(written: Mapping[float, Written], colours: Palette) -> go.Figure:
    """Grammatical sentences and true claims, side by side at each temperature."""
    rows = tuple((heat, result.grammatical, result.true) for heat, result in written.items())
    names = tuple(said("at temperature", heat=heat) for heat in written)
    words = tuple(said(key) for key in ("grammatical sentences", "true claims", "drawing.none made", "share"))
    return _two_shares(rows, names, words, colours)


@lru_cache(maxsize=32)
def _two_shares(
    rows: tuple[tuple[float, float | None, float | None], ...], names: tuple[str, ...], words: tuple[str, ...],
    colours: Palette,
) -> go.Figure:  # fmt: skip
    """Kept, for the page shows the same figure at every click."""
    _, grammatical, true = zip(*rows, strict=True)
    of_sentences, of_claims, none, share_title = words
    bars = []
    for label, shares, hue, shape in (
        (of_sentences, grammatical, colours.made, ""),  # as in core/figures/curves.py
        (of_claims, true, colours.true, "/"),
    ):
        bars.append({
            "type": "bar", "x": names, "y": shares, "name": label, "marker": {"color": hue, "pattern": {"shape": shape}},
            "text": [none if share is None else percent(share) for share in shares], "textposition": "outside",
            "cliponaxis": False,
        })  # fmt: skip
    yaxis = {"title": share_title, "range": [0, 1.08], "tickformat": ".0%"}
    return styled(bars, colours, barmode="group", yaxis=yaxis)


def kept_tokens(counts: Sequence[int], texts: Sequence[str], vocabulary: int, colours: Palette) -> go.Figure:
    """How many tokens stay in the draw after each token of a text; a logarithmic scale, for they differ that much."""
    places = list(range(len(counts)))
    bars = {
        "type": "bar", "x": places, "y": list(counts), "marker": {"color": colours.made}, "text": list(counts),
        "textposition": "outside",
    }  # fmt: skip
    everything = {
        "type": "line", "xref": "x domain", "x0": 0, "x1": 1, "y0": vocabulary, "y1": vocabulary,
        "line": {"dash": "dot", "color": colours.soft},
    }  # fmt: skip
    note = {
        "text": said("drawing.all", tokens=vocabulary), "showarrow": False, "xref": "x domain", "x": 1, "xanchor": "right",
        "yref": "y", "y": log10(vocabulary), "yanchor": "bottom",
    }  # fmt: skip
    named = [text.strip() or text for text in texts]
    return styled(
        [bars], colours, shapes=[everything], annotations=[note], showlegend=False,
        xaxis={"title": said("drawing.after"), "tickvals": places, "ticktext": named, "tickangle": -45},
        yaxis={"title": said("drawing.kept"), "type": "log", "range": [LOWEST, 3.3], "tickvals": TENS},
    )  # fmt: skip
