"""How can a word be a list of numbers? The open model's words on a map, and who made them neighbours."""

import streamlit as st

from core.data.world_words import SYNONYMS
from core.exhibit import Exhibit, filmed, of_run
from core.measure import embeddings as measure
from core.opened import words as looked_at
from core.studies import synonyms_split
from core.studies.synonyms_split import Parted, split
from core.tables import with_heads
from pages.kit import ways_out
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model, training_time_slider
from pages.kit.studies import OpenStudy, study
from pages.kit.theme import colours
from pages.text.embeddings import exhibits, neighbours, word_map

lesson = Lesson("embeddings")
lesson.head()
text = lesson.text
opened = open_model()
words = looked_at.words_of(opened)
vectors = looked_at.now(opened, words)
reading = neighbours.company_study(opened)
told = neighbours.company_of(reading)
counts = told.counts if told else {}

with lesson.living_picture() as (picture, controls):
    with controls:
        kind = lesson.controls.buttons("map", (word_map.TSNE, word_map.AXES), word_map.TSNE)
        form = lesson.controls.buttons("form", ("flat", "solid"), "flat")
        colour = lesson.controls.choice("colour", ["kind", "cluster", "frequency"][: 3 if told else 2], "kind")
        typed = lesson.controls.box("own_words", "", most=2_000, height=68)
        own = neighbours.own_words(text, opened, words, typed)
        for one in own:
            st.text(one.says)
    dimensions = 3 if form == "solid" else 2
    with picture:
        pinned = word_map.show_map(lesson.controls, opened, words, kind, dimensions, own, colour, counts)
        rows = neighbours.rows(opened, words, counts)
        exhibit = exhibits.near(text, looked_at.nearest_of(words, vectors, pinned), rows)
        at_each = looked_at.nearest_at_each_step(opened, words, pinned)
        says = {step: exhibits.near(text, found, ()).says for step, found in at_each.items()}
        lesson.show(filmed(exhibit, opened.run.id, opened.step, says), "embeddings")

training_time_slider(opened)
word_map.why_near(lesson.controls, opened, words, pinned, reading, told)
word_map.rank_own(text, opened, own)


def hot() -> None:
    """The cosines of "hot" with its opposite, with a word of several pieces, and with two others."""
    others = ("cold", "warm", "good", "fire")
    found = looked_at.against(opened, words, "hot", others)
    if len(found) < len(others):
        ways_out.cannot(text.say("hot.none"), "hot")
        return
    rank = looked_at.rank_of(vectors, words, "hot", "cold")
    lesson.show(exhibits.hot(text, "hot", found, "cold", "warm", rank, len(words.words), opened.step > 0), "hot")


def pairs() -> None:
    """All planted pairs, ranked, and how soon in training they found each other."""
    planted = opened.world.synonyms if opened.world else ()
    ranked = measure.pairs(words.frames[-1], words.names, planted)
    if not ranked:
        ways_out.cannot(text.say("pairs.none"), "pairs")
        return
    ranks = looked_at.found_by(words, opened.world)
    exhibit = exhibits.pairs(text, ranked, ranks, opened.steps, len(words.words), colours())
    lesson.show(exhibit, "pairs")
    st.dataframe(with_heads(exhibit.numbers), hide_index=True, height=240)


def apart() -> None:
    """One pair told apart: each word keeps sentence patterns of its own, and the model is trained again."""
    pairs_of = {first: (first, second) for first, second in SYNONYMS}

    def named(code: str) -> str:
        return text.say("apart.pair", first=code, second=pairs_of[code][1])

    first, second = pairs_of[lesson.controls.choice("apart_pair", pairs_of, next(iter(pairs_of)), written=named)]
    alike = looked_at.cosine(opened, words, first, second)

    def parted(learning: OpenStudy[Parted]) -> Exhibit:
        return exhibits.apart(text, learning.records, (first, second), alike, colours(), of_run(learning.run))

    lesson.study(study(synonyms_split.learn, first=first, second=second), parted, f"apart_{first}", key="apart")


with lesson.experiments():
    lesson.experiment("hot", hot)
    lesson.experiment("pairs", pairs)
    lesson.experiment("apart", apart)

lesson.open_the_box(measure.cosines, measure.nearest, measure.main_axes, split)
lesson.foot()
