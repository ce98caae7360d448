"""The teaching texts: reads and checks `assets/lessons/<language>/`, a YAML file a lesson and a note for its teacher.

A part that is missing, empty or misspelt is an error that names the file and the place, so that a teacher who corrects
a sentence, or translates a folder, is told what is wrong. Knows nothing about pages, models or figures.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import yaml

from core import sentences
from core.caches import lru_cache
from core.sentences import Sentence

FOLDER = Path(__file__).resolve().parents[1] / "assets" / "lessons"
SECTIONS = ("start", "text", "images", "beyond", "trust", "help")  # folders of pages, in the order of the menu
STATIONS = ("text", "tokens", "vectors", "blocks", "probabilities", "next token")  # the way through a language model

DEEPER = "_deeper"  # the second page of the lesson `tokens` is `tokens_deeper`

Part = TypeVar("Part")


class LessonError(ValueError):
    """A lesson file says something that cannot be shown; the message says where and what to do."""


@dataclass(frozen=True)
class Experiment:
    """Predict, do, explain. The page computes what happened; the text asks before and explains after."""

    key: str
    title: str
    ask: str
    options: tuple[str, ...]
    did: str  # what the page did once the guess was made
    explain: str
    technical: str = ""  # one more paragraph for those who chose the technical register


@dataclass(frozen=True)
class Symbol:
    """One colour ties a symbol of the formula, its meaning, and its names in the code."""

    latex: str
    hue: str  # a name from the palette
    says: str
    code: tuple[str, ...]


@dataclass(frozen=True)
class Box:
    """The formula behind the picture. In it, `\\hue{query}{q}` writes q in the colour of queries."""

    words: str
    formula: str
    symbols: tuple[Symbol, ...]


@dataclass(frozen=True)
class Option:
    """One answer, and what to say to whoever chose it."""

    text: str
    feedback: str
    right: bool = False


@dataclass(frozen=True)
class Question:
    ask: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Source:
    text: str
    link: str


class Says:
    """What has sentences with places for numbers."""

    says: Mapping[str, str]
    name: str

    def say(self, key: str, **facts: Any) -> Sentence:
        """The sentence of that name with these facts in it. LessonError where there is none, or a fact is missing."""
        if key not in self.says:
            raise LessonError(f"{self.name}.yaml says nothing under {key!r}; it has {sorted(self.says)}.")
        try:
            return sentences.write(self.says[key], **facts)
        except (KeyError, ValueError) as problem:
            raise LessonError(
                f"{self.name}.yaml, says {key}: {problem} cannot be filled in; known are {', '.join(sorted(facts))}."
            ) from None


@dataclass(frozen=True)
class Lesson(Says):
    """Everything that a lesson says, except for what its page computes."""

    section: str
    place: int  # in its section, from 1
    title: str  # in the menu
    question: str
    answer: str
    minutes: int
    able: str  # "You will be able to ..."
    look: str  # what to look at in the living picture
    experiments: tuple[Experiment, ...]
    box: Box
    simplified: tuple[str, ...]
    sources: tuple[Source, ...]
    stations: tuple[str, ...] = ()  # on the way through a language model; none in lessons about other models
    quiz: tuple[Question, ...] = ()  # three questions; a second page has none
    says: Mapping[str, str] = field(default_factory=dict)  # sentences with places for what the page computes
    next: str = ""  # the name of the lesson to go on with
    name: str = ""  # the file's, and the page's
    teacher: str = ""  # Markdown

    @property
    def deeper(self) -> bool:
        """Is this the second page of another lesson?"""
        return self.name.endswith(DEEPER)

    def experiment(self, key: str) -> Experiment:
        """The experiment of that name. LessonError where there is none."""
        for experiment in self.experiments:
            if experiment.key == key:
                return experiment
        raise LessonError(f"{self.name}.yaml has no experiment {key!r}; it has {[e.key for e in self.experiments]}.")


@dataclass(frozen=True)
class Passage:
    """A title and what stands under it."""

    title: str
    text: str


@dataclass(frozen=True)
class Welcome(Says):
    """What the first page says: the way through in five minutes, other ways, and the map."""

    question: str
    answer: str
    minutes: int
    able: str
    look: str
    finish: Passage
    train: Passage
    catch: Experiment
    why: Passage
    routes: tuple[Passage, ...]
    map: Passage
    says: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    teacher: str = ""


@dataclass(frozen=True)
class Waiting:
    """What the page says that waits for a place; `{place}` in it is the place in the line."""

    title: str
    why: str
    place: str
    stay: str
    lost: str  # while the server does not answer
    without: str  # to browsers without scripts
    name: str = ""


@dataclass(frozen=True)
class Frame(Says):
    """What stands around every picture, on all pages."""

    says: Mapping[str, str]
    name: str = ""


def lesson(name: str, language: str = "en", folder: Path = FOLDER) -> Lesson:
    """The lesson of that name; in English where the language does not have it. LessonError where a file is wrong."""
    found = _read(Lesson, name, language, folder)
    _check(found)
    return found


def welcome(language: str = "en", folder: Path = FOLDER) -> Welcome:
    """What the first page says; in English where the language does not have it."""
    return _read(Welcome, "welcome", language, folder)


def waiting(language: str = "en", folder: Path = FOLDER) -> Waiting:
    """What the waiting page says; in English where the language does not have it."""
    return _shared(Waiting, "waiting", language, folder)


def frame(language: str = "en", folder: Path = FOLDER) -> Frame:
    """What stands around every picture; in English where the language does not have it."""
    return _shared(Frame, "frame", language, folder)


def _shared(kind: type[Part], name: str, language: str, folder: Path) -> Part:
    """A text that belongs to no lesson, so no teacher needs a note on it."""
    path = folder / language / f"{name}.yaml"
    path = path if path.exists() else folder / "en" / path.name
    found: Part = _parse(kind, path, path.with_suffix(".teacher.md"), path.stat().st_mtime_ns)
    return found


def course(pages: Path, language: str = "en", folder: Path = FOLDER) -> dict[str, tuple[Lesson, ...]]:
    """All lessons that have both a text and a page in `pages/<section>/<name>/`, by section, in their order."""
    there = [one for one in _with_pages(pages, language, folder) if not one.deeper]
    by_section = {section: [one for one in there if one.section == section] for section in SECTIONS}
    return {section: tuple(sorted(them, key=lambda one: one.place)) for section, them in by_section.items() if them}


def second_pages(pages: Path, language: str = "en", folder: Path = FOLDER) -> dict[str, Lesson]:
    """The second pages that have both a text and a page, by the name of the lesson that they belong to."""
    there = _with_pages(pages, language, folder)
    return {one.name.removesuffix(DEEPER): one for one in there if one.deeper}


def _with_pages(pages: Path, language: str, folder: Path) -> list[Lesson]:
    """A lesson's text is there and so is its page. (Other YAML files beside them are parts of a lesson's text.)"""
    texts = tuple(_files(folder / one) for one in dict.fromkeys(("en", language)))
    there = ((pages / one / name, name) for one in SECTIONS for name, _ in _files(pages / one, dated=False))
    return list(
        _listed(pages, language, folder, texts, tuple((name, _files(place, dated=False)) for place, name in there))
    )


@lru_cache(maxsize=16)
def _listed(pages: Path, language: str, folder: Path, *seen: Any) -> tuple[Lesson, ...]:
    """Every page draws a menu and asks for this. What was `seen` in the folders is an argument, as in `_parse`."""
    names = sorted({path.stem for path in (folder / "en").glob("*.yaml")} & page_files(pages).keys())
    found = [lesson(name, language, folder) for name in names if name != "welcome"]
    return tuple(one for one in found if (pages / page_file(one)).exists())


def page_file(one: Lesson) -> Path:
    """Where the lesson's page lies under `pages/`."""
    return Path(one.section, one.name.removesuffix(DEEPER), "deeper.py" if one.deeper else "page.py")


