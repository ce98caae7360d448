"""What counting finds, what a state keeps, how four ways of foreseeing letters learned, and what waits for what."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from core.figures.curves import BAR_ABOVE, DASHES, styled
from core.figures.palette import Palette
from core.figures.words import said
from core.language import number
from core.measure.word_counts import Rung
from core.studies.copying import LENGTHS
from core.studies.passes import WAYS

MARKS = ("circle", "square", "diamond", "triangle-up")
LEAST = 1e-4  # nats: below it nothing is left to see
FEW = 40  # numbers of a state that are drawn, those that change most; more would be thinner than a line


def hues(colours: Palette) -> dict[str, str]:
    """The hue of each way: what has a state is latent, what looks back is a query."""
    return {
        "counting": colours.soft, "rnn": colours.latent, "lstm": colours.value, "gru": colours.latent,
        "steps": colours.latent, "layer": colours.value, "transformer": colours.query,
    }  # fmt: skip


def called(way: str) -> str:
    """The name of a way in a legend."""
    return said(f"before.{way}")


def ladder(rungs: Sequence[Rung], colours: Palette) -> go.Figure:
    """A bar for each number of words together: at how many places the text has them, and what it likes to say next."""
    places = [rung.places for rung in rungs]
    texts = [
        said("before.places", places=number(rung.places, ","), word=rung.favourite)
        if rung.places
        else said("before.nowhere")
        for rung in rungs
    ]
    bars = {
        "type": "bar", "orientation": "h", "x": [count + 1 for count in places], "y": [len(rung.words) for rung in rungs],
        "marker": {"color": colours.data}, "text": texts, "textposition": "outside", "cliponaxis": False,
        "hovertext": [" ".join(rung.words) for rung in rungs], "hoverinfo": "text", "textfont": {"color": colours.ink},
    }  # fmt: skip
    most = np.log10(max([*places, 10]) + 1)
    return styled(
        [bars], colours, height=80 + 44 * max(len(rungs), 3), showlegend=False,
        xaxis={"title": said("before.times"), "type": "log", "range": [0, 1.9 * most], "tickvals": [11, 101, 1001, 10001],
               "ticktext": [number(count, ",") for count in (10, 100, 1000, 10000)]},
        yaxis={"title": said("before.words together"), "autorange": "reversed", "dtick": 1},
    )  # fmt: skip


def states(grid: np.ndarray, letters: str, changed: int, difference: bool, colours: Palette) -> go.Figure:
    """(T, H) the numbers of a state after each letter; or how far two texts' states are apart, that differ in `changed`
    letters at their start."""
    rows = np.sort(np.argsort(-np.abs(grid).mean(0))[:FEW])
    largest = float(np.abs(grid).max()) or 1.0
    places = list(range(len(letters)))
    shown = {
        "type": "heatmap", "z": np.round(grid[:, rows].T, 3).tolist(), "x": places, "hoverinfo": "x+z",
        "zmin": 0 if difference else -largest, "zmax": largest, "colorscale": "Cividis" if difference else "RdBu_r",
        "colorbar": {**BAR_ABOVE, "title": {"text": said("before.apart" if difference else "before.value")}},
    }  # fmt: skip
    words = read_words(letters)
    line = {"type": "line", "x0": changed - 0.5, "x1": changed - 0.5, "y0": 0, "y1": 1, "yref": "paper",
            "line": {"color": colours.made, "width": 2, "dash": "dot"}}  # fmt: skip
    return styled(
        [shown], colours, height=400, margin={"l": 10, "r": 10, "t": 70, "b": 10}, shapes=[line] if difference else [],
        xaxis={"title": said("before.letters read"), "tickvals": list(words), "ticktext": list(words.values()),
               "tickangle": 45},
        yaxis={"title": said("before.numbers"), "showticklabels": False},
    )  # fmt: skip


def read_words(letters: str, most: int = 11) -> dict[int, str]:
    """The words of a line by where they begin; where they stand too close to be written side by side, some are left out.

    >>> read_words("he read on and on", most=3)
    {0: 'he', 8: 'on', 15: 'on'}
    """
    found: dict[int, str] = {}
    place = 0
    for word in letters.split(" "):
        if word and place >= max(found, default=-len(letters)) + len(letters) / most:
            found[place] = word
        place += len(word) + 1
    return found


def race(perplexity: Mapping[str, Sequence[tuple[int, float]]], counting: float | None, colours: Palette) -> go.Figure:
    """How many letters each model hesitates between, over its steps; what counting reaches is a level line."""
    data = [
        {"type": "scatter", "mode": "lines+markers", "name": called(name), "x": [step for step, _ in line],
         "y": [value for _, value in line], "line": {"color": hues(colours)[name], "dash": dash, "width": 2},
         "marker": {"symbol": mark, "size": 7, "maxdisplayed": 10}}
        for (name, line), dash, mark in zip(perplexity.items(), DASHES, MARKS, strict=False)
    ]  # fmt: skip
    last = max((step for line in perplexity.values() for step, _ in line), default=1)
    if counting:
        data.append(
            {"type": "scatter", "mode": "lines", "name": said("before.counting"), "x": [0, last], "y": [counting, counting],
             "line": {"color": colours.soft, "dash": "dashdot", "width": 2}}
        )  # fmt: skip
    return styled(
        data, colours, height=380, margin={"l": 10, "r": 10, "t": 90, "b": 10},
        xaxis={"title": said("step")}, yaxis={"title": said("before.hesitates"), "range": [1, 5]},
    )  # fmt: skip


def waiting(ready: Mapping[str, Sequence[float]], colours: Palette) -> go.Figure:
    """When each token was worked out: one after another where there is a state, all of them block by block elsewhere."""
    states, blocks = ([1e6 * at for at in ready[name]] for name in ("states", "blocks"))
    tokens = list(range(1, len(states)))
    data = [
        {"type": "bar", "orientation": "h", "name": said("before.steps"), "y": tokens, "base": states[:-1],
         "x": [b - a for a, b in zip(states, states[1:], strict=False)], "marker": {"color": colours.latent}, "offset": -0.4,
         "width": 0.38},
    ]  # fmt: skip
    for block, (start, end) in enumerate(zip(blocks, blocks[1:], strict=False), 1):
        data.append(
            {"type": "bar", "orientation": "h", "name": said("before.block", block=block), "y": tokens,
             "base": [start] * len(tokens), "x": [end - start] * len(tokens), "offset": 0.02, "width": 0.38,
             "marker": {"color": colours.query, "opacity": 1 if block % 2 else 0.6,
                        "pattern": {"shape": "" if block % 2 else "/"}}}
        )  # fmt: skip
    return styled(
        data, colours, height=420, barmode="overlay", margin={"l": 10, "r": 10, "t": 70, "b": 10},
        xaxis={"title": said("before.microseconds"), "rangemode": "tozero"},
        yaxis={"title": said("before.token"), "autorange": "reversed", "dtick": 1},
    )  # fmt: skip


def passes(seconds: Mapping[int, Mapping[str, float]], colours: Palette) -> go.Figure:
    """The time of one training pass over the length of the text."""
    return _over_length(seconds, {way: hues(colours)[way] for way in WAYS}, colours, height=400)


def _over_length(
    seconds: Mapping[int, Mapping[str, float]], ways: Mapping[str, str], colours: Palette, height: int
) -> go.Figure:
    """A line a way, in its colour: the time over the length of the text, both by powers, so that a line's slope speaks."""
    data = [
        {"type": "scatter", "mode": "lines+markers", "name": called(way), "x": list(seconds),
         "y": [1e3 * one[way] for one in seconds.values()], "line": {"color": hue, "dash": dash, "width": 3},
         "marker": {"symbol": mark, "size": 9}}
        for (way, hue), dash, mark in zip(ways.items(), DASHES, MARKS, strict=False)
    ]  # fmt: skip
    return styled(
        data, colours, height=height, margin={"l": 10, "r": 10, "t": 90, "b": 10},
        xaxis={"title": said("before.length"), "type": "log", "tickvals": list(seconds),
               "ticktext": [number(length, ",") for length in seconds]},
        yaxis={"title": said("before.milliseconds"), "type": "log", "dtick": 1},
    )  # fmt: skip


