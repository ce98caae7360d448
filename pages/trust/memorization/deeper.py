"""Whose text is in it? What moved the model, who can tell that a text was read, an author who leaves, and copies of copies."""

from collections.abc import Callable, Iterator
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.figures import provenance
from core.figures.payload import Array
from core.measure.influence import gradients, influence
from core.studies import influential_sentences, membership_inference, model_collapse, unlearned_author
from core.training.events import Record, Values
from pages.kit.exhibit import PLAIN, Origin, of_run
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.questions import answered
from pages.kit.studies import OpenStudy, panel, study
from pages.kit.theme import colours
from pages.trust.memorization import exhibits, traces

BELL = "Nola took the old bell home."

lesson = Lesson("memorization_deeper")
lesson.head()
knobs_of = lesson.controls
st.html(traces.STYLE)
known = study(influential_sentences.learn)
outputs = traces.outputs(known)
choices = [*outputs, traces.OWN]

with lesson.living_picture() as (picture, controls):
    with controls:
        output = knobs_of.choice("output", choices, choices[0], keep=True)
        if output == traces.OWN:
            output = knobs_of.line("own_output", BELL, most=200)
    with picture:
        try:
            output = traces.checked(output)
        except ValueError as problem:
            st.text(str(problem))
            output = influential_sentences.FIRST

        def traced(found: Array, origin: Origin) -> None:
            rows = traces.strongest(found, output)
            lesson.show(exhibits.moved(lesson.text, output, rows, colours(), origin), "moved")

        came = traces.recorded(output, known)
        if came is None:
            own = exhibits.just_followed(lesson.text)
            answered(traces.asked(output), lesson.text.say("moved.wait"), lambda answer: traced(answer[1], own))
        else:
            traced(came, of_run(known.run))


def leave_out() -> None:
    """Train again without the top ten, and without random tens."""
    shared = output in outputs
    again = study(influential_sentences.leave_out, private=not shared, sentence=output)

    def draw(it: OpenStudy[influential_sentences.LeftOut]) -> None:
        rows = [record.values for record in it.records]
        lesson.show(exhibits.without(lesson.text, output, rows, colours(), of_run(it.run)), "without")
        if left_out := next((row.left_out for row in rows if row.without == "top ten"), None):
            with st.expander(knobs_of.label("left_out")):
                st.text("\n".join(left_out))

    st.text(lesson.text.say("without.chosen", sentence=output))
    panel(again, draw, label=knobs_of.label("leave_out"), key="leave_out_panel")


def was_it_in() -> None:
    """Losses of read and unread texts over training, and the learner's own sentence among them."""
    left, right = st.columns(2)
    with left:
        own = knobs_of.line("member_own", membership_inference.OWN, most=300, linked=False)
    with right:
        inside = knobs_of.radio("member_inside", ("in", "out"), "in", horizontal=True)
        other = traces.KIND_OF[knobs_of.choice("member_kind", traces.KIND_OF, "strangers")]
    try:
        own = traces.member_sentence(own)
    except ValueError as problem:
        st.text(str(problem))
        own = membership_inference.OWN
    training = study(
        membership_inference.learn,
        private=own != membership_inference.OWN,
        own=own,
        inside=inside == "in",
    )

    def draw(it: OpenStudy[membership_inference.Compared]) -> None:
        records = traces.compared(it)
        names = [record.values.passes for record in records]
        at = names[-1]
        if len(names) > 1:
            at = knobs_of.stops(f"passes_{quoted(len(names))}", names, at, words="passes")
        record = records[names.index(at)]
        losses, now = it.arrays(record), record.values
        st.plotly_chart(
            provenance.members({"read": losses["read"], other: losses[other]}, now.own, colours()),
            key="members", config=PLAIN, alt=lesson.text.say("members.alt"),
        )  # fmt: skip
        found = [one.values for one in records]
        exhibit = exhibits.members(lesson.text, now, losses["read"], found, colours(), of_run(it.run))
        lesson.show(exhibit, "members")

    panel(training, draw, label=knobs_of.label("member"), key="member_panel")


