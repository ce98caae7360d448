"""Whose text is in it? What moved the model, who can tell that a text was read, an author who leaves, and copies of copies."""

from collections.abc import Callable, Iterator, Sequence
from html import escape
from inspect import signature

import streamlit as st

from core.exhibit import Origin, of_run
from core.figures import collapse, provenance
from core.figures.payload import Array
from core.measure.influence import gradients, influence
from core.studies import influential_sentences, membership_inference, model_collapse, unlearned_author
from core.training.events import Record, Values
from pages.kit.exhibit import chart
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.questions import answered, ask_once
from pages.kit.studies import OpenStudy, panel, study
from pages.kit.theme import colours
from pages.trust.memorization import exhibits, traces

BELL = "Nola took the old bell home."

lesson = Lesson("memorization_deeper")
lesson.head()
knobs = lesson.controls
st.html(traces.STYLE)
known = study(influential_sentences.learn)
outputs = traces.outputs(known)
choices = [*outputs, traces.OWN]

with lesson.living_picture() as (picture, controls):
    with controls:
        output = knobs.choice("output", choices, choices[0], keep=True)
        if output == traces.OWN:
            output = knobs.line("own_output", BELL, most=200)
    with picture:
        try:
            output = influential_sentences.readable(output)
        except ValueError as problem:
            st.text(str(problem))
            output = influential_sentences.FIRST

        def traced(found: Array, origin: Origin) -> None:
            rows = influential_sentences.strongest(found, output)
            lesson.show(exhibits.moved(lesson.text, output, rows, colours(), origin), "moved")

        came = traces.recorded(output, known)
        if came is None:
            own = exhibits.just_followed(lesson.text)
            asked = ask_once(f"traced {output}", influential_sentences.trace, output)
            answered(asked, lesson.text.say("moved.wait"), lambda answer: traced(answer[1], own))
        else:
            traced(came, of_run(known.run))


def leave_out() -> None:
    """Train again without the top ten, and without random tens."""
    shared = output in outputs
    again = study(influential_sentences.leave_out, private=not shared, sentence=output)

    def draw(it: OpenStudy[influential_sentences.LeftOut]) -> None:
        exhibit = exhibits.without(lesson.text, output, it.found, it.finished, colours(), of_run(it.run))
        lesson.show(exhibit, "without")
        if left_out := next((row.left_out for row in it.found if row.without == "top ten"), None):
            with st.expander(knobs.label("left_out")):
                st.text("\n".join(left_out))

    st.text(lesson.text.say("without.chosen", sentence=output))
    panel(again, draw, label=knobs.label("leave_out"), key="leave_out_panel")


def was_it_in() -> None:
    """Losses of read and unread texts over training, and the learner's own sentence among them."""
    left, right = st.columns(2)
    with left:
        own = knobs.line("member_own", membership_inference.OWN, most=300, linked=False)
    with right:
        inside = knobs.radio("member_inside", ("in", "out"), "in", horizontal=True)
        other = exhibits.KIND_OF[knobs.choice("member_kind", exhibits.KIND_OF, "strangers")]
    try:
        own = membership_inference.own_sentence(own)
    except ValueError as problem:
        st.text(str(problem))
        own = membership_inference.OWN
    private = own != membership_inference.OWN
    training = study(membership_inference.learn, private=private, own=own, inside=inside == "in")

    def draw(it: OpenStudy[membership_inference.Compared]) -> None:
        names = [now.passes for now in it.found]
        at = names[-1]
        if len(names) > 1:
            at = knobs.stops(f"passes_{quoted(len(names))}", names, at, words="passes")
        record = it.measured[names.index(at)]
        losses, now = it.arrays(record), record.values
        seen = provenance.members({"read": losses["read"], other: losses[other]}, now.own, colours())
        chart(seen, key="members", alt=lesson.text.say("members.alt"))
        exhibit = exhibits.members(lesson.text, now, losses["read"], it.found, colours(), of_run(it.run))
        lesson.show(exhibit, "members")

    panel(training, draw, label=knobs.label("member"), key="member_panel")


def opt_out() -> None:
    """One author's texts are taken out: before training, and after."""
    alone = unlearned_author.ALONE

    def named(name: str) -> str:
        return lesson.text.say("opt_out.author", name=name, people=alone[name])

    author = knobs.radio("author", list(alone), next(iter(alone)), written=named, horizontal=True)

    def draw(it: OpenStudy[unlearned_author.Left]) -> None:
        if it.found:
            lesson.show(exhibits.what_is_left(lesson.text, author, it.found, colours(), of_run(it.run)), "what_is_left")

    panel(study(unlearned_author.learn, author=author), draw, label=knobs.label("authors"), key="authors_panel")


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


lesson.guess_first(leave_out, was_it_in, opt_out, words, text, bell)

lesson.open_the_box(influence, gradients, model_collapse.next_data)
lesson.foot()
