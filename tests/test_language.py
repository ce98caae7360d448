"""A made-up language in which every word is wrapped: what a lesson's file says is shown in it, and half a file is enough."""

import json
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from core import cards, claims, grounds, language, learners, lessons
from core.data import own_text
from core.exhibit import Exhibit
from core.figures import Figure
from core.files import NoRoom
from core.notebook import Notebook
from core.problems import Problem, why
from core.tables import with_heads
from core.training import jobs, texts
from core.training.events import Failed
from core.training.recipe import Recipe
from core.training.run import Run
from core.yaml_files import read_yaml
from pages.kit import components, ways_out
from pages.kit import grounds as shown
from tests.data import own_files as files
from tests.pages.test_address import in_address
from tests.pages.test_pages import PAGES, ROOT, opened, revealed
from tests.test_exhibits import each_once

STRUCTURE = {  # what is no sentence but a name that the code reads
    "section", "place", "minutes", "stations", "key", "formula", "latex", "hue", "code", "link", "right", "name",
    "checked_on",
}  # fmt: skip
PUPIL = "qq"
SHARED = ("frame", "waiting", "figures", "columns", "components", "problems", "findings")  # words of no single lesson
WITH_EXHIBITS = sorted(
    name for name, path in PAGES.items() if (ROOT / "pages" / path).with_name("exhibits.py").exists()
)


def wrapped(part: Any, name: str = "") -> Any:
    """The same record with every sentence in brackets."""
    if isinstance(part, dict):
        return {key: part[key] if key in STRUCTURE and name != "says" else wrapped(part[key], key) for key in part}
    if isinstance(part, list):
        return [wrapped(one, name) for one in part]
    return f"⟦{part}⟧" if isinstance(part, str) else part


def outside(said: str) -> str:
    """What stands in no brackets. A sentence may have been put into another one."""
    while (less := re.sub(r"⟦[^⟦⟧]*⟧", "", said)) != said:
        said = less
    return said


def written(figure: Figure) -> list[str]:
    """The titles of a figure's axes and colour bars, its notes, and the names in its legend."""
    told = figure.to_plotly_json()
    parts = [*told["layout"].values(), *(trace.get("colorbar") for trace in told["data"])]
    titles = [part["title"] for part in parts if isinstance(part, dict) and part.get("title")]
    notes = told["layout"].get("annotations", ())
    names = [trace["name"] for trace in told["data"] if trace.get("name") and trace.get("showlegend") is not False]
    return [one["text"] if isinstance(one, dict) else one for one in (*titles, *notes, *names)]


def heads(exhibit: Exhibit) -> set[str]:
    """What stands over the columns of its tables."""
    shown = exhibit.picture if isinstance(exhibit.picture, Sequence) else ()
    return {head for rows in (exhibit.numbers, shown) for row in with_heads(rows) for head in row}


@pytest.fixture(scope="session")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All lessons in English and in the made-up language, written once: to read and write them takes seconds."""
    folder = tmp_path_factory.mktemp("translated")
    shutil.copytree(language.FOLDER / "en", folder / "en")
    (folder / PUPIL).mkdir()
    for path in (folder / "en").glob("*.yaml"):
        if path.stem in PAGES or path.stem in SHARED:
            said = wrapped(read_yaml(path))
            (folder / PUPIL / path.name).write_text(yaml.safe_dump(said, allow_unicode=True), "utf-8")
    return folder


@pytest.fixture
def made_up(translated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are spoken. What was read of them once is kept for the next test, as their folder stays the same."""
    monkeypatch.setattr(language, "FOLDER", translated)
    monkeypatch.setenv("GLASSBOX_LANGUAGE", PUPIL)
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path / "home"))


