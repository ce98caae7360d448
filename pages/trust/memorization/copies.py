"""What do copies of copies say? A bag of letters drawn again and again, and models that learn from what models made."""

from collections.abc import Callable, Iterator, Sequence
from html import escape
from inspect import signature

import streamlit as st

from core.exhibit import of_run
from core.figures import collapse
from core.measure.generations import drawn_again
from core.studies import model_collapse
from core.training.events import Record, Values
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.studies import OpenStudy, panel, study
from pages.kit.theme import colours
from pages.trust.memorization import exhibits

STYLE = """<style>
.gb-people { display: flex; flex-wrap: wrap; gap: 0.15rem 0.7rem; margin: 0.4rem 0 0.8rem; padding: 0; list-style: none; }
.gb-people li { color: var(--gb-ink); font-size: 0.9rem; }
.gb-people .gb-gone { color: var(--gb-soft); text-decoration: line-through; }
.gb-sample { white-space: pre-wrap; overflow-wrap: anywhere; max-width: 68ch; line-height: 1.6; margin: 0.4rem 0; }
</style>"""

lesson = Lesson("memorization_copies")
lesson.head()
knobs = lesson.controls
st.html(STYLE)

with lesson.living_picture() as (picture, controls):
    with controls:
        size = knobs.stops("bag", exhibits.BAGS, exhibits.BAGS[1])
        draw = knobs.number("bag_seed", 0, 9_999, 0)
    with picture:
        found = drawn_again(size, exhibits.DRAWN, draw)
        lesson.show(exhibits.bag(lesson.text, found, colours()), "bag")


def generations(
    function: Callable[..., Iterator[Record[Values]]], sizes: Sequence[int], lengths: Sequence[int]
) -> tuple[OpenStudy[Values], int, float]:
    """The study with the learner's sample size, generations and share of real data; then the last two of these."""
    name, usual = quoted(function.__name__), {key: one.default for key, one in signature(function).parameters.items()}
    one, two, three = st.columns(3)
    with one:
        size = knobs.stops(f"{name}_size", sizes, usual["size"], words="size")
    with two:
        last = knobs.stops(f"{name}_generations", lengths, usual["generations"], words="generations")
    with three:
        share = knobs.stops(f"{name}_share", (1, 5, 10, 20, 50), 10, words="share") / 100
    asked = {"size": size, "generations": last, "share": share}
    came = all(value == usual[key] for key, value in asked.items())  # with the app
    return study(function) if came else study(function, **asked), last, share


def words() -> None:
    """The words of the world vanish by name."""
    training, last, _ = generations(model_collapse.words, (1_000, 2_000, 5_000, 20_000), (10, 20, 40))

    def draw(it: OpenStudy[model_collapse.Counted]) -> None:
        found = {record.step: record.values for record in it.records}
        at = knobs.slider(f"words_at_{quoted(last)}", 0, last, min(last, 5), words="words_at")
        reached = min(at, max(found))
        lesson.show(exhibits.words(lesson.text, found, reached, at, last, colours(), of_run(it.run)), "words")
        st.html(collapse.people(found[0].people, found[reached].people, lesson.text.say("words.people")))

    panel(training, draw, label=knobs.label("draw_words"), key="words_panel")


def text() -> None:
    """A model of letters reads what the one before it wrote."""
    training, last, share = generations(model_collapse.text, (50_000, 100_000, 200_000), (3, 7, 12))

    def draw(it: OpenStudy[model_collapse.Written]) -> None:
        found = {record.step: record.values for record in it.records}
        at = knobs.slider(f"text_at_{quoted(last)}", 0, last, min(last, 7), words="text_at")
        perplexity = {generation: one.perplexity for generation, one in found.items()}
        lesson.show(exhibits.letters(lesson.text, perplexity, share, at, last, colours(), of_run(it.run)), "text")
        st.html(f'<p class="gb-sample">{escape(found[min(at, max(found))].sample)}</p>')

    panel(training, draw, label=knobs.label("read_text"), key="text_panel")


def bell() -> None:
    """The barest case: a bell curve, measured and drawn from."""
    training, last, share = generations(model_collapse.bell, (30, 100, 300), (50, 200, 400))

    def draw(it: OpenStudy[model_collapse.Spread]) -> None:
        found = {record.step: record.values.variance for record in it.records}
        lesson.show(exhibits.bell(lesson.text, found, share, last, colours(), of_run(it.run)), "bell")

    panel(training, draw, label=knobs.label("draw_bell"), key="bell_panel")


lesson.guess_first(words, text, bell)

lesson.open_the_box(drawn_again, model_collapse.next_data)
lesson.foot()
