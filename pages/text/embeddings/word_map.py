"""The parts of the embeddings lesson: the map with what may be drawn on it, its sentences, and its tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from core.data.world import World
from core.data.world_words import MATERIALS, SYNONYMS
from core.figures.payload import Array
from core.measure import embeddings as measure
from core.measure import word_contexts, words_over_time
from core.measure.words_over_time import Drawn, Words
from core.studies import misread_maps
from core.studies.tsne_maps import FEWEST
from core.training.events import Record
from pages.kit import kept, ways_out
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.open_model import OpenModel
from pages.kit.studies import OpenStudy, panel
from pages.text.embeddings import neighbours
from pages.text.embeddings.map_picture import embedding_map
from pages.text.embeddings.neighbours import Own

# --- the map


def show_map(
    opened: OpenModel, words: Words, kind: str | None, dimensions: int, own: Sequence[Own], colour: str,
    counts: Mapping[str, int],
) -> list[str]:  # fmt: skip
    """Draw the map. Returns the pinned words, the last one pinned last."""
    if len(words.words) < FEWEST:
        ways_out.cannot(
            f"The open model has fewer than {FEWEST} whole words among its tokens: too few for a map.", "map"
        )
        return []
    drawing = neighbours.tsne_study(opened, dimensions)
    key, kept_as = kept.anew(f"map_{quoted(opened.run.id)}"), f"pins {opened.run.id}"
    usual = [neighbours.PINNED] if neighbours.PINNED in words.names else words.names[:1]
    at_first: list[str] = st.session_state.setdefault(f"{key} at first", kept.get(kept_as, usual, page=kept.here()))

    def draw(drawn: Drawn) -> None:
        seen = embedding_map(neighbours.payload(opened, words, drawn, own, colour, counts, at_first), key=key)
        kept.held(kept_as, None if seen.pins is None else list(seen.pins))

    if kind == "t-SNE" and drawing.finished:
        draw(neighbours.by_tsne(drawing))
    elif kind == "t-SNE":
        if not drawing.records:
            draw(neighbours.by_main_axes(opened, words, dimensions))
            st.text("Until a worker has drawn the t-SNE map, you see the main axes.")
        panel(drawing, lambda it: draw(neighbours.by_tsne(it)), label="Draw the t-SNE map", key="tsne")
    else:
        draw(neighbours.by_main_axes(opened, words, dimensions))
    pinned: list[str] = kept.get(kept_as, at_first, page=kept.here())
    return pinned


def say_near(lesson: Lesson, words: Words, vectors: Array, pinned: Sequence[str]) -> None:
    """The nearest of the word that was pinned last, in a sentence."""
    word = next((word for word in reversed(pinned) if word in words.names), None)
    if word is None:
        lesson.says("Pin a word to see its nearest.")
        return
    order, alike = measure.nearest(vectors, 2)
    row = words.names.index(word)
    first, second = (words.names[i] for i in order[row])
    lesson.says(
        f"Nearest to “{word}” is “{first}” with a cosine of {alike[row, 0]:.2f}; the next is “{second}” with {alike[row, 1]:.2f}."
    )


def why_near(
    words: Words, vectors: Array, pinned: Sequence[str], reading: OpenStudy, told: word_contexts.Company | None
) -> None:
    """The sentences of the training text that made the pinned word's neighbours its neighbours."""
    if not pinned or len(words.words) < FEWEST:
        return
    with st.container(key="why_near"):
        st.markdown("**What made them neighbours**")
        if told is None:
            panel(reading, lambda _: None, label="Find the sentences in the training text", key="company")
        else:
            st.html(neighbours.evidence(words, vectors, told, pinned[-1]))


def rank_own(opened: OpenModel, words: Words, own: Sequence[Own]) -> None:
    """The learner's words, every two of them, nearest first."""
    vectors = {one.text: vector for one in own if (vector := vector_of(opened, words, one.text)) is not None}
    if len(vectors) < 2:
        return
    ranked = words_over_time.every_two(vectors)
    st.markdown("**Your words, nearest first**")
    st.dataframe([{"word": pair.a, "and": pair.b, "cosine": round(pair.cosine, 2)} for pair in ranked], hide_index=True)