@pytest.fixture
def a_copy(made_up: None, translated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of them, for a test to change, and spoken instead."""
    folder = tmp_path / "lessons"
    shutil.copytree(translated, folder)
    monkeypatch.setattr(language, "FOLDER", folder)
    return folder


@pytest.mark.parametrize("name", WITH_EXHIBITS)
def test_what_a_lessons_file_says_is_shown_in_that_language(
    name: str, made_up: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Exhibit] = []
    facts: Callable[[Exhibit], Any] = Exhibit.facts.fget  # type: ignore[attr-defined]
    monkeypatch.setattr(Exhibit, "facts", property(lambda exhibit: (seen.append(exhibit), facts(exhibit))[1]))
    page = revealed(name)
    text = lessons.lesson(name) if name != "welcome" else lessons.welcome()
    assert page.title[0].value == text.question and text.question.startswith("⟦")
    assert seen
    for exhibit in each_once(seen):
        for said in (exhibit.says, *exhibit.origin.says, exhibit.alt, *heads(exhibit)):
            assert not re.search(r"[^\W\d_]", outside(said)), said
        if isinstance(exhibit.picture, Figure):
            data = {one.name for one in cards.society().work}
            left = [outside(said) for said in written(exhibit.picture) if said not in data and not said.startswith("“")]
            assert not [said for said in left if re.search(r"[^\W\d_]", said)]


def test_a_rate_and_what_stands_behind_it_are_told_in_that_language(made_up: None) -> None:
    """A translation needs no claims of its own: what a sentence rests on is looked up in the English file."""
    assert grounds.findings_at(lessons.lesson("gan"), "answer") == ("GAN-1",)
    say, codes = lessons.frame().say, re.compile(r"<[^>]*>|[✓✗]")
    for id in lessons.findings().says:
        claim = claims.known(id)
        asks = say("claim asks", finding=id, criterion=lessons.findings().say(id))
        behind = [
            *shown.about(claim),
            codes.sub("", shown.strip(claim)),
            say("claim try", seconds=grounds.seconds(claim)),
        ]
        for said in (shown.rate(claim), asks, *behind):
            assert not re.search(r"[^\W\d_]", outside(said)), said
        for row in grounds.starts(claim):
            assert all(head.startswith("⟦") for head in list(row)[:3])  # the others are the code's own names


def test_half_a_translation_falls_back_sentence_by_sentence(a_copy: Path) -> None:
    path = a_copy / PUPIL / "attention.yaml"
    said = read_yaml(path)
    half = {
        "question": said["question"], "says": {"pin": said["says"]["pin"]},
        "experiments": [{"key": "roles", "title": said["experiments"][1]["title"]}],
    }  # fmt: skip
    path.write_text(yaml.safe_dump(half, allow_unicode=True), "utf-8")
    lesson, english = lessons.lesson("attention"), lessons.lesson("attention", "en")
    assert lesson.question == f"⟦{english.question}⟧" and lesson.answer == english.answer
    assert lesson.say("pin") == f"⟦{english.say('pin')}⟧" and lesson.says["looks"] == english.says["looks"]
    assert (
        lesson.experiment("roles").title.startswith("⟦")
        and lesson.experiment("roles").ask == english.experiment("roles").ask
    )
    assert lesson.quiz == english.quiz and lesson.teacher == english.teacher


@pytest.mark.parametrize("name", sorted(path.stem for path in components.ASSETS.glob("*.js")))
def test_our_own_pictures_get_their_words_in_that_language(name: str, made_up: None) -> None:
    phrases = travelling(name)
    assert phrases and all(text.startswith("⟦") for text in phrases.values())


def test_half_a_translation_of_our_own_pictures_falls_back_word_by_word(a_copy: Path) -> None:
    (a_copy / PUPIL / "components.yaml").write_text("says: {film.film: 'Der Film: {name}'}", "utf-8")
    said = travelling("film")
    assert said["film"] == "Der Film: {name}" and said["play"] == "Play"
    assert travelling("attention")["itself"] == "itself"


def travelling(name: str) -> dict[str, str]:
    """The words that travel to this component."""
    data: Any = components.with_words({}, name)
    phrases: dict[str, str] = json.loads(data["wording"])["phrases"]
    return phrases


def test_a_switch_chooses_the_language_and_a_link_does(made_up: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GLASSBOX_LANGUAGE")
    page = opened("tokens")
    assert not page.title[0].value.startswith("⟦")
    assert page.button_group(key="spoken").options == ["English", "⟦English⟧"]
    page.button_group(key="spoken").set_value(PUPIL).run()
    assert page.title[0].value.startswith("⟦") and in_address(page)["spoken"] == PUPIL
    assert opened("tokens", spoken=PUPIL).title[0].value.startswith("⟦")
    unknown = opened("tokens", spoken="xx")
    assert not unknown.title[0].value.startswith("⟦") and not unknown.exception


def test_without_a_translation_nobody_is_asked_for_a_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    assert lessons.languages() == {"en": "English"}
    assert "spoken" not in {one.key for one in opened("tokens").button_group}


def test_a_run_of_ones_own_is_numbered_whatever_the_language_calls_it(
    a_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The number stands inside of the name here; and a run that an older version called by its English name keeps it."""
    (a_copy / PUPIL / "frame.yaml").write_text("says: {my run: '{number}. run'}", "utf-8")
    ada = learners.Learner("ada", Notebook())
    ada.notebook.put({learners.RUN + "old": "run 11"})
    monkeypatch.setattr(learners, "find", Run)
    for name in ("a", "b", "a"):
        ada.remember(Run(Path(name)))
    assert {name: run.id for name, run in ada.runs().items()} == {
        "13. run": "b",
        "12. run": "a",
        "11. run": "old",
    }
    monkeypatch.setenv("GLASSBOX_LANGUAGE", "en")
    assert list(ada.runs()) == ["run 13", "run 12", "run 11"]


def test_what_core_tells_is_told_in_that_language(made_up: None) -> None:
    """A file that is refused, what was changed in one that is not, and a run that failed: all come from a worker."""
    refused = texts.read(texts.hand_in(b"\x89PNG\0\0"), "a.txt").refused
    read = texts.read(texts.hand_in(files.word()), "a.docx")
    whole = [refused, *read.notes, *read.described, read.learned, own_text.LIMITS, own_text.KINDS, jobs.STARTING]
    run = Run.create(Recipe())
    run.say(Failed(0, why(Problem("ran away"))))
    failed = Run(run.folder).last(Failed)
    assert isinstance(failed, Failed)
    for told in (*whole, failed.reason, why(NoRoom()), why(jobs.TooMany("too many", runs=2))):
        assert str(told).startswith("⟦") and not re.search(r"[^\W\d_]", outside(str(told))), told
    assert ways_out.in_words(Problem("secret.short", least=4)).startswith("⟦")


def test_a_page_says_in_that_language_why_a_run_failed(made_up: None) -> None:
    run = Run.create(Recipe(seed=77))
    run.say(Failed(0, why(Problem("ran away"))))
    page = opened("training", run=run.id)
    assert not page.exception
    shown = [one.value for one in (*page.markdown, *page.warning, *page.caption)]
    assert any("⟦The training ran away" in one for one in shown)
