"""Whose text is in it? What moved the model, who can tell that a text was read, an author who leaves, and copies of copies."""

from typing import Any

import streamlit as st

from core.figures import provenance
from core.figures.payload import Array
from core.measure.influence import gradients, influence
from core.studies import influential_sentences, membership_inference, model_collapse, unlearned_author
from pages.kit import kept
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
st.html(traces.STYLE)
known = study("influential_sentences.learn")
outputs = known.last.values["outputs"] if known.last else [influential_sentences.FIRST]
choices = [*outputs, traces.OWN]

with lesson.living_picture() as (picture, controls):
    with controls:
        output = st.selectbox(
            "What the model says", choices, key=kept.control("output", choices[0], among=choices),
            help="The first is planted; the model made up the rest.",
        )  # fmt: skip
        if output == traces.OWN:
            output = st.text_input(
                "My sentence", BELL, key=kept.control("own_output", BELL), max_chars=200,
                help="In words that the small model knows: those of its country.",
            )  # fmt: skip
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
            wait = "A worker trains the small model and follows your sentence; this takes a few seconds."
            own = exhibits.just_followed(lesson.text)
            answered(traces.asked(output), wait, lambda answer: traced(answer[1], own))
        else:
            traced(came, of_run(known.run))


def leave_out() -> None:
    """Train again without the top ten, and without random tens."""
    shared = output in outputs
    again = study("influential_sentences.leave_out", private=not shared, sentence=output)

    def draw(it: OpenStudy) -> None:
        rows = [dict(record.values) for record in it.records]
        lesson.show(exhibits.without(lesson.text, output, rows, colours(), of_run(it.run)), "without")
        if left_out := next((row["left out"] for row in rows if row["without"] == "top ten"), None):
            with st.expander("The ten sentences"):
                st.text("\n".join(left_out))

    st.text(f"The sentence chosen above: {output}")
    panel(again, draw, label="Leave them out and train again", key="leave_out_panel")


def was_it_in() -> None:
    """Losses of read and unread texts over training, and the learner's own sentence among them."""
    left, right = st.columns(2)
    own = left.text_input(
        "A sentence of mine",
        membership_inference.OWN,
        key=kept.control("member_own", membership_inference.OWN),
        max_chars=300,
        help="Made up, please.",
    )
    inside = right.radio(
        "This sentence is", ["put into the training text", "kept out of it"], key="member_inside", horizontal=True,
        help="It is read as often as every other text.",
    )  # fmt: skip
    other = right.selectbox(
        "Compared with unread texts by",
        membership_inference.KINDS,
        key="member_kind",
        help="Only the first comparison is fair.",
    )
    try:
        own = traces.member_sentence(own)
    except ValueError as problem:
        st.text(str(problem))
        own = membership_inference.OWN
    training = study(
        "membership_inference.learn",
        private=own != membership_inference.OWN,
        own=own,
        inside=inside == "put into the training text",
    )

    def draw(it: OpenStudy) -> None:
        records = traces.compared(it)
        names = [record.values["passes"] for record in records]
        at = names[-1] if len(names) < 2 else st.select_slider(
            "Times that the text was read", names, names[-1], key=f"passes_{quoted(len(names))}",
            help="Go back through the training.",
        )  # fmt: skip
        record = records[names.index(at)]
        losses, values = it.arrays(record), record.values
        st.plotly_chart(
            provenance.members({"read": losses["read"], other: losses[other]}, values["own"], colours()),
            key="members", config=PLAIN, alt=lesson.text.say("members.alt"),
        )  # fmt: skip
        found = [one.values for one in records]
        exhibit = exhibits.members(lesson.text, values, losses["read"], found, colours(), of_run(it.run))
        lesson.show(exhibit, "members")

    panel(training, draw, label="Train on it", key="member_panel")


