"""The cards: every fact has its source, every opinion its owner, both sides their say, and each ends in what one can do."""

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from core.cards import Card, Society, matching, society
from core.language import FOLDER
from core.lessons.parts import LessonError

CITED = society()


def day(date: str) -> datetime.date:
    parts = [int(part) for part in date.split("-")]
    return datetime.date(*(parts + [1, 1])[:3])


@pytest.mark.parametrize("card", CITED.cards, ids=lambda card: card.key)
def test_a_card_is_fair_and_sourced(card: Card):
    assert card.do and card.question.endswith("?")
    few, many = sorted(side.words for side in card.sides)
    assert many <= 1.35 * few  # about equally long
    for side in card.sides:
        assert side.facts  # never an opinion alone
        for one in (*side.said, *(later for fact in side.facts for later in fact.superseded_by)):
            assert one.link.startswith("https://") and len(one.source) > 8
            assert datetime.date(2017, 1, 1) < day(one.date) < datetime.date(2026, 12, 31)
        assert all(opinion.whose for opinion in side.opinions)


def test_there_are_nine_cards_or_more_on_different_topics():
    assert len({card.topic for card in CITED.cards}) == len({card.key for card in CITED.cards}) == len(CITED.cards) >= 9


def test_sentences_are_short_and_free_of_emoji():
    content = (FOLDER / "en" / "society_cards.yaml").read_text("utf-8")
    assert not re.search("[\U0001f300-\U0001faff]", content)
    said = [one.text for card in CITED.cards for side in card.sides for one in side.said]
    for text in (*said, *(one for card in CITED.cards for one in card.do)):
        for sentence in re.split(r"(?<=[.?!:;])\s", text):
            assert len(sentence.split()) <= 36, sentence


def test_every_figure_has_a_source_and_published_answers_differ():
    for one in (*CITED.answers, *CITED.things, *CITED.work):
        assert one.source and one.link.startswith("https://") and day(one.date)
    assert all(one.note and one.amount > 0 for one in CITED.answers) and len(CITED.answers) >= 5


def test_a_search_asks_for_every_word():
    assert [card.key for card in matching(CITED.cards, "nobel PRIZE")] == ["science"]
    assert matching(CITED.cards, "  ") == CITED.cards
    assert matching(CITED.cards, "<b>vegetable</b>") == ()


# --- what is calculated with the figures


def test_a_day_costs_each_published_figure_times_answers_and_people():
    least, *_ = sorted(CITED.answers, key=lambda one: one.amount)
    day = CITED.a_day(answers=15, people=2)
    assert list(day.values()) == sorted(day.values()) and next(iter(day)) == least.name
    assert day[least.name] == pytest.approx(least.amount / 1000 * 30)


def test_one_energy_stands_in_order_among_the_published_and_the_known():
    among = CITED.beside_published("ours", 1e-6)
    assert next(iter(among)) == "ours" and len(among) == len(CITED.answers) + 1
    things = CITED.known_things("a kettle")
    assert round(things["a kettle"]) == 93 and list(things.values()) == sorted(things.values())


def test_work_is_saved_by_every_measured_speed_and_by_the_learners():
    lines = CITED.work_saved("I", faster=1.0)
    assert lines["I"][0] == (0.0, 0.0) and lines["I"][-1] == (1.0, 0.5)
    assert set(lines) == {"I", *(one.name for one in CITED.work)}


# --- a file that is not whole


@pytest.fixture
def broken(tmp_path: Path) -> Callable[..., Society]:
    """The cards with one thing changed."""

    def read(change: Callable[[dict[str, Any]], object]) -> Society:
        record = yaml.safe_load((FOLDER / "en" / "society_cards.yaml").read_text("utf-8"))
        change(record)
        (tmp_path / "en").mkdir(exist_ok=True)
        (tmp_path / "en" / "society_cards.yaml").write_text(yaml.safe_dump(record), "utf-8")
        return society(folder=tmp_path)

    return read


BREAKS: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda r: r["cards"][0]["sides"].pop(), "must have two sides"),
    (lambda r: r["cards"][0].pop("do"), "needs the part 'do'"),
    (lambda r: r["cards"][0]["sides"][0]["facts"][0].pop("source"), "needs the part 'source'"),
    (lambda r: r["cards"][0]["sides"][0]["opinions"][0].pop("whose"), "needs the part 'whose'"),
    (lambda r: r["cards"][0]["sides"][0]["facts"][0].update(date="last week"), "must be a year"),
    (lambda r: r["cards"][0]["sides"][0]["facts"][0].update(link="javascript:alert(1)"), "must begin with https"),
    (lambda r: r["cards"][0]["sides"][0]["facts"][0].pop("checked_on"), "needs the part 'checked_on'"),
    (lambda r: r["cards"][0]["sides"][0]["facts"][0].update(checked_on="2026-11"), "must be a day"),
    (lambda r: r["cards"][0]["sides"][0]["facts"][0]["superseded_by"][0].update(link="x"), "must begin with https:"),
    (lambda r: r["answers"][0].update(date="soon"), "must be a year"),
]


@pytest.mark.parametrize(("change", "says"), BREAKS, ids=[says for _, says in BREAKS[:-1]] + ["a figure's date"])
def test_what_is_missing_is_named(
    broken: Callable[..., Society], change: Callable[[dict[str, Any]], object], says: str
):
    with pytest.raises(LessonError, match=says):
        broken(change)
