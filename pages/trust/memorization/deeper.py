"""Whose text is in it? What moved the model, who can tell that a text was read, an author who leaves, and copies of copies."""

from typing import Any

import streamlit as st

from core.figures import collapse as generations
from core.figures import provenance as figures
from core.measure.influence import gradients, influence, share_above
from core.studies import influential_sentences, membership_inference, model_collapse, unlearned_author
from pages.kit import kept
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.questions import answered
from pages.kit.studies import OpenStudy, panel, study
from pages.kit.theme import colours
from pages.trust.memorization import traces

CALM = {"displayModeBar": False}

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

        def traced(rows: list[dict[str, Any]]) -> None:
            st.plotly_chart(
                figures.moved(
                    [(row["training sentence"], row["influence"]) for row in rows],
                    [row["words in a row"] >= traces.ALIKE for row in rows],
                    colours(),
                ),
                key="moved", config=CALM, alt="The training sentences that moved the model most",
            )  # fmt: skip
            lesson.says(
                f"“{output}” was moved most by “{rows[0]['training sentence']}”, which shares "
                f"{rows[0]['words in a row']} words in a row with it. Of the first ten, "
                f"{sum(row['words in a row'] >= traces.ALIKE for row in rows)} share {traces.ALIKE} or more."
            )
            lesson.tools(
                badge="live" if came is None else "recorded", name="moved", numbers=rows,
                recorded_from="the study moved.learn, seed 0",
            )  # fmt: skip

        came = traces.recorded(output, known)
        if came is None:
            wait = "A worker trains the small model and follows your sentence; this takes a few seconds."
            answered(traces.asked(output), wait, lambda answer: traced(traces.strongest(answer[1], output)))
        else:
            traced(traces.strongest(came, output))


def leave_out() -> None:
    """Train again without the top ten, and without random tens."""
    shared = output in outputs
    again = study("influential_sentences.leave_out", private=not shared, sentence=output)

    def draw(it: OpenStudy) -> None:
        rows = [dict(record.values) for record in it.records]
        st.plotly_chart(
            figures.without(rows, colours()), key="without", config=CALM, alt="Surprise by what was left out"
        )
        mean = traces.surprises(rows)
        said = f"With all sentences, “{output}” surprises the model by {mean['nothing']:.1f} nats a word."
        if "top ten" in mean:
            said += f" Without the ten that moved it most: {mean['top ten']:.1f}."
        if "random ten" in mean:
            said += f" Without ten random ones: {mean['random ten']:.1f} on average."
        lesson.says(said)
        lesson.tools(
            badge="recorded" if it.shipped else "live", name="without",
            numbers=[{"without": row["without"], "surprise": row["surprise"]} for row in rows],
            recorded_from="the study moved.leave_out, seed 0",
        )  # fmt: skip
        if "top ten" in mean:
            with st.expander("The ten sentences"):
                st.text("\n".join(next(row["left out"] for row in rows if row["without"] == "top ten")))

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
            figures.members({"read": losses["read"], other: losses[other]}, values["own"], colours()),
            key="members", config=CALM, alt="How much read and unread texts surprise the model",
        )  # fmt: skip
        st.plotly_chart(
            figures.told_apart([one.values for one in records], membership_inference.KINDS, membership_inference.PASSES, colours()),
            key="told_apart", config=CALM, alt="How well read texts are told from unread ones, over training",
        )  # fmt: skip
        more = share_above(losses["read"], values["own"])
        lesson.says(
            f"Read {at:g} times: of a read and an unread text by {membership_inference.STRANGERS}, the loss picks the read one "
            f"{values[membership_inference.STRANGERS]:.0%} of the time; "
            f"against {membership_inference.NEIGHBOURS} {values[membership_inference.NEIGHBOURS]:.0%}, "
            f"against {membership_inference.AUTHORS} {values[membership_inference.AUTHORS]:.0%}. "
            f"Your sentence surprises it by {values['own']:.1f} "
            f"nats a token; {more:.0%} of the read texts surprise it more."
        )
        lesson.tools(
            badge="recorded" if it.shipped else "live", name="members", numbers=[dict(one.values) for one in records],
            recorded_from="the study member.learn, seed 0",
        )  # fmt: skip

    panel(training, draw, label="Train on it", key="member_panel")


