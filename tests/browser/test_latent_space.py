"""Draw a digit and see it encoded, walk the map, play a film and take it home; by mouse and by keyboard, on a phone too."""

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.conftest import Browser, settle, stopped


def draw_a_one(page: Page) -> None:
    """A stroke from top to bottom with the mouse."""
    paper = page.locator("canvas.paper")
    paper.scroll_into_view_if_needed()
    box = paper.bounding_box()
    assert box
    middle = box["x"] + box["width"] / 2
    page.mouse.move(middle, box["y"] + 15)
    page.mouse.down()
    page.mouse.move(middle, box["y"] + box["height"] - 15, steps=8)
    page.mouse.up()


@pytest.mark.parametrize("width", [390, 1366])
def test_a_drawn_digit_is_squeezed_by_mouse_and_by_keyboard(server: Server, browser: Browser, width: int) -> None:
    watched = browser.open(f"{server.url}/autoencoder", width=width, height=800)
    page = watched.page
    readout = page.locator(".readout")
    before = readout.inner_text()
    draw_a_one(page)
    expect(readout).not_to_have_text(before)
    assert "8 numbers" in readout.inner_text()
    settle(page)
    drawn = readout.inner_text()

    page.locator("button.clear").click()
    settle(page)
    page.locator("canvas.paper").focus()
    for key in ("Space", *["ArrowDown"] * 8, *["ArrowRight"] * 4, "Space"):
        page.keyboard.press(key)
    expect(readout).not_to_have_text(drawn)
    first = page.locator(".codes input").first
    first.focus()
    by_keys = readout.inner_text()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(readout).not_to_have_text(by_keys)
    settle(page)
    assert stopped(page) == 0 and watched.errors == []


@pytest.mark.parametrize("width", [390, 1366])
def test_walk_the_map_throw_the_dice_play_the_film(server: Server, browser: Browser, width: int) -> None:
    watched = browser.open(f"{server.url}/latent_space", width=width, height=800)
    page = watched.page
    plane, where = page.locator("canvas.map"), page.locator(".where")
    plane.focus()
    page.keyboard.press("Home")
    expect(where).to_have_text("At (0.0, 0.0)")
    for key in ("ArrowRight", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
    expect(where).to_have_text("At (0.2, 0.1)")
    page.get_by_role("button", name="Roll the dice").click()
    expect(where).not_to_have_text("At (0.2, 0.1)")
    draw_a_one(page)
    settle(page)

    page.locator(".st-key-skip_latent_space-between button").click()
    settle(page)
    film = page.get_by_role("slider", name="How far the film has run")
    page.get_by_role("button", name="Play the film").click()
    expect(film).not_to_have_attribute("aria-valuetext", "0% of the way")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the film (GIF)").click()
    assert download.value.path().read_bytes().startswith(b"GIF89a")
    assert stopped(page) == 0 and watched.errors == []
