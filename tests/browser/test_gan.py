"""The GAN lesson in a real browser: train, stop, single steps, slow motion, settings meanwhile, own points, the game."""

import re
import time

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.server import Server
from tests.browser.conftest import WORKER, Browser, becomes, on, settle, stopped
from tests.patience import PATIENCE


@pytest.fixture
def new(server: Server, browser: Browser) -> Page:
    """The lesson as a new visitor finds it."""
    return browser.open(f"{server.url}/gan").page


def picture(page: Page) -> Locator:
    return page.locator(".st-key-living_picture")


def step(page: Page) -> int:
    """The step that the picture shows."""
    return int(re.sub(r"\D", "", picture(page).locator("output").first.inner_text()))


def painted(page: Page) -> int:
    return int(picture(page).locator("canvas[data-painted]").first.get_attribute("data-painted") or 0)


def play(page: Page, until: int) -> None:
    picture(page).get_by_role("button", name="Play: keep training").click()
    page.wait_for_timeout(1500)
    end = time.monotonic() + PATIENCE
    while not until <= step(page) < 4_000:
        assert time.monotonic() < end, f"the picture shows step {step(page)}"
        page.wait_for_timeout(150)


def rests(page: Page) -> bool:
    """Does the picture stay at its step for a while?"""
    before = step(page)
    page.wait_for_timeout(1_200)
    return step(page) == before


def pause(page: Page) -> None:
    picture(page).get_by_role("button", name="Pause").click()
    settle(page)


def test_it_trains_while_a_setting_changes_and_stops(new: Page) -> None:
    assert step(new) == 4_000  # what came with the app
    play(new, until=60)
    before = painted(new)
    becomes(new, lambda: painted(new) > before)
    slider = new.get_by_role("slider", name="Generator: updates per step")
    slider.focus()
    new.keyboard.press("ArrowRight")
    settle(new, most=3)  # it has heard of the change
    at = step(new)
    becomes(new, lambda: step(new) > at)  # a change does not stop it
    pause(new)
    becomes(new, lambda: rests(new))
    assert stopped(new) == 0
    time = picture(new).get_by_role("slider", name="Training time").first
    time.focus()
    new.keyboard.press("Home")
    assert step(new) == 0


def test_each_half_learns_alone_and_a_step_is_told_in_stages(new: Page) -> None:
    new.get_by_role("button", name="Discriminator learns once").focus()
    new.keyboard.press("Enter")
    expect(picture(new)).to_contain_text("Only the discriminator learned", timeout=WORKER)
    assert step(new) == 1
    new.get_by_role("button", name="Generator learns once").click()
    expect(picture(new)).to_contain_text("Only the generator learned", timeout=WORKER)
    assert step(new) == 2
    new.get_by_role("button", name="One step in slow motion").click()
    expect(picture(new)).to_contain_text("1 of 5. Noise becomes points.", timeout=WORKER)
    for stage in ("2 of 5", "3 of 5", "4 of 5", "5 of 5"):
        new.get_by_role("button", name="Next stage").click()
        expect(picture(new)).to_contain_text(stage)
    expect(picture(new)).to_contain_text(re.compile(r"loss was \d\.\d+ and is now \d\.\d+"))


def test_real_points_drawn_by_pointer_and_keys_are_learned(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/gan?shape=drawn").page
    plot = picture(page).locator(".plot").first
    box = plot.bounding_box()
    assert box
    page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.3 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.3 * box["height"], steps=6)
    page.mouse.up()
    settle(page)
    plot.focus()
    for key in ("ArrowDown", "ArrowLeft", "Enter"):
        page.keyboard.press(key)
    settle(page)
    play(page, until=40)
    pause(page)
    expect(picture(page)).to_contain_text("Shape covered")
    assert stopped(page) == 0


@on("gan")
def test_the_learner_plays_against_the_discriminator(page: Page) -> None:
    game = page.locator(".st-key-game")
    game.get_by_role("button", name="Real").focus()
    for key in ("r", "m", "r"):
        page.keyboard.press(key)
        expect(game.locator(".verdict")).to_contain_text(re.compile("Right|No"))
        page.keyboard.press("Enter")
    expect(game.locator("tr.you td").nth(1)).to_have_text("3")
    expect(game.locator("tr.net td").nth(1)).to_have_text("3")
    game.get_by_role("slider", name="Training time").focus()
    page.keyboard.press("Home")
    expect(game.locator("tr.you td").nth(1)).to_have_text("0")
    expect(game).to_contain_text("step 0")


def test_layers_are_switched_by_keys_on_a_phone(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/gan", width=390, height=844).page
    grid = page.get_by_role("checkbox", name="the generator's bent grid")
    before = painted(page)
    grid.focus()
    page.keyboard.press("Space")
    assert grid.is_checked() and painted(page) > before
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
