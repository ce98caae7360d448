"""Training in depth and its ground as a learner meets them: one weight by keyboard, a live training that is stopped, a phone."""

from playwright.sync_api import expect

from benchmarks.server import Server
from tests.browser.conftest import WORKER, Browser, Watched, becomes, on, revealed, settle, stopped


@on("training_deeper")
def test_a_weight_is_chosen_and_nudged_by_the_keyboard(lesson: Watched) -> None:
    page = lesson.page
    said = page.locator(".st-key-living_picture .gb-says")
    expect(said).to_contain_text("a nudge of 0.1 says")
    page.get_by_role("slider", name="Nudge").focus()
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("A nudge of 0.00000001 did not change a single digit", timeout=WORKER)
    before = said.inner_text()
    page.get_by_role("spinbutton", name="Which weight").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    becomes(page, lambda: said.inner_text() != before)
    words = page.get_by_role("textbox", name="Your words")
    words.fill("")
    words.press("Control+Enter")
    expect(page.locator(".st-key-living_picture").get_by_text("Write a word or two")).to_be_visible(timeout=WORKER)
    expect(revealed(page, "training_deeper", "nudge").get_by_text("Write a word or two")).to_be_visible(timeout=WORKER)
    assert lesson.errors == [] and lesson.foreign == [] and stopped(page) == 0


def test_a_training_that_is_stopped_keeps_what_it_has(server: Server, browser: Browser) -> None:
    watched = browser.open(f"{server.url}/training_deeper?rates_seed=7", width=390, height=844)
    page = watched.page
    part = revealed(page, "training_deeper", "rates")
    part.get_by_role("button", name="Train").click()
    expect(part.locator(".gb-says")).to_contain_text("All begin at a loss of", timeout=WORKER)
    part.get_by_role("button", name="Stop").click()
    expect(part.get_by_role("button", name="Continue")).to_be_visible(timeout=WORKER)
    expect(part.locator(".gb-says")).to_contain_text("All begin at a loss of")
    part.get_by_role("radio", name="AdamW").click()
    settle(page)
    expect(part.locator(".js-plotly-plot").first).to_be_visible(timeout=WORKER)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert watched.errors == [] and stopped(page) == 0


def test_late_insight_comes_and_fits_a_phone(server: Server, browser: Browser) -> None:
    watched = browser.open(f"{server.url}/training_deeper?share=0.7", width=390, height=844, scheme="dark")
    page = watched.page
    part = revealed(page, "training_deeper", "grokking")
    part.get_by_role("button", name="Train").click()
    expect(part.locator(".gb-says")).to_contain_text("the others at step", timeout=WORKER)
    expect(part.locator(".gb-feedback").first).to_be_visible(timeout=WORKER)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert watched.errors == [] and stopped(page) == 0


def test_the_ground_is_there_at_once_and_another_one_is_measured(server: Server, browser: Browser) -> None:
    watched = browser.open(f"{server.url}/training_landscape", width=390, height=844)
    page = watched.page
    picture = page.locator(".st-key-living_picture")
    expect(picture.locator(".gb-says")).to_contain_text("289 places")
    expect(picture.locator(".js-plotly-plot").first).to_be_visible(timeout=WORKER)
    page.get_by_role("radio", name="random ones").click()
    picture.get_by_role("button", name="Measure the ground").click()
    expect(picture.locator(".gb-says")).to_contain_text("two random directions", timeout=WORKER)
    expect(picture.locator(".gb-says")).to_contain_text("289 places", timeout=WORKER)
    page.locator(".st-key-experiment_training_landscape-ways").get_by_role("button", name="Just show me").click()
    settle(page)
    expect(page.locator(".gb-feedback").first).to_contain_text("In a random direction", timeout=WORKER)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert watched.errors == [] and watched.foreign == [] and stopped(page) == 0
