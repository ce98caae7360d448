"""The lesson on assistants in a real browser: tune the base model with an example of one's own, vote, and stop a training."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import WORKER, on, revealed, settle, stopped


@on("assistant")
def test_both_whole_texts_follow_what_is_chosen(page: Page) -> None:
    texts = page.locator(".st-key-living_picture .gb-whole")
    expect(texts).to_have_count(2)
    expect(texts.last.locator(".gb-lit").first).to_have_text("<user>")
    expect(texts.first.locator(".gb-given.gb-lit")).to_have_count(0)
    page.get_by_role("combobox", name="Text").first.click()
    page.get_by_role("option", name="who grows leeks ?").click()
    settle(page)
    expect(texts.last).to_contain_text("who grows leeks ?")
    assert stopped(page) == 0


@on("assistant")
def test_an_example_of_ones_own_is_learned_and_the_training_can_be_stopped(page: Page) -> None:
    experiment = revealed(page, "assistant", "tune")
    experiment.get_by_role("button", name="Tune the base model").click()
    expect(experiment.get_by_role("table").last).to_contain_text("who are you ?", timeout=WORKER)
    experiment.get_by_role("button", name="Stop").first.click()
    expect(experiment.get_by_role("button", name="Continue")).to_be_visible()
    expect(experiment.get_by_role("table").last).to_contain_text("who are you ?")
    assert stopped(page) == 0


@on("assistant")
def test_four_votes_shift_the_model(page: Page) -> None:
    experiment = revealed(page, "assistant", "prefer")
    experiment.get_by_text("I do", exact=True).click()
    settle(page)
    for _ in range(4):
        experiment.get_by_role("button", name="This one", exact=True).click()
        settle(page)
    experiment.get_by_role("button", name="Shift the model").click()
    expect(experiment).to_contain_text("of pairs", timeout=WORKER)
    page.reload()  # the votes are the learner's own, and are still there
    settle(page)
    expect(experiment).to_contain_text("of pairs", timeout=WORKER)
    assert stopped(page) == 0