def opt_out() -> None:
    """One author's texts are taken out: before training, and after."""
    author = st.radio(
        "Who opts out", list(unlearned_author.ALONE), key="author", horizontal=True,
        format_func=lambda name: f"{name}, alone on {unlearned_author.ALONE[name]} people",
        help="All four also write about people of whom another author writes too.",
    )  # fmt: skip

    def draw(it: OpenStudy) -> None:
        found = traces.models(it)
        if not found:
            return
        st.plotly_chart(
            figures.what_is_left(found, unlearned_author.GROUPS, colours()), key="what_is_left", config=CALM,
            alt="What each model still knows, by who told it",
        )  # fmt: skip
        said = []
        for name, model in (("Never read the author", unlearned_author.NEVER), ("Only stopped reading", unlearned_author.STOPPED),
                            ("Made to forget", unlearned_author.FORGET), ("Then repaired", unlearned_author.REPAIRED)):  # fmt: skip
            if model in found:
                shares = found[model]
                said.append(
                    f"{name}: {shares[unlearned_author.ONLY]:.0%} of what only {author} told is known, "
                    f"{shares[unlearned_author.TOO]:.0%} of "
                    f"what another told too, {shares[unlearned_author.OTHERS]:.0%} of the rest."
                )
        lesson.says(" ".join(said) or "The first model has read everybody.")
        lesson.tools(
            badge="recorded" if it.shipped else "live", name="what_is_left",
            numbers=[{"model": name, **shares} for name, shares in found.items()],
            recorded_from=f"the study authors.learn, author {author}, seed 0",
        )  # fmt: skip

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
        st.plotly_chart(
            generations.over_generations(
                rows, traces.WAYS, colours(), title="kinds of word left", highest=650, last=last, at=at
            ),
            key="words", config=CALM, alt="Kinds of word left, generation by generation",
        )  # fmt: skip
        st.html(traces.people(it, at))
        lesson.says(traces.lost(it, at))
        lesson.tools(
            badge="recorded" if it.shipped else "live", name="words", numbers=rows,
            recorded_from="the study collapse.words, seed 0",
        )  # fmt: skip

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
        st.plotly_chart(
            generations.over_generations(
                rows, traces.WAYS, colours(), title="letters that it hesitates between", highest=10, lowest=1, last=last, at=at
            ),
            key="text", config=CALM, alt="Perplexity on real text, generation by generation",
        )  # fmt: skip
        st.html(traces.sample(it, at))
        first, now = rows[0], rows[-1]
        lesson.says(
            f"On real text the first model hesitates between {first[model_collapse.REPLACE]:.1f} letters. "
            f"After {now['generation']} "
            f"generations on their own text it is {now[model_collapse.REPLACE]:.1f}, with {chosen['share']:.0%} of real text in it "
            f"{now[model_collapse.MIXED]:.1f}, with everything kept {now[model_collapse.ACCUMULATE]:.1f}."
        )
        lesson.tools(
            badge="recorded" if it.shipped else "live", name="text", numbers=rows,
            recorded_from="the study collapse.text, seed 0",
        )  # fmt: skip

    panel(asked_for("model_collapse.text", chosen, usual), draw, label="Let them read each other", key="text_panel")


def bell() -> None:
    """The barest case: a bell curve, measured and drawn from."""
    chosen = knobs("bell", [30, 100, 300], 100, [50, 200, 400], 200)
    usual = {"size": 100, "generations": 200, "share": 0.1}

    def draw(it: OpenStudy) -> None:
        rows, last = traces.by_way(it), int(chosen["generations"])
        st.plotly_chart(
            generations.over_generations(rows, traces.WAYS, colours(), title="variance left", highest=1.3, last=last),
            key="bell", config=CALM, alt="Variance left, generation by generation",
        )  # fmt: skip
        now = rows[-1]
        lesson.says(
            f"After {now['generation']} generations the middle one of {model_collapse.CHAINS} chains has "
            f"{now[model_collapse.REPLACE]:.0%} "
            f"of its variance left, with {chosen['share']:.0%} of real data {now[model_collapse.MIXED]:.0%}, with everything kept "
            f"{now[model_collapse.ACCUMULATE]:.0%}."
        )
        lesson.tools(
            badge="recorded" if it.shipped else "live", name="bell", numbers=rows,
            recorded_from="the study collapse.bell, seed 0",
        )  # fmt: skip

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
