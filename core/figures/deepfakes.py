"""Pictures of what a face swap carries over, and of the race between those who fake and those who detect.

The first two are payloads, which assets/components/puppet.js and fake_game.js draw.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import plotly.graph_objects as go

from core.figures.curves import BAR_ABOVE, DASHES, style
from core.figures.palette import MAGNITUDE, Palette
from core.figures.payload import Array, letters, packed
from core.figures.words import said
from core.language import number
from core.studies.arms_race import Retrained
from core.training.events import Record, Values

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "star")
Moment = tuple[Record[Values], Mapping[str, Array]]  # of a study: what was measured, and its arrays


def puppet_payload(
    found: Sequence[Moment[Any]], people: Sequence[str], widths: Sequence[int], run: str, *, earlier: bool
) -> bytes:
    """JSON, a zero byte; scales and biases at each moment that is sent; then a byte for every weight.

    Args:
        found: the moments of `core.studies.face_reenactment`.
        people: who drives and who is faked.
        widths: of the encoder's layers, from its pixels to its latent numbers; a decoder has the same backwards.
        run: names the study, so that a page tells one from another.
        earlier: send the networks at all moments; else at the last one alone, a fifth of the bytes.
    """
    encoder, decoder = list(pairwise(widths)), list(pairwise(widths[::-1]))
    sent = found if earlier else found[-1:]
    head = {
        "run": run, "people": list(people), "steps": [record.step for record, _ in found],
        "networks": [encoder, decoder, decoder], "sent": len(sent),
    }  # fmt: skip
    floats = [arrays[name] for _, arrays in sent for name in ("scales", "biases")]
    numbers = (np.asarray(some, np.float32) for some in floats)
    return packed(head, *numbers, *(arrays["weights"].astype(np.int8) for _, arrays in sent))


def game_payload(found: Sequence[Moment[Any]], id: str) -> dict[str, Any]:
    """Faces and what both detectors say of them, at each moment of the forger's training."""

    def kind(arrays: Mapping[str, Array], name: str) -> dict[str, Any]:
        logits = np.asarray(arrays[f"logits_{name}"], float).tolist()
        return {"pictures": letters(np.asarray(arrays[name], np.uint8)), "logits": logits}

    return {
        "id": id,
        "pixels": found[0][1]["real"].shape[1],
        "moments": [
            {"step": record.step, **{name: kind(arrays, name) for name in ("real", "fake")}} for record, arrays in found
        ],
    }


def carried(by_factor: Mapping[str, Sequence[tuple[int, float]]], colours: Palette) -> go.Figure:
    """(updates, correlation) for each factor: what the fake shows of what the driver shows, over training time."""
    figure = go.Figure()
    hues = (colours.made, colours.data, colours.latent, colours.discriminator, colours.key, colours.soft)
    for (name, points), hue, dash, symbol in zip(by_factor.items(), hues, (*DASHES, *DASHES), SYMBOLS, strict=False):
        x, y = zip(*points, strict=True) if points else ((), ())
        figure.add_scatter(
            x=x, y=y, name=name, mode="lines+markers", line={"color": hue, "dash": dash, "width": 2.5},
            marker={"symbol": symbol, "size": 9},
        )  # fmt: skip
    figure.update_xaxes(type="log", range=[1.35, 3.75], tickvals=[30, 100, 300, 1_000, 4_000])
    figure.update_yaxes(range=[-1.05, 1.08], tickvals=[-1, -0.5, 0, 0.5, 1])
    return style(figure, colours).update_layout(
        xaxis_title=said("deepfakes.updates of the model"), yaxis_title=said("deepfakes.follows"), height=360
    )


def race(
    auc: Sequence[Sequence[float]], generations: Sequence[int], chosen: tuple[int, int], colours: Palette
) -> go.Figure:
    """AUC of each detector (rows) on the fakes of each generation (columns); the chosen field has a frame.

    Args:
        generations: the updates that the generator had had when each of them was kept.
        chosen: detector and generation, from 0.
    """
    names = [f"{place}<br>({number(steps, ',')})" for place, steps in enumerate(generations, 1)][: len(auc)]
    rows = [said("deepfakes.detector", number=place) for place in range(1, len(auc) + 1)]
    figure = go.Figure(
        go.Heatmap(
            z=[list(row) for row in auc],
            x=names,
            y=rows,
            zmin=0,
            zmax=1,
            colorscale=MAGNITUDE,
            xgap=3,
            ygap=3,
            text=[[number(one, ".2f") for one in row] for row in auc],
            texttemplate="%{text}",
            textfont={"size": 14},
            colorbar={**BAR_ABOVE, "title": {"text": said("AUC")}, "tickvals": [0, 0.5, 1]},
            hovertemplate=said("deepfakes.field", detector="%{y}", generation="%{x}", auc="%{z:.3f}")
            + "<extra></extra>",
        )  # fmt: skip
    )
    row, column = chosen
    if row < len(auc) and column < len(auc):
        figure.add_shape(
            type="rect", x0=column - 0.5, x1=column + 0.5, y0=row - 0.5, y1=row + 0.5,
            line={"color": colours.false, "width": 4},
        )  # fmt: skip
    figure.update_yaxes(autorange="reversed")
    return style(figure, colours).update_layout(
        xaxis_title=said("deepfakes.fakes of"), yaxis_title=said("deepfakes.learned from"), height=380, margin_t=70
    )


def retrained(rows: Sequence[Retrained], at: int, colours: Palette) -> go.Figure:
    """AUC on old and new fakes while one detector learns the old ones, and from `at` on the new ones."""
    figure = go.Figure()
    looks = {
        "old": ([row.old for row in rows], colours.data, "dash", "square"),
        "new": ([row.new for row in rows], colours.made, "solid", "circle"),
    }
    for key, (auc, hue, dash, symbol) in looks.items():
        figure.add_scatter(
            x=[row.updates for row in rows], y=auc, name=said(f"deepfakes.{key}"), mode="lines+markers",
            line={"color": hue, "dash": dash, "width": 2.5}, marker={"symbol": symbol, "size": 7},
        )  # fmt: skip
    figure.add_hline(
        y=0.5,
        line={"color": colours.soft, "dash": "dot"},
        annotation_text=said("deepfakes.coin"),
        annotation_position="bottom right",
    )
    figure.add_vline(
        x=at,
        line={"color": colours.ink, "dash": "dot"},
        annotation_text=said("deepfakes.come out"),
        annotation_position="bottom right",
    )
    figure.update_xaxes(range=[-20, 2 * at + 20])
    figure.update_yaxes(range=[0, 1.05])
    return style(figure, colours).update_layout(
        xaxis_title=said("deepfakes.updates of the detector"), yaxis_title=said("AUC"), height=320
    )
