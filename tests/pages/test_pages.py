"""What somebody may type into a page or its address, without a browser. (That every page opens: tests/browser/test_pages.py.)"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from core.lessons import page_files
from pages.kit import kept
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
PAGES = page_files(ROOT / "pages")
AWKWARD = ["", "x", "\x00", "🙂👩‍👩‍👧", "<b>hi</b>", "مرحبا بالعالم", "你好", "word " * 2_000, "$x$ **y** `z` :red[w]"]


# Every page that is opened without a browser looks through all packages for components of theirs (Streamlit 1.67): two thirds
# of what opening it costs, and what is installed stays the same.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))


def opened(name: str, **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages/shell.py"), default_timeout=PATIENCE)
    app.run()
    for key, value in query.items():
        app.query_params[key] = value
    if name != "welcome":
        app.switch_page(str(PAGES[name]))
    return app.run()


def revealed(name: str) -> AppTest:
    """The page with every experiment's result in sight, without a guess."""
    app = opened(name)
    assert not app.exception, app.exception[0].message
    for skip in [key for key in (str(button.key) for button in app.button) if key.startswith("skip_")]:
        app.button(key=skip).click().run()
        assert not app.exception, skip
    return app


def charts(app: AppTest) -> list[Any]:
    """The figures of Plotly's on the page."""
    return [one for one in app.get("bidi_component") if one.proto.component_name == "glassbox_chart"]


@pytest.mark.parametrize("name", ["generation", "attention"])
def test_any_prompt_is_shown_or_answered(name: str) -> None:
    app = opened(name)
    for prompt in AWKWARD:
        app.text_area[0].set_value(prompt).run()
        assert not app.exception, prompt


HOSTILE = [
    {"run": "../../etc"}, {"run": "nobody"}, {"temperature": "nan"}, {"top_p": "-1"}, {"step": "x"}, {"register": "🙂"},
    {"steps": "1e9"}, {"text": "<b>"}, {"seed": "9" * 400},
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("name", ["training", "generation"])
def test_a_hostile_address_opens_the_lesson_all_the_same(name: str, query: dict[str, str]) -> None:
    assert not opened(name, **query).exception


@pytest.mark.parametrize(
    ("name", "more", "anew"), [("welcome", "go_on", "begin_anew"), ("generation", "write_on", "anew")]
)
def test_a_text_that_has_ended_begins_anew_and_goes_on(
    name: str, more: str, anew: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[str] = []
    begin = kept.begin

    def counted(page: str) -> None:
        runs.append(page)
        begin(page)

    monkeypatch.setattr(kept, "begin", counted)
    app = opened(name)
    for _ in range(40):
        if app.button(key=more).disabled:
            break
        app.button(key=more).click().run()
    assert app.button(key=more).disabled
    before = len(runs)
    app.button(key=anew).click().run()
    assert not app.button(key=more).disabled and app.button(key=anew).disabled
    assert len(runs) == before + 1, "the page is drawn once for a press"
    app.button(key=more).click().run()
    app.button(key=anew).click().run()
    assert app.button(key=anew).disabled, "off as well where the text had not ended"