def opt_out() -> None:
    """One author's texts are taken out: before training, and after."""
    author = st.radio(
        "Who opts out", list(unlearned_author.ALONE), key="author", horizontal=True,
        format_func=lambda name: f"{name}, alone on {unlearned_author.ALONE[name]} people",
        help="All four also write about people of whom another author writes too.",
    )  # fmt: skip

    def draw(it: OpenStudy) -> None:
        if found := traces.models(it):
            lesson.show(exhibits.what_is_left(lesson.text, author, found, colours(), of_run(it.run)), "what_is_left")

    panel(study("unlearned_author.learn", author=author), draw, label="Train with and without", key="authors_panel")


def knobs(key: str, sizes: list[int], size: int, lengths: list[int], length: int) -> dict[str, int | float]:
    """Sample size, generations, share of real data."""
    one, two, three = st.columns(3)
    return {
        "size": one.select_slider("Examples a generation", sizes, size, key=f"{quoted(key)}_size",
            help="How much each learns from."),
        "generations": two.select_slider("Generations", lengths, length, key=f"{quoted(key)}_generations",
            help="Copies of copies."),
        "share": three.select_slider(
            "Share of real data, %", [1, 5, 10, 20, 50], 10, key=f"{quoted(key)}_share", help="In the middle way only."
        ) / 100,
    }  # fmt: skip


def asked_for(name: str, chosen: dict[str, Any], usual: dict[str, Any]) -> OpenStudy:
    """The study with these settings; the usual ones came with the app."""
    return study(name) if chosen == usual else study(name, **chosen)


def words() -> None:
    """The words of the world vanish by name."""
    chosen = knobs("words", [1_000, 2_000, 5_000, 20_000], 5_000, [10, 20, 40], 20)
    usual = {"size": 5_000, "generations": 20, "share": 0.1}

    def draw(it: OpenStudy) -> None:
        rows, last = traces.by_way(it, "kinds"), int(chosen["generations"])
        at = st.slider(
            "Look at generation", 0, last, min(last, 5), key=f"words_at_{quoted(last)}", help="Names vanish one by one."
        )
        first, there = it.records[0], traces.reached(it, at)
        exhibit = exhibits.words(
            lesson.text, rows, first.values, there.step, there.values, at, last, colours(), of_run(it.run)
        )
        lesson.show(exhibit, "words")
        st.html(traces.people(it, at))

    panel(asked_for("model_collapse.words", chosen, usual), draw, label="Draw and count", key="words_panel")


def text() -> None:
    """A model of letters reads what the one before it wrote."""
    chosen = knobs("text", [50_000, 100_000, 200_000], 100_000, [3, 7, 12], 7)
    usual = {"size": 100_000, "generations": 7, "share": 0.1}

    def draw(it: OpenStudy) -> None:
        rows, last = traces.by_way(it, "perplexity"), int(chosen["generations"])
        at = st.slider(
            "Read generation",
            0,
            last,
            min(last, 7),
            key=f"text_at_{quoted(last)}",
            help="Generation 0 reads real text.",
        )
        exhibit = exhibits.letters(lesson.text, rows, chosen["share"], at, last, colours(), of_run(it.run))
        lesson.show(exhibit, "text")
        st.html(traces.sample(it, at))

    panel(asked_for("model_collapse.text", chosen, usual), draw, label="Let them read each other", key="text_panel")


def bell() -> None:
    """The barest case: a bell curve, measured and drawn from."""
    chosen = knobs("bell", [30, 100, 300], 100, [50, 200, 400], 200)
    usual = {"size": 100, "generations": 200, "share": 0.1}

    def draw(it: OpenStudy) -> None:
        rows, last = traces.by_way(it), int(chosen["generations"])
        lesson.show(exhibits.bell(lesson.text, rows, chosen["share"], last, colours(), of_run(it.run)), "bell")

    panel(asked_for("model_collapse.bell", chosen, usual), draw, label="Draw and measure", key="bell_panel")


with lesson.experiments():
    lesson.experiment("leave_out", leave_out)
    lesson.experiment("was_it_in", was_it_in)
    lesson.experiment("opt_out", opt_out)
    lesson.experiment("words", words)
    lesson.experiment("text", text)
    lesson.experiment("bell", bell)

lesson.open_the_box(influence, gradients, model_collapse.next_data)
lesson.foot()
