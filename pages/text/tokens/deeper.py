"""Deeper into tokens: all ways to cut a word, who pays for a vocabulary, and a token that the model never met."""

import streamlit as st

from core.data import second_language
from core.data.declaration import ARTICLE
from core.data.paragraphs import PARAGRAPHS
from core.exhibit import of_run
from core.figures import cuts as figures
from core.language import percent
from core.measure import tokens as measure
from core.opened.tokenizers import bytes_of
from core.studies import cost_by_language, glitch_tokens, vocabulary_size
from core.studies.glitch_tokens import Repeats
from core.tables import with_heads
from core.tokenizers.pieces import Unigram
from pages.kit.lesson import Lesson
from pages.kit.studies import OpenStudy, panel, study
from pages.kit.theme import colours
from pages.text.tokens import exhibits, tokenizers

BROKEN = "für 語 कि"

lesson = Lesson("tokens_deeper")
lesson.head()
words = lesson.controls

with lesson.living_picture() as (picture, controls):
    with controls:
        word = words.line("word", "unbelievable", most=tokenizers.LONGEST_WORD)
        those = tokenizers.learned(tokenizers.choose(words, "python"))
    with picture:
        lesson.show(exhibits.ways(lesson.text, figures.ways(those, word)), "ways")


def unknown() -> None:
    """Words of new text that a list of whole words does not hold."""
    sizes = study(vocabulary_size.learn, text="python")
    found = [record.values for record in sizes.records]
    lesson.show(exhibits.unknown(lesson.text, found, colours(), of_run(sizes.run)), "unknown")


def share() -> None:
    """The price of an invented language, by its share in the text that the tokenizer learned from."""
    costs = study(cost_by_language.learn)
    found, origin = [record.values for record in costs.records], of_run(costs.run)
    here = words.stops("share", cost_by_language.SHARES, exhibits.ASKED, written=percent)
    theirs, english = second_language.both(1, seed=1_000)
    st.text(f"{theirs}\n{english}")
    lesson.show(exhibits.share(lesson.text, found, here, colours(), origin), "share")
    language = words.choice("language", PARAGRAPHS, next(iter(PARAGRAPHS)))
    st.text(PARAGRAPHS[language])
    counts = exhibits.at(found, here).paragraphs
    lesson.show(exhibits.paragraph(lesson.text, counts, language, origin), "paragraph")


def make_a_glitch() -> None:
    """A model that repeats words, and three names that its tokenizer knows and it may never have met."""
    documents = glitch_tokens.LINES + glitch_tokens.STORIES
    exposures = words.stops("exposures", (0, 1, 3, 10, 100), 0, facts={"documents": documents})
    seed = words.stops("glitch_seed", (0, 1, 2), 0)
    asked = (
        study(glitch_tokens.learn, exposures=exposures, seed=seed)
        if seed
        else study(glitch_tokens.learn, exposures=exposures)
    )
    panel(asked, draw_glitch, label=words.label("train"), key="glitch")


def draw_glitch(opened: OpenStudy[Repeats]) -> None:
    records, origin = opened.records, of_run(opened.run)
    last = records[-1].values
    lesson.show(exhibits.glitch(lesson.text, records, colours(), origin), "glitch")
    said = [*last.planted_said, *last.common_said[:3]]
    st.table(with_heads([{"asked_to_repeat": a.strip(), "it_said": b.strip()} for a, b in said]))
    if last.suspicion:
        lesson.show(exhibits.suspicion(lesson.text, last.suspicion, colours(), origin), "suspicion")


def broken() -> None:
    """A text that comes token by token, as three decoders read it."""
    written = measure.readable(words.line("broken", BROKEN, most=16).strip()) or BROKEN
    exhibit = exhibits.broken(lesson.text, written, bytes_of(those, written))
    st.dataframe(with_heads(exhibit.numbers), hide_index=True, height=300)
    lesson.show(exhibit, "broken")


def marks() -> None:
    """Sentences in scripts with marks on their letters, and the learner's own, cut by three rules."""
    own = words.line("marked", "", most=300).strip()
    sentences = ARTICLE | ({words.label("marked"): own} if own else {})
    exhibit = exhibits.marks(lesson.text, sentences, "Hindi")
    st.text(ARTICLE["Hindi"])
    st.dataframe(with_heads(exhibit.numbers), hide_index=True)
    lesson.show(exhibit, "marks")


with lesson.experiments():
    lesson.experiment("unknown", unknown)
    lesson.experiment("share", share)
    lesson.experiment("glitch", make_a_glitch)
    lesson.experiment("broken", broken)
    lesson.experiment("marks", marks)

lesson.open_the_box(Unigram.lattice, Unigram.ways)
lesson.foot()
