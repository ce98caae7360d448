"""The teaching texts: reads and checks `assets/lessons/<language>/`, a YAML file a lesson and a note for its teacher.

A part that is missing, empty or misspelt is an error that names the file and the place, so that a teacher who corrects
a sentence, or translates a folder, is told what is wrong. Knows nothing about pages, models or figures.
"""

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import yaml

from core import sentences
from core.caches import lru_cache
from core.sentences import Sentence

FOLDER = Path(__file__).resolve().parents[1] / "assets" / "lessons"
SECTIONS = ("start", "text", "images", "beyond", "trust", "help")  # folders of pages, in the order of the menu
STATIONS = ("text", "tokens", "vectors", "blocks", "probabilities", "next token")  # the way through a language model

ENGLISH = "en"
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


@dataclass(frozen=True)
class Control:
    """The words of a button, a slider, a choice. In the file a label alone may stand for it."""

    label: str
    help: str = ""
    options: Mapping[str, str] = field(
        default_factory=dict
    )  # what is shown for each code; a code that lacks is shown as it is


class Says:
    """What has sentences with places for numbers, and controls."""

    says: Mapping[str, str]
    controls: Mapping[str, Control]
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

    def control(self, key: str, **facts: Any) -> Control:
        """The words of that control with these facts in its label and help. LessonError where there are none."""
        if key not in self.controls:
            raise LessonError(f"{self.name}.yaml has no control {key!r}; it has {sorted(self.controls)}.")
        found = self.controls[key]
        if not facts:
            return found
        try:
            return replace(
                found, label=sentences.write(found.label, **facts), help=sentences.write(found.help, **facts)
            )
        except (KeyError, ValueError) as problem:
            raise LessonError(f"{self.name}.yaml, control {key}: {problem} cannot be filled in.") from None


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
    controls: Mapping[str, Control] = field(default_factory=dict)
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
    controls: Mapping[str, Control] = field(default_factory=dict)
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
    controls: Mapping[str, Control] = field(default_factory=dict)
    name: str = ""


def usual() -> str:
    """The language of who chose none: GLASSBOX_LANGUAGE, else English."""
    return os.environ.get("GLASSBOX_LANGUAGE", "") or ENGLISH


def spoken() -> str:
    """The language of the lessons, a folder in `assets/lessons`: what this learner chose, else the usual one."""
    return _chosen() or usual()


def ask_for_language(chosen: Callable[[], str]) -> None:
    """Let `chosen` say, at any moment, which language the learner chose for whom words are looked up; "" for none."""
    global _chosen
    _chosen = chosen


_chosen: Callable[[], str] = str  # nobody chose


def languages() -> dict[str, str]:
    """All languages that can be spoken, by code: what each calls itself, under `language` in its `frame.yaml`."""
    codes = [ENGLISH, *sorted(path.parent.name for path in FOLDER.glob("*/frame.yaml") if path.parent.name != ENGLISH)]
    names = {code: frame(code).say("language") for code in codes}
    return {code: name if code == ENGLISH or name != names[ENGLISH] else code for code, name in names.items()}


def lesson(name: str, language: str = "", folder: Path | None = None) -> Lesson:
    """The lesson of that name. LessonError where a file is wrong.

    Args:
        language: by default the one that is spoken; each sentence that its file lacks is said in English.
    """
    found = _read(Lesson, name, language, folder)
    _check(found)
    return found


def welcome(language: str = "", folder: Path | None = None) -> Welcome:
    """What the first page says."""
    return _read(Welcome, "welcome", language, folder)


def waiting(language: str = "", folder: Path | None = None) -> Waiting:
    """What the waiting page says."""
    return _read(Waiting, "waiting", language, folder, noted=False)


def frame(language: str = "", folder: Path | None = None) -> Frame:
    """What stands around every picture."""
    return _read(Frame, "frame", language, folder, noted=False)


def figures(language: str = "", folder: Path | None = None) -> Frame:
    """The words in figures: titles of axes, legends, notes, what is said where one points."""
    return _read(Frame, "figures", language, folder, noted=False)


def columns(language: str = "", folder: Path | None = None) -> Frame:
    """The heads of all tables of numbers, by the codes that rows of numbers are kept under."""
    return _read(Frame, "columns", language, folder, noted=False)


def components(language: str = "", folder: Path | None = None) -> Frame:
    """The words in our own pictures, which assets/components draws: buttons, captions, what is read aloud."""
    return _read(Frame, "components", language, folder, noted=False)


def in_english(text: Says) -> Says:
    """The same text as it was written first."""
    return _read(type(text), text.name, ENGLISH, None, noted=False)


def course(pages: Path, language: str = "", folder: Path | None = None) -> dict[str, tuple[Lesson, ...]]:
    """All lessons that have both a text and a page in `pages/<section>/<name>/`, by section, in their order."""
    there = [one for one in _with_pages(pages, language, folder) if not one.deeper]
    by_section = {section: [one for one in there if one.section == section] for section in SECTIONS}
    return {section: tuple(sorted(them, key=lambda one: one.place)) for section, them in by_section.items() if them}


