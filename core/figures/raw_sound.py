"""Pictures of sound as notes, spectra and samples: rows that are heard on one time axis, and what models made of tunes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from core.data.instruments import FREQUENCIES, HOP, RATE
from core.data.melodies import heard
from core.data.sounded_tunes import SIXTEENTH
from core.figures.curves import style
from core.figures.palette import Palette
from core.figures.payload import packed, tones
from core.figures.sound import eight_bits
from core.figures.words import said
from core.measure.sounds import strengths

ZOOMS = (1.0, 0.1, 0.01)  # seconds in sight
LOOKS = (("data", ""), ("made", ""), ("latent", "/"), ("query", "."))


@dataclass(frozen=True, eq=False)
class Row:
    """A sound, and how it is drawn."""

    name: str
    says: str
    sound: np.ndarray  # (T,) RATE samples a second
    kind: str  # notes, spectrum, wave
    hue: str = "data"
    tokens: Sequence[str] = ()  # of kind `notes`
    step: int = 1  # of a sound with fewer samples: only every so many-th is one
    marks: Sequence[tuple[float, float]] = ()  # what was changed: from which second, for how many


def rows_payload(rows: Sequence[Row], *, id: str, given: float = 0.0) -> bytes:
    """For sound_rows.js.

    Args:
        id: names what is heard, so that a picture that is there already knows that it is another one.
        given: seconds at the beginning that no model wrote.
    """
    told, parts = [], list[np.ndarray]()
    seconds = max(len(row.sound) for row in rows) / RATE
    loudest = max(1.0, *(float(np.abs(row.sound).max(initial=0)) for row in rows))
    for number, row in enumerate(rows):
        picture = tones(strengths(row.sound, 1)[0]) if row.kind == "spectrum" else np.zeros((0, 0), np.uint8)
        told.append({
            "name": row.name, "says": row.says, "hue": row.hue, "kind": row.kind, "samples": len(row.sound), "step": row.step,
            "frames": picture.shape[0], "bins": picture.shape[1],
            "numbers": round(FREQUENCIES * len(row.sound) / HOP / max(1, len(picture))), "given": given,
            "marks": [list(mark) for mark in row.marks], "notes": _notes(row.tokens), "file": f"sound_{number + 1}",
        })  # fmt: skip
        parts += [eight_bits(row.sound / loudest), picture]
    return packed({"id": id, "rate": RATE, "seconds": seconds, "zooms": list(ZOOMS), "rows": told}, *parts)


def joined(begun: np.ndarray, rest: np.ndarray) -> np.ndarray:
    """A sound and what follows."""
    return np.concatenate([begun, rest])


def _notes(tokens: Sequence[str]) -> list[list[float | int | str]]:
    """First second, seconds, pitch and token of each note."""
    found, passed = list[list[float | int | str]](), 0.0
    for token in tokens:
        note = heard(token)
        if note is None:
            continue
        if note.pitch is not None:
            found.append([passed, note.length * SIXTEENTH, note.pitch, token])
        passed += note.length * SIXTEENTH
    return found


def wrong(seconds: Mapping[str, float], colours: Palette) -> go.Figure:
    """How long one wrong number is heard in each way of writing, on an axis on which each step is ten times the one before."""
    figure = go.Figure()
    figure.add_bar(
        x=[said(f"raw_sound.{way}") for way in seconds], y=[1_000 * one for one in seconds.values()],
        marker={"color": colours.false}, width=0.5,
    )  # fmt: skip
    figure.update_yaxes(type="log", title=said("raw_sound.milliseconds"), dtick=1)
    return style(figure, colours).update_layout(showlegend=False)


def bars(found: Mapping[str, Mapping[str, float]], colours: Palette) -> go.Figure:
    """What is told of some sounds, side by side: by name, each share."""
    figure = go.Figure()
    for (name, shares), (hue, shape) in zip(found.items(), LOOKS, strict=False):
        figure.add_bar(
            x=[said(f"raw_sound.{share}") for share in shares], y=list(shares.values()), name=name,
            marker={"color": getattr(colours, hue), "pattern": {"shape": shape}},
        )  # fmt: skip
    figure.update_yaxes(tickformat=".0%", rangemode="tozero")
    figure.update_xaxes(tickangle=0)
    return style(figure, colours).update_layout(barmode="group")
