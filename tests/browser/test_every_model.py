"""Every page and every experiment with models that nobody here made: other scripts, sizes, states, and ids of every shape.

Each page is opened with a learner's model, all its experiments are made (nobody guesses: "Just show me"), whatever looks
into the open model is started, and the test waits for the workers' answers. Nothing may stop, stay in trouble, or ask to
be loaded again, and no box may begin with words that the model cannot read.

All of it, six models on each page that looks at the open model, takes some minutes:

    GLASSBOX_EVERY_MODEL=1 python -m pytest tests/browser/test_every_model.py

Without that variable each such page meets two models. One of them is always the strangest, whose id begins with a dash and
holds two underscores, and whose text has no spaces; it shows what depends on the page. The other comes by turns, so that
each of them is met on three pages or more; it shows what depends on the model. A page that does not look at the open model
is opened once, with the strangest.
"""

import contextlib
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from core.lessons import lesson
from core.training.run import Run
from tests.browser.conftest import Browser, Watched, settle, stopped
from tests.browser.test_pages import PAGES, SECTIONS
from tests.own_models import KINDS, STRANGEST, Kind, make_all

ALL = bool(os.environ.get("GLASSBOX_EVERY_MODEL"))
STARTED = ("start_tsne", "start_company", "start_roles")  # studies that look into the open model
WORKER = 300  # seconds, at most: one worker answers everything, and on a busy machine sixty steps take their time
WAITING = re.compile(
    r"^(A worker .*|Your model is writing|The workers are starting.*|In line: .*|Step [\d,]+ of [\d,]+)( …)?$", re.M
)
TROUBLE = re.compile(r"Load the page again|cannot be computed|did not expect|could not begin|has never met", re.I)


def looks(name: str) -> bool:
    """Does the page look at the open model?"""
    file = next(
        folder / f"{name or 'welcome'}.py" for folder in SECTIONS if (folder / f"{name or 'welcome'}.py").exists()
    )
    return "open_model()" in file.read_text("utf-8")


LOOKING = [name for name in PAGES if looks(name)]
OTHERS = [kind for kind in KINDS if kind != STRANGEST]


def models(name: str) -> list[Kind]:
    """Whose turn it is on this page: see above."""
    if name not in LOOKING:
        return [STRANGEST]
    return list(KINDS) if ALL else [STRANGEST, OTHERS[LOOKING.index(name) % len(OTHERS)]]


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
def tab(chromium: Chromium, made: tuple[Server, dict[Kind, Run]]) -> Iterator[Watched]:
    """One tab for all pages, so that the app's own files are loaded once."""
    browser = Browser(chromium)
    yield browser.open(f"{made[0].url}/society")
    browser.close()


def answered(page: Page) -> str:
    """The page's text, once no line says that something is still to come."""
    end = time.monotonic() + WORKER
    while True:
        settle(page, look_every=150)
        text: str = page.locator("[data-testid=stApp]").inner_text()
        if not WAITING.search(text) or time.monotonic() > end:
            return text
        page.wait_for_timeout(200)


def visit(page: Page, server: Server, name: str, run: Run) -> str:
    """Open the page with this model, make every experiment, start what looks into the model; then the page's text."""
    page.goto(f"{server.url}/{name}?run={run.id}")
    settle(page, look_every=150)
    skips, made = page.locator("[class*='st-key-skip_'] button"), page.locator("[class*='st-key-again_'] button")
    wanted = len(lesson(name).experiments) if name else 1
    end = time.monotonic() + WORKER
    while (done := made.count()) < wanted and time.monotonic() < end:
        skips.first.click()
        with contextlib.suppress(AssertionError):  # a click that meets a busy page may be lost; then once more
            expect(made).to_have_count(done + 1, timeout=15_000)
    assert made.count() == wanted
    for key in (*STARTED, "slow_motion"):
        if button := page.locator(f".st-key-{key} button").all():
            expect(button[0]).to_be_enabled(timeout=60_000)
            button[0].click()
            settle(page, look_every=150)
    return answered(page)


@pytest.mark.parametrize("name", PAGES)
def test_the_page_and_its_experiments_work_with_every_model(
    name: str, made: tuple[Server, dict[Kind, Run]], tab: Watched
) -> None:
    server, runs = made
    for kind in models(name):
        text = visit(tab.page, server, name, runs[kind])
        assert stopped(tab.page) == 0, (kind.name, server.log()[-3_000:])
        assert tab.page.locator("[class*=st-key-lasting_], [class*=st-key-passing_]").all_inner_texts() == [], kind.name
        assert not WAITING.search(text), (kind.name, WAITING.findall(text))
        assert not TROUBLE.search(text), (kind.name, TROUBLE.findall(text))
        if name in LOOKING:
            assert f"run={runs[kind].id}" in tab.page.url
    assert tab.errors == []
    assert tab.foreign == []
