"""Molecules to order as a learner uses the page: a walk by keyboard, wishes, and favourites beside what is known."""

import re

from playwright.sync_api import Page

from benchmarks.server import Server
from tests.browser.conftest import Browser, Watched, on, settle, stopped


@on("molecules_deeper")
def test_a_latent_space_is_walked_by_keyboard_alone(lesson: Watched) -> None:
    page = lesson.page
    picture = page.locator(".st-key-living_picture")
    place = picture.get_by_label("Place on the way")
    assert re.match(r"5 of 9\. SMILES: .*; SELFIES: Drawing of a molecule", place.get_attribute("aria-valuetext") or "")
    place.focus()
    place.press("Home")
    assert (place.get_attribute("aria-valuetext") or "").startswith("1 of 9.")
    texts = picture.locator(".text")
    assert texts.nth(0).inner_text() == "Cn1c(=O)c2c(ncn2C)n(C)c1=O"  # caffeine, which it learned
    assert picture.locator(".now svg").count() == 2
    place.press("End")
    assert (place.get_attribute("aria-valuetext") or "").startswith("9 of 9.")
    assert texts.nth(0).inner_text() != "Cn1c(=O)c2c(ncn2C)n(C)c1=O"
    assert lesson.errors == [] and lesson.foreign == [] and stopped(page) == 0


def test_a_wish_shows_molecules_that_grant_it(server: Server, browser: Browser) -> None:
    watched = browser.open(f"{server.url}/molecules_deeper?wish=small")
    page = watched.page
    experiment = page.locator(".st-key-experiment_molecules_deeper-wished")
    experiment.get_by_text("More than five times as often", exact=True).click()
    settle(page)
    assert "8 atoms or fewer" in experiment.inner_text()
    drawings = experiment.locator("svg.molecule")
    assert drawings.count() == 6
    for drawing in drawings.all():
        told = re.search(r"(\d+) atoms|one atom", drawing.get_attribute("aria-label") or "")
        assert told and int(told[1] or 1) <= 8
    assert watched.errors == [] and stopped(page) == 0


@on("molecules_deeper")
def test_favourites_stand_beside_what_is_known(page: Page) -> None:
    experiment = page.locator(".st-key-experiment_molecules_deeper-favourites")
    experiment.get_by_text("Like nothing in the data", exact=True).click()
    settle(page)
    cards = experiment.locator(".cards li")
    assert cards.count() == 6
    assert experiment.locator(".cards .data svg").count() == 6
    assert "nearest known" in cards.first.inner_text()
    assert stopped(page) == 0
