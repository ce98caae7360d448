"""Every page and every experiment with models that nobody here made: other scripts, sizes, states, and ids of every shape.

Each page is opened with a learner's model, all its experiments are made (nobody guesses: "Just show me"), whatever looks
into the open model is started, and the test waits for the workers' answers. Nothing may stop, stay in trouble, or ask to
be loaded again, and no box may begin with words that the model cannot read.

All of it, six models on each page that looks at the open model and one on the others, takes a quarter of an hour or more,
so it has a command of its own, `pytest tests/browser/test_every_model.py`. With GLASSBOX_FEW_MODELS each page that looks at
the open model meets two, which takes four minutes. One of them is always the strangest, whose id begins with a dash and
holds two underscores, and whose text has no spaces; it shows what depends on the page. The other comes by turns, so that
each of them is met on three pages or more; it shows what depends on the model.
"""

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from core.lessons import lesson
from core.training.run import Run
from tests.browser.conftest import Browser, Engine, Watched, all_revealed, stopped
from tests.browser.test_pages import FILES, PAGES
from tests.own_models import KINDS, STRANGEST, Kind, make_all

pytestmark = pytest.mark.long
FEW = bool(os.environ.get("GLASSBOX_FEW_MODELS"))
STARTED = ("start_tsne", "start_company", "start_roles", "start_errors")  # studies that look into the open model
LOOK = 200  # milliseconds between two looks at a page
WORKER = 180  # seconds, at most: one worker answers everything, and on a busy machine sixty steps take their time
WAITING = re.compile(
    r"^(A worker .*|These tokenizers are still being trained.*|Your model is writing|The workers are starting.*|In the queue: .*"
    r"|Step [\d,]+ of [\d,]+)( …)?$",
    re.M,
)
TROUBLE = re.compile(r"Load the page again|cannot be computed|did not expect|could not begin|has never met", re.I)


def looks(name: str) -> bool:
    """Does the page look at the open model?"""
    return "open_model()" in FILES[name or "welcome"].read_text("utf-8")


LOOKING = [name for name in PAGES if looks(name)]
OTHERS = [kind for kind in KINDS if kind != STRANGEST]


def models(name: str) -> list[Kind]:
    """Whose turn it is on this page: see above."""
    if name not in LOOKING:
        return [] if FEW else [STRANGEST]
    return [STRANGEST, OTHERS[LOOKING.index(name) % len(OTHERS)]] if FEW else list(KINDS)


VISITS = [(name, kind) for name in PAGES for kind in models(name)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, dict[Kind, Run]]]:
    """A server, and the models that were there before it started."""
    home: Path = tmp_path_factory.mktemp("models")
    runs = make_all(home)
    server = Server(home)
    server.start()
    yield server, runs
    server.stop()


@pytest.fixture(scope="module")
def tab(chromium: Engine, made: tuple[Server, dict[Kind, Run]]) -> Iterator[Watched]:
    """One tab for all pages, so that the app's own files are loaded once."""
    browser = Browser(chromium)
    yield browser.open(f"{made[0].url}/society")
    browser.close()


def rests(page: Page, seconds: float = WORKER) -> str:
    """The page's text, once the app has answered and no line says that something is still to come; or after so long."""
    still, end = 0, time.monotonic() + seconds
    while True:
        running = page.locator("[data-testid=stApp]").get_attribute("data-test-script-state") != "notRunning"
        text: str = page.locator("[data-testid=stApp]").inner_text()
        still = 0 if running or WAITING.search(text) else still + 1
        if still == 2 or time.monotonic() > end:
            return text
        page.wait_for_timeout(LOOK)


def make_the_experiments(page: Page, wanted: int) -> None:
    """Nobody guesses. What was made on an earlier visit is there already."""
    made = page.locator("[class*='st-key-again_'] button")
    both = page.locator("[class*='st-key-skip_'] button, [class*='st-key-again_'] button")
    expect(both).to_have_count(wanted, timeout=WORKER * 1000)
    all_revealed(page)
    expect(made).to_have_count(wanted)


def visit(page: Page, server: Server, name: str, run: Run) -> str:
    """Open the page with this model, make every experiment, start what looks into the model; then the page's text."""
    page.goto(f"{server.url}/{name}?run={run.id}")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning] h1", timeout=WORKER * 1000)
    make_the_experiments(page, len(lesson(name).experiments) if name else 1)
    for key in (*STARTED, "slow_motion"):
        if button := page.locator(f".st-key-{key} button").all():
            expect(button[0]).to_be_enabled(timeout=WORKER * 1000)
            button[0].click()
    return rests(page)


@pytest.mark.parametrize(("name", "kind"), VISITS, ids=[f"{name or 'welcome'}: {kind.name}" for name, kind in VISITS])
def test_the_page_and_its_experiments_work_with_every_model(
    name: str, kind: Kind, made: tuple[Server, dict[Kind, Run]], tab: Watched
) -> None:
    server, runs = made
    tab.errors.clear()
    tab.foreign.clear()
    text = visit(tab.page, server, name, runs[kind])
    assert stopped(tab.page) == 0, server.log()[-3_000:]
    assert tab.page.locator("[class*=st-key-lasting_], [class*=st-key-passing_]").all_inner_texts() == []
    assert WAITING.findall(text) == []
    assert TROUBLE.findall(text) == []
    if name in LOOKING:
        assert f"run={runs[kind].id}" in tab.page.url
    assert tab.errors == []
    assert tab.foreign == []
