"""The further pages on memorization in a real browser: an own sentence is followed and its sources left out."""

import pytest
from playwright.sync_api import expect

from benchmarks.server import Server
from tests.browser.conftest import WORKER, Browser, Watched, on, revealed, stopped


@on("memorization_deeper")
def test_an_own_sentence_is_followed_and_shown_literally(lesson: Watched) -> None:
    page = lesson.page
    picture = page.locator(".st-key-living_picture")
    expect(picture.locator(".js-plotly-plot svg").first).to_be_visible(timeout=WORKER)
    page.get_by_role("combobox", name="What the model says").click()
    page.get_by_role("option", name="a sentence of my own").click()
    expect(picture.locator(".gb-says")).to_contain_text("Nola took the old bell home.", timeout=WORKER)
    own = page.get_by_role("textbox", name="My sentence")
    own.fill("<b>Rina</b> won")
    own.press("Enter")
    expect(picture).to_contain_text("The model has never seen “<”", timeout=WORKER)
    assert stopped(page) == 0 and lesson.errors == [] and lesson.foreign == []


@pytest.mark.parametrize(
    ("address", "experiments"),
    [
        ("memorization_deeper", ("leave_out", "was_it_in", "opt_out")),
        ("memorization_copies", ("words", "text", "bell")),
    ],
)
def test_the_experiments_show_their_results_on_a_phone(
    server: Server, browser: Browser, address: str, experiments: tuple[str, ...]
) -> None:
    watched = browser.open(f"{server.url}/{address}", width=390, height=844)
    page = watched.page
    for key in experiments:
        expect(revealed(page, address, key).locator(".gb-says")).to_be_visible(timeout=WORKER)
    if address == "memorization_copies":
        expect(page.locator(".gb-people s").first).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0 and stopped(page) == 0 and watched.errors == []
