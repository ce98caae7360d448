"""The teaching texts: which there are, in which order, and what each lesson, each page and each part of the frame says.

What a text consists of says `core.lessons.parts`; how its file is read, `core.lessons.files`. Knows nothing about pages,
models or figures.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from core.caches import lru_cache
from core.language import ENGLISH, folders, spoken
from core.lessons.files import names_in, once, read
from core.lessons.parts import (
    FURTHER,
    GROUNDS,
    Claimed,
    Experiment,
    Frame,
    Lesson,
    LessonError,
    Says,
    Waiting,
    Welcome,
    part,
)

SECTIONS = ("start", "text", "images", "beyond", "trust", "help")  # folders of pages, in the order of the menu


STATIONS = ("text", "tokens", "vectors", "blocks", "probabilities", "next token")  # the way through a language model


def languages() -> dict[str, str]:
    """All languages that can be spoken, by code: what each calls itself, under `language` in its `frame.yaml`."""
    codes = once((folders(),), partial(_languages, folders()))
    names = {code: frame(code).say("language") for code in codes}
    return {code: name if code == ENGLISH or name != names[ENGLISH] else code for code, name in names.items()}


def _languages(folder: Path) -> list[str]:
    """English first."""
    return [ENGLISH, *sorted({path.parent.name for path in folder.glob("*/frame.yaml")} - {ENGLISH})]


def lesson(name: str, language: str = "", folder: Path | None = None) -> Lesson:
    """The lesson of that name. LessonError where a file is wrong.

    Args:
        language: by default the one that is spoken; each sentence that its file lacks is said in English.
    """
    found = read(Lesson, name, language, folder)
    _check(found)
    return found


def welcome(language: str = "", folder: Path | None = None) -> Welcome:
    """What the first page says. LessonError where a file is wrong."""
    found = read(Welcome, "welcome", language, folder)
    _check_claims(found.claims, "welcome.yaml")
    return found


def text(name: str) -> Lesson | Welcome:
    """The text of the page of that name."""
    return welcome() if name == "welcome" else lesson(name)


def waiting(language: str = "", folder: Path | None = None) -> Waiting:
    """What the waiting page says."""
    return read(Waiting, "waiting", language, folder, noted=False)


def frame(language: str = "", folder: Path | None = None) -> Frame:
    """What stands around every picture."""
    return read(Frame, "frame", language, folder, noted=False)


def figures(language: str = "", folder: Path | None = None) -> Frame:
    """The words in figures: titles of axes, legends, notes, what is said where one points."""
    return read(Frame, "figures", language, folder, noted=False)


def columns(language: str = "", folder: Path | None = None) -> Frame:
    """The heads of all tables of numbers, by the codes that rows of numbers are kept under."""
    return read(Frame, "columns", language, folder, noted=False)


def head(code: str, **facts: Any) -> str:
    """The words over a column. What has none in columns.yaml is a learner's word, or a name: it heads its column itself."""
    return columns().say(code, **facts) if code in columns().says else code.replace("_", " ")


def components(language: str = "", folder: Path | None = None) -> Frame:
    """The words in our own pictures, which assets/components draws: buttons, captions, what is read aloud."""
    return read(Frame, "components", language, folder, noted=False)


def findings(language: str = "", folder: Path | None = None) -> Frame:
    """What each finding asks for, in plain words, by its id."""
    return read(Frame, "findings", language, folder, noted=False)


def problem(code: str, facts: Mapping[str, Any]) -> str:
    """What `problems.yaml` says under that code with these facts in it; a code that is a sentence itself stays one."""
    said = read(Frame, "problems", "", None, noted=False)
    return said.say(code, **facts) if code in said.says else code


def in_english(text: Says) -> Says:
    """The same text as it was written first."""
    return read(type(text), text.name, ENGLISH, None, noted=False)


def course(pages: Path, language: str = "", folder: Path | None = None) -> dict[str, tuple[Lesson, ...]]:
    """All lessons that have both a text and a page in `pages/<section>/<name>/`, by section, in their order."""
    return dict(_there(pages, language, folder).course)


def following(one: Lesson, pages: Path) -> Lesson | None:
    """The lesson to go on with: the next one in the course; none after the last."""
    all_of_them = [lesson for section in course(pages).values() for lesson in section]
    places = [lesson.name for lesson in all_of_them]
    after = places.index(one.first) + 1 if one.first in places else len(places)
    return all_of_them[after] if after < len(places) else None


