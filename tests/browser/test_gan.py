"""The GAN lesson in a real browser: train, stop, single steps, slow motion, settings meanwhile, own points, the game."""

import re
import time

import pytest
from playwright.sync_api import Locator, Page, WebSocketRoute, expect

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


OWN = "Play: train your own from step 0"  # while there is no run of the learner's own
FURTHER = "Play: keep training"
# In a page: what of the living picture can be reached and pressed now, by its name; a list that opens counts once.
CONTROLS = """() => {
  const kinds = "button, select, summary, input, textarea, [role=slider], [role=combobox], [role=radiogroup]";
  const ofTheFrame = "[class*=st-key-tools_], .gb-save, [data-testid=stWidgetLabel] *, .stSelectbox button";
  const all = (place) => [...place.querySelectorAll("*")].flatMap(one => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  return all(document.querySelector(".st-key-living_picture"))
    .filter(one => one.matches(kinds) && !one.closest(ofTheFrame))
    .filter(one => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().height > 1)
    .map(one => one.getAttribute("aria-label") ?? (one.closest("label") ?? one).innerText.split("\\n")[0]);
}"""


def play(page: Page, until: int, name: str = OWN) -> None:
    picture(page).get_by_role("button", name=name).click()
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


def look_closer(page: Page) -> None:
    """Unfold single steps and layers."""
    picture(page).locator("summary", has_text="single steps and layers").click()


def choose(page: Page, label: str, option: str) -> None:
    """Another one of a list that opens."""
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()
    settle(page)


def pixels(page: Page) -> bytes:
    """The plane as it is painted."""
    return picture(page).locator(".plot").first.screenshot()


def test_it_trains_while_a_setting_changes_and_stops(new: Page) -> None:
    assert step(new) == 4_000  # what came with the app
    expect(picture(new).locator(".begins")).to_have_text(OWN)  # and is not trained further, as is said to who looks
    play(new, until=60)
    expect(picture(new).locator(".begins")).to_be_hidden()
    before = painted(new)
    becomes(new, lambda: painted(new) > before)
    new.get_by_role("button", name="More settings").click()
    slider = new.get_by_role("slider", name="Generator: updates per step")
    slider.focus()
    new.keyboard.press("ArrowRight")
    settle(new, most=3)  # it has heard of the change
    at = step(new)
    becomes(new, lambda: step(new) > at)  # a change does not stop it
    pause(new)
    becomes(new, lambda: rests(new))
    assert stopped(new) == 0
    expect(picture(new).get_by_role("button", name=FURTHER)).to_be_visible()
    time = picture(new).get_by_role("slider", name="Training time").first
    time.focus()
    new.keyboard.press("Home")
    assert step(new) == 0
    time.focus()
    new.keyboard.press("End")
    assert step(new) >= at  # what was trained is all there


def test_what_begins_anew_shows_weights_that_learned_nothing(new: Page) -> None:
    came = pixels(new)
    choose(new, "Start with", "Five generator updates")
    becomes(new, lambda: step(new) == 0)
    assert pixels(new) != came
    expect(picture(new).locator(".gb-says")).to_contain_text("After 0 steps")
    play(new, until=20)
    pause(new)
    becomes(new, lambda: rests(new))
    trained = pixels(new)
    assert "Start again" in new.evaluate(CONTROLS)
    new.get_by_role("button", name="Start again").click()
    settle(new)
    becomes(new, lambda: step(new) == 0)
    assert pixels(new) != trained
    expect(picture(new).get_by_role("button", name=OWN)).to_be_visible()
    expect(new.get_by_role("button", name="Start again")).to_have_count(0)  # there is nothing that could
    assert stopped(new) == 0


def test_points_that_the_film_never_saw_are_shown_with_weights_that_learned_nothing(new: Page) -> None:
    choose(new, "Real points", "spiral")
    becomes(new, lambda: step(new) == 0)
    choose(new, "Real points", "ring")
    becomes(new, lambda: step(new) == 4_000)


# In a page: is the sentence under the plane older than what the app computes now; and how much of it is seen
OLD = "document.querySelector('.st-key-living_picture .gb-says')?.closest('[data-stale=true]') !== null"
OPACITY = """what => {
  const opacity = (one) => (one ? getComputedStyle(one).opacity * opacity(one.parentElement) : 1);
  return opacity(document.querySelector(`.st-key-living_picture ${what}`));
}"""


def old_for_long(page: Page) -> bool:
    """For longer than Streamlit takes to make it pale. What the page was sent before may end that, on a busy machine."""
    if not page.evaluate(OLD):
        return False
    page.wait_for_timeout(2_500)
    return bool(page.evaluate(OLD))


def test_what_is_read_and_seen_while_it_trains_is_not_made_pale(server: Server, browser: Browser) -> None:
    """Streamlit makes pale what it is about to draw anew; on a slow link, each time for seconds."""
    kept_back: list[tuple[WebSocketRoute, str | bytes]] = []
    slow = False

    def link(to_page: WebSocketRoute) -> None:
        to_server = to_page.connect_to_server()
        to_page.on_message(to_server.send)
        to_server.on_message(lambda said: kept_back.append((to_page, said)) if slow else to_page.send(said))

    visitor = browser.visitor()
    visitor.route_web_socket(re.compile("_stcore/stream"), link)
    page = visitor.new_page()  # that all was answered is not seen on a link that is looked into
    page.goto(f"{server.url}/gan")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=WORKER)
    play(page, until=1)
    slow = True
    end = time.monotonic() + PATIENCE
    while not old_for_long(page):
        assert time.monotonic() < end, "nothing was drawn anew"
        if kept_back:
            to_page, said = kept_back.pop(0)
            to_page.send(said)
        page.wait_for_timeout(50)
    assert page.evaluate(OLD)
    assert page.evaluate(OPACITY, ".gb-says") == page.evaluate(OPACITY, ".st-key-plane") == 1


def test_four_controls_are_in_sight_besides_what_is_folded(new: Page) -> None:
    there = new.evaluate(CONTROLS)
    folds = [one for one in there if one.endswith(("More settings", "Speed, single steps and layers"))]
    assert len(folds) == 2 and len(there) - len(folds) <= 4, there
    look_closer(new)
    for name in ("One step in slow motion", "Discriminator learns once", "Generator learns once"):
        expect(picture(new).get_by_role("button", name=name)).to_be_visible()
    assert len(new.evaluate(CONTROLS)) > len(there)


def test_each_half_learns_alone_and_a_step_is_told_in_stages(new: Page) -> None:
    look_closer(new)
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
    look_closer(page)
    grid = page.get_by_role("checkbox", name="the generator's bent grid")
    before = painted(page)
    grid.focus()
    page.keyboard.press("Space")
    assert grid.is_checked() and painted(page) > before
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
