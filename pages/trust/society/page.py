"""What does it change? Two-sided cards with sources, a vote before and after, and calculations with numbers of one's own."""

import streamlit as st

from core.cards import Statement, matching, society
from core.data.world import Fact
from core.measure import represented
from core.measure.electricity import daily, work_saved
from core.studies.who_is_spoken_of import TEMPERATURES
from pages.kit import frame, ways_out
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model, status_line
from pages.kit.questions import meanwhile
from pages.kit.theme import colours
from pages.trust.society import exhibits, votes_and_costs
from pages.trust.society.two_sided import cards_payload, sheet, two_sided

ALL = "All cards"

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
            lesson.text.say("cards.some", found=len(found), cards=len(cited.cards), as_of=cited.as_of)
            if found
            else lesson.text.say("cards.none")
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
    lesson.show(exhibits.costs(lesson.text, names[name], cited, answers, people, colours()), "costs")
    votes_and_costs.cited(names[name])


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
        untold = represented.never(world, opened.told)
        exhibit = exhibits.voices(lesson.text, rows, untold, len(world.facts), claimed, colours())
        lesson.show(exhibit, "voices")

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
    lesson.show(exhibits.saved(lesson.text, cited, part, faster, colours()), "saved")
    for one in cited.work:
        st.markdown(f"{one.name}: {one.amount:+d} %. [{one.source}]({one.link}), {one.date}. {one.note}")


def fallen(shown: Statement) -> None:
    """How all who have this code voted on one statement."""
    now = votes_and_costs.ballot()
    lesson.show(exhibits.fallen(lesson.text, now, cited.statements, shown, colours()), "votes")


with lesson.experiments():
    lesson.experiment("energy", energy)
    lesson.experiment("voices", voices)
    lesson.experiment("work", work)

with frame.section("Vote again", key="vote_after"):
    votes_and_costs.vote(cited.statements, "after")
    votes_and_costs.class_votes(lesson.text, cited.statements, fallen)

lesson.open_the_box(daily, work_saved, represented.shares)
lesson.foot()