def opt_out() -> None:
    """One author's texts are taken out: before training, and after."""
    alone = unlearned_author.ALONE

    def named(name: str) -> str:
        return lesson.text.say("opt_out.author", name=name, people=alone[name])

    author = knobs_of.radio("author", list(alone), next(iter(alone)), written=named, horizontal=True)

    def draw(it: OpenStudy[unlearned_author.Left]) -> None:
        if found := traces.models(it):
            lesson.show(exhibits.what_is_left(lesson.text, author, found, colours(), of_run(it.run)), "what_is_left")

    panel(study(unlearned_author.learn, author=author), draw, label=knobs_of.label("authors"), key="authors_panel")


def knobs(key: str, sizes: list[int], size: int, lengths: list[int], length: int) -> dict[str, int | float]:
    """Sample size, generations, share of real data."""
    one, two, three = st.columns(3)

    def knob(place: DeltaGenerator, name: str, values: list[int], usual: int) -> int:
        with place:
            return knobs_of.stops(f"{quoted(key)}_{quoted(name)}", values, usual, words=name)

    return {
        "size": knob(one, "size", sizes, size),
        "generations": knob(two, "generations", lengths, length),
        "share": knob(three, "share", [1, 5, 10, 20, 50], 10) / 100,
    }


def asked_for(
    function: Callable[..., Iterator[Record[Values]]], chosen: dict[str, Any], usual: dict[str, Any]
) -> OpenStudy[Values]:
    """The study with these settings; the usual ones came with the app."""
    return study(function) if chosen == usual else study(function, **chosen)


def words() -> None:
    """The words of the world vanish by name."""
    chosen = knobs("words", [1_000, 2_000, 5_000, 20_000], 5_000, [10, 20, 40], 20)
    usual = {"size": 5_000, "generations": 20, "share": 0.1}

    def draw(it: OpenStudy[model_collapse.Counted]) -> None:
        found, last = {record.step: record.values for record in it.records}, int(chosen["generations"])
        at = knobs_of.slider(f"words_at_{quoted(last)}", 0, last, min(last, 5), words="words_at")
        reached = min(at, max(found))
        lesson.show(exhibits.words(lesson.text, found, reached, at, last, colours(), of_run(it.run)), "words")
        st.html(traces.people(lesson.text, found[0], found[reached]))

    panel(asked_for(model_collapse.words, chosen, usual), draw, label=knobs_of.label("draw_words"), key="words_panel")


def text() -> None:
    """A model of letters reads what the one before it wrote."""
    chosen = knobs("text", [50_000, 100_000, 200_000], 100_000, [3, 7, 12], 7)
    usual = {"size": 100_000, "generations": 7, "share": 0.1}

    def draw(it: OpenStudy[model_collapse.Written]) -> None:
        found, last = {record.step: record.values for record in it.records}, int(chosen["generations"])
        at = knobs_of.slider(f"text_at_{quoted(last)}", 0, last, min(last, 7), words="text_at")
        perplexity = {generation: one.perplexity for generation, one in found.items()}
        exhibit = exhibits.letters(lesson.text, perplexity, chosen["share"], at, last, colours(), of_run(it.run))
        lesson.show(exhibit, "text")
        st.html(traces.sample(found[min(at, max(found))]))

    panel(asked_for(model_collapse.text, chosen, usual), draw, label=knobs_of.label("read_text"), key="text_panel")


def bell() -> None:
    """The barest case: a bell curve, measured and drawn from."""
    chosen = knobs("bell", [30, 100, 300], 100, [50, 200, 400], 200)
    usual = {"size": 100, "generations": 200, "share": 0.1}

    def draw(it: OpenStudy[model_collapse.Spread]) -> None:
        found, last = {record.step: record.values.variance for record in it.records}, int(chosen["generations"])
        lesson.show(exhibits.bell(lesson.text, found, chosen["share"], last, colours(), of_run(it.run)), "bell")

    panel(asked_for(model_collapse.bell, chosen, usual), draw, label=knobs_of.label("draw_bell"), key="bell_panel")


with lesson.experiments():
    lesson.experiment("leave_out", leave_out)
    lesson.experiment("was_it_in", was_it_in)
    lesson.experiment("opt_out", opt_out)
    lesson.experiment("words", words)
    lesson.experiment("text", text)
    lesson.experiment("bell", bell)

lesson.open_the_box(influence, gradients, model_collapse.next_data)
lesson.foot()
