"""Deeper into tokens: all ways to cut a word, who pays for a vocabulary, and a token that the model never met."""

import streamlit as st

from core.data import second_language
from core.data.paragraphs import PARAGRAPHS
from core.figures import tokens as figures
from core.measure import tokens as measure
from core.studies import cost_by_language, glitch_tokens
from core.tokenizers.pieces import Unigram
from pages.kit import kept
from pages.kit.lesson import Lesson
from pages.kit.studies import OpenStudy, panel, study
from pages.kit.theme import colours
from pages.text.tokens import pictures, tokenizers

PLAIN = {"displayModeBar": False}

lesson = Lesson("tokens_deeper")
lesson.head()

with lesson.living_picture() as (picture, controls):
    with controls:
        word = st.text_input(
            "A word", "unbelievable", key=kept.control("word", "unbelievable"), max_chars=tokenizers.LONGEST_WORD,
            bind="query-params",
            help="The unigram model cuts it. A space is read before it.",
        )  # fmt: skip
        those = tokenizers.learned(tokenizers.choose("python"))
    with picture:
        found = tokenizers.ways(those, word or "")
        pictures.lattice(found, key="lattice")
        lesson.says(tokenizers.ways_sentence(found))
        lesson.tools(badge="live", numbers=tokenizers.ways_table(found), name="ways")


def unknown() -> None:
    """Words of new text that a list of whole words does not hold."""
    values = [record.values for record in study("vocabulary_size.learn", text="python").records]
    st.plotly_chart(figures.unknown(values, colours()), key="unknown", alt="Unknown words by size", config=PLAIN)
    lesson.says(
        f"A list of {values[0]['size']:,} words misses {values[0]['unknown_words']:.0%} of the new words, one of "
        f"{values[-1]['size']:,} still {values[-1]['unknown_words']:.0%}. "
        f"Byte pair encoding misses {values[-1]['unknown_bpe']:.0%}."
    )
    lesson.tools(
        badge="recorded",
        numbers=tokenizers.flat(values),
        name="unknown",
        recorded_from=tokenizers.AGAIN.format("compression"),
    )


def share() -> None:
    """The price of an invented language, by its share in the text that the tokenizer learned from."""
    values = [record.values for record in study("cost_by_language.learn").records]
    here = st.select_slider(
        "Share of the invented language in the tokenizer's text", cost_by_language.SHARES, 0.0,
        format_func=lambda s: f"{s:.0%}", key="share",
        bind="query-params", help="The rest is English. The text stays equally long.",
    )  # fmt: skip
    theirs, english = second_language.both(1, seed=1_000)
    st.text(f"{theirs}\n{english}")
    st.plotly_chart(figures.shares(values, here, colours()), key="shares", alt="Price by share", config=PLAIN)
    now = next(v for v in values if v["share"] == here)
    paid, first = now["pair"][cost_by_language.INVENTED] / now["pair"]["English"], values[0]["pair"]
    lesson.says(
        f"With {here:.0%} of the text, the invented language pays {paid:.1f} times the tokens of English for the same forty "
        f"sentences. English needs {now['pair']['English'] / first['English']:.3f} times the tokens that it needs alone."
    )
    lesson.tools(
        badge="recorded", numbers=tokenizers.flat(values), name="share", recorded_from=tokenizers.AGAIN.format("price")
    )
    language = st.selectbox("Read one of the ten paragraphs", list(PARAGRAPHS), key="language")
    st.text(PARAGRAPHS[language])
    paragraph = now["paragraphs"]
    lesson.says(
        f"{language}: {paragraph[language]:,} tokens, "
        f"{measure.premiums(paragraph, 'English')[language]:.1f} times English, with this tokenizer."
    )


def make_a_glitch() -> None:
    """A model that repeats words, and three names that its tokenizer knows and it may never have met."""
    exposures = st.select_slider(
        "How often the model meets each planted name", (0, 1, 3, 10, 100), 0, key="exposures", bind="query-params",
        help=f"In so many of its {glitch_tokens.LINES + glitch_tokens.STORIES:,} documents.",
    )  # fmt: skip
    seed = st.select_slider("Seed", (0, 1, 2), 0, key="glitch_seed", help="Other random numbers: does it happen again?")
    asked = (
        study("glitch_tokens.learn", exposures=exposures, seed=seed)
        if seed
        else study("glitch_tokens.learn", exposures=exposures)
    )
    panel(asked, draw_glitch, label="Train it: about 15 s", key="glitch")


def draw_glitch(opened: OpenStudy) -> None:
    records = opened.records
    values = [{"step": record.step, **record.values} for record in records]
    last = values[-1]
    st.plotly_chart(figures.repeated(values, colours()), key="repeated", alt="Words repeated rightly", config=PLAIN)
    st.table(
        [
            {"asked to repeat": a.strip(), "it said": b.strip()}
            for a, b in [*last["planted_said"], *last["common_said"][:3]]
        ]
    )
    lesson.says(
        f"Step {last['step']:,}: it repeats {last['common']:.0%} of the common words and {last['planted']:.0%} of the planted "
        f"names, each of which it met in {last['exposures']:,} documents."
    )
    if "met" in last:
        st.plotly_chart(
            figures.suspicion(last, colours()), key="suspicion", alt="Nearness to bytes that never occur", config=PLAIN
        )
        lesson.says(
            f"{last['never_met']:,} of the {last['pieces']:,} learned pieces stand in no document of the model. Of the "
            f"{last['never_met']:,} nearest to bytes that never occur, {last['precision']:.0%} are such pieces. The planted "
            f"names have places {', '.join(map(str, last['ranks']))}."
        )
    lesson.tools(
        badge="recorded" if opened.shipped else "live", name="glitch",
        numbers=[{k: v[k] for k in ("step", "loss", "common", "planted")} for v in values],
        recorded_from=tokenizers.AGAIN.format("glitch") if opened.shipped else None,
    )  # fmt: skip


with lesson.experiments():
    lesson.experiment("unknown", unknown)
    lesson.experiment("share", share)
    lesson.experiment("glitch", make_a_glitch)

lesson.open_the_box(Unigram.lattice, Unigram.ways)
lesson.foot()
