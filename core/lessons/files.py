"""How teaching texts are found, read and checked: `assets/lessons/<language>/`, a YAML file a text, a note for its teacher.

A part that is missing, empty or misspelt is an error that names the file and the place, so that a teacher who corrects
a sentence, or translates a folder, is told what is wrong. A file is looked at once while a page is drawn, and read again
when it was changed. Knows nothing of what the texts are for.
"""

import contextlib
import os
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import yaml

from core import translation
from core.caches import lru_cache
from core.language import CODE, ENGLISH, ask_again, folders, spoken
from core.lessons.parts import Control, LessonError, Outcome
from core.sentences import Wording
from core.yaml_files import read_yaml

SHORT = {Control: "label", Outcome: "says"}  # parts of which one field alone may stand in the file

Part = TypeVar("Part")


class _Seen(threading.local):
    """What this thread has seen of the files since it last looked; None where it looks each time."""

    seen: dict[Any, Any] | None = None


_now = _Seen()


def once(what: tuple[Any, ...], look: Callable[[], Part]) -> Part:
    """What `look` finds, or what it found under this name since the last `look_again`."""
    if _now.seen is None:
        return look()
    if what not in _now.seen:
        _now.seen[what] = look()
    found: Part = _now.seen[what]
    return found


def look_again() -> None:
    """From now on this thread looks once at each file and at the language that was chosen, until this is called again.

    A page, which asks for its words a hundred times while it is drawn, calls it when it begins; who never does looks each time.
    """
    _now.seen = {}
    ask_again()


def names_in(folder: Path) -> tuple[tuple[str, int], ...]:
    """The names of the files in a folder and when each was changed; nothing where there is no such folder."""
    try:
        with os.scandir(folder) as files:
            return tuple(sorted((file.name, file.stat().st_mtime_ns) for file in files))
    except OSError:
        return ()


def read(kind: type[Part], name: str, language: str, folder: Path | None, noted: bool = True) -> Part:
    """`noted`: does it need a note for its teacher?"""
    language, folder = language or spoken(), folder or folders()
    return once((kind, name, language, folder, noted), partial(_look, kind, name, language, folder, noted))


def _look(kind: type[Part], name: str, language: str, folder: Path, noted: bool) -> Part:
    texts, notes = _paths(name, language, folder)
    there = _dated(texts) or {texts[0]: 0}
    note = _dated(notes) if noted else {}
    if noted and not note:
        raise LessonError(f"{name}.yaml needs a note for its teacher beside it: {name}.teacher.md.")
    first = next(iter(note), None)
    found: Part = _parse(kind, tuple(there), first, *there.values(), *([note[first]] if first else ()))
    return found


@lru_cache(maxsize=512)
def _paths(name: str, language: str, folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Where a text may lie, the English one first, and where its note may, the English one last."""
    places = [folder / ENGLISH]
    if language != ENGLISH and CODE.fullmatch(language):
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
    english, *others = map(Path, texts)
    try:
        record = read_yaml(english)
    except yaml.YAMLError as problem:
        raise LessonError(f"{english.name} is not valid YAML: {problem}") from None
    if not isinstance(record, Mapping):
        raise LessonError(f"{english.name} must be a list of names with values; it is {type(record).__name__}.")
    for other in others:
        record = translation.translated(record, translation.read(other), other.parent.name)
    teacher = {"teacher": Path(note).read_text("utf-8")} if note else {}
    return build(kind, {**record, "name": english.stem, **teacher}, english.name)


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
        return build(kind, {SHORT[kind]: value} if kind in SHORT and isinstance(value, str) else value, where)
    if kind in (str, int, bool):
        if type(value) is not kind and not isinstance(value, Wording):
            raise LessonError(
                f"{where} must be {kind.__name__}; it is {value!r}. Numbers and yes/no as text need quotes."
            )
        if kind is str and not str(value).strip():
            raise LessonError(f"{where} is empty.")
        return value.strip() if type(value) is str else value
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
