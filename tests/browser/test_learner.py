"""What a learner does: train, scrub, write, come back; with the mouse and with the keyboard alone."""

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.awkward import PROMPTS
from tests.browser.conftest import WORKER, Browser, Watched, becomes, on, settle, stopped

SHORT = "training?size=tiny&steps=100"  # any model will do: what is asked is what a learner meets on the way


def train(page: Page, steps: int = 100) -> None:
    """Press Train and wait until the run is finished and open."""
    button = page.get_by_role("button", name="Train", exact=True)
    expect(button).to_be_enabled(timeout=WORKER)
    button.click()
    expect(page.locator(".st-key-status_line")).to_contain_text(f"step {steps}", timeout=WORKER)
    settle(page)


def go(page: Page, lesson: str) -> None:
    """Choose a lesson in the navigation."""
    page.get_by_role("button", name="Text", exact=True).click()
    page.get_by_role("menuitem", name=lesson).click()
    settle(page)


def status(page: Page) -> str:
    return page.locator(".st-key-status_line").inner_text()


def test_train_scrub_generate_and_come_back(server: Server, browser: Browser) -> None:
    context = browser.visitor()
    watched = browser.open(f"{server.url}/{SHORT}&seed=11", context)
    page = watched.page
    train(page)
    assert "yours" in status(page) and "step 100" in status(page)

    slider = page.locator(".st-key-living_picture ~ * [role=slider], [role=slider][aria-valuetext]").last
    slider.focus()
    page.keyboard.press("Home")
    settle(page)
    assert "step 0" in status(page)

    go(page, "Generation")
    assert "yours" in status(page)
    page.get_by_role("button", name="Keep writing").click()
    settle(page)
    assert stopped(page) == 0
    assert watched.errors == [] and watched.foreign == []

    page.close()  # close the tab, come back without the address
    page = browser.open(f"{server.url}/training", context).page
    page.get_by_role("button", name="Change").click()
    expect(page.get_by_role("button", name=re.compile("Yours: run 1"))).to_be_visible()


def test_a_run_is_found_by_its_link_and_not_by_others(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/{SHORT}&seed=12").page
    train(page)
    link = page.url
    assert "run=" in link
    other = browser.open(link).page
    assert "step 100" in status(other) and "by link" in status(other)
    stranger = browser.open(f"{server.url}/training").page
    assert "came with the app" in status(stranger)


@on("generation")
def test_the_keyboard_alone_is_enough(page: Page) -> None:
    said = page.locator(".st-key-living_picture .gb-says")
    before = said.inner_text()
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == "Draw":
            break
    assert page.evaluate("document.activeElement.innerText") == "Draw"
    page.keyboard.press("Enter")
    settle(page)
    assert said.inner_text() != before


@on("generation")
def test_awkward_prompts_show_literally_and_break_nothing(lesson: Watched) -> None:
    page = lesson.page
    prompt = page.get_by_role("textbox", name="Text to continue")
    for text in PROMPTS:
        prompt.fill(text)
        prompt.press("Control+Enter")
        settle(page)
        assert stopped(page) == 0, text[:20]
    assert lesson.errors == [] and lesson.foreign == []


def killed_in_the_middle_of_a_turn(server: Server) -> bool:
    """Kill the workers, and say whether one of them was training: then a lease is left that nobody gave back. Between two
    turns nothing is lost, and nothing is said."""
    held = list(server.home.glob("runs/*/lease.json"))
    if not held or not server.process:
        return False
    family = psutil.Process(server.process.pid).children(recursive=True)
    workers = [process for process in family if "spawn_main" in " ".join(process.cmdline())]
    for process in workers:
        process.send_signal(signal.SIGKILL)
    psutil.wait_procs(workers)
    return any(lease.exists() for lease in held)


def test_a_killed_worker_costs_a_sentence_and_not_the_run(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/training?size=tiny&steps=500&seed=13").page
    button = page.get_by_role("button", name="Train", exact=True)
    expect(button).to_be_enabled(timeout=WORKER)
    button.click()
    expect(page.get_by_text(re.compile(r"Step \d+ of 500, .* left")).first).to_be_visible(timeout=WORKER)
    becomes(page, lambda: killed_in_the_middle_of_a_turn(server))
    expect(page.get_by_text(re.compile("worker was lost|was interrupted, and went on")).first).to_be_visible(
        timeout=WORKER
    )
    over = page.get_by_text(re.compile("Step 500 of 500.*finished. It was interrupted, and went on"))
    expect(over.first).to_be_visible(timeout=WORKER)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Server]:
    """A server that nobody has asked for anything yet."""
    server = Server(tmp_path)
    server.start()
    yield server
    server.stop()


def test_runs_survive_a_killed_server_and_the_first_deep_link_has_the_frame(fresh: Server, browser: Browser) -> None:
    page = browser.open(f"{fresh.url}/{SHORT}&seed=14").page  # the first request of a fresh server is a deep link
    assert page.locator(".st-key-status_line").count() == 1 and page.locator("h1").count() == 1
    train(page)
    link = page.url
    page.close()
    fresh.stop(kill=True)
    fresh.start()
    page = browser.open(link).page
    assert "step 100" in status(page)
    said = fresh.log().partition("Failed to communicate with scheduler")[0]  # a worker of the killed server may say so
    assert "deprecated" not in said and "Traceback" not in said
