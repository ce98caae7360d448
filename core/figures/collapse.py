"""Pictures of generations that learn from generations: a spread that shrinks, words that vanish, a text that decays."""

from collections.abc import Mapping, Sequence
from html import escape
from string import ascii_uppercase as LETTERS

import plotly.graph_objects as go

from core.figures.curves import DASHES, style
from core.figures.palette import Palette
from core.figures.words import said


def over_generations(
    found: Mapping[int, Mapping[str, float]],
    ways: Mapping[str, str],
    colours: Palette,
    *,
    title: str,
    highest: float,
    last: int,
    lowest: float = 0.0,
    at: int | None = None,
) -> go.Figure:
    """One line for each way; `found` has by generation a number for each of them."""
    figure = go.Figure()
    hues, marks = (colours.false, colours.latent, colours.data), ("circle", "diamond", "square")
    for (way, name), hue, dash, mark in zip(ways.items(), hues, DASHES, marks, strict=False):
        figure.add_scatter(
            x=list(found), y=[numbers[way] for numbers in found.values()], mode="lines+markers", name=name,
            line={"color": hue, "dash": dash, "width": 2}, marker={"symbol": mark, "size": 6},
        )  # fmt: skip
    if at is not None:
        figure.add_vline(x=at, line={"color": colours.accent, "width": 2})
    figure.update_xaxes(range=[-0.02 * last, 1.02 * last])
    figure.update_yaxes(range=[lowest, highest])
    return style(figure, colours).update_layout(xaxis_title=said("collapse.generation"), yaxis_title=title)


def people(first: Sequence[str], left: Sequence[str], label: str) -> str:
    """Every person of the first sample as HTML, struck out once the generations have lost the name; `label` is read aloud.

    >>> people(["Mira", "Tolo"], ["Tolo"], "Names").count("<s>")
    1
    """
    items = (
        f"<li>{escape(name)}</li>" if name in left else f'<li class="gb-gone"><s>{escape(name)}</s></li>'
        for name in first
    )
    return f'<ul class="gb-people" aria-label="{escape(label)}">{"".join(items)}</ul>'


def bags(found: Sequence[Mapping[int, int]]) -> str:
    """Bags drawn from one another as HTML, a row each: a letter is as wide and as strong as it is frequent, in the order of
    the first bag.

    >>> bags([{0: 1, 1: 1}, {1: 2}]).count('<td colspan="2" style="--gb-share: 1.0">B</td>')
    1
    """
    rows = []
    for generation, bag in enumerate(found):
        share = {one: round(count / sum(bag.values()), 3) for one, count in bag.items()}
        cells = "".join(
            f'<td colspan="{bag[one]}" style="--gb-share: {share[one]}">{LETTERS[one]}</td>' for one in sorted(bag)
        )
        rows.append(f'<tr><th scope="row">{generation}</th>{cells}</tr>')
    letters = f'<th scope="col" colspan="{sum(found[0].values())}">{said("collapse.letters")}</th>'
    head = f'<tr><th scope="col">{said("collapse.generation")}</th>{letters}</tr>'
    return f'<table class="gb-bags"><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table>'
