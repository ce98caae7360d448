"""How does it read? Any text cut in six ways, and a tokenizer that learns to cut, merge by merge."""

from functools import partial

import streamlit as st

from core import lessons
from core.exhibit import Picture, of_run
from core.figures import cuts as figures
from core.measure import tokens as measure
from core.opened.tokenizers import cuts, paragraphs, shipped
from core.studies import cost_by_language, vocabulary_size
from core.tokenizers.bpe import join, merges
from pages.kit.exhibit import mount
from pages.kit.held import TOKEN, Held
from pages.kit.lesson import PAGES, Lesson
from pages.kit.studies import study
from pages.kit.theme import colours
from pages.text.tokens import exhibits, tokenizers

WORDS = "The strawberries taste sweet.\n今日は 🙂👩‍👩‍👧 مرحبا unbelievable!"
VIEWS = ("cut", "learn")

lesson = Lesson("tokens")
lesson.head()


def open_token(picked: tuple[str, int, int] | tuple[()]) -> None:
    """Where the chosen token comes from: a tree for merged ones, all ways for unigram's, a sentence for the others."""
    if not picked:
        return
    kind, token, start = picked
    with st.container(key="opened_token"):
        if kind in ("bpe", "pieces") and (found := figures.tree(those, kind, token)):
            mount(exhibits.tree(lesson.text, found, kind, token), "token_tree")
        elif kind == "unigram" and (word := figures.word_around(text, start)):
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
    made = cuts(those, text)
    learned = f"{chosen.source} {those.size} {those.letters}"
    picked: Held[tuple[str, int, int] | tuple[()]] = Held(
        "pick", (), TOKEN, partial(figures.a_token, text, made), key="tokens" if view == "cut" else "merging"
    )
    with picture:
        if view == "cut":
            names = {kind: tokenizers.called(kind) for kind in made}
            hints = {kind: lesson.text.say(f"hint.{kind}") for kind in made}
            shown = Picture(
                "tokens",
                figures.tokens_payload(text, made, names, hints, learned, picked.first),
                ("visible",),
                ("pick",),
            )
            exhibit = exhibits.cuts(lesson.text, text, made)
        else:
            shown = Picture("merging", figures.merging(those, text), ("visible",), ("pick",))
            exhibit = exhibits.merging(lesson.text, text, made, those)
        seen = mount(shown, picked.key)
        open_token(picked.now(seen.pick))
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
    """The same paragraph in ten languages, cut by a tokenizer that learned from English, and by one of the learner's own."""
    costs = study(cost_by_language.learn)
    counts = costs.records[0].values.paragraphs
    yours = paragraphs(those) if those != shipped("world") else None
    lesson.show(exhibits.price(lesson.text, counts, colours(), of_run(costs.run), yours), "price")


with lesson.experiments():
    lesson.experiment("letters", letters)
    lesson.experiment("compression", compression)
    lesson.experiment("price", price)

lesson.open_the_box(join, merges)
lesson.foot()
