"""Studies on a page: what is there is shown, what is not there starts on a click, and what is private stays so."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.training import events as e
from core.training import study as studies
from core.training.run import Run
from core.training.slices import train_here, turn
from core.training.study import Study
from tests.patience import PATIENCE
from tests.training import small_studies


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    monkeypatch.setattr(studies, "PACKAGE", "tests.training")


def page() -> None:
    import streamlit as st

    from pages.kit.studies import panel, study
    from tests.training import small_studies

    opened = study(small_studies.count, to=4)
    panel(opened, lambda seen: st.text(f"total {seen.last.values.total:.3f}"), label="Count", key="count")


def test_a_study_that_nobody_ran_waits_for_a_click() -> None:
    app = AppTest.from_function(page, default_timeout=PATIENCE).run()
    assert not app.exception and [button.label for button in app.button] == ["Count"] and not app.text


def test_a_study_that_somebody_finished_is_shown_at_once() -> None:
    run = Run.create(Study("small_studies.count", {"to": 4}))
    train_here(run)
    app = AppTest.from_function(page, default_timeout=PATIENCE).run()
    assert not app.exception and not app.button
    assert app.text[0].value == f"total {run.records()[-1].values.total:.3f}"


def test_a_recording_whose_code_has_changed_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import core.training.open_study as parts
    from scripts.runs import mark

    monkeypatch.setattr(parts, "STUDIES", tmp_path / "shipped")
    asked = Study("small_studies.count", {"to": 4})
    run = Run.create(asked, where=tmp_path / "shipped")
    run.folder.rename(tmp_path / "shipped" / asked.key)
    run = Run(tmp_path / "shipped" / asked.key)
    train_here(run)
    app = AppTest.from_function(page, default_timeout=PATIENCE).run()
    assert "`python -m scripts.runs studies small_studies`" in app.warning[0].value and app.text
    mark(run, run.folder, asked)
    assert not run.stale()


def test_a_private_study_is_its_owners(monkeypatch: pytest.MonkeyPatch) -> None:
    from pages.kit import learner
    from pages.kit.studies import study

    folders = set()
    for who in ("ada", "ben"):
        monkeypatch.setattr(learner, "learner_id", lambda who=who: who)
        folders.add(study(small_studies.count, private=True, to=4).run.folder)
        assert study(small_studies.count, private=True, to=4).run.folder in folders
    folders.add(study(small_studies.count, to=4).run.folder)
    assert len(folders) == 3


def test_a_study_that_has_not_begun_can_be_changed_and_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    from pages.kit import learner
    from pages.kit.studies import study

    monkeypatch.setattr(learner, "learner_id", lambda: "ada")
    opened = study(small_studies.count, private=True, to=4)
    assert opened.stop() and not opened.run.folder.exists()
    opened.change(by=2)
    opened.change(to=3)
    assert opened.run.wishes()["change"] == {"by": 2, "to": 3} and opened.run.owner == "ada"


@pytest.mark.parametrize("wish", ["pause", "stop"])
def test_who_asked_it_to_end_reads_that_it_will(wish: str) -> None:
    run = Run.create(Study("small_studies.count", {"to": 4}))
    run.say(e.Started(0, "a worker", "x86"))
    buttons = AppTest.from_function(page, default_timeout=PATIENCE).run().button
    assert [button.label for button in buttons] == ["Pause", "Stop training"]
    run.wish(do=wish)
    app = AppTest.from_function(page, default_timeout=PATIENCE).run()
    assert not app.exception and not app.button
    assert app.markdown[0].value.startswith(f"It {wish}s as soon as")
    run.wish(do="what nobody knows")
    assert len(AppTest.from_function(page, default_timeout=PATIENCE).run().button) == 2


def test_what_is_pressed_stands_above_what_grows() -> None:
    run = Run.create(Study("small_studies.count", {"to": 4}))
    turn(str(run.folder), seconds=0.0)
    app = AppTest.from_function(page, default_timeout=PATIENCE).run()
    shown = [element.type for element in app.main]
    assert not app.exception and shown.index("button") < shown.index("text")


def repeated() -> None:
    from pathlib import Path

    from core.training.run import Run
    from core.training.run import home as there
    from pages.kit.repetition import offer

    offer([Run(Path(there()) / "recording")], "count")


@pytest.mark.parametrize("same", [True, False])
def test_a_recording_is_computed_again_beside_what_it_says(tmp_path: Path, same: bool) -> None:
    asked = Study("small_studies.count", {"to": 4})
    for settings in ({"to": 4}, {"to": 4, "seed": 1}):  # another seed stands for another processor
        train_here(Run.create(Study("small_studies.count", settings), where=tmp_path))
    recording = Run.create(asked if same else Study("small_studies.count", {"to": 4, "seed": 1}), where=tmp_path)
    recording.folder.rename(tmp_path / "recording")
    (tmp_path / "recording" / "recipe.json").write_text(json.dumps(asked.to_json()))

    app = AppTest.from_function(repeated, default_timeout=PATIENCE).run()
    assert not app.exception and [button.label for button in app.button] == ["Compute it again, here"] and not app.table
    train_here(Run.create(asked))
    app.run()
    assert not app.exception and not app.button
    said = app.get("html")[0].proto.body
    table = app.table[0].value
    assert len(table) == 8  # two numbers of each record
    if same:
        assert "8 numbers, the same to the last digit" in said and list(table["recorded"]) == list(table["here"])
    else:
        assert "8 numbers, and 4 of them the same to the last digit" in said  # the size is
        assert "Farthest apart is total" in said and list(table["recorded"]) != list(table["here"])