def further_pages(pages: Path, language: str = "", folder: Path | None = None) -> dict[str, tuple[Lesson, ...]]:
    """The further pages that have both a text and a page, in their order, by the name of the lesson that they belong to."""
    return dict(_there(pages, language, folder).further)


@dataclass(frozen=True)
class _There:
    """The lessons whose text is there and whose page is, too, in the ways in which they are asked for."""

    course: Mapping[str, tuple[Lesson, ...]]
    further: Mapping[str, tuple[Lesson, ...]]


def _there(pages: Path, language: str, folder: Path | None) -> _There:
    language, folder = language or spoken(), folder or folders()
    return once((pages, language, folder), partial(_seek_pages, pages, language, folder))


def _seek_pages(pages: Path, language: str, folder: Path) -> _There:
    texts = tuple(names_in(folder / one) for one in dict.fromkeys((ENGLISH, language)))
    there = tuple(names_in(pages / one) for one in SECTIONS)  # a folder is changed when a page comes or goes
    return _listed(pages, language, folder, texts, there)


@lru_cache(maxsize=16)
def _listed(pages: Path, language: str, folder: Path, *seen: Any) -> _There:
    """Every page draws a menu and asks for this. What was `seen` in the folders is an argument, as in `_parse`.

    Other YAML files beside the lessons' are parts of a lesson's text.
    """
    names = sorted({path.stem for path in (folder / ENGLISH).glob("*.yaml")} & page_files(pages).keys())
    found = [lesson(name, language, folder) for name in names if name != "welcome"]
    claimed: dict[tuple[str, int], Lesson] = {}
    for one in found:
        if not one.deeper and (other := claimed.setdefault((one.section, one.place), one)) is not one:
            raise LessonError(
                f"{one.name}.yaml and {other.name}.yaml both claim place {one.place} in section {one.section!r}."
            )
    there = [one for one in found if (pages / page_file(one)).exists()]
    first = sorted((one for one in there if not one.deeper), key=lambda one: one.place)
    further = sorted((one for one in there if one.deeper), key=lambda one: part(one.name))
    return _There(
        {section: them for section in SECTIONS if (them := tuple(one for one in first if one.section == section))},
        {
            name: tuple(one for one in further if one.first == name)
            for name in dict.fromkeys(one.first for one in further)
        },
    )


def page_file(one: Lesson) -> Path:
    """Where the lesson's page lies under `pages/`."""
    return Path(one.section, one.first, f"{part(one.name) or 'page'}.py")


def page_files(pages: Path) -> dict[str, Path]:
    """All pages by name, which is their address too: a lesson's folder has a first page and, mostly, a second one."""
    first = {path.parent.name: path for path in sorted(pages.glob("*/*/page.py"))}
    further = {f"{path.parent.name}_{one}": path for one in FURTHER for path in sorted(pages.glob(f"*/*/{one}.py"))}
    return first | further


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
        _check_experiment(experiment, f"{where}, experiment {experiment.key}")
    if len(one.quiz) != 3 and not (one.deeper and not one.quiz):
        raise LessonError(f"{where} must ask three questions at its end; it asks {len(one.quiz)}.")
    for number, question in enumerate(one.quiz, 1):
        if sum(option.right for option in question.options) != 1:
            raise LessonError(f"{where}, question {number} needs exactly one right option (`right: true`).")
        if len(question.options) < 3:
            raise LessonError(f"{where}, question {number} needs three options or more.")
    _check_claims(one.claims, where)


def _check_claims(claims: Iterable[Claimed], where: str) -> None:
    for claim in claims:
        if sum(bool(getattr(claim, ground)) for ground in GROUNDS) != 1 or claim.seen not in ("", "here"):
            raise LessonError(
                f"{where}, claims, “{claim.sentence}” needs exactly one of {', '.join(GROUNDS)} (`seen: here`)."
            )


def _check_experiment(experiment: Experiment, where: str) -> None:
    if len(experiment.options) < 2:
        raise LessonError(f"{where} needs two options to guess between.")
    if not experiment.outcomes and not experiment.explain:
        raise LessonError(f"{where} needs `outcomes`: what to say for each way in which it may come out.")
    for code, outcome in experiment.outcomes.items():
        if wrong := [place for place in outcome.bears_out if not 1 <= place <= len(experiment.options)]:
            raise LessonError(
                f"{where}, outcome {code} bears out option {wrong[0]}; there are {len(experiment.options)}."
            )
