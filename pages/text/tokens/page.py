"""How does it read? Any text cut in six ways, and a tokenizer that learns to cut, merge by merge."""

import streamlit as st

from core.figures import tokens as figures
from core.measure import tokens as measure
from core.tokenizers.bpe import join, merges
from pages.kit import kept
from pages.kit.lesson import PAGES, Lesson
from pages.kit.studies import study
from pages.kit.theme import colours
from pages.text.tokens import pictures, tokenizers

WORDS = "The strawberries taste sweet.\n今日は 🙂👩‍👩‍👧 مرحبا unbelievable!"
VIEWS = ("Cut my text", "Watch it learn")
PLAIN = {"displayModeBar": False}

lesson = Lesson("tokens")
lesson.head()

with lesson.living_picture() as (picture, controls):
    with controls:
        view = st.segmented_control(
            "Show", VIEWS, default=VIEWS[0], required=True, key="view", bind="query-params",
            help="Your text cut in six ways, or one tokenizer while it learns.",
        )  # fmt: skip
        typed = st.text_area(
            "Your text", WORDS, key=kept.control("words", WORDS), height=120,
            help=f"Up to {tokenizers.MOST:,} letters, of any script. It stays on this machine.",
        )  # fmt: skip
        if trouble := tokenizers.too_long(typed or ""):
            st.markdown(trouble)
        chosen = tokenizers.choose()
        those = tokenizers.learned(chosen)
        with st.expander("Train a model with it"):
            tokenizers.hand_over(chosen, PAGES / "text" / "training" / "page.py")
    text = measure.readable(typed or "")[: tokenizers.MOST]
    made = tokenizers.cuts(those, text)
    learned = f"{chosen.source} {those.size} {those.letters}"
    with picture:
        if view == VIEWS[0]:
            seen = pictures.tokens(text, made, tokenizers.NAMES, tokenizers.HINTS, learned=learned, key="tokens")
            tokenizers.opened(those, text, seen.get("pick") if seen else None)
            lesson.says(tokenizers.sentence(text, made))
        else:
            seen = pictures.merging(tokenizers.merging(those, text), key="merging")
            tokenizers.opened(those, text, seen.get("pick") if seen else None)
            lesson.says(tokenizers.learning_sentence(those))
        lesson.tools(badge="live", numbers=tokenizers.table(text, made), name="tokens")


def letters() -> None:
    """The word as the model gets it: pieces and ids."""
    bpe = those.tokenizers["bpe"]
    ids = bpe.encode(" strawberry")
    seen = measure.letter_seen("r", bpe.spell(ids))
    st.table(
        [{"token": piece, "its id": id, "how many r": count} for (piece, count), id in zip(seen, ids, strict=True)]
    )
    total = sum(count for _, count in seen)
    lesson.says(
        f"The model gets {len(ids)} numbers: {', '.join(map(str, ids))}. The word has {total} r, and none of the numbers is an r."
        if all(len(piece.strip()) != 1 or piece.strip() != "r" for piece, _ in seen)
        else f"The model gets {len(ids)} numbers: {', '.join(map(str, ids))}. The word has {total} r; with this small "
        "vocabulary some of them are still tokens of their own."
    )


def compression() -> None:
    """Tokenizers of growing size on a tenth of Python's manual that none of them saw."""
    found = [record.values for record in study("vocabulary_size.learn", text="python").records]
    st.plotly_chart(
        figures.compression(found, colours()), key="compression", alt="Tokens per letter by merges", config=PLAIN
    )
    first, middle, last = (found[i]["tokens_per_letter"]["bpe"] for i in (0, 2, -1))
    lesson.says(
        f"Tokens per letter of new text: {first:.2f} without a merge, {middle:.2f} after {found[2]['merges']:,} merges, "
        f"{last:.2f} after {found[-1]['merges']:,}."
    )
    lesson.tools(
        badge="recorded",
        numbers=tokenizers.flat(found),
        name="compression",
        recorded_from=tokenizers.AGAIN.format("compression"),
    )


def price() -> None:
    """The same paragraph in ten languages, cut by a tokenizer that learned from English."""
    found = study("cost_by_language.learn").records[0].values
    premium = measure.premiums(found["paragraphs"], "English")
    st.plotly_chart(
        figures.prices(premium, colours()), key="price", alt="Tokens by language, times English", config=PLAIN
    )
    dearest = max(premium, key=premium.__getitem__)
    lesson.says(
        f"{dearest} needs {found['paragraphs'][dearest]:,} tokens for what English says in {found['paragraphs']['English']:,}: "
        f"{premium[dearest]:.1f} times as many. {tokenizers.in_a_window(found['paragraphs'], dearest)}"
    )
    lesson.tools(
        badge="recorded", name="price", recorded_from=tokenizers.AGAIN.format("price"),
        numbers=[
            {"language": name, "tokens": count, "times English": round(premium[name], 2)}
            for name, count in found["paragraphs"].items()
        ],
    )  # fmt: skip


with lesson.experiments():
    lesson.experiment("letters", letters)
    lesson.experiment("compression", compression)
    lesson.experiment("price", price)

lesson.open_the_box(join, merges)
lesson.foot()
