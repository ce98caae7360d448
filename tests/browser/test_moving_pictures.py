"""The lesson on films as a learner uses it: play, step, stop, by keyboard alone, with no motion, on a phone."""

import re

from playwright.sync_api import Locator, Page, expect

from benchmarks.server import Server
from tests.browser.conftest import WORKER, Browser, Watched, all_revealed, becomes, on, settle, stopped


def living(page: Page) -> Locator:
    return page.locator(".st-key-living_picture")


def rested(page: Page) -> Locator:
    """The slider of the films, after they have played by themselves once."""
    expect(living(page).locator(".play.playing")).to_have_count(0, timeout=WORKER)
    return living(page).get_by_label("Picture", exact=True)


def screens(page: Page) -> list[str]:
    return [one.evaluate("c => c.toDataURL()") for one in living(page).locator(".screen").all()]


@on("moving_pictures")
def test_the_films_play_once_by_themselves_and_can_be_played_stepped_and_stopped(lesson: Watched) -> None:
    page = lesson.page
    slider = rested(page)
    becomes(page, lambda: slider.get_attribute("aria-valuetext") == "picture 20 of 20")
    # while the workers of a new server start, the page asks once a second whether they are there; that is not the film
    becomes(page, lambda: bool(page.evaluate("performance.now() - window.asked > 1500")))
    page.evaluate("window.began = window.asked")
    living(page).get_by_role("button", name="Play the films").click()
    expect(living(page).get_by_role("button", name="Pause")).to_be_visible()
    # the fifth at least, which a slow machine may pass between two looks
    becomes(
        page, lambda: re.match(r"picture ([5-9]|1\d) of 20", slider.get_attribute("aria-valuetext") or "") is not None
    )
    living(page).get_by_role("button", name="Pause").click()
    stood = slider.get_attribute("aria-valuetext")
    page.wait_for_timeout(1000)
    assert slider.get_attribute("aria-valuetext") == stood
    before = screens(page)
    living(page).get_by_role("button", name="Forward by one picture").click()
    assert all(one != other for one, other in zip(before, screens(page), strict=True))
    living(page).get_by_role("button", name="Back by one picture").click()
    assert slider.get_attribute("aria-valuetext") == stood
    assert screens(page) == before
    assert page.evaluate("window.began === window.asked"), "the server is not asked while films play"
    assert lesson.errors == [] and lesson.foreign == [] and stopped(page) == 0


@on("moving_pictures")
def test_the_keyboard_alone_walks_through_the_films(lesson: Watched) -> None:
    page = lesson.page
    slider = rested(page)
    slider.focus()
    slider.press("Home")
    assert slider.get_attribute("aria-valuetext") == "picture 1 of 20"
    assert living(page).locator(".given").count() == 3
    for _ in range(6):
        slider.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "picture 7 of 20"
    assert living(page).locator(".given").count() == 0
    said = living(page).locator(".spoken")
    becomes(page, lambda: "picture 7 of 20" in said.inner_text())
    assert re.search(r"All at once: \d\.\d pixels off\.", said.inner_text()), said.inner_text()
    button = living(page).get_by_role("button", name="Play the films")
    button.focus()
    button.press("Enter")
    expect(living(page).get_by_role("button", name="Pause")).to_be_focused()
    page.keyboard.press("Enter")
    expect(living(page).locator(".play.playing")).to_have_count(0)
    assert lesson.errors == []


def test_without_motion_nothing_runs_by_itself(server: Server, browser: Browser) -> None:
    context = browser.visitor(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{server.url}/moving_pictures")
    slider = living(page).get_by_label("Picture", exact=True)
    slider.wait_for(timeout=WORKER)
    settle(page)
    assert slider.get_attribute("aria-valuetext") == "picture 1 of 20"
    living(page).get_by_role("button", name="Play the films").click()
    page.wait_for_timeout(1500)
    assert slider.get_attribute("aria-valuetext") == "picture 2 of 20"


def test_another_film_and_a_longer_memory_change_the_pictures(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/moving_pictures?scene=swing&memory=8").page
    rested(page)
    assert living(page).get_by_text("sees the last eight pictures").count() == 1
    before = screens(page)
    living(page).get_by_text("Walker", exact=True).click()
    settle(page)
    becomes(page, lambda: all(one != other for one, other in zip(before, screens(page), strict=True)))
    assert "scene=walker" in page.url


def test_on_a_phone_nothing_is_cut_off_and_the_films_stand_in_two_columns(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/moving_pictures", width=390, height=844).page
    all_revealed(page)
    settle(page)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
    boxes = [one.bounding_box() for one in living(page).locator(".screen").all()]
    assert len({round(box["x"]) for box in boxes if box}) == 2
    assert stopped(page) == 0
