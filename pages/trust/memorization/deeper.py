"""Whose text is in it? What moved the model, who can tell that a text was read, and an author who leaves."""

import streamlit as st

from core.exhibit import Origin, of_run
from core.figures import provenance
from core.figures.payload import Array
from core.measure.influence import gradients, influence
from core.studies import influential_sentences, membership_inference, unlearned_author
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


lesson.guess_first(leave_out, was_it_in, opt_out)

lesson.open_the_box(influence, gradients)
lesson.foot()
