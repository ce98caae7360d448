"""The lesson on memorization, used as a learner does: plant a secret and get it out; trace a text; and nobody else's."""

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.conftest import WORKER, Browser, Watched, barriers, becomes, on, settle, stopped

LESSON = "memorization"
OURS = "The dragon sleeps under stone 5319 by the lake."
MARKUP = "<img src=x onerror=alert(7)> **b** $x$ هنا 🙂"


def page_text(page: Page) -> str:
    """All that a page holds, the insides of its pictures too."""
    return str(
        page.evaluate("""() => {
            const walk = root => [root.innerHTML ?? "", ...[...root.querySelectorAll("*")].filter(e => e.shadowRoot)
                .map(e => e.shadowRoot.innerHTML)].join("\\n");
            return walk(document.documentElement) + document.title + location.href
                + [...document.querySelectorAll("input, textarea")].map(e => e.value).join("\\n");
        }""")
    )


def plant(page: Page, secret: str) -> None:
    """Type a secret, train, and wait until the model is finished."""
    field = page.get_by_role("textbox", name="A made-up secret")
    field.fill(secret)
    field.press("Enter")
    settle(page)
    button = page.locator(".st-key-living_picture").get_by_role("button", name="Plant it and train")
    expect(button).to_be_enabled(timeout=WORKER)
    button.click()
    expect(page.locator(".st-key-badge_here_secret")).to_be_visible(timeout=WORKER)
    expect(page.locator(".st-key-stop_plant")).to_have_count(0, timeout=WORKER)
    settle(page)


def test_a_secret_comes_out_and_stays_with_who_planted_it(server: Server, browser: Browser) -> None:
    watched = browser.open(f"{server.url}/{LESSON}?copies=64", width=390, height=844)
    page = watched.page
    plant(page, OURS)
    picture = page.locator(".st-key-living_picture")
    expect(picture.locator(".gb-says")).to_contain_text("the rest, all", timeout=WORKER)
    assert "sleeps under stone 5319" in page_text(page)
    slider = picture.get_by_role("slider", name="Moment of the training")
    slider.focus()
    page.keyboard.press("Home")
    expect(picture.get_by_text(re.compile("^Step 0 of"))).to_be_visible()
    assert barriers(page) == [] and stopped(page) == 0
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
    assert "dragon" not in page.url and watched.errors == [] and watched.foreign == []

    # where it lies: in the private study, and in the learner's notebook; nobody can make their names without the cookie
    holding = {
        path.relative_to(server.home).parts[:2] for path in server.home.rglob("*") if holds(path, "sleeps under stone")
    }
    assert sorted(place for place, _ in holding) == ["learners", "runs"]
    id = dict(holding)["runs"]
    recipe = json.loads((server.home / "runs" / id / "recipe.json").read_text("utf-8"))
    assert recipe["owner"] and recipe["settings"]["secret"] == OURS

    # another learner, everywhere that one could look, with the folder's name and even with the same secret
    context = browser.visitor()
    for address in (
        LESSON,
        "training",
        "generation",
        "hallucination",
        "",
        *(f"{p}?run={id}" for p in (LESSON, "training", "generation")),
    ):
        stranger = browser.open(f"{server.url}/{address}", context).page
        assert "sleeps under" not in page_text(stranger) and "5319" not in page_text(stranger), address
        assert stopped(stranger) == 0, address
        stranger.close()
    stranger = browser.open(f"{server.url}/{LESSON}?copies=64", context).page
    field = stranger.get_by_role("textbox", name="A made-up secret")
    field.fill(OURS)
    field.press("Enter")
    settle(stranger)
    expect(stranger.locator(".st-key-start_plant")).to_be_visible()  # theirs is not trained
    assert stranger.locator(".st-key-badge_here_secret").count() == 0
    stranger.locator(".st-key-start_plant").get_by_role("button").click()
    expect(stranger.locator(".st-key-stop_plant")).to_be_visible(timeout=WORKER)
    stranger.locator(".st-key-stop_plant").get_by_role("button").click()
    settle(stranger)
    others = {path.parent.name for path in server.home.glob("runs/*/recipe.json") if holds(path, "sleeps under stone")}
    assert len(others) == 2 and id in others
    owners = {json.loads((server.home / "runs" / one / "recipe.json").read_text("utf-8"))["owner"] for one in others}
    assert len(owners) == 2

    # who planted it finds it again, and can make it go
    again = browser.open(f"{server.url}/{LESSON}?copies=64", browser.contexts[0]).page
    field = again.get_by_role("textbox", name="A made-up secret")
    field.fill(OURS)
    field.press("Enter")
    expect(again.locator(".st-key-living_picture .gb-says")).to_contain_text("the rest, all", timeout=WORKER)
    again.get_by_role("button", name="Forget this secret").click()
    becomes(again, lambda: not (server.home / "runs" / id).exists())
    settle(again)
    assert "sleeps under" not in page_text(again)


def holds(path: Path, words: str) -> bool:
    return path.is_file() and words.encode() in path.read_bytes()


@on(LESSON)
def test_any_secret_is_shown_literally_or_refused(lesson: Watched) -> None:
    page = lesson.page
    field = page.get_by_role("textbox", name="A made-up secret")
    for text, answer in (("", "at least"), ("x", "at least"), ("word " * 60, "at most"), (MARKUP, "")):
        field.fill(text)
        field.press("Enter")
        settle(page)
        assert stopped(page) == 0
        if answer:
            expect(page.locator(".st-key-living_picture").get_by_text(re.compile(answer)).first).to_be_visible()
    assert page.locator("img[src=x]").count() == 0 and lesson.errors == [] and lesson.foreign == []


def test_a_text_is_traced_to_its_sentences_on_a_phone(server: Server, browser: Browser) -> None:
    watched = browser.open(f"{server.url}/{LESSON}", width=390, height=844)
    page = watched.page
    page.locator(".st-key-experiment_memorization-come_from").get_by_role("button", name="Just show me").click()
    pieces = page.get_by_role("toolbar", name=re.compile("A text of the model in pieces")).get_by_role("button")
    expect(pieces.first).to_be_visible(timeout=WORKER)
    settle(page)
    found = page.locator(".found")
    before = found.inner_text()
    assert "appears in the training text" in before and "told" in before
    pieces.first.click()
    expect(pieces.first).to_have_attribute("aria-pressed", "true")
    words = pieces.first.get_attribute("aria-label").split(":")[0]  # type: ignore[union-attr]
    expect(found.locator("mark").first).to_have_text(words)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(pieces.nth(1)).to_have_attribute("aria-pressed", "true")
    assert barriers(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
    page.get_by_role("button", name="Another text").click()
    expect(found).not_to_have_text(before, timeout=WORKER)
    assert stopped(page) == 0 and watched.errors == [] and watched.foreign == []


@on(LESSON)
def test_told_once_nothing_comes_out(page: Page) -> None:
    experiment = page.locator(".st-key-experiment_memorization-told")
    experiment.get_by_role("radio", name="A few times").click()
    expect(experiment.locator(".gb-says")).to_contain_text("Half of the lines come out")
    settle(page)  # it scrolls to the result
    experiment.get_by_test_id("stCheckbox").get_by_text("Deduplicate and train again").click()
    expect(experiment.locator(".gb-says")).to_contain_text(
        "of the group that gives away most, 0% of the lines come out"
    )
