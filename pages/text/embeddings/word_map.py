"""The parts of the embeddings lesson: the map with what may be drawn on it, and numbers about words."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.data.world import World
from core.data.world_words import MATERIALS, SYNONYMS
from core.figures.payload import Array
from core.lessons import Says
from core.measure import embeddings as measure
from core.measure import word_contexts, words_over_time
from core.measure.words_over_time import Drawn, Words
from core.studies import misread_maps
from core.studies.misread_maps import Misread
from core.studies.tsne_maps import FEWEST
from pages.kit import kept, visit, ways_out
from pages.kit.controls import Controls
from pages.kit.keys import quoted
from pages.kit.open_model import OpenModel
from pages.kit.studies import OpenStudy, panel
from pages.kit.tables import with_heads
from pages.text.embeddings import neighbours
from pages.text.embeddings.map_picture import embedding_map
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
    key, kept_as = kept.anew(f"map_{quoted(opened.run.id)}"), f"pins {opened.run.id}"
    usual = [neighbours.PINNED] if neighbours.PINNED in words.names else words.names[:1]
    at_first: list[str] = visit.once(f"{key} at first", kept.get(kept_as, usual, page=kept.here()))

    def draw(drawn: Drawn) -> None:
        seen = embedding_map(
            neighbours.payload(controls.text, opened, words, drawn, own, colour, counts, at_first), key=key
        )
        kept.held(kept_as, None if seen.pins is None else list(seen.pins))

    if kind == TSNE and drawing.finished:
        draw(neighbours.by_tsne(drawing))
    elif kind == TSNE:
        if not drawing.records:
            draw(neighbours.by_main_axes(opened, words, dimensions))
            st.text(controls.text.say("map.until"))
        panel(drawing, lambda it: draw(neighbours.by_tsne(it)), label=controls.label("draw_map"), key="tsne")
    else:
        draw(neighbours.by_main_axes(opened, words, dimensions))
    pinned: list[str] = kept.get(kept_as, at_first, page=kept.here())
    return pinned


def nearest_of(words: Words, vectors: Array, pinned: Sequence[str]) -> tuple[str, list[tuple[str, float]]] | None:
    """The word that was pinned last and its nearest two with their cosines; None where nothing is pinned."""
    word = next((word for word in reversed(pinned) if word in words.names), None)
    if word is None:
        return None
    order, alike = measure.nearest(vectors, 2)
    row = words.names.index(word)
    return word, [(words.names[i], float(cosine)) for i, cosine in zip(order[row], alike[row], strict=True)]


def why_near(
    controls: Controls, words: Words, vectors: Array, pinned: Sequence[str], reading: OpenStudy[word_contexts.Company],
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
            st.html(neighbours.evidence(controls.text, words, vectors, told, pinned[-1]))


def rank_own(text: Says, opened: OpenModel, words: Words, own: Sequence[Own]) -> None:
    """The learner's words, every two of them, nearest first."""
    vectors = {one.text: vector for one in own if (vector := vector_of(opened, words, one.text)) is not None}
    if len(vectors) < 2:
        return
    ranked = words_over_time.every_two(vectors)
    st.markdown(text.say("own_words.ranked"))
    rows = [{"word": pair.a, "and": pair.b, "cosine": round(pair.cosine, 2)} for pair in ranked]
    st.dataframe(with_heads(rows), hide_index=True)


# --- numbers about words


def vector_of(opened: OpenModel, words: Words, word: str) -> Array | None:
    """(D,) a word's vector at this moment; for one of several pieces their mean; None where no letter is known."""
    return measure.placed(word, opened.tokenizer, opened.weights()[neighbours.EMBEDDING]).vector


def cosine(opened: OpenModel, words: Words, a: str, b: str) -> float | None:
    if a not in words.names or b not in words.names:
        return None
    first, second = (neighbours.now(opened, words)[words.names.index(word)] for word in (a, b))
    return words_over_time.cosine(first, second)


def against(opened: OpenModel, words: Words, word: str, others: Sequence[str]) -> list[tuple[float, measure.Placed]]:
    """The cosines of others with a word, nearest first, and of what pieces each is made."""
    if word not in words.names:
        return []
    table = opened.weights()[neighbours.EMBEDDING]
    query = measure.placed(word, opened.tokenizer, table).vector
    found = []
    for other in others:
        spot = measure.placed(other, opened.tokenizer, table)
        if spot.vector is not None and query is not None:
            found.append((words_over_time.cosine(spot.vector, query), spot))
    return sorted(found, key=lambda pair: -pair[0])


def rank_of(vectors: Array, words: Words, word: str, other: str) -> int:
    """Where the other word stands in the word's list of neighbours; 0 where one of them has no vector of its own."""
    pair = measure.pairs(vectors, words.names, [(word, other)])
    return pair[0].rank if pair else 0


def planted() -> tuple[tuple[str, str], ...]:
    """The pairs that were sown into the world's text."""
    return SYNONYMS


def found_by(words: Words, world: World | None) -> dict[str, list[float]]:
    """The mean reciprocal rank at every saved moment: of the pairs that were sown, of the contraries, of chance."""
    groups = {"planted": world.synonyms if world else (), "opposites": world.opposites if world else ()}
    ranks = {
        name: [measure.mean_reciprocal_rank(measure.pairs(frame, words.names, wanted)) for frame in words.frames]
        for name, wanted in groups.items()
    }
    return ranks | {"chance": [measure.by_chance(len(words.words) - 1)] * len(words.frames)}


# --- deeper: analogies, maps that mislead


def relations(opened: OpenModel, words: Words) -> dict[str, measure.Analogies]:
    """Three relations of the world by the offset, among the words that have a vector of their own."""
    world = opened.world
    if world is None:
        return {}
    vectors = neighbours.now(opened, words)
    capitals = [(fact.subject, fact.value) for fact in world.facts if fact.kind == "capital"]
    told = {
        "material": tuple(MATERIALS.items()),
        "opposites": world.opposites,
        "capital": tuple(capitals),
    }
    return {name: measure.analogies(some, words.names, vectors) for name, some in told.items()}


def misread(drawing: OpenStudy[Misread], data: str, perplexity: int) -> tuple[Array, Array, Array, float] | None:
    """True places, map, groups and the reach of the axes, alike for all perplexities; None while it is not drawn."""
    maps = {record.values.perplexity: drawing.arrays(record)["map"] for record in drawing.records}
    return misread_maps.beside(data, maps, perplexity) if perplexity in maps else None
