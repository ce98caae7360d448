"""How does it read? Any text cut in six ways, and a tokenizer that learns to cut, merge by merge."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from core import lessons
from core.figures import cuts as figures
from core.measure import tokens as measure
from core.studies import cost_by_language, vocabulary_size
from core.tokenizers.bpe import join, merges
from pages.kit.exhibit import Picture, mount, of_run
from pages.kit.lesson import PAGES, Lesson
from pages.kit.studies import study
from pages.kit.theme import colours
from pages.text.tokens import exhibits, tokenizers

WORDS = "The strawberries taste sweet.\n今日は 🙂👩‍👩‍👧 مرحبا unbelievable!"
VIEWS = ("cut", "learn")

lesson = Lesson("tokens")
lesson.head()


def open_token(pick: Mapping[str, Any] | None) -> None:
    """Where the chosen token comes from: a tree for merged ones, all ways for unigram's, a sentence for the others."""
    if not pick or not isinstance(pick.get("id"), int):
        return
    kind, token = pick["panel"], pick["id"]
    with st.container(key="opened_token"):
        if kind in ("bpe", "pieces") and (found := figures.tree(those, kind, token)):
            mount(exhibits.tree(lesson.text, found, kind, token), "token_tree")
        elif kind == "unigram" and (word := figures.word_around(text, int(pick["start"]))):
            ways = figures.ways(those, word.removeprefix(" ")[: tokenizers.LONGEST_WORD])
            lesson.show(exhibits.ways(lessons.lesson("tokens_deeper"), ways), "opened_lattice")
        else:
            lesson.says(lesson.text.say("opened.plain" if token else "opened.unknown"))


with lesson.living_picture() as (picture, controls):
    with controls:
        words = lesson.controls
        view = words.buttons("view", VIEWS, "cut")
        typed = words.box("words", WORDS, most=None, height=120, facts={"most": tokenizers.MOST})
        if len(typed) > tokenizers.MOST:
            st.markdown(lesson.text.say("too long", letters=len(typed), cut=tokenizers.MOST))
        chosen = tokenizers.choose(words)
        those = tokenizers.learned(chosen)
        with st.expander(words.label("train")):
            tokenizers.hand_over(words, chosen, PAGES / "text" / "training" / "page.py")
    text = measure.readable(typed)[: tokenizers.MOST]
    made = tokenizers.cuts(those, text)
    learned = f"{chosen.source} {those.size} {those.letters}"
    with picture:
        if view == "cut":
            names = {kind: tokenizers.called(kind) for kind in made}
            hints = {kind: lesson.text.say(f"hint.{kind}") for kind in made}
            shown = Picture(
                "tokens", figures.tokens_payload(text, made, names, hints, learned), ("visible",), ("pick",)
            )
            exhibit = exhibits.cuts(lesson.text, text, made)
        else:
            shown = Picture("merging", figures.merging(those, text), ("visible",), ("pick",))
            exhibit = exhibits.merging(lesson.text, text, made, those)
        seen = mount(shown, shown.component)
        open_token(seen.get("pick") if seen else None)
        lesson.show(exhibit, "tokens")


def letters() -> None:
    """The word as the model gets it: pieces and ids."""
    bpe = those.tokenizers["bpe"]
    ids = bpe.encode(" strawberry")
    lesson.show(exhibits.letters(lesson.text, bpe.spell(ids), ids), "letters")


def compression() -> None:
    """Tokenizers of growing size on a tenth of Python's manual that none of them saw."""
    sizes = study(vocabulary_size.learn, text="python")
    found = [record.values for record in sizes.records]
    lesson.show(exhibits.compression(lesson.text, found, colours(), of_run(sizes.run)), "compression")


def price() -> None:
    """The same paragraph in ten languages, cut by a tokenizer that learned from English."""
    costs = study(cost_by_language.learn)
    lesson.show(exhibits.price(lesson.text, costs.records[0].values.paragraphs, colours(), of_run(costs.run)), "price")


with lesson.experiments():
    lesson.experiment("letters", letters)
    lesson.experiment("compression", compression)
    lesson.experiment("price", price)

lesson.open_the_box(join, merges)
lesson.foot()
