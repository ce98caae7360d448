"""What does one answer cost here? Counted, timed and scaled up; and who falls silent when the die is turned down."""

import streamlit as st

from core.cards import society
from core.figures import society as figures
from core.measure.electricity import counted, one_answer, operations_of
from core.studies.who_is_spoken_of import of_whom
from pages.kit import ways_out
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model
from pages.kit.questions import answered_so_far
from pages.kit.theme import colours
from pages.trust.society import votes_and_costs

PLAIN = {"displayModeBar": False}
SIZES = (1, 8, 70, 405, 1000)

lesson = Lesson("society_deeper")
lesson.head()
opened = open_model()
cited = society()

with lesson.living_picture() as (picture, controls):
    with controls:
        tokens = st.slider(
            "Tokens of the answer", 10, 60, 60, 5, key="tokens", bind="query-params", help="How long it is."
        )
        watts = st.slider(
            "Watts of this machine", 1, 150, 15, key="watts", bind="query-params",
            help="How much power it draws because of the answer. A laptop at work: about 15 to 60. Nobody measures it here.",
        )  # fmt: skip
        st.button("Measure again", key="measure", help="Times the answer once more. No two times are quite equal.")
    with picture:
        work, time = one_answer(opened.weights(), opened.config, tokens)
        energies = votes_and_costs.beside_published(cited, time.energy(watts))
        st.plotly_chart(
            figures.costs(energies, votes_and_costs.MINE, {}, colours(), lowest=-6, title="one answer"), key="mine", config=PLAIN,
            alt="Watt-hours of one answer: our model, and published figures",
        )  # fmt: skip
        lesson.says(votes_and_costs.measured_sentence(work, time, watts))
        lesson.tools(badge="live", name="mine", numbers=[{"answer": n, "Wh": e} for n, e in energies.items()])


def bigger() -> None:
    """The same counting for a model of which only the size is known, and what that would mean on this machine."""
    left, right = st.columns(2)
    billions = left.select_slider(
        "Billion weights", SIZES, 70, key="billions", help="Of a large model; all of them used."
    )
    long = right.slider(
        "Tokens", 50, 2000, 300, 50, key="long", help="Of its answer. Three tokens are about two words."
    )
    lesson.says(votes_and_costs.scaled_sentence(work, time, watts, billions, long))
    rows = [
        {"billion weights": size, "operations": operations_of(size * 10**9, long),
         "times our answer": round(operations_of(size * 10**9, long) / work.operations)}
        for size in SIZES
    ]  # fmt: skip
    st.table([{name: f"{value:,}" for name, value in row.items()} for row in rows])
    lesson.tools(badge="live", name="bigger", numbers=rows)


def quiet() -> None:
    """The same model at five temperatures: of whom does it still speak?"""
    if not opened.world:
        ways_out.cannot("Nobody knows who lives in the text of the open model, so there is nobody to count.", "quiet")
        return

    def draw(rows: list[dict[str, float]]) -> None:
        st.plotly_chart(
            figures.quiet(rows, colours()),
            key="quiet",
            config=PLAIN,
            alt="Shares and people spoken of, over temperature",
        )
        lesson.says(
            f"The most told tenth of the people has {rows[0]['text']:.0%} of the text. "
            + " ".join(
                f"At temperature {row['temperature']:g} the model gives it {row['first tenth']:.0%} and speaks of "
                f"{row['people']} of {row['of']} people."
                for row in (*rows[:1], *rows[1:][-1:])
            )
        )
        lesson.tools(badge="live", name="quiet", numbers=rows)

    answered_so_far(votes_and_costs.quiet_ones(opened), "A worker lets the model write at five temperatures", draw)


with lesson.experiments():
    lesson.experiment("quiet", quiet)
    lesson.experiment("bigger", bigger)

lesson.open_the_box(counted, of_whom)
lesson.foot()
