"""The guided walk through the pass, and what each station is called: read from `assets/lessons/<language>/walks`.

A chapter that points at something that the picture does not have is an error with a sentence. Knows nothing of models.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from core import sentences, translation
from core.caches import cache
from core.language import ENGLISH, folders, spoken
from core.lessons.parts import LessonError
from core.measure.forward_pass import Station
from core.yaml_files import read_yaml


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
    blocks: str = ""  # "one" or "several": only for models with so many

    def fits(self, layers: int) -> bool:
        """Is it for a model of so many blocks? LessonError where it says something else than one or several."""
        if self.blocks not in ("", "one", "several"):
            raise LessonError(f"The chapter {self.title!r} is for {self.blocks!r} blocks; there are one or several.")
        return self.blocks in ("", "one" if layers == 1 else "several")

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
        return replace(self, open=key)


@dataclass(frozen=True)
class Walk:
    welcome: str
    places: Mapping[str, str]  # where a station stands: "start", in a "block", "end"; and its title "within" a block
    stations: Mapping[str, Named]  # by role
    chapters: tuple[Chapter, ...] = field(default=())

    def named(self, station: Station, layers: int) -> str:
        """A station as a table names it, in a model of so many layers."""
        name, many = self.stations[station.role].name, 0 < station.block <= layers
        return self.place("within", station=name, block=station.block) if many else name

    def place(self, name: str, **facts: Any) -> str:
        """Where a station stands, in words."""
        return sentences.write(self.places[name], **facts)


def walk(name: str = "transformer", language: str = "") -> Walk:
    """Read the walk, by default as it is spoken; what is not translated is English. LessonError where a part is misspelt."""
    return _read(name, language or spoken())


@cache
def _read(name: str, language: str) -> Walk:
    path = folders() / ENGLISH / "walks" / f"{name}.yaml"
    record: dict[str, Any] = read_yaml(path)
    if language != ENGLISH and (other := folders() / language / "walks" / path.name).exists():
        record = translation.translated(record, translation.read(other), language)
    try:
        named = {role: Named(**one) for role, one in record["stations"].items()}
        return Walk(record["welcome"], record["places"], named, tuple(Chapter(**one) for one in record["chapters"]))
    except (KeyError, TypeError) as problem:
        raise LessonError(f"{path.name}: a part is missing or misspelt: {problem}.") from None