def page_files(pages: Path) -> dict[str, Path]:
    """All pages by name, which is their address too: a lesson's folder has a first page and, mostly, a second one."""
    first = {path.parent.name: path for path in sorted(pages.glob("*/*/page.py"))}
    second = {path.parent.name + DEEPER: path for path in sorted(pages.glob("*/*/deeper.py"))}
    return first | second


def _files(folder: Path, dated: bool = True) -> tuple[tuple[str, int], ...]:
    """The names of the files in a folder and when each was changed; nothing where there is no such folder."""
    try:
        with os.scandir(folder) as files:
            return tuple(sorted((file.name, file.stat().st_mtime_ns if dated else 0) for file in files))
    except OSError:
        return ()


def _read(kind: type[Part], name: str, language: str, folder: Path) -> Part:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", language) or not (folder / language / f"{name}.yaml").exists():
        language = "en"
    path = folder / language / f"{name}.yaml"
    note = path.with_suffix(".teacher.md")
    if not note.exists() and not name.endswith(DEEPER):
        raise LessonError(f"{path.name} needs a note for its teacher beside it: {note.name}.")
    changed = tuple(file.stat().st_mtime_ns for file in (path, note) if file.exists())
    return _parse(kind, path, note, *changed)


@lru_cache(maxsize=256)
def _parse(kind: Any, path: Path, note: Path, *changed: int) -> Any:
    """Read both files. The times of their last change are arguments so that a corrected sentence shows at once."""
    try:
        record = yaml.safe_load(path.read_text("utf-8"))
    except yaml.YAMLError as problem:
        raise LessonError(f"{path.name} is not valid YAML: {problem}") from None
    if not isinstance(record, Mapping):
        raise LessonError(f"{path.name} must be a list of names with values; it is {type(record).__name__}.")
    teacher = {"teacher": note.read_text("utf-8")} if note.exists() else {}
    return build(kind, {**record, "name": path.stem, **teacher}, path.name)


