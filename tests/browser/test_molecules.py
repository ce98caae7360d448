"""The lesson on molecules as a learner meets it: read letter by letter, by keyboard too, on a phone; and a training that stops."""

import re

from playwright.sync_api import expect

from benchmarks.server import Server
from tests.browser.conftest import WORKER, Browser, Watched, on, revealed, stopped


def test_each_letter_lights_its_atoms_and_its_partner(server: Server, browser: Browser) -> None:
    watched = browser.open(f"{server.url}/molecules", width=390, height=844)
    page = watched.page
    picture = page.locator(".st-key-living_picture")
    letters = picture.get_by_role("toolbar", name="The text, sign by sign")
    expect(letters.get_by_role("button")).to_have_count(26, timeout=WORKER)
    expect(picture.locator(".what")).to_contain_text("atom 1, carbon")
    letters.get_by_role("button").nth(2).click()  # the first ring digit of caffeine
    expect(picture.locator(".what")).to_contain_text("It closes at sign 24")
    expect(picture.locator(".structure .halo:not(.read)")).to_have_count(2)
    expect(picture.locator(".arcs path.on")).to_have_count(1)
    expect(picture.locator("button.partner")).to_have_text("1")
    page.keyboard.press("ArrowRight")
    expect(picture.locator(".what")).to_contain_text("atom 3, carbon")
    page.keyboard.press("End")
    expect(picture.locator(".what")).to_contain_text("oxygen")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert watched.errors == [] and watched.foreign == [] and stopped(page) == 0


@on("molecules")
def test_it_plays_and_pauses_and_draws_what_is_typed(lesson: Watched) -> None:
    page = lesson.page
    picture = page.locator(".st-key-living_picture")
    picture.get_by_role("button", name="Play").click(timeout=WORKER)
    expect(picture.get_by_text(re.compile(r"Sign ([3-9]|1\d|2\d) of 26"))).to_be_visible()
    picture.get_by_role("button", name="Pause").click()
    box = picture.get_by_role("textbox", name="Or your own SMILES")
    box.fill("C1CC")
    box.press("Enter")
    expect(picture).to_contain_text("Each ring digit must appear twice", timeout=WORKER)
    box.fill("OCC")
    box.press("Enter")
    expect(picture.get_by_role("toolbar").get_by_role("button")).to_have_count(3, timeout=WORKER)
    expect(picture.locator(".what")).to_contain_text("atom 1, oxygen")
    assert lesson.errors == [] and stopped(page) == 0


def test_a_training_of_ones_own_starts_and_stops(server: Server, browser: Browser) -> None:
    watched = browser.open(f"{server.url}/molecules?seed=41")
    page = watched.page
    part = revealed(page, "molecules", "ladder")
    part.get_by_role("button", name="Train it").click(timeout=WORKER)
    expect(part.get_by_text("are molecules").first).to_be_visible(timeout=WORKER)
    part.get_by_role("button", name="Stop").click()
    expect(part.get_by_role("button", name="Stop")).to_have_count(0)
    expect(part.get_by_role("button", name="Continue")).to_be_visible(timeout=WORKER)
    assert watched.errors == [] and stopped(page) == 0


def test_a_list_of_ones_own_is_read_from_a_file_and_is_there_after_a_reload(server: Server, browser: Browser) -> None:
    good = "\n".join("C" * carbons + end for carbons in range(1, 21) for end in ("O", "N", "F"))
    watched = browser.open(f"{server.url}/molecules?data=own", width=390, height=844)
    page = watched.page
    part = revealed(page, "molecules", "ladder")
    choose = part.locator("[data-testid=stFileUploaderDropzoneInput]")
    for content, words in (
        (b"\x89PNG\r\n\0", "not plain text"),
        (b"CCO\n" * 400_000, "at most 1,000,000 are read"),
        (b"<b>CCO</b>\n", "No molecule can be read here"),
        (f"{good}\nC1CC\n".encode(), "Line 61: Each ring digit must appear twice"),
    ):
        choose.set_input_files({"name": "mine.txt", "mimeType": "text/plain", "buffer": content})
        expect(part.get_by_text(words)).to_be_visible(timeout=WORKER)
    expect(part.get_by_role("button", name="Train it")).to_be_visible(timeout=WORKER)
    page.reload()  # what was revealed stays so
    expect(part.get_by_text("60 molecules of the list fit")).to_be_visible(timeout=WORKER)
    part.get_by_role("button", name="Remove this file").click()
    expect(part.get_by_text("A list has 50 to 5,000 molecules")).to_be_visible(timeout=WORKER)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0 and watched.errors == [] and stopped(page) == 0
