"""What stands in a box at first: words that the open model can read, unless the address or the learner says something else."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from core.notebook import Notebook
from core.training.run import Run
from pages.kit import kept, learner
from tests.own_models import KINDS, make
from tests.pages.test_pages import ROOT, opened
from tests.patience import PATIENCE

WORDS = "Ö 漢字 fox"
BOXES = [  # one of every way that a box is made
    ("welcome", "beginning"), ("attention", "words"), ("generation", "prompt"), ("embeddings_deeper", "first"),
]  # fmt: skip


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Run]]:
    """One that learned Chinese and one that learned Russian, in the home that this module works in."""
    home: Path = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GLASSBOX_HOME", str(home))
        yield {kind.text: make(kind) for kind in KINDS if kind.text in ("Chinese", "Russian")}


@pytest.fixture
def book(models: dict[str, Run], monkeypatch: pytest.MonkeyPatch) -> Notebook:
    """Every test is another learner's, with a notebook that is empty."""
    home, me = models["Chinese"].folder.parents[1], uuid4().hex
    monkeypatch.setenv("GLASSBOX_HOME", str(home))
    monkeypatch.setattr(learner, "learner_id", lambda: me)
    monkeypatch.setattr(learner, "cookie", lambda: "a cookie")
    return Notebook(home / "learners" / me)


def by_link(page: str, **query: str) -> AppTest:
    """The page as a link opens it: the first page of a visit, with all that the address says."""
    if page != "welcome":
        return opened(page, **query)
    app = AppTest.from_file(str(ROOT / "pages/shell.py"), default_timeout=PATIENCE)
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


def box(app: AppTest, key: str) -> str:
    assert not app.exception
    return next(one.value for one in (*app.text_area, *app.text_input) if one.key == key)


def write(app: AppTest, key: str, words: str) -> AppTest:
    return next(one for one in (*app.text_area, *app.text_input) if one.key == key).set_value(words).run()


def switch(app: AppTest, run: Run | None) -> AppTest:
    """Open another model on the page that is shown; none is the one that came with the app."""
    app.query_params.clear()
    app.query_params["run"] = run.id if run else "world"
    return app.run()


def kept_words(book: Notebook) -> list[str]:
    book.refresh()
    return [name for name in book.names() if not name.startswith(kept.EVERYWHERE)]


@pytest.mark.parametrize(("page", "key"), BOXES)
def test_a_box_begins_with_words_that_the_open_model_reads(
    page: str, key: str, models: dict[str, Run], book: Notebook
) -> None:
    begun = box(by_link(page, run=models["Chinese"].id), key)
    assert begun and not models["Chinese"].tokenizer().unknown(begun)
    assert kept_words(book) == []


@pytest.mark.parametrize(("page", "key"), BOXES)
def test_the_address_wins_over_the_beginning_and_over_what_was_kept(
    page: str, key: str, models: dict[str, Run], book: Notebook
) -> None:
    link = {"run": models["Chinese"].id, key: "what the link says"}
    assert box(by_link(page, **link), key) == "what the link says"
    assert kept_words(book) == []  # it is somebody else's
    book.put({f"{page}/{key}": WORDS})
    app = by_link(page, **link)
    assert box(app, key) == "what the link says"
    assert box(by_link(page, run=models["Chinese"].id), key) == WORDS  # one's own is still there
    write(app, key, "what the link says, and more")
    assert box(by_link(page, run=models["Chinese"].id), key) == "what the link says, and more"


@pytest.mark.parametrize(("page", "key"), BOXES)
def test_what_was_typed_stays_when_another_model_is_opened(
    page: str, key: str, models: dict[str, Run], book: Notebook
) -> None:
    app = write(by_link(page, run=models["Chinese"].id), key, WORDS)
    assert box(switch(app, models["Russian"]), key) == WORDS
    assert box(switch(app, None), key) == WORDS
    assert kept_words(book) == [f"{page}/{key}"]
    assert box(by_link(page, run=models["Russian"].id), key) == WORDS  # on another day


@pytest.mark.parametrize(("page", "key"), BOXES)
def test_words_that_nobody_typed_follow_the_model_and_are_not_kept(
    page: str, key: str, models: dict[str, Run], book: Notebook
) -> None:
    usual = {name: box(by_link(page, run=run.id), key) for name, run in models.items()}
    example = box(by_link(page, run="world"), key)
    assert len({*usual.values(), example}) == 3
    app = by_link(page, run=models["Chinese"].id)
    for run, words in ((models["Russian"], usual["Russian"]), (None, example), (models["Chinese"], usual["Chinese"])):
        assert box(switch(app, run), key) == words
        assert kept_words(book) == []
    write(app, key, WORDS)
    write(app, key, usual["Chinese"])  # what was typed is taken back
    assert kept_words(book) == []
    assert box(switch(app, models["Russian"]), key) == usual["Russian"]
