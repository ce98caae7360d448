"""What does it change? Two-sided cards with sources, a vote before and after, and calculations with numbers of one's own."""

import streamlit as st

from core.cards import Statement, matching, society
from core.data.world import Fact
from core.lessons import spoken
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

ALL = "all"  # cards

lesson = Lesson("society")
lesson.head()
words, say = lesson.controls, lesson.text.say
opened = open_model()
cited = society(spoken())

with frame.section(say("vote.first"), key="vote_before"):
    votes_and_costs.choose_vote(words)
    votes_and_costs.vote(words, cited.statements, "before")

with lesson.living_picture() as (picture, controls):
    with controls:
        search = words.line("search", "", most=60)
        printed = lesson.text.control("sheet")
        st.download_button(
            printed.label, data=lambda: sheet(lesson.text, cited.as_of, cited.cards), file_name="cards.html",
            mime="text/html", on_click="ignore", key="sheet", help=printed.help,
        )  # fmt: skip
    with picture:
        topics = {ALL: words.option("topic", ALL)} | {card.key: card.topic for card in cited.cards}
        topic = words.pills("topic", topics, cited.cards[0].key, written=topics.__getitem__, wrap=True)
        chosen = cited.cards if search.strip() or topic == ALL else [card for card in cited.cards if card.key == topic]
        found = matching(chosen, search)
        two_sided(cards_payload(lesson.text, found), key="cards")
        lesson.says(
            lesson.text.say("cards.some", found=len(found), cards=len(cited.cards), as_of=cited.as_of)
            if found
            else lesson.text.say("cards.none")
        )


def energy() -> None:
    """One answer, a class, a day: by every published figure, the chosen one marked."""
    figures = {one.key: one for one in cited.answers}
    figure = figures[
        words.choice("figure", figures, cited.answers[0].key, written=lambda code: figures[code].name)
    ]  # fmt: skip
    left, right = st.columns(2)
    with left:
        answers = words.slider("answers", 1, 200, 15)
    with right:
        people = words.slider("people", 1, 200, 30)
    lesson.show(exhibits.costs(lesson.text, figure, cited, answers, people, colours()), "costs")
    votes_and_costs.cited(figure)


def voices() -> None:
    """Who is told of in the open model's text, and of whom the model speaks."""
    world = opened.world
    if not world:
        ways_out.cannot(say("voices.unknown"), "voices")
        return
    status_line()
    left, right = st.columns(2)
    with left:
        by = votes_and_costs.GROUP_OF[words.choice("groups", votes_and_costs.GROUP_OF, "tenths")]
    with right:
        temperature = words.stops("warmth", TEMPERATURES, 1.0)
    model = votes_and_costs.spoken_of(opened, temperature)

    def draw(claimed: dict[Fact, int] | None) -> None:
        rows = represented.shares(world, opened.told, claimed, by)
        untold = represented.never(world, opened.told)
        exhibit = exhibits.voices(lesson.text, rows, untold, len(world.facts), claimed, colours())
        lesson.show(exhibit, "voices")

    meanwhile(model, say("voices.meanwhile"), draw)


def work() -> None:
    """How much time a tool saves, if it touches a part of the work and is so much faster there."""
    left, right = st.columns(2)
    with left:
        part = words.slider("part", 0, 100, 40, 5)
    with right:
        faster = words.slider("faster", -50, 100, 15, 5)
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

with frame.section(say("vote.again"), key="vote_after"):
    votes_and_costs.vote(words, cited.statements, "after")
    votes_and_costs.class_votes(words, cited.statements, fallen)

lesson.open_the_box(daily, work_saved, represented.shares)
lesson.foot()
