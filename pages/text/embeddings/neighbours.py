"""What the embeddings lesson shows of the open model's words: their map, the learner's own on it, and whose company they keep."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from core.figures.embeddings import Dot, groups, map_payload
from core.figures.payload import Array
from core.language import number
from core.lessons.parts import Says
from core.measure import embeddings as measure
from core.measure import word_contexts, words_over_time
from core.measure.words_over_time import Drawn, Words
from core.opened import words as looked_at
from core.opened.model import OpenModel
from core.sentences import together
from core.studies import tsne_maps
from core.studies import word_contexts as word_contexts_study
from core.studies.tsne_maps import Mapped
from core.tables import head
from pages.kit.studies import OpenStudy, study

PINNED = "elegant"  # at first sight
MOST_OWN = 12  # words of the learner's own at a time
LONGEST_OWN = 40  # characters
BANDS = (10, 100, 1_000)  # of the frequency


# --- the learner's own words


@dataclass(frozen=True)
class Own:
    """A typed word, and what has to be said about it."""

    text: str
    known: bool  # it is a dot of its own on the map already
    says: str
    frames: Array | None  # (F, D) a stand-in at every moment; None where there is none, or none is needed


def own_words(text: Says, opened: OpenModel, words: Words, typed: str) -> list[Own]:
    """The learner's words, each as the model has it. Any text may come."""
    wanted = list(dict.fromkeys(w[:LONGEST_OWN] for w in re.split(r"[\s,;]+", typed.replace("\0", " ")) if w))
    return [_own(text, opened, words, word) for word in wanted[:MOST_OWN]]


def _own(text: Says, opened: OpenModel, words: Words, word: str) -> Own:
    if word in words.names:
        return Own(word, True, text.say("own_words.known", word=word), None)
    spots = looked_at.placed_at_every_step(opened, word)
    last = spots[-1]
    if last.vector is None:
        return Own(word, False, text.say("own_words.strange", word=word), None)
    pieces = " | ".join(piece.strip() or "␣" for piece in last.pieces)
    says = text.say("own_words.pieces", word=word, count=len(last.pieces), pieces=pieces)
    if last.whole:
        says = text.say("own_words.whole", word=word)
    if last.unknown:
        says = together([says, text.say("own_words.unknown", letters=" ".join(last.unknown))])
    return Own(word, False, says, words_over_time.stand_in(spots))


# --- the map


def tsne_study(opened: OpenModel, dimensions: int) -> OpenStudy[Mapped]:
    return study(tsne_maps.tsne, run=opened.run.id, until=opened.steps[-1], dimensions=dimensions, perplexity=30)


def by_tsne(drawing: OpenStudy[Mapped]) -> Drawn:
    """What a study of t-SNE has drawn so far: the latest map of each moment."""
    latest = {record.values.step: record for record in drawing.records}
    return words_over_time.by_tsne({step: drawing.arrays(record)["map"] for step, record in latest.items()})


def payload(
    text: Says, opened: OpenModel, words: Words, drawn: Drawn, own: Sequence[Own], colour: str, counts: Mapping[str, int],
    pinned: Sequence[str],
) -> bytes:  # fmt: skip
    """The map as the browser gets it, once for all moments; `pinned` are pinned at first."""
    extra = [one for one in own if one.frames is not None]
    chosen = [opened.steps.index(step) for step in drawn.steps]
    added = [one.frames[chosen] for one in own if one.frames is not None]
    points, vectors = words_over_time.with_own(drawn.points, words.frames[chosen], added)
    order, alike = looked_at.near(opened, drawn, tuple(one.text for one in extra), vectors)
    labels, looks = _coloured(text, words, colour, counts)
    stand_in = text.say("map.stand_in")
    dots = [Dot(word.text, label) for word, label in zip(words.words, labels, strict=True)]
    dots += [Dot(one.text, len(looks) - 1, True, stand_in) for one in extra]
    asked = [one.text for one in own if one.known or one.frames is not None]
    pins = list(dict.fromkeys([*(word for word in pinned if word in words.names), *asked]))
    return map_payload(
        points, order, alike, dots, looks, steps=drawn.steps,
        step=min(drawn.steps, key=lambda step: abs(step - opened.step)), width=vectors.shape[2], pins=pins,
    )  # fmt: skip


