"""The cards: every fact has its source, every opinion its owner, both sides their say, and each ends in what one can do."""

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from core.cards import Card, Society, matching, society
from core.lessons import FOLDER, LessonError

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
        for one in side.said:
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
    (lambda r: r["answers"][0].update(date="soon"), "must be a year"),
]


@pytest.mark.parametrize(("change", "says"), BREAKS, ids=[says for _, says in BREAKS[:-1]] + ["a figure's date"])
def test_what_is_missing_is_named(
    broken: Callable[..., Society], change: Callable[[dict[str, Any]], object], says: str
):
    with pytest.raises(LessonError, match=says):
        broken(change)