def build(kind: type[Part], record: object, where: str) -> Part:
    """A dataclass from a mapping: every field there, of its kind and not empty; nothing besides."""
    if not isinstance(record, Mapping):
        raise LessonError(f"{where} must have parts with names; it is {record!r}.")
    assert is_dataclass(kind)
    known = {one.name: one for one in fields(kind)}
    if extra := set(record) - set(known):
        raise LessonError(f"{where} has a part {sorted(map(str, extra))[0]!r} that nobody reads. It may be misspelt.")
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for name, one in known.items():
        if name in record:
            values[name] = _value(hints[name], record[name], f"{where}, {name}")
        elif one.default is MISSING and one.default_factory is MISSING:
            raise LessonError(f"{where} needs the part {name!r}.")
    return kind(**values)


def _value(kind: Any, value: object, where: str) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        return build(kind, value, where)
    if kind in (str, int, bool):
        if type(value) is not kind:
            raise LessonError(
                f"{where} must be {kind.__name__}; it is {value!r}. Numbers and yes/no as text need quotes."
            )
        if kind is str and not str(value).strip():
            raise LessonError(f"{where} is empty.")
        return value.strip() if isinstance(value, str) else value
    if get_origin(kind) is Mapping:
        if not isinstance(value, Mapping) or not value:
            raise LessonError(f"{where} must be a list of names with texts; it is {value!r}.")
        return {str(name): _value(str, text, f"{where}, {name}") for name, text in value.items()}
    if not isinstance(value, list) or not value:
        raise LessonError(f"{where} must be a list with something in it; it is {value!r}.")
    return tuple(_value(get_args(kind)[0], one, f"{where} {i}") for i, one in enumerate(value, 1))


def _check(one: Lesson) -> None:
    """What the kinds of the parts do not say."""
    where = f"{one.name}.yaml"
    if one.section not in SECTIONS:
        raise LessonError(f"{where} stands in section {one.section!r}; sections are {', '.join(SECTIONS)}.")
    if unknown := set(one.stations) - set(STATIONS):
        raise LessonError(f"{where} names the station {unknown.pop()!r}; stations are {', '.join(STATIONS)}.")
    if len({e.key for e in one.experiments}) < len(one.experiments):
        raise LessonError(f"{where} has two experiments with the same key.")
    for experiment in one.experiments:
        if len(experiment.options) < 2:
            raise LessonError(f"{where}, experiment {experiment.key} needs two options to guess between.")
    if len(one.quiz) != 3 and not (one.deeper and not one.quiz):
        raise LessonError(f"{where} must ask three questions at its end; it asks {len(one.quiz)}.")
    for number, question in enumerate(one.quiz, 1):
        if sum(option.right for option in question.options) != 1:
            raise LessonError(f"{where}, question {number} needs exactly one right option (`right: true`).")
        if len(question.options) < 3:
            raise LessonError(f"{where}, question {number} needs three options or more.")
