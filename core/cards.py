"""The two-sided cards and the cited figures of the lesson on society, read from `assets/lessons/<language>/`.

A fact names its source with a link and a date; an opinion says whose it is. A card without two sides, or without anything
that one can do, is an error that names the place. Knows nothing of pages.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from core.caches import lru_cache
from core.lessons import FOLDER, LessonError, build

DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True)
class Fact:
    """What somebody found or ruled."""

    text: str
    source: str
    date: str  # of the source: a year, a month or a day
    link: str


@dataclass(frozen=True)
class Opinion:
    """What somebody thinks of it."""

    text: str
    whose: str
    source: str
    date: str
    link: str


@dataclass(frozen=True)
class Side:
    title: str
    facts: tuple[Fact, ...]
    opinions: tuple[Opinion, ...] = ()

    @property
    def said(self) -> tuple[Fact | Opinion, ...]:
        """Its facts, then its opinions."""
        return (*self.facts, *self.opinions)

    @property
    def words(self) -> int:
        """How much the side says, without its sources."""
        return sum(len(one.text.split()) for one in self.said)


@dataclass(frozen=True)
class Card:
    """A question, what speaks for each of two answers, and what one can do."""

    key: str
    topic: str
    question: str
    sides: tuple[Side, ...]  # two
    do: tuple[str, ...]
    open: str = ""  # what was not yet settled when this was written


@dataclass(frozen=True)
class Figure:
    """A number that somebody published."""

    key: str
    name: str
    amount: int  # in the unit of its list
    source: str
    date: str
    link: str
    note: str = ""


@dataclass(frozen=True)
class Statement:
    """What is voted on."""

    key: str
    text: str


@dataclass(frozen=True)
class Society:
    """All that the lesson cites."""

    as_of: str  # the cards tell what was known in this month
    cards: tuple[Card, ...]
    statements: tuple[Statement, ...]
    answers: tuple[Figure, ...]  # milliwatt-hours of one answer
    things: tuple[Figure, ...]  # milliwatt-hours of something well known
    work: tuple[Figure, ...]  # percent more done in an hour


def society(language: str = "en", folder: Path = FOLDER) -> Society:
    """The cards and figures; in English where the language does not have them. LessonError where something is missing."""
    path = folder / language / "society_cards.yaml"
    path = path if path.exists() else folder / "en" / "society_cards.yaml"
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(path: Path, changed: int) -> Society:
    """Read and check. The time of the last change is an argument so that a corrected sentence shows at once."""
    found = build(Society, yaml.safe_load(path.read_text("utf-8")), path.name)
    for card in found.cards:
        if len(card.sides) != 2:
            raise LessonError(f"{path.name}, card {card.key!r} must have two sides; it has {len(card.sides)}.")
        for side in card.sides:
            _dated(f"{path.name}, card {card.key!r}", side.said)
    _dated(path.name, (*found.answers, *found.things, *found.work))
    return found


def _dated(where: str, cited: Sequence[Fact | Opinion | Figure]) -> None:
    for one in cited:
        if not DATE.fullmatch(one.date):
            raise LessonError(f"{where}: the date {one.date!r} must be a year, a month or a day, such as 2025-08-26.")
        if not one.link.startswith("https://"):
            raise LessonError(f"{where}: the link {one.link!r} must begin with https://.")


def matching(cards: Sequence[Card], asked: str) -> tuple[Card, ...]:
    """The cards that say every word that was asked for, anywhere on them, in capitals or not."""
    words = asked.casefold().split()
    return tuple(card for card in cards if all(word in _all_text(card) for word in words))


def _all_text(card: Card) -> str:
    sides = [text for side in card.sides for text in (side.title, *_said(side))]
    return " ".join((card.topic, card.question, card.open, *card.do, *sides)).casefold()


def _said(side: Side) -> list[str]:
    return [
        *(part for fact in side.facts for part in (fact.text, fact.source)),
        *(part for opinion in side.opinions for part in (opinion.text, opinion.whose, opinion.source)),
    ]