def copying(right: Mapping[int, Mapping[str, float]], colours: Palette) -> go.Figure:
    """The share of the symbols that each model repeats, by the length of the row."""
    names = list(next(iter(right.values()), {}))
    data = [
        {"type": "bar", "name": called(name), "x": [number(length, ",") for length in LENGTHS if length in right],
         "y": [right[length][name] for length in LENGTHS if length in right],
         "marker": {"color": hues(colours)[name], "pattern": {"shape": shape}}}
        for name, shape in zip(names, ("", "/", "x"), strict=False)
    ]  # fmt: skip
    return styled(
        data, colours, height=340, barmode="group", xaxis={"title": said("before.row"), "type": "category"},
        yaxis={"title": said("before.repeated"), "range": [0, 1.02], "tickformat": ".0%"},
    )  # fmt: skip


def evidence(seen: Mapping[str, Sequence[float]], colours: Palette) -> go.Figure:
    """The share of places of unseen text whose words before were seen before, by how many words that is."""
    data = [
        {"type": "scatter", "mode": "lines+markers", "name": name, "x": list(range(1, len(shares) + 1)), "y": list(shares),
         "line": {"color": hue, "dash": dash, "width": 3}, "marker": {"symbol": mark, "size": 9}}
        for (name, shares), hue, dash, mark in zip(seen.items(), (colours.data, colours.made), DASHES, MARKS, strict=False)
    ]  # fmt: skip
    return styled(
        data, colours, height=340, xaxis={"title": said("before.words together"), "dtick": 1},
        yaxis={"title": said("before.seen"), "range": [0, 1.02], "tickformat": ".0%"},
    )  # fmt: skip


def cost(seconds: Mapping[int, Mapping[str, float]], colours: Palette) -> go.Figure:
    """The time of one more token over the length of the text before it."""
    names = next(iter(seconds.values()), {})
    return _over_length(
        seconds, dict(zip(names, (colours.latent, colours.query, colours.soft), strict=False)), colours, height=360
    )


def echo(changes: Mapping[str, Sequence[float]], colours: Palette) -> go.Figure:
    """How much a change at the start still changes what each model expects, over the letters since; both on logarithms."""
    data = [
        {"type": "scatter", "mode": "lines", "name": called(name), "x": list(range(1, len(line) + 1)),
         "y": [max(value, LEAST) for value in line], "line": {"color": hues(colours)[name], "dash": dash, "width": 3}}
        for (name, line), dash in zip(changes.items(), DASHES, strict=False)
    ]  # fmt: skip
    return styled(
        data, colours, height=380, margin={"l": 10, "r": 10, "t": 70, "b": 10},
        xaxis={"title": said("before.letters since"), "type": "log", "dtick": 1},
        yaxis={"title": said("before.echo"), "type": "log", "dtick": 1, "exponentformat": "none"},
    )  # fmt: skip
