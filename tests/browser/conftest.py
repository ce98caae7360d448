"""A real server and a real Chromium: what a learner meets."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Locator, Page, ViewportSize, expect, sync_playwright

from benchmarks.server import Server
from core.training.run import Run
from scripts.browser import of_the_system
from tests.groups import group
from tests.patience import PATIENCE

HERE = Path(__file__).parent
# Without these Chromium itself calls home; the app is what is being watched. Each window of it also opens two pages for what
# the address bar suggests, with a process of their own: a third of what opening a page of ours costs. A list of features of
# one's own takes the place of Playwright's, so what matters of that stands here again.
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,"
    "LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,"
    "OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch"
)
# milliseconds, at most: for a worker on a busy machine
WORKER = 1_200_000
expect.set_options(timeout=180_000)  # for a browser and a server that have a sixth of a core
# In every page: when it last asked the server for something over the link, and when it last heard from it.
LISTEN = """
(() => {
  const send = WebSocket.prototype.send;
  window.asked = 0;
  window.heard = 0;
  WebSocket.prototype.send = function (data) {
    if (!this.listened) {
      this.listened = true;
      this.addEventListener("message", () => { window.heard = performance.now(); });
    }
    if (this.readyState === WebSocket.OPEN) window.asked = performance.now();
    send.call(this, data);
  };
})();
"""
# In a page: look at it again and again, until it has been the same for so many milliseconds, the app is not at work, and what
# was asked of the server has been answered; or for so many at most. A page that gets little of a busy core looks seldom, so
# what counts is how often it looked the same. It looks itself: a question from outside costs more than the look.
STANDS_STILL = """([quiet, most, every]) => new Promise(stands => {
  const end = performance.now() + most;
  let last = "", same = 0;
  const look = () => {
    const working = document.querySelector("[data-testid=stApp][data-test-script-state=running]") || window.asked > window.heard;
    const now = [document.body.innerText.length, document.querySelectorAll("*").length,
                 performance.getEntriesByType("resource").length].join();
    same = now === last && !working ? same + 1 : 0;
    last = now;
    if (same * every >= quiet || performance.now() > end) stands();
    else setTimeout(look, every);
  };
  look();
})"""
EVERY = 50  # milliseconds between two looks
# What axe-core finds. What passed is not written down: that takes as long as to find what did not.
VIOLATIONS = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
    .map(({ id, impact, nodes }) => [id, impact, nodes[0].html.slice(0, 200)])"""
