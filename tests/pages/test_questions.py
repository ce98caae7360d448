"""Trouble that passes and trouble that stays are told apart, in sentences, each with the button that helps."""

from concurrent.futures import Future
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.training import jobs
from pages.kit import ways_out

PROBLEMS = {
    "lost": jobs.WorkerLost("The worker was lost."),
    "too many": jobs.TooMany("too many", runs=2),
    "said": ValueError("The model has never met 你, so it cannot read this name. Try another one."),
    "library": ValueError("need at least one array to stack"),
    "unexpected": AttributeError("'method' object has no attribute 'split'"),
}


class KilledWorker(Exception):
    """Dask's own has this name; Dask is not imported where pages are drawn."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))


class Worker:
    """Answers at once, as it is told: with a value or with a problem."""

    ready, problem = True, ""

    def __init__(self) -> None:
        self.answers: list[object] = []

    def ask(self, function: object, *arguments: object) -> Future:
        answer: Future = Future()
        told = self.answers.pop(0)
        answer.set_exception(told) if isinstance(told, BaseException) else answer.set_result(told)
        return answer


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Worker:
    worker = Worker()
    monkeypatch.setattr(jobs, "start", lambda: worker)
    return worker


def page() -> None:
    import streamlit as st

    from pages.kit import kept
    from pages.kit.questions import answered, ask_once

    kept.begin("generation")
    answered(ask_once("a question", pow, 2, 5), "A worker reckons …", lambda answer: st.markdown(f"It is {answer}."))


def words(app: AppTest) -> str:
    return " ".join(element.value for element in (*app.markdown, *app.text))


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def test_an_answer_is_drawn(worker: Worker) -> None:
    worker.answers = [32]
    app = AppTest.from_function(page).run()
    assert "It is 32." in words(app) and not labels(app) and not app.exception


@pytest.mark.parametrize("name", ["lost", "too many"])
def test_what_passes_is_asked_again(worker: Worker, name: str) -> None:
    worker.answers = [PROBLEMS[name], 32]
    app = AppTest.from_function(page).run()
    assert labels(app) == ["Ask again"] and "It is" not in words(app)
    app.button[0].click().run()
    assert "It is 32." in words(app) and not labels(app) and not app.exception


@pytest.mark.parametrize("name", ["said", "library", "unexpected"])
def test_what_stays_says_so_and_leads_to_a_model_that_works(worker: Worker, name: str) -> None:
    worker.answers = [PROBLEMS[name]]
    app = AppTest.from_function(page)
    app.query_params["run"] = "adamw"
    app.run()
    assert labels(app) == ["Open the model that came with the app"]
    assert ("trying again will not help" in words(app)) == (name != "said")
    assert (str(PROBLEMS[name]) in words(app)) == (name == "said")
    app.button[0].click().run()
    assert not labels(app) and not app.exception  # it is open now, so nothing is offered


def test_a_worker_that_dask_gave_up_is_asked_again() -> None:
    assert ways_out.passing(KilledWorker()) and not ways_out.passing(KeyError("x"))


def test_no_sentence_of_a_page_asks_for_a_reload_of_what_will_not_change() -> None:
    root = Path(__file__).resolve().parents[2]
    files = [*root.glob("pages/**/*.py"), *root.glob("core/**/*.py")]
    assert [file.name for file in files if "Load the page again" in file.read_text("utf-8")] == []
