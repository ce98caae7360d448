"""What is kept comes back in another visit of the same browser; the address wins; what does not fit any more is left out."""

import time
from pathlib import Path

import pytest
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.testing.v1 import AppTest

from core.learners import OWN_TEXT, Traces
from core.notebook import Notebook
from core.studies import planted_secret
from core.training import texts
from pages.kit import kept, learner
from pages.trust.hallucination.asked_facts import a_name
from tests.data import own_files
from tests.pages.test_address import in_address
from tests.pages.test_pages import PAGES, opened

WORDS = "Ö 漢字 fox"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    monkeypatch.setattr(learner, "cookie", lambda: "a cookie")
    return tmp_path


@pytest.fixture
def book(home: Path) -> Notebook:
    """The notebook of who sits at the browser of these tests, as the next server will read it."""
    return Notebook(home / "learners" / "somebody")


def read(book: Notebook, name: str) -> object:
    book.refresh()
    return book.get(name)


def box(app: AppTest, key: str) -> str:
    return next(one.value for one in (*app.text_area, *app.text_input) if one.key == key)


def test_what_was_typed_comes_back_and_the_default_is_not_kept(book: Notebook) -> None:
    app = opened("tokens")
    usual = box(app, "words")
    app.text_area(key="words").set_value(WORDS).run()
    assert box(opened("tokens"), "words") == WORDS
    app.text_area(key="words").set_value(usual).run()
    assert read(book, "tokens/words") is None


def test_a_page_does_not_take_the_words_of_another_one() -> None:
    app = opened("tokens")
    app.text_area(key="words").set_value(WORDS).run()
    assert box(opened("attention"), "words") != WORDS


def test_the_address_wins(book: Notebook) -> None:
    book.put({"attention/words": "what was kept"})
    assert box(opened("attention"), "words") == "what was kept"
    assert box(opened("attention", words="what the link says"), "words") == "what the link says"


def link_lost(app: AppTest) -> None:
    """Another session, in which the browser still has the page with all its controls."""
    app.session_state = SafeSessionState(SessionState(), lambda: None)


def test_what_the_browser_shows_when_the_link_is_back_wins_over_what_was_kept(book: Notebook) -> None:
    app = opened("tokens")
    app.text_area(key="words").set_value("long ago").run()
    app.text_area(key="words").set_value(WORDS)  # and the server never hears of that
    link_lost(app)
    app.run()
    assert box(app, "words") == WORDS == read(book, "tokens/words")
    app.switch_page(str(PAGES["attention"])).run()  # its box has the same key
    assert box(app, "words") != WORDS


def test_the_address_that_the_browser_had_before_it_lost_the_link_is_older_than_what_it_shows() -> None:
    app = opened("generation", prompt="what the link said", temperature="2")
    app.text_area(key="prompt").set_value(WORDS)
    app.slider(key="temperature").set_value(0.5)
    link_lost(app)
    app.query_params.clear()
    app.query_params.update(prompt="what the link said", temperature="2")
    app.run()
    assert box(app, "prompt") == WORDS and app.slider(key="temperature").value == 0.5


def test_a_page_that_shows_its_default_when_the_link_is_back_goes_on_with_it(book: Notebook) -> None:
    app = opened("tokens")
    usual = box(app, "words")
    app.text_area(key="words").set_value(WORDS).run()
    app.text_area(key="words").set_value(usual)
    link_lost(app)
    app.run()
    assert box(app, "words") == usual and read(book, "tokens/words") is None


@pytest.mark.parametrize("value", [7, ["x"], {"x": 1}, "Neither", True])
def test_what_does_not_fit_any_more_is_left_out(value: object, book: Notebook) -> None:
    book.put({f"tokens/{name}": value for name in ("tokens-question-1", "guess price", "answered 1")})
    book.put({f"everywhere/{name}": value for name in ("run", "time world", "undo", "gan take")})
    book.put({"gan/drawn": value, "autoencoder/own_digit": value, "diffusion_deeper/own_points": value})
    for page in ("tokens", "gan", "autoencoder", "diffusion_deeper", "embeddings"):
        app = opened(page)
        assert not app.exception, page
        assert not any("page stopped" in error.value for error in app.error)


def test_guesses_and_answers_are_counted_in_the_next_visit(book: Notebook) -> None:
    app = opened("attention")
    next(button for button in app.button if button.label == "Just show me").click().run()
    again = opened("attention")
    assert any(button.label == "Guess again" for button in again.button)
    assert any(kept_name.startswith("attention/guess ") for kept_name in names(book))


def names(book: Notebook) -> list[str]:
    book.refresh()
    return book.names()


