"""The parts of the embeddings lesson: the map with what may be drawn on it, and why words are near on it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.figures.payload import Array
from core.lessons.parts import Says
from core.measure import word_contexts, words_over_time
from core.measure.words_over_time import Drawn, Words
from core.opened import words as looked_at
from core.opened.model import OpenModel
from core.studies import misread_maps
from core.studies.misread_maps import Misread
from core.studies.tsne_maps import FEWEST
from core.tables import with_heads
from pages.kit import ways_out
from pages.kit.components import component
from pages.kit.controls import Controls
from pages.kit.held import WORDS, Held
from pages.kit.keys import quoted
from pages.kit.studies import OpenStudy, panel
from pages.text.embeddings import neighbours
from pages.text.embeddings.neighbours import Own

TSNE, AXES = "tsne", "axes"  # the maps

# --- the map


def show_map(
    controls: Controls, opened: OpenModel, words: Words, kind: str, dimensions: int, own: Sequence[Own], colour: str,
    counts: Mapping[str, int],
) -> list[str]:  # fmt: skip
    """Draw the map. Returns the pinned words, the last one pinned last."""
    if len(words.words) < FEWEST:
        ways_out.cannot(controls.text.say("map.too few", words=FEWEST), "map")
        return []
    drawing = neighbours.tsne_study(opened, dimensions)
    usual = [neighbours.PINNED] if neighbours.PINNED in words.names else words.names[:1]
    there = {*words.names, *(one.text for one in own)}
    pins = Held(
        "pins", usual, WORDS, lambda sent: [word for word in sent if word in there] if isinstance(sent, list) else None,
        key=f"map_{quoted(opened.run.id)}", kept_as=f"pins {opened.run.id}",
    )  # fmt: skip

    def draw(drawn: Drawn) -> None:
        payload = neighbours.payload(controls.text, opened, words, drawn, own, colour, counts, pins.first)
        seen = component("embedding_map")(key=pins.key, data=payload, on_pins_change=lambda: None)
        pins.now(None if seen.pins is None else list(seen.pins))

    if kind == TSNE and drawing.finished:
        draw(neighbours.by_tsne(drawing))
    elif kind == TSNE:
        if not drawing.records:
            draw(words_over_time.by_main_axes(words, opened.steps, dimensions))
            st.text(controls.text.say("map.until"))
        panel(drawing, lambda it: draw(neighbours.by_tsne(it)), label=controls.label("draw_map"), key="tsne")
    else:
        draw(words_over_time.by_main_axes(words, opened.steps, dimensions))
    return pins.value


def why_near(
    controls: Controls, opened: OpenModel, words: Words, pinned: Sequence[str], reading: OpenStudy[word_contexts.Company],
    told: word_contexts.Company | None,
) -> None:  # fmt: skip
    """The sentences of the training text that made the pinned word's neighbours its neighbours."""
    if not pinned or len(words.words) < FEWEST:
        return
    with st.container(key="why_near"):
        st.markdown(controls.text.say("why"))
        if told is None:
            panel(reading, lambda _: None, label=controls.label("read"), key="company")
        else:
            st.html(neighbours.evidence(controls.text, opened, words, told, pinned[-1]))


def rank_own(text: Says, opened: OpenModel, own: Sequence[Own]) -> None:
    """The learner's words, every two of them, nearest first."""
    ranked = looked_at.ranked(opened, [one.text for one in own])
    if ranked:
        st.markdown(text.say("own_words.ranked"))
        rows = [{"word": pair.a, "and": pair.b, "cosine": round(pair.cosine, 2)} for pair in ranked]
        st.dataframe(with_heads(rows), hide_index=True)


def misread(drawing: OpenStudy[Misread], data: str, perplexity: int) -> tuple[Array, Array, Array, float] | None:
    """True places, map, groups and the reach of the axes, alike for all perplexities; None while it is not drawn."""
    maps = {record.values.perplexity: drawing.arrays(record)["map"] for record in drawing.records}
    return misread_maps.beside(data, maps, perplexity) if perplexity in maps else None
