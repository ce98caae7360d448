"""A learner's own list of molecules on the page: what is said of it, what is learned from it, and that it is there again."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.data import moses
from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.learners import OWN_LIST
from core.lessons import lesson as lesson_of
from core.notebook import Notebook
from core.studies.molecules import Learned
from core.training import texts
from core.training.events import Record
from pages.beyond.molecules import exhibits, own_list
from pages.kit import learner
from tests.pages.test_molecules import said
from tests.pages.test_pages import opened

pytest.importorskip("rdkit")
GOOD = "\n".join("C" * carbons + end for carbons in range(1, 21) for end in ("O", "N", "F"))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A worker that answers at once."""
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    monkeypatch.setattr(learner, "cookie", lambda: "a cookie")

    def ask(function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        answer: Future[Any] = Future()
        answer.set_result(function(*arguments))
        return answer

    monkeypatch.setattr(own_list, "jobs", SimpleNamespace(start=lambda: SimpleNamespace(ask=ask)))
    return tmp_path


def ladder(**query: str) -> AppTest:
    """The first experiment, with its result in sight."""
    app = opened("molecules", **query)
    next(button for button in app.button if button.label == "Just show me").click().run()
    assert not app.exception
    return app


def kept(home: Path) -> str:
    """The key that the notebook has."""
    book = Notebook(home / "learners" / "somebody")
    book.refresh()
    return str(book.get(OWN_LIST)["key"])


def shows(app: AppTest) -> str:
    return said(app) + " ".join(one.value for one in app.warning)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GOOD, "60 molecules of the list fit"), (f"{GOOD}\nC1CC", "Line 61: Each ring digit must appear twice"),
        ("CCO", "Only one molecule can be read here"), ("once upon a time", "No molecule can be read here"),
        ("<img src=x onerror=alert(1)>\n" * 40, "No molecule can be read here"), ("", "A list has 50 to 5,000 molecules"),
        ("C" * 20_000, "No molecule can be read here"),
    ],
)  # fmt: skip
def test_a_list_is_read_or_told_why_not(text: str, words: str) -> None:
    app = ladder(data="own")
    app.text_area(key="own_list").set_value(text).run()
    assert not app.exception and words in shows(app)
    assert "<img" not in shows(app)
    trains = [button for button in app.button if button.label.startswith("Train it")]
    assert bool(trains) == text.startswith(GOOD)


def test_it_is_there_again_after_a_reload_and_goes_when_it_is_cleared(home: Path) -> None:
    app = ladder(data="own")
    app.text_area(key="own_list").set_value(GOOD).run()
    key = kept(home)
    again = ladder(data="own")
    assert "60 molecules of the list fit" in shows(again)
    assert kept(home) == key
    again.text_area(key="own_list").set_value("").run()
    assert not (home / "texts" / key).exists() and "A list has 50" in shows(again)


def test_another_list_takes_the_place_of_the_first(home: Path) -> None:
    app = ladder(data="own")
    for text in (GOOD, f"{GOOD}\nCCS"):
        app.text_area(key="own_list").set_value(text).run()
    assert "61 molecules" in shows(app) and len(list((home / "texts").glob("*"))) == 1


def test_a_list_stands_in_no_link_and_its_training_is_private() -> None:
    app = ladder(data="own")
    app.text_area(key="own_list").set_value(GOOD).run()
    assert "CCO" not in str(app.query_params)
    own = texts.home() / "texts"
    assert all(place.stat().st_mode & 0o077 == 0 for place in own.rglob("original"))


@pytest.mark.parametrize(
    ("which", "name", "more"),
    [
        (("gpt", "smiles"), "GPT, 1,000 texts", ""), (("gpt", "smiles", "own"), "GPT · your list, 1,000 texts", ""),
        (("lstm", "explicit", "moses"), "LSTM · more explicit · MOSES, 1,000 texts", "More explicit means"),
        (("gpt", "selfies"), "GPT · SELFIES, 1,000 texts", "12% of the symbols were left out"),
    ],
)  # fmt: skip
def test_a_rung_is_called_by_what_it_wrote_and_learned(which: tuple[str, ...], name: str, more: str) -> None:
    learned = Learned(1.0, 1_000, 0.8, 1.0, 0.8, {}, 0.1, 0.1, judged=1_000, atoms=13.0, lost=0.12)
    found = {("gpt", "smiles"): [Record(1, 1, learned)], which: [Record(1, 1, learned)]}
    shown = exhibits.ladder(lesson_of("molecules"), found, which, True, LIGHT, drawn())
    assert str(shown.says).startswith(name) and more in str(shown.says)
    assert len(shown.numbers) == len(found) + len(exhibits.PUBLISHED)
    assert (shown.verdict is not None) == (which == ("gpt", "smiles"))


def test_where_moses_is_not_installed_a_sentence_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moses, "find_spec", lambda name: None)
    app = ladder(data="moses")
    assert "pip install --no-deps molsets" in shows(app)
    (data,) = (one for one in app.selectbox if one.key == "data")
    assert len(data.options) == 2


def test_where_it_is_installed_it_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    place = tmp_path / "moses" / "dataset" / "data" / "train.csv.gz"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"not looked at by the page")
    (tmp_path / "moses" / "__init__.py").write_text("raise RuntimeError('imported')")
    monkeypatch.syspath_prepend(str(tmp_path))
    app = ladder(data="moses")
    assert "molsets" not in shows(app)
    (data,) = (one for one in app.selectbox if one.key == "data")
    assert data.value == "moses" and len(data.options) == 3
