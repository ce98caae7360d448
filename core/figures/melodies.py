"""Pictures of tunes: the piano roll that sounds, how models' tunes are built, what they share with others, what heat does."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from core.data.melodies import BAR, PART, heard
from core.data.melody_files import abc, sixteenth, starts
from core.figures.curves import style
from core.figures.palette import Palette
from core.figures.words import said
from core.measure.melodies import NAMED, STATISTICS, Structure
from core.studies.melodies import Runs, Warm

KEYS = tuple(range(60, 77))  # that can be tapped: C to E, an octave above
WIDEST = (60, 76)  # pitches that the roll shows at least
LOOKS = {"data": "data", "new": "data", "gpt": "made", "counting": "query", "shuffled": "soft"}
PATTERNS = {"data": "", "new": "", "gpt": "", "counting": "/", "shuffled": "."}


def tune_payload(
    tokens: Sequence[str], begun: int, *, id: str, chances: Sequence[Sequence[tuple[str, float]]] = (),
    shared: tuple[int, int] | None = None, own: bool = False, begin: Sequence[Sequence[int]] = (), title: str = "",
) -> dict[str, Any]:  # fmt: skip
    """A tune for melody.js.

    Args:
        begun: so many of its tokens were given; the others a model wrote.
        id: names what is heard, so that a picture that is there already knows that it is another one.
        chances: for each token that was written, the likeliest ones with their chances.
        shared: the first note that stands elsewhere too, and the first that does not any more.
        own: whether keys are shown to begin with; `begin`: what was tapped on them before.
    """
    places, notes, lines, rows = starts(tokens), list[list[Any]](), list[list[int]](), list[list[Any]]()
    now = 0
    for number, (token, place) in enumerate(zip(tokens, places, strict=True)):
        given = number < begun
        if note := heard(token):
            sounds = len([one for one in notes if one[0] is not None]) if note.pitch is not None else -1
            notes.append([note.pitch, place, note.length, given])
            now += note.length
            rows.append([token, place, given, note.length, sounds])
            continue
        if token in (BAR, PART):
            lines.append([now, int(token == PART)])
        rows.append([token, now, given, 0, -1])
    pitches = [note[0] for note in notes if note[0] is not None]
    return {
        "id": id, "notes": notes, "lines": lines, "end": max(now, 16), "beat": sixteenth(tokens), "tokens": rows,
        "chances": [[] for _ in range(begun)] + [[list(one) for one in some] for some in chances],
        "least": min([WIDEST[0], *pitches]), "most": max([WIDEST[1], *pitches]), "shared": list(shared) if shared else None,
        "keys": list(KEYS), "own": own, "begin": [list(one) for one in begin], "abc": abc(tokens, title),
    }  # fmt: skip


def structures(found: Mapping[str, Structure], colours: Palette) -> go.Figure:
    """The shares of bars and tunes, side by side for the data and for each way to write."""
    shares = [name for name in STATISTICS if name not in ("span", "leap")]
    figure = go.Figure()
    for kind, one in found.items():
        figure.add_bar(
            x=[said(f"melodies.{name}") for name in shares], y=[getattr(one, name) for name in shares],
            name=said(f"melodies.kind.{kind}"),
            marker={"color": getattr(colours, LOOKS[kind]), "pattern": {"shape": PATTERNS[kind]}},
        )  # fmt: skip
    figure.update_yaxes(range=[0, 1.05], tickformat=".0%", title=said("melodies.share"))
    return style(figure, colours).update_layout(barmode="group", xaxis_title=None)


def runs(found: Mapping[str, Runs], colours: Palette) -> go.Figure:
    """For each length: the share of tunes whose longest run is at least as long."""
    figure = go.Figure()
    most = max(max(one.longest) for one in found.values())
    for kind, one in found.items():
        x = list(range(1, most + 2))
        y = [sum(longest >= length for longest in one.longest) / len(one.longest) for length in x]
        figure.add_scatter(
            x=x, y=y, name=said(f"melodies.kind.{kind}"), mode="lines",
            line={"color": getattr(colours, LOOKS[kind]), "dash": {"new": "dot", "counting": "dash"}.get(kind, "solid"),
                  "width": 2.5, "shape": "hv"},
        )  # fmt: skip
    figure.update_yaxes(range=[-0.03, 1.05], tickformat=".0%", title=said("melodies.tunes"))
    return style(figure, colours).update_layout(xaxis_title=said("melodies.run"))


def heat(found: Sequence[Warm], data: Structure, colours: Palette) -> go.Figure:
    """The named shares over the temperature; the data's own as a thin line."""
    figure = go.Figure()
    looks = ((colours.made, "solid", "circle"), (colours.latent, "dash", "square"), (colours.query, "dot", "diamond"))
    for name, (hue, dash, mark) in zip(NAMED, looks, strict=True):
        figure.add_scatter(
            x=[one.temperature for one in found], y=[getattr(one.structure, name) for one in found],
            name=said(f"melodies.{name}"), mode="lines+markers", line={"color": hue, "dash": dash, "width": 2.5},
            marker={"symbol": mark, "size": 8},
        )  # fmt: skip
        figure.add_hline(y=getattr(data, name), line={"color": hue, "width": 1, "dash": dash}, opacity=0.45)
    figure.update_yaxes(range=[-0.03, 1.05], tickformat=".0%", title=said("melodies.share"))
    return style(figure, colours).update_layout(xaxis_title=said("temperature"))
