"""The lesson on society in a real browser: cards are turned by keys, votes of two visitors meet, a calculation follows."""

import re

from playwright.sync_api import Page, expect

from benchmarks.server import Server
from core.cards import society
from tests.browser.conftest import WORKER, Browser, Watched, on, settle, stopped

CLOSED = 90  # pixels, at most, of a card that lies closed
SHORT = 4_800  # pixels, at most, of the page with all of them, before an experiment is made


def vote(page: Page, when: str, step: str) -> None:
    """Choose a step of the scale for the statement that is shown."""
    page.locator(f".st-key-vote_{when}").get_by_role("radio", name=step, exact=True).click()
    settle(page)


def test_a_card_turns_by_key_and_by_press_and_a_search_finds_others(server: Server, browser: Browser) -> None:
    watched = browser.open(f"{server.url}/society?topic=Learning")
    page = watched.page
    expect(page.get_by_role("heading", name="As a good tutor, yes")).to_be_visible()
    expect(page.get_by_role("heading", name="As a crutch, no")).to_be_hidden()
    page.get_by_role("button", name="Turn over: the other side").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="As a crutch, no")).to_be_visible()
    expect(page.get_by_role("heading", name="As a good tutor, yes")).to_be_hidden()
    page.get_by_text("Nearly a thousand pupils").click()
    expect(page.get_by_role("heading", name="As a good tutor, yes")).to_be_visible()
    page.get_by_role("textbox", name="Search the cards").fill("secret word")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What can a copied voice do?")).to_be_visible()
    expect(page.get_by_role("button", name="Turn over: the other side")).to_have_count(1)
    assert not watched.errors and not watched.foreign and not stopped(page)


@on("society")
def test_all_cards_together_lie_closed_so_that_the_page_stays_short(page: Page) -> None:
    card = page.locator(".st-key-cards details")
    page.locator(".st-key-topic button").first.click()
    expect(card).to_have_count(len(society("en").cards), timeout=WORKER)
    settle(page)
    assert page.locator(".st-key-cards details[open]").count() == 0
    cards = page.locator(".st-key-cards").bounding_box()
    assert cards and cards["height"] <= CLOSED * card.count()
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollHeight") <= SHORT
    page.locator(".st-key-topic button").nth(1).click()
    expect(card).to_have_count(1, timeout=WORKER)
    assert card.get_attribute("open") is not None  # a card alone lies open


def test_two_visitors_vote_before_and_after_and_a_third_code_begins_at_zero(server: Server, browser: Browser) -> None:
    first, second = (browser.open(f"{server.url}/society?vote=finch12").page for _ in range(2))
    vote(first, "before", "disagree")
    vote(first, "after", "agree")
    expect(first.get_by_text("2 steps towards agreeing")).to_be_visible()
    vote(second, "before", "strongly agree")
    expect(second.get_by_text("2 steps towards agreeing")).to_have_count(0)
    second.get_by_text("Show how all voted").click()
    expect(second.get_by_text("The mean was +0.5 before and is +1.0 after")).to_be_visible(timeout=WORKER)
    expect(second.get_by_text("all who vote with finch12")).to_be_visible()
    second.get_by_role("button", name="Vote with a class").click()
    second.get_by_role("button", name="Start a new vote").click()
    expect(second.get_by_text("Nobody has voted on this yet.")).to_be_visible(timeout=WORKER)
    expect(second).to_have_url(re.compile("vote=(?!finch12)"), timeout=WORKER)


@on("society")
def test_a_calculation_follows_its_numbers_and_fits(lesson: Watched) -> None:
    page = lesson.page
    page.locator(".st-key-experiment_society-energy").get_by_role("button", name="Just show me").click()
    expect(page.get_by_text("15 answers a day for each of 30 people at 0.24 Wh")).to_be_visible(timeout=WORKER)
    for width, answers in ((390, 16), (1366, 17)):
        page.set_viewport_size({"width": width, "height": 844})
        page.get_by_role("slider", name="Answers a day").focus()
        page.keyboard.press("ArrowRight")
        costs = page.get_by_text(f"{answers} answers a day for each of 30 people at 0.24 Wh")
        expect(costs).to_be_visible(timeout=WORKER)
        settle(page)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"), width
    assert not lesson.errors and not lesson.foreign and not stopped(page)
