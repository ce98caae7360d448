"""The lesson on assistants in a real browser: tune the base model with an example of one's own, vote, and stop a training."""

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.conftest import WORKER, Browser, revealed, settle, stopped


@pytest.fixture
def lesson(server: Server, browser: Browser) -> Page:
    watched = browser.open(f"{server.url}/assistant")
    watched.page.set_default_timeout(WORKER)
    return watched.page


def test_both_whole_texts_follow_what_is_chosen(lesson: Page) -> None:
    texts = lesson.locator(".st-key-living_picture .gb-whole")
    expect(texts).to_have_count(2)
    expect(texts.last.locator(".gb-lit").first).to_have_text("<user>")
    expect(texts.first.locator(".gb-given.gb-lit")).to_have_count(0)
    lesson.get_by_role("combobox", name="Text").first.click()
    lesson.get_by_role("option", name="who grows leeks ?").click()
    settle(lesson)
    expect(texts.last).to_contain_text("who grows leeks ?")
    assert stopped(lesson) == 0


def test_an_example_of_ones_own_is_learned_and_the_training_can_be_stopped(lesson: Page) -> None:
    experiment = revealed(lesson, "assistant", "tune")
    experiment.get_by_role("button", name="Tune the base model").click()
    expect(experiment.get_by_role("table").last).to_contain_text("who are you ?", timeout=WORKER)
    experiment.get_by_role("button", name="Stop").first.click()
    expect(experiment.get_by_role("button", name="Continue")).to_be_visible()
    expect(experiment.get_by_role("table").last).to_contain_text("who are you ?")
    assert stopped(lesson) == 0


def test_four_votes_shift_the_model(lesson: Page) -> None:
    experiment = revealed(lesson, "assistant", "prefer")
    experiment.get_by_text("I do", exact=True).click()
    settle(lesson)
    for _ in range(4):
        experiment.get_by_role("button", name="This one", exact=True).click()
        settle(lesson)
    experiment.get_by_role("button", name="Shift the model").click()
    expect(experiment).to_contain_text("of pairs", timeout=WORKER)
    lesson.reload()  # the votes are the learner's own, and are still there
    settle(lesson)
    expect(experiment).to_contain_text("of pairs", timeout=WORKER)
    assert stopped(lesson) == 0