def _coloured(
    text: Says, words: Words, colour: str, counts: Mapping[str, int]
) -> tuple[list[int], list[dict[str, Any]]]:
    """The group of every word, and how the groups look."""
    if colour == "cluster":
        labels, middles = words_over_time.clustered(words)
        return labels, groups([", ".join(names) for names in middles])
    if colour == "frequency":
        names = [text.say("map.rarer", times=BANDS[0]), *(text.say("map.as_often", times=times) for times in BANDS)]
        return [bisect_right(BANDS, counts.get(word.text, 0)) for word in words.words], groups(names)
    kinds = [*dict.fromkeys(word.kind for word in words.words if word.kind != measure.OTHER), measure.OTHER]
    return [kinds.index(word.kind) for word in words.words], groups(kinds, plain=measure.OTHER)


# --- the company of words


def company_study(opened: OpenModel) -> OpenStudy[word_contexts.Company]:
    """The study that reads the open model's training text; a learner's own is read for them alone."""
    text = opened.recipe.text
    own = text.source == "own"
    settings: dict[str, Any] = {
        "source": text.source, "seed": text.seed, "people": text.people, "towns": text.towns, "size": text.size,
        "false_share": text.false_share, "run": opened.run.id if own else "",
    }  # fmt: skip
    return study(word_contexts_study.read, private=own, **settings)


def company_of(reading: OpenStudy[word_contexts.Company]) -> word_contexts.Company | None:
    return reading.run.records()[-1].values if reading.finished else None


def evidence(text: Says, opened: OpenModel, words: Words, told: word_contexts.Company, word: str) -> str:
    """HTML: the three nearest of a word, and the sentences in which both stand in the same place."""
    if word not in words.names:
        return f'<p class="gb-quiet">{escape(text.say("why.none", word=word))}</p>'
    order, alike = looked_at.three_nearest(opened, words)
    row = words.names.index(word)
    parts = []
    for other, cosine in zip(order[row], alike[row], strict=True):
        name = words.names[other]
        bold = {"word": f"<b>{escape(word)}</b>", "other": f"<b>{escape(name)}</b>"}
        parts.append(f"<dt>{text.say('why.pair', **bold, cosine=cosine)}</dt>")
        common = word_contexts.shared(told, word, name)[:2]
        parts += [f"<dd>{_marked(one.sentence_a, word)}<br>{_marked(one.sentence_b, name)}</dd>" for one in common]
        if not common:
            parts.append(f'<dd class="gb-quiet">{escape(text.say("why.apart"))}</dd>')
    return f'<dl class="gb-evidence">{"".join(parts)}</dl>'


def _marked(sentence: str, word: str) -> str:
    return re.sub(
        rf"\b{re.escape(escape(word))}\b",
        lambda found: f'<mark style="background: var(--gb-accent-tint); color: inherit">{found[0]}</mark>',
        escape(sentence),
    )


def rows(opened: OpenModel, words: Words, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """Every word and its nearest, for people who would rather read."""
    order, alike = looked_at.three_nearest(opened, words)
    length = measure.lengths(looked_at.now(opened, words))
    nearest = [head("nearest_number", number=k + 1) for k in range(order.shape[1])]
    return [
        {"word": word.text, "kind": word.kind, "how_many": counts.get(word.text), "length": round(float(length[i]), 3)}
        | {
            name: f"{words.names[near]} ({number(cosine, '.2f')})"
            for name, near, cosine in zip(nearest, order[i], alike[i], strict=True)
        }
        for i, word in enumerate(words.words)
    ]
