"""How other languages count and write numbers, in Python and JavaScript alike; and a translation with slips in it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from core import language, lessons, translation
from core.sentences import Sentence, write
from core.tables import with_heads
from core.translation import faults
from pages.kit import components
from tests.test_javascript import SCRIPTS, node

FILES = "{files:# plik|# pliki|# plików} i {share:.1%} z {weight:,.1f}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The English texts, and beside them an empty folder for Polish, which is spoken."""
    shutil.copytree(language.FOLDER / "en", tmp_path / "en")
    (tmp_path / "pl").mkdir()
    monkeypatch.setattr(language, "FOLDER", tmp_path)
    monkeypatch.setenv("GLASSBOX_LANGUAGE", "pl")
    return tmp_path


def says(folder: Path, name: str, text: object, spoken: str = "pl") -> None:
    (folder / spoken / f"{name}.yaml").write_text(yaml.safe_dump(text, allow_unicode=True), "utf-8")


# --- numbers


@pytest.mark.parametrize("spec", ["", ",", ".0f", ".2f", ",.1f", "+.1f", "g", ".3g"])
def test_babel_writes_english_as_python_does(spec: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that English, which does without Babel, is written by the same rule as the other languages."""
    numbers = (0, 1, -1, 12, 999, 1000, -1234, 1234567, 0.0, -0.0, -0.001, -0.5, 0.125, 2.675, 1234.5678, 1e9)
    python = [language.number(one, spec, "en") for one in numbers]
    shares = [language.percent(one, 1, "en") for one in (0, 0.00001, 0.0142, 0.5, 0.99999, 1, 12.5, -0.25, -0.0001)]
    monkeypatch.setattr(language, "ENGLISH", "none")
    assert [language.number(one, spec, "en") for one in numbers] == python
    assert [
        language.percent(one, 1, "en") for one in (0, 0.00001, 0.0142, 0.5, 0.99999, 1, 12.5, -0.25, -0.0001)
    ] == shares


@pytest.mark.parametrize("spoken", ["en", "de", "ar"])
def test_what_is_rounded_to_nothing_has_no_sign(spoken: str) -> None:
    for nothing in (-0.001, -0.0, 0.001):
        assert language.number(nothing, ".2f", spoken) == language.number(0.0, ".2f", spoken)
        assert language.number(nothing, "+.2f", spoken) == language.number(0.0, ".2f", spoken)
        assert language.number(nothing, ",.0f", spoken) == language.number(0, "", spoken)
    assert language.percent(-0.001, 0, spoken) == language.percent(0, 0, spoken)
    assert language.percent(-0.0001, 1, spoken) == language.percent(0, 1, spoken)
    assert language.number(-0.01, ".2f", "en") == "-0.01" and language.number(0.01, "+.2f", "en") == "+0.01"
    assert str(with_heads([{"loss": -0.0}])[0].popitem()[1]) == "0.0"


def test_a_language_has_signs_of_its_own() -> None:
    german = [
        language.number(1234.5, ",.2f", "de"),
        language.number(1234.5, ".1f", "de"),
        language.percent(0.87, 0, "de"),
    ]
    assert german == ["1.234,50", "1234,5", "87\N{NO-BREAK SPACE}%"]
    assert language.percent(0.001, 0, "de") == "<1\N{NO-BREAK SPACE}%"
    assert language.number(float("nan"), ".2f", "de") == "nan"


def test_a_language_without_a_folder_is_not_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_LANGUAGE", "de")
    assert language.usual() == "en" and language.percent(0.5) == "50%"


@pytest.mark.parametrize(
    ("spoken", "said", "numbers"),
    [
        ("en", "one|other", {1: "one", 0: "other", 2: "other", 1.5: "other"}),
        (
            "pl",
            "one|few|many",
            {1: "one", 2: "few", 4: "few", 5: "many", 12: "many", 22: "few", 25: "many", 1.5: "many"},
        ),
        ("ar", "zero|one|two|few|many|other", {0: "zero", 1: "one", 2: "two", 3: "few", 11: "many", 100: "other"}),
        ("ja", "other", {0: "other", 1: "other", 5: "other"}),
        ("fr", "one|other", {0: "one", 1: "one", 2: "other", 1_000_000: "other"}),
    ],
)
def test_each_language_has_its_own_plural_forms(spoken: str, said: str, numbers: dict[float, str]) -> None:
    assert {number: language.form(number, said.split("|"), spoken) for number in numbers} == numbers


# --- a made-up Polish


def test_polish_counts_in_three_forms_and_writes_its_own_numbers(folder: Path) -> None:
    english = "{files:one file|# files} and {share:.1%} of {weight:,.1f}"
    says(folder, "generation", {"says": {"files": english}}, "en")
    said = translation.translated({"says": {"files": english}}, {"says": {"files": FILES}}, "pl")["says"]["files"]
    written = [write(said, files=files, share=0.256, weight=12345.6) for files in (1, 3, 1005)]
    space = "\N{NO-BREAK SPACE}"
    end = f"25,6% z 12{space}345,6"
    assert written == [f"1 plik i {end}", f"3 pliki i {end}", f"1{space}005 plików i {end}"]
    assert isinstance(written[2], Sentence) and written[2].facts["files"] == f"1{space}005"


def test_an_english_sentence_among_polish_ones_counts_as_english_does(folder: Path) -> None:
    text = write(lessons.frame().says["notes"], count=1), write(lessons.frame().says["notes"], count=2)
    assert text == (
        "one thing that you wrote, guessed, drew or chose",
        "2 things that you wrote, guessed, drew or chose",
    )


@pytest.mark.parametrize("spoken", ["pl", "de", "ar", "fr", "ja", "en"])
def test_javascript_says_the_same_sentences(spoken: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In every form that the language has, and with an English sentence among them, to the last sign."""
    monkeypatch.setenv("GLASSBOX_LANGUAGE", spoken)
    counted = "{n:" + "|".join(f"{form} #" for form in language.forms(spoken)) + "} {x:.2f} {share:.1%} {n:,}"
    english = "{n:one|# many} {x:.2f} {share:.1%} {n:,}"
    says(folder, "components", {"says": {"mine": english, "borrowed": english}}, "en")
    if spoken != "en":
        (folder / spoken).mkdir(exist_ok=True)
        says(folder, "components", {"says": {"mine": counted}}, spoken)
    data: Any = components.with_words({}, "film")
    facts = [
        {"n": n, "x": x, "share": share}
        for n, x, share in zip(
            (0, 1, 2, 3, 5, 11, 22, 100, 1234, 1234567, 4),
            (0.1, -0.5, 2.678, 1e-9, 12.34, 99.999, 0, 1, 2, 1234.5, -0.001),
            (0, 0.0001, 0.00049, 0.123, 0.5, 0.99, 0.9999, 1, 0.3, 12.34, -0.0001),
            strict=True,
        )
    ]
    for key in ("mine", "borrowed"):
        told = json.loads(
            node(SCRIPTS / "say.mjs", given=json.dumps({"data": data, "key": key, "facts": facts}).encode())
        )
        # editions of the CLDR differ in the kind of space, and in marks of direction that nobody sees
        spaces = str.maketrans("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}", "\N{LEFT-TO-RIGHT MARK}")
        assert [one.translate(spaces) for one in told] == [
            write(lessons.components().says[key], **fact).translate(spaces) for fact in facts
        ]


# --- slips


ENGLISH: dict[str, Any] = {
    "says": {"a": "{n} of {m}", "b": "{n:one|# many}", "c": "None"},
    "controls": {"run": {"label": "Run {n}", "options": {"key": "open"}}},
    "experiments": [{"key": "one", "title": "One", "options": ["Yes", "No"]}],
    "section": "text",
    "minutes": 8,
}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"says": {"a": "{n}"}}, "says, a: it has the places {n}, and English has {m}, {n}"),
        ({"says": {"a": "{n} z {m} i {k}"}}, "says, a: it has the places {k}, {m}, {n}, and English has {m}, {n}"),
        ({"says": {"a": "{n z {m}"}}, "says, a: its places cannot be read"),
        ({"says": {"a": "{0} {n} {m}"}}, "says, a: its places cannot be read: {0} is no name"),
        ({"says": {"a": "{n:zzz} {m}"}}, "says, a: {n:zzz} is no way to write a number"),
        ({"says": {"b": "{n:a|b|c|d|e}"}}, "says, b: {n} has more forms than the language: one, few, many, other"),
        ({"says": {"d": "nowe"}}, "says, d: English has nothing of this name"),
        ({"says": ["a"]}, "says: it must be a list of names"),
        ({"says": {"c": 1}}, "says, c: it must be a text in quotes"),
        ({"controls": {"run": "Bieg"}}, "controls, run, label: it has the places none, and English has {n}"),
        ({"experiments": [{"key": "two", "title": "Dwa"}]}, "experiments, two: English has no part with this key"),
        (
            {"experiments": [{"key": "one", "options": ["a", "b", "c"]}]},
            "experiments, one, options, 3: English has no more",
        ),
        ({"experiments": "Jeden"}, "experiments: it must be a list"),
        (["Jeden"], "it must be a list of names"),
    ],
)
def test_what_cannot_be_shown_is_said_in_english_and_listed(said: Any, why: str, folder: Path) -> None:
    for path in (folder / "en").rglob("*.yaml"):
        path.unlink()
    says(folder, "lesson", ENGLISH, "en")
    says(folder, "lesson", said)
    found = [str(fault) for fault in faults("pl") if fault.why != translation.MISSING]
    assert len(found) == 1 and found[0].startswith(("lesson.yaml, " + why, "lesson.yaml: " + why))
    shown: Any = translation.translated(ENGLISH, said, "pl")
    assert shown["says"] == ENGLISH["says"] and shown["controls"] == ENGLISH["controls"]
    assert [one["key"] for one in shown["experiments"]] == ["one"] and len(shown["experiments"][0]["options"]) == 2