def second_pages(pages: Path, language: str = "", folder: Path | None = None) -> dict[str, Lesson]:
    """The second pages that have both a text and a page, by the name of the lesson that they belong to."""
    there = _with_pages(pages, language, folder)
    return {one.name.removesuffix(DEEPER): one for one in there if one.deeper}


def _with_pages(pages: Path, language: str, folder: Path | None) -> list[Lesson]:
    """A lesson's text is there and so is its page. (Other YAML files beside them are parts of a lesson's text.)"""
    language, folder = language or spoken(), folder or FOLDER
    texts = tuple(_files(folder / one) for one in dict.fromkeys((ENGLISH, language)))
    there = ((pages / one / name, name) for one in SECTIONS for name, _ in _files(pages / one, dated=False))
    return list(
        _listed(pages, language, folder, texts, tuple((name, _files(place, dated=False)) for place, name in there))
    )


@lru_cache(maxsize=16)
def _listed(pages: Path, language: str, folder: Path, *seen: Any) -> tuple[Lesson, ...]:
    """Every page draws a menu and asks for this. What was `seen` in the folders is an argument, as in `_parse`."""
    names = sorted({path.stem for path in (folder / ENGLISH).glob("*.yaml")} & page_files(pages).keys())
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


def _read(kind: type[Part], name: str, language: str, folder: Path | None, noted: bool = True) -> Part:
    """`noted`: does it need a note for its teacher? (A second page never does.)"""
    texts, notes = _paths(name, language or spoken(), folder or FOLDER)
    there = _dated(texts) or {texts[0]: 0}
    note = _dated(notes) if noted else {}
    if noted and not note and not name.endswith(DEEPER):
        raise LessonError(f"{name}.yaml needs a note for its teacher beside it: {name}.teacher.md.")
    first = next(iter(note), None)
    found: Part = _parse(kind, tuple(there), first, *there.values(), *([note[first]] if first else ()))
    return found


@lru_cache(maxsize=512)
def _paths(name: str, language: str, folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Where a text may lie, the English one first, and where its note may, the English one last."""
    places = [folder / ENGLISH]
    if language != ENGLISH and re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", language):
        places.append(folder / language)
    return (
        tuple(str(place / f"{name}.yaml") for place in places),
        tuple(str(place / f"{name}.teacher.md") for place in reversed(places)),
    )


def _dated(paths: Iterable[str]) -> dict[str, int]:
    """Those of the files that are there, and when each was changed. One look at each: pages ask for this all the time."""
    found = {}
    for path in paths:
        with contextlib.suppress(FileNotFoundError):
            found[path] = os.stat(path).st_mtime_ns
    return found


@lru_cache(maxsize=256)
def _parse(kind: Any, texts: tuple[str, ...], note: str | None, *changed: int) -> Any:
    """Read the files, the English one first. When they last changed is an argument so that a corrected sentence shows at once."""
    record: Any = {}
    for path in map(Path, texts):
        try:
            said = yaml.safe_load(path.read_text("utf-8"))
        except yaml.YAMLError as problem:
            raise LessonError(f"{path.name} is not valid YAML: {problem}") from None
        if not isinstance(said, Mapping):
            raise LessonError(f"{path.name} must be a list of names with values; it is {type(said).__name__}.")
        record = translated(record, said) if record else said
    teacher = {"teacher": Path(note).read_text("utf-8")} if note else {}
    return build(kind, {**record, "name": path.stem, **teacher}, path.name)


def translated(english: Any, said: Any) -> Any:
    """The English record in other words, sentence by sentence: what was not translated stays as it is.

    Parts with a `key` are found by it, others in a list by their place.

    >>> translated({"a": "yes", "b": ["one", "two"]}, {"b": ["eins"]})
    {'a': 'yes', 'b': ['eins', 'two']}
    """
    match english, said:
        case Mapping(), Mapping():
            return {**english, **{name: translated(english.get(name), part) for name, part in said.items()}}
        case list(), list():
            keyed = {part["key"]: part for part in said if isinstance(part, Mapping) and "key" in part}
            if keyed:
                if unknown := keyed.keys() - {part.get("key") for part in english}:
                    raise LessonError(
                        f"A translation has a part with the key {sorted(unknown)[0]!r}, which English lacks."
                    )
                return [translated(part, keyed.get(part.get("key"))) for part in english]
            return [translated(*pair) for pair in zip_longest(english, said)]
    return english if said in (None, "") else said


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
        return build(kind, {"label": value} if kind is Control and isinstance(value, str) else value, where)
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
            raise LessonError(f"{where} must be a list of names with what they say; it is {value!r}.")
        if others := [name for name in value if type(name) is not str]:  # YAML reads `on:` as True
            raise LessonError(f"{where} has the name {others[0]!r}. Numbers and on/off, yes/no as names need quotes.")
        kind = get_args(kind)[1]
        return {name: _value(kind, text, f"{where}, {name}") for name, text in value.items()}
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
