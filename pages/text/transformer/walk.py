"""The guided walk through the pass, and what each station is called: read from `assets/lessons/<language>/walks`.

A chapter that points at something that the picture does not have is an error with a sentence. Knows nothing of models.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from core.caches import cache
from core.lessons import FOLDER, LessonError
from core.measure.forward_pass import Station


@dataclass(frozen=True)
class Named:
    """What a station says."""

    name: str  # short, in the picture
    title: str
    says: str
    views: Mapping[str, str]
    first: str = ""  # the view that opens first


@dataclass(frozen=True)
class Chapter:
    """One thing to see, and what the learner does to go on; without `open` and `token` there is nothing to do."""

    title: str
    text: str
    task: str = ""
    done: str = ""
    open: str = ""
    view: str = ""
    point: bool = False
    token: str = ""

    def resolved(self, stations: Sequence[Station]) -> "Chapter":
        """The same with `first.` and `last.` as blocks of this model. LessonError where it points at nothing."""
        blocks = max(station.block for station in stations) - 1
        where, _, role = self.open.rpartition(".")
        key = f"{ {'first': 1, 'last': blocks}.get(where, where) }.{role}" if where else role
        station = next((station for station in stations if station.key == key), None)
        if self.open and station is None:
            raise LessonError(f"The chapter {self.title!r} opens {self.open!r}, but there is no such station.")
        if self.view and self.view not in [view.key for view in (station.views if station else ())]:
            raise LessonError(f"The chapter {self.title!r} shows {self.view!r}, but {self.open!r} has no such view.")
        if self.token not in ("", "first", "last"):
            raise LessonError(f"The chapter {self.title!r} follows {self.token!r}; tokens are first or last.")
        if (self.open or self.token) and not (self.task and self.done):
            raise LessonError(
                f"The chapter {self.title!r} asks for something, so it needs a task and a word when done."
            )
        return Chapter(self.title, self.text, self.task, self.done, key, self.view, self.point, self.token)


@dataclass(frozen=True)
class Walk:
    welcome: str
    stations: Mapping[str, Named]  # by role
    chapters: tuple[Chapter, ...] = field(default=())


@cache
def walk(name: str = "transformer", language: str = "en") -> Walk:
    """Read the walk. LessonError where a part is missing or misspelt."""
    path = FOLDER / language / "walks" / f"{name}.yaml"
    record: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    try:
        named = {role: Named(**one) for role, one in record["stations"].items()}
        return Walk(record["welcome"], named, tuple(Chapter(**one) for one in record["chapters"]))
    except (KeyError, TypeError) as problem:
        raise LessonError(f"{path.name}: a part is missing or misspelt: {problem}.") from None
