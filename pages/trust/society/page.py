"""What does it change? Two-sided cards with sources, a vote before and after, and calculations with numbers of one's own."""

import streamlit as st

from core.cards import matching, society
from core.data.world import Fact
from core.figures import society as figures
from core.measure import represented
from core.measure.electricity import daily, work_saved
from core.studies.who_is_spoken_of import TEMPERATURES
from pages.kit import frame, ways_out
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model, status_line
from pages.kit.questions import meanwhile
from pages.kit.theme import colours
from pages.trust.society import votes_and_costs
from pages.trust.society.two_sided import cards_payload, sheet, two_sided

PLAIN = {"displayModeBar": False}
ALL = "All cards"
MINE = "as you assume"

lesson = Lesson("society")
lesson.head()
opened = open_model()
cited = society()

with frame.section("Vote first", key="vote_before"):
    votes_and_costs.choose_vote()
    votes_and_costs.vote(cited.statements, "before")

with lesson.living_picture() as (picture, controls):
    with controls:
        search = st.text_input(
            "Search the cards", key="search", bind="query-params", max_chars=60,
            help="Shows every card that says all of these words.",
        )  # fmt: skip
        st.download_button(
            "A sheet to print", data=lambda: sheet(lesson.text.question, cited.as_of, cited.cards), file_name="cards.html",
            mime="text/html", on_click="ignore", key="sheet", help="All cards with both sides, as one file for a browser.",
        )  # fmt: skip
    with picture:
        topics = [ALL, *(card.topic for card in cited.cards)]
        topic = st.pills(
            "Topic", topics, default=topics[1], key="topic", bind="query-params", wrap=True,
        )  # fmt: skip
        chosen = cited.cards if search.strip() or topic in (ALL, None) else [c for c in cited.cards if c.topic == topic]
        found = matching(chosen, search)
        two_sided(cards_payload(found), key="cards")
        lesson.says(
            f"{len(found)} of {len(cited.cards)} cards. They tell what was known in {cited.as_of}; look whether "
            "something has happened since."
            if found
            else "No card says that. Try another word."
        )


def energy() -> None:
    """One answer, a class, a day: by every published figure, the chosen one marked."""
    names = {one.name: one for one in cited.answers}
    name = st.selectbox(
        "Published figure for one answer", list(names), key="figure", help="Who measured or estimated it, and when."
    )
    left, right = st.columns(2)
    answers = left.slider("Answers a day", 1, 200, 15, key="answers", help="How many answers each person asks for.")
    people = right.slider("People", 1, 200, 30, key="people", help="1 for yourself, 30 for a class.")
    energies, things = votes_and_costs.costs(cited.answers, answers, people), votes_and_costs.known_things(cited)
    st.plotly_chart(
        figures.costs(energies, name, things, colours()), key="costs", config=PLAIN,
        alt="Watt-hours a day by published figure, beside well-known things",
    )  # fmt: skip
    lesson.says(votes_and_costs.cost_sentence(names[name], cited.answers, answers, people, things))
    votes_and_costs.cited(names[name])
    lesson.tools(
        badge="live", name="costs",
        numbers=[{"figure": n, "Wh a day": e, "source": names[n].source, "date": names[n].date} for n, e in energies.items()],
    )  # fmt: skip


def voices() -> None:
    """Who is told of in the open model's text, and of whom the model speaks."""
    world = opened.world
    if not world:
        ways_out.cannot("Nobody knows who lives in the text of the open model, so there is nobody to count.", "voices")
        return
    status_line()
    left, right = st.columns(2)
    by = left.selectbox("Groups", represented.GROUPS, key="groups", help="What the tellings are counted by.")
    temperature = right.select_slider(
        "Temperature",
        TEMPERATURES,
        1.0,
        key="warmth",
        help="1: the model's own chances. Below 1: the likely gets likelier.",
    )
    model = votes_and_costs.spoken_of(opened, temperature)

    def draw(claimed: dict[Fact, int] | None) -> None:
        rows = represented.shares(world, opened.told, claimed, by)
        st.plotly_chart(
            figures.represented(rows, colours()), key="voices", config=PLAIN,
            alt="Shares of the world, of the text and of what the model says, by group",
        )  # fmt: skip
        lesson.says(votes_and_costs.share_sentence(rows) + " " + votes_and_costs.never_sentence(opened, claimed))
        lesson.tools(badge="live", name="voices", numbers=votes_and_costs.share_rows(rows))

    meanwhile(model, "A worker lets the model write …", draw)


def work() -> None:
    """How much time a tool saves, if it touches a part of the work and is so much faster there."""
    left, right = st.columns(2)
    part = left.slider(
        "Part of the work it touches, %", 0, 100, 40, 5, key="part", help="0: none of it. 100: all of it."
    )
    faster = right.slider(
        "Done faster by, %", -50, 100, 15, 5, key="faster", help="How much more is done in an hour. Below 0: less."
    )
    lines = votes_and_costs.saved_lines(cited, faster, MINE)
    st.plotly_chart(
        figures.saved(lines, part / 100, MINE, colours()), key="saved", config=PLAIN, alt="Work time saved over the part touched",
    )  # fmt: skip
    share = work_saved(part / 100, faster / 100)
    minutes = round(abs(share) * 8 * 60)
    lesson.says(
        f"If it touches {part} % of the work and is {faster} % faster there, a day of eight hours gets {minutes} minutes "
        f"{'shorter' if share >= 0 else 'longer'}: {abs(share):.1%}."
    )
    for one in cited.work:
        st.markdown(f"{one.name}: {one.amount:+d} %. [{one.source}]({one.link}), {one.date}. {one.note}")
    lesson.tools(
        badge="live", name="saved",
        numbers=[{"part": x, **{name: dict(points)[x] for name, points in lines.items()}} for x in votes_and_costs.SPEEDS[::10]],
    )  # fmt: skip


with lesson.experiments():
    lesson.experiment("energy", energy)
    lesson.experiment("voices", voices)
    lesson.experiment("work", work)

with frame.section("Vote again", key="vote_after"):
    votes_and_costs.vote(cited.statements, "after")
    votes_and_costs.class_votes(cited.statements)

lesson.open_the_box(daily, work_saved, represented.shares)
lesson.foot()
