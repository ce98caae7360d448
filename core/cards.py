"""The two-sided cards and the cited figures of the lesson on society, read from `assets/lessons/<language>/`.

A fact names its source with a link and a date, when somebody last looked whether it still holds, and what came after it;
an opinion says whose it is. A card without two sides, or without anything that one can do, is an error that names the
place. Knows nothing of pages.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core import translation
from core.ages import day_of
from core.caches import lru_cache
from core.language import ENGLISH, folders
from core.lessons.files import build
from core.lessons.parts import LessonError
from core.measure import electricity
from core.yaml_files import read_yaml

MILLI = 1 / 1000
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True)
class Newer:
    """What came after a fact and changes it."""

    text: str
    source: str
    date: str
    link: str


@dataclass(frozen=True)
class Fact:
    """What somebody found or ruled."""

    text: str
    source: str
    date: str  # of the source: a year, a month or a day
    link: str
    checked_on: str  # the day on which somebody looked whether it still holds
    superseded_by: tuple[Newer, ...] = ()


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
        newer = [later for fact in self.facts for later in fact.superseded_by]
        return sum(len(one.text.split()) for one in (*self.said, *newer))


@dataclass(frozen=True)
class Card:
    """A question, what speaks for each of two answers, and what one can do."""

    key: str
    topic: str
    question: str
    sides: tuple[Side, ...]  # two
    do: tuple[str, ...]
    open: str = ""  # what was not yet settled when this was written

    @property
    def checked_on(self) -> tuple[str, ...]:
        """When somebody last looked at each of its facts."""
        return tuple(fact.checked_on for side in self.sides for fact in side.facts)


@dataclass(frozen=True)
class Figure:
    """A number that somebody published."""

    key: str
    name: str
    amount: int  # in the unit of its list
    source: str
    date: str
    link: str
    checked_on: str
    note: str = ""
    superseded_by: tuple[Newer, ...] = ()


@dataclass(frozen=True)
class Statement:
    """What is voted on."""

    key: str
    text: str


@dataclass(frozen=True)
class Society:
    """All that the lesson cites."""

    as_of: str  # the newest source that was found is from this month
    cards: tuple[Card, ...]
    statements: tuple[Statement, ...]
    answers: tuple[Figure, ...]  # milliwatt-hours of one answer
    things: tuple[Figure, ...]  # milliwatt-hours of something well known
    work: tuple[Figure, ...]  # percent more done in an hour

    def a_day(self, answers: int, people: int) -> dict[str, float]:
        """Watt-hours a day by each published figure of an answer, the smallest first."""
        ordered = sorted(self.answers, key=lambda one: one.amount)
        return {one.name: electricity.daily(one.amount * MILLI, answers, people) for one in ordered}

    def known_things(self, kettle: str) -> dict[str, float]:
        """Watt-hours of well-known things, the smallest first: one computed from physics, the others published.

        Args:
            kettle: what the one is called that is computed.
        """
        return _smallest_first({kettle: electricity.kettle(), **_watt_hours(self.things)})

    def beside_published(self, name: str, energy: float) -> dict[str, float]:
        """Watt-hours of one answer, the smallest first: of a model of that name, and as published."""
        return _smallest_first({name: energy, **_watt_hours(self.answers)})

    def work_saved(self, name: str, faster: float) -> dict[str, list[tuple[float, float]]]:
        """Time saved over the part of the work that a tool touches: as others measured its speed, and so much `faster`."""
        speeds = {one.name: one.amount / 100 for one in self.work} | {name: faster}
        parts = [n / 100 for n in range(101)]
        return {who: [(part, electricity.work_saved(part, speed)) for part in parts] for who, speed in speeds.items()}


def _watt_hours(figures: Sequence[Figure]) -> dict[str, float]:
    return {one.name: one.amount * MILLI for one in figures}


def _smallest_first(amounts: Mapping[str, float]) -> dict[str, float]:
    return dict(sorted(amounts.items(), key=lambda pair: pair[1]))


def society(language: str = ENGLISH, folder: Path | None = None) -> Society:
    """The cards and figures; each sentence in English that the language lacks. LessonError where something is missing."""
    paths = [(folder or folders()) / one / "society_cards.yaml" for one in dict.fromkeys((ENGLISH, language))]
    there = tuple(path for path in paths if path.exists())
    return _read(there, *(path.stat().st_mtime_ns for path in there))


@lru_cache(maxsize=8)
def _read(paths: tuple[Path, ...], *changed: int) -> Society:
    """Read and check. The time of the last change is an argument so that a corrected sentence shows at once."""
    path, *others = paths
    record = read_yaml(path)
    for other in others:
        record = translation.translated(record, translation.read(other), other.parent.name)
    found = build(Society, record, path.name)
    for card in found.cards:
        if len(card.sides) != 2:
            raise LessonError(f"{path.name}, card {card.key!r} must have two sides; it has {len(card.sides)}.")
        for side in card.sides:
            _dated(f"{path.name}, card {card.key!r}", side.said)
    _dated(path.name, (*found.answers, *found.things, *found.work))
    return found


def _dated(where: str, cited: Sequence[Fact | Opinion | Figure | Newer]) -> None:
    for one in cited:
        if isinstance(one, (Fact, Figure)):
            day_of(one.checked_on, where)
            _dated(where, one.superseded_by)
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
        *(part for fact in side.facts for later in fact.superseded_by for part in (later.text, later.source)),
        *(part for opinion in side.opinions for part in (opinion.text, opinion.whose, opinion.source)),
    ]