def test_what_is_missing_is_listed(folder: Path) -> None:
    for path in (folder / "en").rglob("*.yaml"):
        path.unlink()
    says(folder, "lesson", ENGLISH, "en")
    assert sorted(fault.where for fault in faults("pl")) == [
        f"lesson.yaml, {where}"
        for where in (
            "controls, run, label", "controls, run, options, key", "experiments, one, options, 1",
            "experiments, one, options, 2", "experiments, one, title", "says, a", "says, b", "says, c",
        )
    ]  # fmt: skip
    says(folder, "lesson", {**ENGLISH, "section": "Tekst", "minutes": "osiem"})
    says(folder, "other", {"title": "Inny"})
    assert [str(fault) for fault in faults("pl")] == ["other.yaml: there is no such file in English"]


def test_a_file_that_is_no_yaml_leaves_the_page_in_english(folder: Path) -> None:
    (folder / "pl" / "attention.yaml").write_text("title: [Uwaga", "utf-8")
    assert lessons.lesson("attention").title == lessons.lesson("attention", "en").title
    assert [fault.where for fault in faults("pl") if "cannot be read" in fault.why] == ["attention.yaml"]


def test_a_sentence_whose_number_cannot_be_written_so_is_said_in_english(folder: Path) -> None:
    """What a fact is, a number or a word, only its page knows."""
    said = translation.translated({"says": {"a": "“{word}”"}}, {"says": {"a": "„{word:,}”"}}, "pl")["says"]["a"]
    assert said == "„{word:,}”" and write(said, word="moon") == "“moon”"


@pytest.mark.parametrize("spoken", sorted(path.name for path in language.FOLDER.iterdir() if path.is_dir()))
def test_every_translation_can_be_shown(spoken: str) -> None:
    """Those that come with the app; English fits itself. `python -m scripts.translation` lists what is missing, too."""
    assert not [str(fault) for fault in faults(spoken) if fault.why != translation.MISSING]
