"""When somebody last looked whether a fact in the lessons still holds, and which facts nobody has looked at for half a year.

Such a fact is whatever in `assets/lessons/<language>/` has a `checked_on`: facts and figures on the cards of /society, and
what a lesson lists under `ages`. Knows no clock: which day it is, is an argument. Knows nothing of pages.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.language import ENGLISH, FOLDER
from core.lessons import frame
from core.lessons.parts import LessonError
from core.sentences import Sentence
from core.yaml_files import read_yaml

MONTHS = 6  # after which somebody should look again


@dataclass(frozen=True)
class Look:
    """Somebody looked whether a fact still holds."""

    lesson: str  # its file's name
    card: str  # the key of the card or figure, or else how the sentence begins
    day: date

    def months(self, today: date) -> int:
        """How many full months ago.

        >>> Look("society", "work", date(2026, 1, 31)).months(date(2026, 7, 30))
        5
        """
        return 12 * (today.year - self.day.year) + today.month - self.day.month - (today.day < self.day.day)


def day_of(written: str, where: str) -> date:
    """The day, from its digits. LessonError where it is none."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise LessonError(f"{where}: checked_on is {written!r}; it must be a day, such as 2026-11-28.") from None


def looked_at(written: Iterable[str], where: str, says: str = "looked at") -> Sentence:
    """In which month these facts were last looked at; the oldest look counts. Months and words are the frame's."""
    oldest, words = min(day_of(one, where) for one in written), frame()
    return words.say(says, month=words.say("months").split(", ")[oldest.month - 1], year=str(oldest.year))


def looks(folder: Path = FOLDER / ENGLISH) -> list[Look]:
    """The last look at every fact that ages, in all files of a folder, the oldest first."""
    found = [look for path in sorted(folder.glob("*.yaml")) for look in _looks(path.stem, "", read_yaml(path))]
    return sorted(found, key=lambda look: (look.day, look.lesson, look.card))


def _looks(lesson: str, card: str, part: object) -> Iterator[Look]:
    """All looks in a part of a file. `card` is the key of what it belongs to."""
    if isinstance(part, Mapping):
        card = part.get("key") or card or str(part.get("sentence", ""))[:40]
        if "checked_on" in part:
            yield Look(lesson, card, day_of(part["checked_on"], f"{lesson}.yaml, {card}"))
        part = list(part.values())
    for one in part if isinstance(part, list) else ():
        yield from _looks(lesson, card, one)


def overdue(all_looks: Iterable[Look], today: date) -> list[Look]:
    """Those that are six months old or older."""
    return [look for look in all_looks if look.months(today) >= MONTHS]
