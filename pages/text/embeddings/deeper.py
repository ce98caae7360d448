"""More about vectors: the same word in two sentences, analogies, lengths, maps that mislead, and superposition."""

import streamlit as st

from core.exhibit import Exhibit, of_run
from core.measure import embeddings as measure
from core.measure import pmi_vectors
from core.opened import words as looked_at
from core.opened.model import OpenModel
from core.studies import misread_maps, nudged_maps, pairs_by_counting, superposition, vector_lengths
from core.studies.misread_maps import Misread
from core.studies.nudged_maps import Nudged
from core.studies.pairs_by_counting import Counted
from core.studies.superposition import Stored
from core.studies.vector_lengths import Lengths
from pages.kit import beginnings, ways_out
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model, training_time_slider
from pages.kit.over_training import over_training
from pages.kit.studies import OpenStudy, panel, study
from pages.kit.theme import colours
from pages.text.embeddings import exhibits, word_map

EXAMPLES = '"May I open it now?" asked Yito.', "The gate was open.", "open"

lesson = Lesson("embeddings_deeper")
lesson.head()
knobs = lesson.controls
opened = open_model()
words = looked_at.words_of(opened)
vectors = looked_at.now(opened, words)

with lesson.living_picture() as (picture, controls):
    with controls:
        one, other, in_both = beginnings.two_sentences(opened, EXAMPLES)
        first = knobs.line("first", beginnings.in_step("first", one), most=300)
        second = knobs.line("second", beginnings.in_step("second", other), most=300)
        word = knobs.line("word", beginnings.in_step("word", in_both), most=40)
    with picture:

        def meet(at: OpenModel) -> Exhibit:
            return exhibits.two_sentences(lesson.text, looked_at.meet(at, first, second, word), colours())

        lesson.show(over_training(opened, "two sentences", meet, first, second, word), "two-sentences")

training_time_slider(opened)


def analogies() -> None:
    """Three relations by the offset, each beside its controls."""
    found = looked_at.relations(opened, words)
    if not found:
        ways_out.cannot(lesson.text.say("analogies.unknown"), "analogies")
        return
    with st.container(key="analogies_table"):
        lesson.show(exhibits.analogies(lesson.text, found), "analogies")


def count() -> None:
    """The same pairs from a table of counts."""

    def counted(it: OpenStudy[Counted]) -> Exhibit:
        return exhibits.count(lesson.text, it.records, of_run(it.run))

    lesson.study(study(pairs_by_counting.count, first="elegant", second="fancy"), counted, "count", label="count")


def map_of() -> None:
    """t-SNE beside the truth; the perplexity changes nothing on the left."""
    data = knobs.choice("misread_data", ("sizes", "distances", "noise"), "sizes")
    drawing = study(misread_maps.draw, data=data, seed=0)
    perplexity = knobs.stops("perplexity", misread_maps.PERPLEXITIES, 30)

    def draw(it: OpenStudy[Misread]) -> None:
        pictures = word_map.misread(it, data, perplexity)
        if pictures is not None:
            origin = of_run(it.run)
            exhibit = exhibits.misread(lesson.text, pictures, it.records, data, perplexity, colours(), origin)
            lesson.show(exhibit, "misread")

    panel(drawing, draw, label=knobs.label("draw_maps"), key="misread_panel")
    nudged()


def nudged() -> None:
    """The map of the open model's words, drawn again after a nudge."""
    st.markdown(lesson.text.say("nudged.asks"))
    nudge = knobs.choice("nudge", nudged_maps.NUDGES, exhibits.LEAD)

    def draw(it: OpenStudy[Nudged]) -> None:
        if any(record.values.nudge == nudge for record in it.records):
            maps = [it.arrays(record)["map"] for record in it.records]
            exhibit = exhibits.nudged(lesson.text, it.records, maps, nudge, colours(), of_run(it.run))
            lesson.show(exhibit, "nudged")

    drawing = study(nudged_maps.nudge, run=opened.run.id, until=opened.steps[-1])
    panel(drawing, draw, label=knobs.label("nudge_the_map"), key="nudged_panel")


def length() -> None:
    """Six false names of one word, from a half of its places to a sixty-fourth."""
    noise = knobs.buttons("noise", ("own", "shuffled"), "own")

    def lengths(it: OpenStudy[Lengths]) -> Exhibit:
        return exhibits.length(lesson.text, it.records[-1], colours(), of_run(it.run))

    asked = study(vector_lengths.learn, word="home", noise=float(noise == "shuffled"))
    lesson.study(asked, lengths, "lengths", label="train_vectors")


def squeeze() -> None:
    """Five features in two numbers."""

    def arrows(it: OpenStudy[Stored]) -> Exhibit:
        last = it.records[-1]
        return exhibits.squeeze(lesson.text, it.arrays(last)["features"], last, colours(), of_run(it.run))

    lesson.study(study(superposition.learn, seed=0), arrows, "arrows")


with lesson.experiments():
    lesson.experiment("analogies", analogies)
    lesson.experiment("map_of", map_of)
    lesson.experiment("count", count)
    lesson.experiment("length", length)
    lesson.experiment("squeeze", squeeze)

lesson.open_the_box(measure.analogies, pmi_vectors.surprise, misread_maps.distance_ratio)
lesson.foot()