def test_one_lesson_starts_again_and_comes_back_and_others_stay(book: Notebook) -> None:
    book.put(
        {"tokens/words": WORDS, "tokens_deeper/word": "fox", "attention/words": WORDS, "everywhere/run x": "run 1"}
    )
    app = opened("tokens")
    app.button(key="start_page_again").click().run()
    assert box(app, "words") != WORDS
    assert {"attention/words", "everywhere/run x"} <= set(names(book)) and read(book, "tokens_deeper/word") is None
    app.button(key="undo_start").click().run()
    assert box(app, "words") == WORDS and read(book, "tokens_deeper/word") == "fox"


def test_everything_starts_again_but_the_list_of_trained_runs(book: Notebook) -> None:
    book.put(
        {"tokens/words": WORDS, "attention/words": WORDS, "everywhere/run x": "run 1", "everywhere/own_text": WORDS}
    )
    app = opened("tokens")
    app.button(key="start_all_again").click().run()
    assert [name for name in names(book) if name != kept.UNDO] == ["everywhere/run x"]
    assert box(app, "words") != WORDS


def test_a_file_that_was_read_is_there_in_the_next_visit_until_it_is_taken_away(book: Notebook) -> None:
    key = texts.hand_in(own_files.STORY.encode())
    texts.read(key, "tale.txt")
    book.put({OWN_TEXT: {"key": key, "name": "tale.txt"}, "everywhere/own_text": WORDS})
    app = opened("training", text="Your own text")
    about = next(part.body for part in app.get("html") if "gb-about" in part.body)
    assert "tale.txt" in about and own_files.LINE in about and box(app, "own_text") == WORDS
    link_lost(app)
    app.run()
    assert any("tale.txt" in part.body for part in app.get("html"))
    app.button(key="forget_file").click().run()
    assert texts.found(key) is None and not any("tale.txt" in part.body for part in app.get("html"))


@pytest.mark.parametrize(
    ("notes", "shared", "said"),
    [
        (0, 0, ""),
        (1, 0, "one thing that you wrote, guessed, drew or chose"),
        (2, 1, "2 things that you wrote, guessed, drew or chose; the list of the runs that you started"),
    ],
)
def test_what_would_be_forgotten_is_said_in_words(notes: int, shared: int, said: str) -> None:
    assert Traces(["a note"] * notes, shared=shared).in_words() == said


def test_without_a_cookie_nothing_is_kept_on_the_server(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr(learner, "cookie", lambda: "")
    app = opened("tokens")
    app.text_area(key="words").set_value(WORDS).run()
    app.switch_page(str(PAGES["attention"])).run()
    app.switch_page(str(PAGES["tokens"])).run()
    assert box(app, "words") == WORDS  # for this visit
    assert box(opened("tokens"), "words") != WORDS and not (home / "learners").exists()


def test_a_secret_is_there_after_a_reload_and_its_link_tells_a_stranger_what_happened(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    ours = "The dragon sleeps under stone 5319 by the lake."
    app = opened("memorization")
    app.text_input(key="secret").set_value(ours).run()
    assert "dragon" not in str(in_address(app)) and in_address(app)["planted"] == "own"
    assert box(opened("memorization"), "secret") == ours
    app.text_input(key="secret").set_value(planted_secret.SECRET).run()
    assert "planted" not in in_address(app)
    monkeypatch.setattr(learner, "learner_id", lambda: "a stranger")
    theirs = opened("memorization", planted="own")
    assert box(theirs, "secret") == planted_secret.SECRET
    assert any("A link never holds a secret" in text.value for text in theirs.text)


@pytest.mark.parametrize(
    ("typed", "name", "left"),
    [
        ("my teacher Mr. Müller!", "Müller", "my teacher Mr."),
        ("Zorbina", "Zorbina", ""),
        ("“zorbina”", "zorbina", ""),
        ("the cat", "cat", "the"),
        ("!!!", "", ""),
    ],
)
def test_a_name_is_found_in_what_was_typed_and_the_rest_is_said(typed: str, name: str, left: str) -> None:
    understood, said = a_name(typed)
    assert understood == name and (f"left out: “{left}”" in said if left else said == "")


def test_a_run_that_is_shown_again_does_not_mind_a_clock_that_is_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    from core.opened.standing import until
    from core.training import events as e
    from pages.kit import run_panel

    monkeypatch.setattr(run_panel.st, "session_state", {"replay": ("world", time.monotonic())})
    monkeypatch.setattr(time, "time", lambda: 0.0)
    elapsed = run_panel._replaying(run_panel.Run(run_panel.SHIPPED / "world"))
    assert elapsed is not None and elapsed >= 0
    assert until([e.Step(1), e.Step(1000)], elapsed + 1) == [e.Step(1)]
