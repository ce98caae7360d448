"""What a vocabulary buys, what a language costs, and which tokens nobody met. Facts in, Plotly figure out."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from core.figures.curves import style
from core.figures.palette import Palette
from core.figures.words import said
from core.language import number, percent
from core.studies.cost_by_language import INVENTED, Priced
from core.studies.glitch_tokens import Repeats, Suspicion
from core.studies.vocabulary_size import Tried
from core.training.events import Record

KINDS = {
    "bpe": ("our BPE", "solid", "circle"),
    "pieces": ("tokens.pieces", "dash", "square"),
    "unigram": ("tokens.unigram", "dot", "diamond"),
}
LARGEST_PRICE = 9.5  # times English; the axis ends here whatever the mixture


def compression(found: Sequence[Tried], colours: Palette) -> go.Figure:
    """Tokens for each letter of new text, by the number of merges."""
    figure = go.Figure()
    for (kind, (name, dash, mark)), hue in zip(
        KINDS.items(), (colours.data, colours.latent, colours.discriminator), strict=True
    ):
        figure.add_scatter(
            x=[number(one.merges, ",") for one in found], y=[one.tokens_per_letter[kind] for one in found],
            name=said(name), mode="lines+markers", line={"color": hue, "dash": dash, "width": 2},
            marker={"symbol": mark, "size": 9},
        )  # fmt: skip
    figure.update_xaxes(type="category")
    figure.update_yaxes(range=[0, 1.12])
    return style(figure, colours).update_layout(
        xaxis_title=said("tokens.merges"), yaxis_title=said("tokens.per letter")
    )


def unknown(found: Sequence[Tried], colours: Palette) -> go.Figure:
    """The share of new words that a list of whole words does not hold, and that of byte pair encoding: none."""
    sizes = [number(one.size, ",") for one in found]
    figure = go.Figure()
    for shares, name, hue, shape in (
        ([one.unknown_words for one in found], said("tokens.whole words"), colours.made, "/"),
        ([one.unknown_bpe for one in found], said("our BPE"), colours.data, ""),
    ):
        figure.add_bar(
            x=sizes, y=shares, name=name, marker={"color": hue, "pattern": {"shape": shape}}, textposition="outside",
            text=[percent(share) for share in shares], cliponaxis=False,
        )  # fmt: skip
    figure.update_xaxes(type="category")
    figure.update_yaxes(range=[0, 0.5], tickformat=".0%")
    return style(figure, colours).update_layout(
        xaxis_title=said("tokens.kinds"), yaxis_title=said("tokens.unknown"), barmode="group"
    )


def prices(premium: Mapping[str, float], colours: Palette, yours: Mapping[str, float] | None = None) -> go.Figure:
    """How many times the tokens of English the same message costs, the dearest on top; and by another tokenizer, `yours`."""
    rows = sorted(premium.items(), key=lambda item: item[1])
    figure = go.Figure(
        go.Bar(
            x=[price for _, price in rows], y=[name for name, _ in rows], orientation="h", cliponaxis=False,
            name=said("tokens.this one"), text=[f"{number(price, '.1f')} ×" for _, price in rows], textposition="outside",
            marker={"color": [colours.cut if name == "English" else colours.data for name, _ in rows]},
        )
    )  # fmt: skip
    figure.add_vline(x=1, line={"color": colours.soft, "dash": "dot"})
    if yours:
        figure.add_scatter(
            x=[yours[name] for name, _ in rows], y=[name for name, _ in rows], mode="markers", name=said("tokens.yours"),
            marker={"symbol": "diamond", "size": 11, "color": colours.made},
        )  # fmt: skip
    figure.update_xaxes(range=[0, max(LARGEST_PRICE, *(1.1 * price for price in (yours or premium).values()))])
    return style(figure, colours).update_layout(
        height=380, xaxis_title=said("tokens.times those"), showlegend=bool(yours)
    )


def shares(found: Sequence[Priced], here: float, colours: Palette) -> go.Figure:
    """The price of the invented language, and what English pays, by the language's share in the training text."""
    figure = go.Figure()
    x = [one.share for one in found]
    alone = found[0].pair["English"]
    price = [one.pair[INVENTED] / one.pair["English"] for one in found]
    paid = [one.pair["English"] / alone for one in found]
    for name, y, hue, dash, mark in (
        (said("tokens.invented"), price, colours.made, "solid", "circle"),
        (said("tokens.English"), paid, colours.data, "dash", "square"),
    ):
        figure.add_scatter(
            x=x, y=y, name=name, mode="lines+markers", line={"color": hue, "dash": dash, "width": 2},
            marker={"symbol": mark, "size": 8},
        )  # fmt: skip
    figure.add_vline(x=here, line={"color": colours.ink, "width": 1})
    figure.update_xaxes(range=[-0.02, 0.52], tickformat=".0%")
    figure.update_yaxes(range=[0, 5])
    return style(figure, colours).update_layout(xaxis_title=said("tokens.share"), yaxis_title=said("tokens.times"))


def repeated(records: Sequence[Record[Repeats]], colours: Palette) -> go.Figure:
    """How often the model repeats common words and planted names, while it learns."""
    figure = go.Figure()
    for right, name, hue, dash, mark in (
        ([record.values.common for record in records], said("tokens.common"), colours.data, "solid", "circle"),
        ([record.values.planted for record in records], said("tokens.planted"), colours.made, "dash", "diamond"),
    ):
        figure.add_scatter(
            x=[record.step for record in records], y=right, name=name, mode="lines+markers",
            line={"color": hue, "dash": dash, "width": 2}, marker={"symbol": mark, "size": 7},
        )  # fmt: skip
    figure.update_xaxes(range=[0, 510])
    figure.update_yaxes(range=[-0.03, 1.05], tickformat=".0%")
    return style(figure, colours).update_layout(xaxis_title=said("step"), yaxis_title=said("tokens.repeated"))


def suspicion(found: Suspicion, colours: Palette) -> go.Figure:
    """How near each piece's vector lies to bytes that cannot occur: pieces that were met, and those that never were."""
    figure = go.Figure()
    for met, name, hue, shape in (
        (True, said("tokens.met"), colours.data, ""), (False, said("tokens.never met"), colours.made, "/"),
    ):  # fmt: skip
        figure.add_histogram(
            x=[near for near, was in zip(found.nearness, found.met, strict=True) if was == met], name=name,
            xbins={"start": -1, "end": 1, "size": 0.05}, marker={"color": hue, "pattern": {"shape": shape}},
        )  # fmt: skip
    for near in found.planted_nearness:
        figure.add_vline(x=near, line={"color": colours.ink, "dash": "dot", "width": 1.5})
    figure.update_xaxes(range=[-1, 1.02])
    return style(figure, colours).update_layout(
        xaxis_title=said("tokens.nearness"), yaxis_title=said("tokens.number"), barmode="stack"
    )
