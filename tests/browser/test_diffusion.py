"""The lesson on diffusion, as a learner uses it: from noise to picture, by mouse and keys, with words and without."""

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.conftest import WORKER, Browser, Watched, all_revealed, barriers, on, settle, stopped

SLIDER = ".st-key-film_{} input[type=range]"
CANVAS = ".st-key-film_{} canvas.now"


def picture(page: Page, subject: str) -> str:
    """The pixels of the living picture, to see whether they changed."""
    return page.locator(CANVAS.format(subject)).evaluate("canvas => canvas.toDataURL()")


def says(page: Page) -> str:
    return page.locator(".st-key-living_picture .gb-says").inner_text()


def train(page: Page) -> None:
    """Press the button and wait for the end; some seconds where the machine has nothing else to do."""
    page.get_by_role("button", name="Train it").click()
    page.locator(CANVAS.format("deeper")).wait_for(timeout=WORKER)
    page.get_by_role("button", name="Stop training").wait_for(state="detached", timeout=WORKER)
    settle(page)


@on("diffusion")
def test_noise_becomes_a_picture_by_keys_and_by_mouse(lesson: Watched) -> None:
    page = lesson.page
    slider = page.locator(SLIDER.format("digits"))
    slider.focus()
    page.keyboard.press("Home")
    assert slider.get_attribute("aria-valuetext") == "noise level 100%"
    noise = picture(page, "digits")
    page.keyboard.press("ArrowRight")
    one_step = picture(page, "digits")
    page.keyboard.press("End")
    assert slider.get_attribute("aria-valuetext") == "noise level 0%"
    assert len({noise, one_step, picture(page, "digits")}) == 3
    box = slider.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert 10 < int(slider.input_value()) < 31
    page.get_by_role("button", name="Play from noise to picture").click()
    page.wait_for_timeout(400)
    page.get_by_role("button", name="Pause").click()
    assert lesson.errors == [] and lesson.foreign == []


def test_another_digit_fewer_steps_and_another_way_of_drawing(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/diffusion?digit=7&steps=5").page
    assert "of 20 as the digit asked for" in says(page)
    seven, sentence = picture(page, "digits"), says(page)
    page.get_by_role("slider", name="Steps").focus()
    page.keyboard.press("ArrowLeft")
    settle(page)
    assert page.locator(SLIDER.format("digits")).get_attribute("max") == "2"
    page.get_by_text("More", exact=True).click()
    settle(page)  # while the part unfolds, a click on what is in it can miss
    page.get_by_role("combobox", name="Way of drawing").click()
    page.get_by_role("option", name="flow").click()
    settle(page)
    assert stopped(page) == 0 and picture(page, "digits") != seven and says(page) != sentence
    page.get_by_role("radio", name="picture to noise").click()
    settle(page)
    assert "recovers at least 9 of 10" in says(page)


def test_training_time_leads_back_to_a_network_that_knows_nothing(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/diffusion?digit=7").page
    trained = says(page)
    page.get_by_role("slider", name="Training time").focus()
    page.keyboard.press("Home")
    settle(page)
    assert "20 of 20" in trained and says(page) != trained


def test_a_face_from_awkward_words(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/diffusion?what=faces").page
    assert "never saw a smile and glasses in one face" in page.locator(".st-key-living_picture").inner_text()
    words = page.get_by_role("textbox", name="Draw a face")
    for text in ("<b>sad</b> 🦓 zebra", "sad", "sad, DROP TABLE", "  sad  \u202e " * 8):
        words.fill(text)
        words.press("Enter")
        settle(page)
        assert stopped(page) == 0 and "faces came out with everything that was understood" in says(page)
        shown = page.locator(".st-key-living_picture").inner_text()
        assert ("Nobody taught it" in shown) == ("zebra" in text or "DROP" in text or "\u202e" in text)
        assert page.locator(".st-key-living_picture b", has_text="sad").count() == 0
    words.fill("")
    words.press("Enter")
    settle(page)
    assert "the network chose everything" in says(page)


@on("diffusion", "diffusion_deeper")
def test_every_experiment_answers_after_the_guess(page: Page) -> None:
    all_revealed(page)
    settle(page)
    expect(page.locator(".st-key-experiments .gb-says")).to_have_count(3)
    assert stopped(page) == 0


def test_a_shape_that_nobody_trained_can_be_trained(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/diffusion_deeper?shape=line").page
    for _ in range(WORKER // 1000):  # the workers of a server that has just started need a moment
        if page.get_by_role("button", name="Train it").is_enabled():
            break
        page.wait_for_timeout(1_000)
        page.reload()
        settle(page)
    train(page)
    assert stopped(page) == 0 and "hit the shape" in says(page)


def test_points_of_ones_own_by_mouse_and_keys(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/diffusion_deeper?shape=my%20own%20drawing", width=390, height=844).page
    assert "Draw some points" in page.locator(".st-key-living_picture").inner_text()
    pad = page.locator(".st-key-own_points canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 180, steps=20)
    page.mouse.up()
    settle(page)
    pad.focus()
    for key in ("ArrowLeft", "ArrowUp", "Space"):
        page.keyboard.press(key)
    page.wait_for_timeout(800)
    settle(page)
    count = int(page.locator(".st-key-own_points .count").inner_text().split()[0])
    assert count > 10
    train(page)
    assert stopped(page) == 0 and "hit the shape" in says(page)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")


@pytest.mark.parametrize("subject", ["points", "faces"])
def test_on_a_phone_in_the_dark(server: Server, browser: Browser, subject: str) -> None:
    page = browser.open(f"{server.url}/diffusion?what={subject}", width=390, height=844, scheme="dark").page
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
    assert page.locator(CANVAS.format(subject)).bounding_box()["width"] > 250  # type: ignore[index]
    assert barriers(page) == []


def test_whoever_asks_for_less_motion_gets_no_film(server: Server, browser: Browser) -> None:
    context = browser.visitor(reduced_motion="reduce")
    page = browser.open(f"{server.url}/diffusion", context).page
    page.get_by_role("button", name="Play from noise to picture").click()
    assert page.locator(SLIDER.format("digits")).get_attribute("aria-valuetext") == "noise level 0%"