# --- numbers about words


def vector_of(opened: OpenModel, words: Words, word: str) -> Array | None:
    """(D,) a word's vector at this moment; for one of several pieces their mean; None where no letter is known."""
    return measure.placed(word, opened.tokenizer, opened.weights()[neighbours.EMBEDDING]).vector


def cosine(opened: OpenModel, words: Words, a: str, b: str) -> float | None:
    if a not in words.names or b not in words.names:
        return None
    first, second = (neighbours.now(opened, words)[words.names.index(word)] for word in (a, b))
    return words_over_time.cosine(first, second)


def against(opened: OpenModel, words: Words, word: str, others: Sequence[str]) -> list[dict[str, Any]]:
    """How near others are to a word, nearest first, and of how many pieces each is made."""
    if word not in words.names:
        return []
    table = opened.weights()[neighbours.EMBEDDING]
    query = measure.placed(word, opened.tokenizer, table).vector
    found = []
    for other in others:
        spot = measure.placed(other, opened.tokenizer, table)
        if spot.vector is not None and query is not None:
            found.append((words_over_time.cosine(spot.vector, query), spot))
    return [
        {"word": spot.text, "tokens": " | ".join(piece.strip() for piece in spot.pieces), "cosine": f"{value:.2f}"}
        for value, spot in sorted(found, key=lambda pair: -pair[0])
    ]


def rank_of(opened: OpenModel, word: str, other: str) -> str:
    """Where the other word stands in the word's list of neighbours, in a sentence."""
    words = neighbours.words_of(opened)
    pair = measure.pairs(neighbours.now(opened, words), words.names, [(word, other)])
    place = pair[0].rank if pair else 0
    return f"Among all {len(words.words)} words, “{other}” is number {place} in its list." if pair else ""


def planted() -> tuple[tuple[str, str], ...]:
    """The pairs that were sown into the world's text."""
    return SYNONYMS


def found_by(words: Words, world: World | None) -> dict[str, list[float]]:
    """The mean reciprocal rank at every saved moment: of the pairs that were sown, of the contraries, of chance."""
    groups = {"planted synonyms": world.synonyms if world else (), "opposites": world.opposites if world else ()}
    ranks = {
        name: [measure.mean_reciprocal_rank(measure.pairs(frame, words.names, wanted)) for frame in words.frames]
        for name, wanted in groups.items()
    }
    return ranks | {"by chance": [measure.by_chance(len(words.words) - 1)] * len(words.frames)}


def pair_rows(ranked: Sequence[measure.Pair]) -> list[dict[str, Any]]:
    return [
        {"pair": f"{p.a}, {p.b}", "cosine": round(p.cosine, 3), "rank there": p.rank, "rank back": p.back}
        for p in ranked
    ]


def pairs_sentence(opened: OpenModel, ranked: Sequence[measure.Pair], over_time: Sequence[float], count: int) -> str:
    """At the end of the run, and at the first moment at which nine tenths of it was there."""
    first = sum(pair.rank == 1 and pair.back == 1 for pair in ranked)
    soon = next(step for step, rank in zip(opened.steps, over_time, strict=True) if rank >= 0.9 * over_time[-1])
    return (
        f"At the end {first} of {len(ranked)} pairs stand first in each other's lists of {count - 1}; "
        f"mean reciprocal rank {over_time[-1]:.2f}, by chance {measure.by_chance(count - 1):.3f}. "
        f"It was nearly there at step {soon:,} of {opened.steps[-1]:,}."
    )


def parting(records: Sequence[Record]) -> tuple[list[int], list[float], int]:
    """Steps, cosines and the steps that were planned."""
    seen = [record for record in records if "cosine" in record.values]
    return [record.step for record in seen], [record.values["cosine"] for record in seen], records[-1].total