# Below some 400 px Streamlit turns the navigation into its own sectioned sidebar, whose list markup axe does not accept.
STREAMLITS_OWN = {"list", "listitem"}
# In a page: scroll to where it begins, and let Tab begin there, as it does where something had the focus and is gone.
AT_THE_TOP = """() => {
  const first = document.createElement("a");
  first.tabIndex = -1;
  document.body.prepend(first);
  first.focus({ preventScroll: true });
  first.remove();
  document.querySelector("[data-testid=stMain]").scrollTop = 0;
}"""
CHROMEBOOK: ViewportSize = {"width": 1366, "height": 768}
# Milliseconds: for a page just opened, for one that asks the app, and for one that only draws anew.
ARRIVED, ANSWERED, DRAWN = 800, 450, 200


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("home"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def at_rest(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that failed before it stopped a training leaves none behind: it would slow down every test after it."""
    server = request.getfixturevalue("server") if "server" in request.fixturenames else None
    failed = request.session.testsfailed
    yield
    if server and request.session.testsfailed > failed:
        stop_trainings(server.home)


def stop_trainings(home: Path) -> None:
    """Whoever has one of these runs sees the wish at the next step, and of those in line at their turn."""
    for run in map(Run, home.glob("runs/*")):
        if run.active:
            run.wish(do="stop")


class Engine:
    """Chromium: started when somebody wants a window, stopped when tests without one come, which may use asyncio again."""

    def __init__(self) -> None:
        self.running = ExitStack()
        self.chromium: Chromium | None = None

    def new_context(self, **options: object) -> BrowserContext:
        if self.chromium is None:
            playwright = self.running.enter_context(sync_playwright())
            self.chromium = playwright.chromium.launch(executable_path=of_the_system(), args=FLAGS.split())
            self.running.callback(self.chromium.close)
        return self.chromium.new_context(**options)  # type: ignore[arg-type]

    def stop(self) -> None:
        self.running.close()
        self.chromium = None


engine = Engine()


@pytest.fixture(scope="session")
def chromium() -> Engine:
    return engine


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    if nextitem is None or HERE not in nextitem.path.parents:
        tab.close()
        engine.stop()


@dataclass
class Watched:
    """A page, and everything that it should not have done."""

    page: Page
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


class Browser:
    """Chromium, in a window of a given size and colour scheme; a new one is a new visitor."""

    def __init__(self, chromium: Engine) -> None:
        self.chromium = chromium
        self.contexts: list[BrowserContext] = []

    def visitor(self, width: int = 1366, height: int = 768, scheme: str = "light", **options: object) -> BrowserContext:
        window: ViewportSize = {"width": width, "height": height}
        context = self.chromium.new_context(viewport=window, color_scheme=scheme, **options)
        context.set_default_timeout(WORKER)
        context.add_init_script(LISTEN)
        self.contexts.append(context)
        return context

    def open(self, url: str, context: BrowserContext | None = None, **window: object) -> Watched:
        """Open a page and wait until it stands still."""
        page = (context or self.visitor(**window)).new_page()  # type: ignore[arg-type]
        watched = Watched(page)
        page.on(
            "console", lambda m: watched.errors.append(m.text) if m.type == "error" and not known(m.location) else None
        )
        page.on("pageerror", lambda problem: watched.errors.append(str(problem)))
        page.on("request", lambda r: watched.foreign.append(r.url) if foreign(r.url, url) else None)
        page.goto(url)
        settle(page, quiet=ARRIVED)  # what it is made of still arrives
        return watched

    def close(self) -> None:
        while self.contexts:
            self.contexts.pop().close()


def stopped(page: Page) -> int:
    """How many errors the page shows, in Streamlit's form or in ours."""
    return page.locator("[data-testid=stException], .st-key-page_stopped").count()


def known(location: dict) -> bool:
    """A deep link first asks for `/page/_stcore/health`, as Streamlit does, and gets two 404s."""
    return "_stcore" in location.get("url", "")


def foreign(request: str, page: str) -> bool:
    return request.startswith(("http", "ws")) and request.split("/")[2] != page.split("/")[2]


def settle(page: Page, most: float = 180.0, quiet: int = ANSWERED) -> None:
    """Wait until the app has answered and nothing on the page has changed for so many milliseconds, at most so many seconds.
    A slider and a field say what they were set to a moment later, so what asks the app needs longer than what draws anew.
    """
    page.wait_for_selector("[data-testid=stApp]", timeout=WORKER)
    page.evaluate(STANDS_STILL, [quiet, 1000 * most, EVERY])


def barriers(page: Page) -> list[tuple[str, str]]:
    """What axe-core calls a serious barrier for somebody, and where it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(VIOLATIONS)
    return [(id, html) for id, impact, html in found if impact in ("serious", "critical") and id not in STREAMLITS_OWN]


def revealed(page: Page, lesson: str, key: str) -> Locator:
    """An experiment with its result in sight, without a guess."""
    experiment = page.locator(f".st-key-experiment_{lesson}-{key}")
    experiment.get_by_role("button", name="Just show me").click()
    settle(page)
    return experiment


def reveal_next(page: Page) -> bool:
    """The next experiment's result, without a guess; False where none is left.

    While an answer is drawn, its own "Just show me" still stands there; a click on it would do nothing.
    """
    skips = page.locator("[class*='st-key-skip_'] button")
    if not (there := skips.count()):
        return False
    skips.first.click()
    expect(skips).to_have_count(there - 1, timeout=WORKER)
    return True


def all_revealed(page: Page) -> None:
    """Every experiment with its result in sight, without a guess."""
    while reveal_next(page):
        pass


def becomes(page: Page, true: Callable[[], bool]) -> None:
    """Wait for something to become true, however busy the machine is."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it never came true"
        page.wait_for_timeout(150)


@pytest.fixture
def browser(chromium: Engine) -> Iterator[Browser]:
    browser = Browser(chromium)
    yield browser
    browser.close()


class Tab:
    """A lesson on a Chromebook, open for all the tests that look at it: to open it is most of what such a test costs. Each lesson
    is opened by a visitor of its own, in a browser that has the app's scripts from the lesson before."""

    def __init__(self) -> None:
        self.browser = Browser(engine)
        self.url, self.watched = "", None

    def at(self, url: str) -> Watched:
        """The lesson as the test before left it, at its top, in the window and the light that it was opened in."""
        if self.watched and url != self.url:
            self.leave()
        if not self.watched:
            context = next(iter(self.browser.contexts), None)
            self.url, self.watched = url, self.browser.open(url, context, **CHROMEBOOK)
        page = self.watched.page
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(CHROMEBOOK)
        page.mouse.move(0, 0)
        page.evaluate(AT_THE_TOP)
        settle(page, quiet=DRAWN)
        return self.watched

    def leave(self) -> None:
        """Nobody is known here any more."""
        assert self.watched
        self.watched.page.evaluate("localStorage.clear()")
        self.watched.page.close()
        self.watched.page.context.clear_cookies()
        self.watched = None

    def close(self) -> None:
        self.browser.close()
        self.watched = None


tab = Tab()


@pytest.fixture
def lesson(server: Server, name: str, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """The lesson of this name (`on` gives a test its name), open. After a test that failed it is opened anew."""
    failed = request.session.testsfailed
    yield tab.at(f"{server.url}/{name}")
    if request.session.testsfailed > failed:
        tab.close()


@pytest.fixture
def page(lesson: Watched) -> Page:
    return lesson.page


def on(*names: str) -> pytest.MarkDecorator:
    """The test is about these lessons, one after the other, and gets each from the fixture `lesson` or `page`."""
    return pytest.mark.parametrize("name", [pytest.param(name, id=f"on {name or 'start'}") for name in names])


OF_ALL = ("test_pages", "test_keyboard", "test_film", "test_saved_pictures", "test_screens")


def place_of(file: str) -> int:
    return OF_ALL.index(file) if file in OF_ALL else len(OF_ALL)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of one lesson beside each other, those of all lessons first, before others change what there is to see."""
    where = {item: place for place, item in enumerate(items)}
    of: dict[str, list[int]] = {}
    for item in items:
        of.setdefault(group(item.nodeid), []).append(where[item])
    items.sort(key=lambda item: (of[group(item.nodeid)][0], place_of(item.path.stem), where[item]))
