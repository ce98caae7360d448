"""A translation beside the English text: each of its sentences that can be shown, and what is wrong with the others.

A sentence that is missing, or that cannot be filled in, is said in English, so half a translation is one, and a slip of
a translator stops no page. `faults` lists them:

    .venv/bin/python -m scripts.translation pl

Knows nothing about what the parts of a lesson mean.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from core.language import ENGLISH, folders, forms
from core.sentences import Wording
from core.yaml_files import read_yaml

NAMES = {"key", "section", "stations", "hue", "code", "claims"}  # no words: the code reads them
POINTERS = {"open", "view", "token", "first"}  # neither, where they are one word: what a chapter of the walk points at
AS_THEY_ARE = {"link", "formula", "latex", "date"}  # may be translated, and mostly need not be
FILLED = {"says", "controls", "places"}  # the parts whose sentences have places for numbers
MISSING = "it is not translated"


@dataclass(frozen=True)
class Fault:
    """Why a sentence is said in English."""

    where: str  # the file, and the names that lead to the sentence
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"


def translated(english: Any, said: Any, language: str = ENGLISH) -> Any:
    """The English record in other words, sentence by sentence; what is not translated, or cannot be shown, stays English.

    Parts with a `key` are found by it, others in a list by their place.

    >>> translated({"a": "yes", "b": ["one", "two"]}, {"b": ["eins"], "c": "drei"})
    {'a': 'yes', 'b': ['eins', 'two']}
    """
    return _Side(language, []).beside(english, said, ())


def faults(language: str) -> list[Fault]:
    """All sentences that are not said in that language: those that are missing, and those that cannot be shown."""
    found: list[Fault] = []
    there = {path.relative_to(folders() / ENGLISH) for path in (folders() / ENGLISH).rglob("*.yaml")}
    for path in sorted((folders() / language).rglob("*.yaml")):
        if (name := path.relative_to(folders() / language)) not in there:
            found.append(Fault(name.as_posix(), "there is no such file in English"))
    for name in sorted(there):
        english = read_yaml(folders() / ENGLISH / name)
        try:
            said = read_yaml(folders() / language / name)
        except FileNotFoundError:
            said = {}
        except (yaml.YAMLError, UnicodeDecodeError) as problem:
            found.append(Fault(name.as_posix(), f"it cannot be read, so all of it is said in English: {problem}"))
            continue
        _Side(language, found).beside(english, said, (name.as_posix(),))
    return found


def read(path: Path) -> Any:
    """What a file of a translation says; nothing where it cannot be read."""
    try:
        return read_yaml(path)
    except (yaml.YAMLError, UnicodeDecodeError):
        return None


@dataclass(frozen=True)
class _Side:
    """Lays a translation beside English, and notes down what does not fit."""

    language: str
    faults: list[Fault]

    def note(self, where: Sequence[object], why: str) -> None:
        self.faults.append(Fault(", ".join(map(str, where)), why))

    def beside(self, english: Any, said: Any, where: tuple[object, ...]) -> Any:
        filled = any(part in FILLED for part in where[:-1])
        if where and not filled and _is_code(where[-1], english):
            return english
        match english, said:
            case Mapping(), Mapping() | None:
                return self.named(english, said or {}, where)
            case list(), list() | None:
                return self.listed(english, said or [], where)
            case str(), None | "":
                if where[-1:] and where[-1] not in AS_THEY_ARE and any(letter.isalpha() for letter in english):
                    self.note(where, MISSING)
            case str(), str():
                if not filled or not (why := misfit(english, said, self.language)):
                    return Wording(said, self.language, english) if said.strip() else english
                self.note(where, why)
            case Mapping() | list() | str(), _ if not (isinstance(english, Mapping) and isinstance(said, str)):
                self.note(where, f"it must be {KINDS[type(english)]}, as in English")
            case Mapping(), str():  # a control whose label alone stands for it
                return self.named(english, {"label": said}, where)
        return english

    def named(self, english: Mapping[Any, Any], said: Mapping[Any, Any], where: tuple[object, ...]) -> dict[Any, Any]:
        for name in sorted(said.keys() - english.keys(), key=str):
            self.note((*where, name), "English has nothing of this name")
        return {name: self.beside(part, said.get(name), (*where, name)) for name, part in english.items()}

    def listed(self, english: list[Any], said: list[Any], where: tuple[object, ...]) -> list[Any]:
        if not any(isinstance(part, Mapping) and "key" in part for part in english):
            for number in range(len(english), len(said)):
                self.note((*where, number + 1), "English has no more parts than that")
            pairs = zip_longest(english, said[: len(english)])
            return [self.beside(*pair, (*where, number)) for number, pair in enumerate(pairs, 1)]
        keyed = {part["key"]: part for part in said if isinstance(part, Mapping) and "key" in part}
        for key in sorted(keyed.keys() - {part["key"] for part in english}, key=str):
            self.note((*where, key), "English has no part with this key")
        return [self.beside(part, keyed.get(part["key"]), (*where, part["key"])) for part in english]


def _is_code(name: object, english: Any) -> bool:
    pointer = name in POINTERS and isinstance(english, str) and " " not in english
    return pointer or name in NAMES and not isinstance(english, Mapping)


KINDS = {dict: "a list of names with what they say", list: "a list", str: "a text in quotes"}


def misfit(english: str, said: str, language: str) -> str:
    """Why the places of a translated sentence do not fit the English one's; empty where they do.

    >>> misfit("{n} left, {share:.0%}", "{share:.0%}, noch {n}", "de"), misfit("{n} left", "noch {m}", "de")
    ('', 'it has the places {m}, and English has {n}')
    """
    try:
        theirs, ours = list(places(english)), list(places(said))
    except ValueError as problem:
        return f"its places cannot be read: {problem}"
    if (there := {name for name, _ in ours}) != (wanted := {name for name, _ in theirs}):
        return f"it has the places {_braced(there)}, and English has {_braced(wanted)}"
    for name, how in ours:
        if "|" in how and how.count("|") >= len(forms(language)):
            return f"{{{name}}} has more forms than the language: {', '.join(forms(language))}"
        if how and "|" not in how and not _is_format(how):
            return f"{{{name}:{how}}} is no way to write a number"
    return ""


def places(template: str) -> Iterator[tuple[str, str]]:
    """The places of a sentence, and how each is written. ValueError where a brace is not closed or a place has no name."""
    for _, name, how, turned in Formatter().parse(template):
        if name is None:
            continue
        if not name.isidentifier() or turned:
            raise ValueError(f"{{{name}}} is no name")
        yield name, how or ""


def _braced(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "none"


def _is_format(how: str) -> bool:
    try:
        format(0.5, how)
    except ValueError:
        return False
    return True
