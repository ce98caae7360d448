"""What is generative AI, and what is it not? Rules, a classifier and a generator get the same digit; families; sayings."""

import streamlit as st

from core.data.milestones import FAMILIES, uses
from core.exhibit import of_run
from core.figures.payload import tones
from core.lessons import lesson as lesson_of
from core.measure.digit_rules import Numbers, decided
from core.measure.images import Judge
from core.models.vae import VAE
from pages.kit import frame, grounds
from pages.kit.held import presses
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson, page_of
from pages.kit.own_digit import own_digit
from pages.kit.rows import picture_rows
from pages.kit.theme import colours
from pages.start.big_picture import exhibits, three

TAKEN_APART = {  # on which page
    "autoregressive": "generation", "autoencoder": "latent_space", "adversarial": "gan", "diffusion": "diffusion",
}  # fmt: skip
SAYINGS = {  # what is said; the lesson in which it was measured, and the finding, where there is one
    "at_once": ("attention", ""),
    "only_text": ("families_deeper", "FAM-2"),
    "bad_data": ("hallucination", "HAL-3"),
    "web": ("generation", ""),
    "understands": ("hallucination", "HAL-8"),
}

lesson = Lesson("big_picture")
lesson.head()
words, say = lesson.controls, lesson.text.say

with lesson.living_picture() as (picture, controls):
    with controls:
        given = own_digit(4)
        throw = presses(words, "again", "throw")
    chances = three.chances(given)
    wanted = chances.index(max(chances))
    with picture:
        made = three.made(wanted, throw)
        lesson.show(exhibits.three(lesson.text, given, Numbers(), chances, made), "three")


def written() -> None:
    """The rules' score, with numbers of one's own in them, beside the classifier's."""
    usual = Numbers()
    left, right = st.columns(2)
    with left:
        dark = words.slider("dark", 0.1, 0.8, usual.dark, 0.05)
        narrow = words.slider("narrow", 1, 4, usual.narrow)
    with right:
        upper = words.slider("upper", 1.0, 6.0, usual.upper, 0.1)
        lower = words.slider("lower", 2.0, 7.0, usual.lower, 0.1)
    numbers = Numbers(dark, narrow, upper, lower)
    with st.expander(words.label("rules")):
        st.markdown("\n".join(f"1. {rule}" for rule in exhibits.rules(lesson.text, numbers)))
    lesson.show(exhibits.written(lesson.text, three.score(numbers), three.by_classifier(), colours()), "written")


def backwards() -> None:
    """What makes the classifier sure of each digit, beside what the generator makes of it."""
    run = three.generator().run
    found, drawn, said = three.both_ways(run.id)
    picture_rows(exhibits.both_ways_rows(lesson.text), [tones(found), tones(drawn)], key="both_ways")
    lesson.show(exhibits.both_ways(lesson.text, said, of_run(run)), "backwards")


lesson.guess_first(written, backwards)

with frame.section(say("families.title"), key="families"):
    for pair in (FAMILIES[:2], FAMILIES[2:]):
        for column, family in zip(st.columns(2), pair, strict=True):
            with column:
                st.markdown(f"**{say(f'family.{family}.name')}**  \n{say(f'family.{family}')}")
                st.markdown(exhibits.used(lesson.text, uses(), family))
                taken = lesson_of(TAKEN_APART[family])
                st.page_link(page_of(taken), label=taken.question)
    lesson.show(exhibits.families(lesson.text, uses()), "families_today")

with frame.section(say("sayings.title"), key="sayings"):
    for saying, (where, finding) in SAYINGS.items():
        st.markdown(f"**{say(f'saying.{saying}')}**  \n{say(f'measured.{saying}')}")
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"saying_{quoted(saying)}"):
            measured = lesson_of(where)
            st.page_link(page_of(measured), label=measured.question)
            if finding:
                grounds.finding(lesson.text.name, f"saying {saying}", finding)

lesson.open_the_box(decided, Judge.chances, VAE.decode)
lesson.foot()
