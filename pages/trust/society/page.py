"""What does it change? Two-sided cards with sources, a vote before and after, and calculations with numbers of one's own."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from core.ages import looked_at
from core.cards import Figure, Statement, matching, society
from core.data.world import Fact
from core.exhibit import Picture
from core.figures.cards import cards_payload, sheet
from core.language import change, spoken
from core.measure import represented
from core.measure.electricity import daily, work_saved
from core.studies.who_is_spoken_of import TEMPERATURES
from pages.kit import frame, ways_out
from pages.kit.exhibit import mount
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model, status_line
from pages.kit.questions import meanwhile
from pages.kit.theme import colours
from pages.trust.society import asked, exhibits

ALL = "all"  # cards

lesson = Lesson("society")
lesson.head()
words, say = lesson.controls, lesson.text.say
opened = open_model()
cited = society(spoken())

with frame.section(say("vote.first"), key="vote_before"):
    asked.choose_vote(words)
    asked.vote(words, cited.statements, "before")

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
        mount(Picture("two_sided", cards_payload(lesson.text, found)), "cards")
        lesson.says(
            lesson.text.say("cards.some", found=len(found), cards=len(cited.cards), as_of=cited.as_of)
            if found
            else lesson.text.say("cards.none")
        )


def age(figures: Sequence[Figure]) -> None:
    """When somebody last looked whether these published figures still hold."""
    said = looked_at([one.checked_on for one in figures], lesson.text.name)
    st.html(f'<p class="gb-quiet">{escape(said)}</p>')


def energy() -> None:
    """One answer, a class, a day: by every published figure, the chosen one marked."""
    figures = {one.key: one for one in cited.answers}
    figure = figures[words.choice("figure", figures, cited.answers[0].key, written=lambda one: figures[one].name)]
    left, right = st.columns(2)
    with left:
        answers = words.slider("answers", 1, 200, 15)
    with right:
        people = words.slider("people", 1, 200, 30)
    lesson.show(exhibits.costs(lesson.text, figure, cited, answers, people, colours()), "costs")
    st.markdown(f"[{figure.source}]({figure.link}), {figure.date}. {figure.note}")
    age([figure])


def voices() -> None:
    """Who is told of in the open model's text, and of whom the model speaks."""
    world = opened.world
    if not world:
        ways_out.cannot(say("voices.unknown"), "voices")
        return
    status_line()
    left, right = st.columns(2)
    with left:
        by = asked.GROUP_OF[words.choice("groups", asked.GROUP_OF, "tenths")]
    with right:
        temperature = words.stops("warmth", TEMPERATURES, 1.0)
    model = asked.spoken_of(opened, temperature)

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
        since = " ".join(f"{say('cards.newer')}: {later.text}" for later in one.superseded_by)
        st.markdown(
            f"{one.name}: {change(one.amount / 100)}. [{one.source}]({one.link}), {one.date}. {one.note} {since}"
        )
    age(cited.work)


def fallen(shown: Statement) -> None:
    """How all who have this code voted on one statement."""
    now = asked.ballot()
    lesson.show(exhibits.fallen(lesson.text, now, cited.statements, shown, colours()), "votes")


lesson.guess_first(energy, voices, work)

with frame.section(say("vote.again"), key="vote_after"):
    asked.vote(words, cited.statements, "after")
    asked.class_votes(words, cited.statements, fallen)

lesson.open_the_box(daily, work_saved, represented.shares)
lesson.foot()
