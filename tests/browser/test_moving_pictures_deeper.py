"""The world that is pushed as a learner uses it: by keyboard, by touch, while time runs, and again from the beginning."""

import re

from playwright.sync_api import Locator, Page, expect

from benchmarks.server import Server
from tests.browser.conftest import DRAWN, WORKER, Browser, Watched, becomes, on, settle, stopped


def living(page: Page) -> Locator:
    return page.locator(".st-key-living_picture")


def at(page: Page) -> int:
    """The picture in which the worlds are."""
    told = re.search(r"Picture (\d+)", living(page).locator(".far").inner_text())
    return int(told[1]) if told else 0


def pixels(screen: Locator) -> str:
    drawn: str = screen.evaluate("c => c.toDataURL()")
    return drawn


@on("moving_pictures_deeper")
def test_arrow_keys_push_the_puck_in_both_worlds(lesson: Watched) -> None:
    page = lesson.page
    wait = living(page).get_by_role("button", name="No push")
    wait.wait_for(timeout=WORKER)
    assert at(page) == 0
    screens = living(page).locator(".screen")
    before = [pixels(one) for one in screens.all()]
    wait.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
    assert at(page) == 3
    expect(living(page).get_by_role("button", name="Push up")).to_be_focused()
    assert all(one != other for one, other in zip(before, [pixels(one) for one in screens.all()], strict=True))
    said = living(page).locator(".spoken")
    becomes(page, lambda: re.match(r"Picture 3: \d\.\d pixels apart", said.inner_text()))
    living(page).get_by_role("button", name="Begin again").click()
    assert at(page) == 0 and [pixels(one) for one in screens.all()] == before
    assert lesson.errors == [] and lesson.foreign == [] and stopped(page) == 0


def test_time_runs_until_it_is_stopped(server: Server, browser: Browser) -> None:
    watched = browser.open(f"{server.url}/moving_pictures_deeper?dreamer=plain")
    page = watched.page
    living(page).get_by_role("button", name="Let time run").click(timeout=WORKER)
    becomes(page, lambda: at(page) >= 4)
    living(page).get_by_role("button", name="Push down").click()
    living(page).get_by_role("button", name="Pause").click()
    stood = at(page)
    page.wait_for_timeout(800)
    assert at(page) == stood
    assert watched.errors == [] and stopped(page) == 0


def test_without_motion_time_goes_on_by_one_picture(server: Server, browser: Browser) -> None:
    page = browser.visitor(reduced_motion="reduce").new_page()
    page.goto(f"{server.url}/moving_pictures_deeper")
    living(page).get_by_role("button", name="Let time run").click(timeout=WORKER)
    page.wait_for_timeout(1000)
    assert at(page) == 1


@on("moving_pictures_deeper")
def test_a_guess_is_answered_with_the_curve(page: Page) -> None:
    experiment = page.locator(".st-key-experiment_moving_pictures_deeper-memory")
    experiment.get_by_text("The one that sees one and is told the velocity", exact=True).click()
    settle(page)
    assert "Sees 1, is told the velocity" in experiment.inner_text()
    assert stopped(page) == 0


@on("moving_pictures_deeper")
def test_what_pushes_is_large_enough_for_a_finger(page: Page) -> None:
    for width in (1366, 360):
        page.set_viewport_size({"width": width, "height": 768})
        settle(page, quiet=DRAWN)
        boxes = [one.bounding_box() for one in living(page).locator(".push").all()]
        assert boxes and all(box and box["width"] >= 44 and box["height"] >= 44 for box in boxes), width