def apart_sentence(last: Record, first: str, second: str, together: float | None) -> str:
    values = last.values
    if "cosine" not in values:
        return f"In the changed text “{first}” or “{second}” is no single token any more."
    before = f"Told alike, the open model has {together:.2f}. " if together is not None else ""
    return (
        f"{before}Told apart, after {last.step:,} steps: cosine {values['cosine']:.2f}; “{second}” is "
        f"number {values['rank']} in the list of “{first}”, and “{first}” number {values['back']} in the other. "
        f"All other pairs: mean reciprocal rank {values['mrr']:.2f}."
    )


# --- deeper: analogies, counting, maps that mislead, lengths


def _relations(opened: OpenModel, words: Words) -> dict[str, measure.Analogies]:
    """Three relations of the world by the offset, among the words that have a vector of their own."""
    world = opened.world
    if world is None:
        return {}
    vectors = neighbours.now(opened, words)
    capitals = [(fact.subject, fact.value) for fact in world.facts if fact.kind == "capital"]
    told = {
        "trade and material": tuple(MATERIALS.items()),
        "opposites": world.opposites,
        "land and capital": tuple(capitals),
    }
    return {name: measure.analogies(some, words.names, vectors) for name, some in told.items()}


def analogy_rows(opened: OpenModel, words: Words) -> list[dict[str, Any]]:
    return [
        {
            "relation": name, "questions": it.asked, "right by b − a + c": f"{it.right:.0%}",
            "right by the nearest to c": f"{it.without_offset:.0%}", "right with shuffled partners": f"{it.shuffled:.0%}",
            "a miss": "{0} : {1} = {2} : {4}, not {3}".format(*it.misses[0]) if it.misses else "none",
        }
        for name, it in _relations(opened, words).items()
    ]  # fmt: skip


def analogy_sentence(opened: OpenModel, words: Words) -> str:
    found = _relations(opened, words)
    said = [
        f"{name} {it.right:.0%} (without the offset {it.without_offset:.0%})" for name, it in found.items() if it.asked
    ]
    return f"Answered rightly by the offset: {'; '.join(said)}."


def counting_row(record: Record) -> dict[str, Any]:
    v = record.values
    return {
        "text": "told apart" if v["apart"] else "as told", "window": v["window"], "all pairs: mean reciprocal rank": v["mrr"],
        "elegant and fancy: cosine": v["cosine"], "ranks": f"{v['rank']} and {v['back']}",
    }  # fmt: skip


def counting_sentence(records: Sequence[Record]) -> str:
    told = [record.values for record in records if not record.values["apart"]]
    best = max(told, key=lambda v: v["mrr"])
    return f"Counting alone reaches a mean reciprocal rank of {best['mrr']:.2f}, with a window of {best['window']}."


@dataclass(frozen=True)
class Misread:
    """The true places, the map, the groups and the reach of the axes, which is the same for every perplexity."""

    pictures: tuple[Array, Array, Array, float]
    says: str


def misread_facts(drawing: OpenStudy, data: str, perplexity: int) -> Misread | None:
    """What is drawn at this perplexity; None as long as it is not there."""
    maps = {record.values["perplexity"]: drawing.arrays(record)["map"] for record in drawing.records}
    if perplexity not in maps:
        return None
    values = next(r.values for r in drawing.records if r.values["perplexity"] == perplexity)
    true_value, shown = values["true"], values["shown"]
    says = {
        "sizes": f"In truth the second group is spread {true_value:.1f} times as wide. On the map: {shown:.1f} times.",
        "distances": f"In truth the third group is {true_value:.1f} times as far off. On the map: {shown:.1f} times.",
        "noise": f"This is one cloud in {misread_maps.WIDTH} numbers; in its first two, an algorithm counts {true_value:.0f} "
        f"clumps. On the map it counts {shown:.0f}.",
    }
    return Misread(misread_maps.beside(data, maps, perplexity), says[data])


def length_sentence(last: Record) -> str:
    v = last.values
    return (
        f"The name with {v['counts'][0]:,} places has length {v['lengths'][0]:.2f}, the one with {v['counts'][-1]:,} has "
        f"{v['lengths'][-1]:.2f}. Correlation of length with the logarithm of frequency: {v['r']:.2f}."
    )
