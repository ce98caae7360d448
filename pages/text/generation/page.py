"""How does it choose the next word? The next token is drawn in the open: chances, cuts, die."""

from typing import Any

import streamlit as st

from core import sampling
from core.exhibit import Exhibit
from core.measure.text import judge, repeated
from core.opened import by_temperature, writing
from core.opened.model import OpenModel
from core.opened.writing import Writing
from pages.kit import own_words, visit, ways_out
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.next_word import thrown, training_film, written
from pages.kit.open_model import open_model
from pages.kit.over_training import over_training
from pages.kit.theme import colours
from pages.text.generation import exhibits

PROMPT = "One winter night a"
USUAL = sampling.PRESETS["balanced"]
SHOWN = 200  # letters of a long prompt before each of ten endings

lesson = Lesson("generation")
lesson.head()
words = lesson.controls
opened = open_model()


def load_die() -> None:
    """A preset moves the three sliders."""
    for name, value in sampling.PRESETS.get(visit.get("preset"), {}).items():
        visit.put(name, value)


def settings() -> dict[str, Any]:
    """What the learner loads the die with; the preset that is lit is the one that fits, if one does."""
    presets = st.container()
    temperature = words.slider("temperature", 0.0, 3.0, USUAL["temperature"], 0.1)
    top_p = words.slider("top_p", 0.05, 1.0, USUAL["top_p"], 0.05)
    with st.expander(words.label("more")):
        top_k = words.slider("top_k", 0, 50, USUAL["top_k"])
    loaded = {"temperature": temperature, "top_k": top_k, "top_p": top_p}
    with presets:
        visit.put("preset", next((name for name, preset in sampling.PRESETS.items() if preset == loaded), None))
        words.pressed("preset", list(sampling.PRESETS), on_change=load_die)
    return loaded


def press(now: Writing, loaded: dict[str, Any], seed: int) -> None:
    """Do what the pressed button says."""
    if words.is_pressed("draw"):
        writing.throw(opened, now, loaded, seed, 1)
    if words.is_pressed("write_on"):
        writing.throw(opened, now, loaded, seed, 30)
    if words.is_pressed("back"):
        writing.back(now, len(now.tokens) - 1)
    if words.is_pressed("anew"):
        writing.back(now, now.given)
    for position, branch in enumerate(now.branches):
        if words.is_pressed(branch_of(position)):
            writing.take(now, branch)


def branch_of(position: int) -> str:
    """The key of the button that takes a way again."""
    return f"branch_{quoted(position)}"


with lesson.living_picture() as (picture, controls):
    with controls:
        prompt = own_words.box(words, opened, PROMPT, key="prompt")
        loaded = settings()
        seed = words.number("die", 0, 9999, 0)
        now = written(opened, prompt)
        press(now, loaded, seed)
        begun = len(now.tokens) > now.given
        with st.container(horizontal=True):
            words.button("draw", type="primary", disabled=now.ended)
            words.button("write_on", disabled=now.ended)
            words.button("back", disabled=not begun)
            words.button("anew", disabled=not begun)
        for position, branch in enumerate(now.branches):
            if ending := opened.tokenizer.decode(branch[now.given :]):
                words.button(branch_of(position), words="branch", facts={"ending": ending[-40:]}, type="tertiary")
    with picture:
        thrown(opened, now, loaded, "next-word")

training_film(opened, now, loaded, seed)

text = opened.tokenizer.decode(now.tokens)
st.header(lesson.text.say("there.title"), anchor=False)
st.text(text or lesson.text.say("there.nothing"))
judged = judge([text], opened.world, opened.told) if opened.world else None
lesson.show(exhibits.there(lesson.text, repeated(now.tokens), judged), "there")


def zero() -> None:
    """Ten endings with ten dice, at temperature 0 and at 1."""
    start = tuple(opened.window(opened.read(prompt)))
    cold, warm = (by_temperature.endings(opened, start, temperature) for temperature in (0.0, 1.0))
    beginning = prompt if len(prompt) <= SHOWN else f"… {prompt[-SHOWN:]}"
    for number, ending in enumerate(cold, 1):
        st.text(f"{number}. {beginning} {ending}")
    lesson.show(exhibits.zero(lesson.text, cold, warm), "zero")


def wild() -> None:
    """Texts at three temperatures, judged by the world."""
    if not opened.world:
        ways_out.cannot(lesson.text.say("wild.unknown"), "wild")
        return
    written = by_temperature.by_temperature(opened)
    lesson.show(exhibits.wild(lesson.text, written, colours()), "wild")
    for heat, result in written.items():
        st.markdown(lesson.text.say("wild.example", temperature=heat))
        st.text(max(result.texts, key=len))


def rare() -> None:
    """How many tokens top-p 0.9 keeps after each token of the text."""
    tokens = opened.window(now.tokens)
    texts, of_all = opened.texts(tokens), opened.config.vocabulary

    def cut(at: OpenModel) -> Exhibit:
        return exhibits.rare(lesson.text, by_temperature.kept(at, tuple(tokens)), texts, of_all, colours())

    lesson.show(over_training(opened, "rare", cut, tuple(tokens)), "rare")


with lesson.experiments():
    lesson.experiment("zero", zero)
    lesson.experiment("wild", wild)
    lesson.experiment("rare", rare)

lesson.open_the_box(sampling.distribution, sampling.draws)
lesson.foot()
