"""Nothing is lost: a cut link, a killed server and another tab, and all that a learner made is there.

A small proxy of our own stands between browser and server and cuts the link. The server here forgets a session after
three seconds, so that the short cut is the harder case: the session is gone for good, and only the notebook has the work.
`GLASSBOX_CUT=180 pytest tests/browser/test_kept.py` cuts for three minutes with the session's own lifetime instead.
"""

import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from benchmarks.server import Server
from tests.browser.conftest import WORKER, Browser, becomes, reveal_next, settle, stopped
from tests.data import own_files
from tests.patience import PATIENCE

LONG = float(os.environ.get("GLASSBOX_CUT") or 0)  # seconds
CUT = LONG or 6.0
WORDS = "Der Löwe sah 3 Füchse, 漢字 and a fox"
MORE = " and a bee"  # is typed when the link is lost, and nobody pressed anything
OWN = "The miller told the tale of the seven lanterns. " * 80


class Proxy:
    """Passes bytes on to a port of this machine, until the link is cut; then it drops all, and lets nobody in."""

    def __init__(self, port: int) -> None:
        self.to, self.whole = port, True
        self.open: set[socket.socket] = set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listener.getsockname()[1])
        threading.Thread(target=self._let_in, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        self.whole = False
        for one in list(self.open):
            self._end(one)

    def mend(self) -> None:
        self.whole = True

    def close(self) -> None:
        self.listener.close()
        self.cut()

    def _let_in(self) -> None:
        with suppress(OSError):  # the listener was closed
            while True:
                here, _ = self.listener.accept()
                try:
                    if not self.whole:
                        raise ConnectionRefusedError
                    there = socket.create_connection(("127.0.0.1", self.to))
                except OSError:
                    here.close()
                    continue
                self.open |= {here, there}
                for one, other in ((here, there), (there, here)):
                    threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while content := one.recv(65_536):
                other.sendall(content)
        self._end(one)
        self._end(other)

    def _end(self, one: socket.socket) -> None:
        self.open.discard(one)
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()


@pytest.fixture(scope="module")
def forgetful(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose sessions end soon after their link."""
    lifetime = {} if LONG else {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "3"}
    server = Server(tmp_path_factory.mktemp("home"), environment=lifetime)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def proxy(forgetful: Server) -> Iterator[Proxy]:
    proxy = Proxy(forgetful.port)
    yield proxy
    proxy.close()


def draw_by_keys(page: Page, down: int = 8) -> None:
    """A line, without a mouse. Two equal ones are one drawing on the server, whoever drew them."""
    page.get_by_role("application", name="Draw a digit").focus()
    for key in ("Space", *["ArrowDown"] * down, "ArrowRight", "Space"):
        page.keyboard.press(key)
    settle(page)


def drawn(page: Page) -> int:
    """How many of the pad's pixels have ink."""
    return int(
        page.get_by_role("application", name="Draw a digit").evaluate(
            "e => e.getContext('2d').getImageData(0, 0, e.width, e.height).data.filter((v, i) => i % 4 === 3 && v).length"
        )
    )


def write(page: Page, label: str, text: str) -> None:
    box = page.get_by_role("textbox", name=label, exact=True)
    box.fill(text)
    box.press("Control+Enter")
    settle(page)


def text(page: Page, label: str) -> str:
    return page.get_by_role("textbox", name=label, exact=True).input_value()


def choose(page: Page, name: str, data: bytes) -> None:
    """Hand in a file, and wait until a worker has read it."""
    chosen: FilePayload = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(chosen)
    expect(page.locator(".st-key-own_text_read")).to_contain_text(name, timeout=WORKER)
    settle(page)


def guesses(page: Page) -> list[str]:
    return page.locator(".gb-guess").all_inner_texts()


def line(page: Page) -> str:
    """What the line about the link says."""
    return page.locator("[data-testid=stApp] p.line").inner_text()


def work(context: BrowserContext, browser: Browser, url: str, down: int = 8) -> tuple[Page, Page, str]:
    """A lesson with a text, an own text and a guess; another one with a drawing; and what was guessed."""
    tokens = browser.open(f"{url}/tokens?text=Your+own+text", context).page
    write(tokens, "Your text", WORDS)
    write(tokens, "Paste a text to learn from", OWN)
    choose(tokens, "tale.txt", own_files.STORY.encode())
    guess = tokens.locator(".st-key-experiments").get_by_role("radio").first
    said = guess.inner_text()
    guess.click()
    settle(tokens)
    assert guesses(tokens) == [said]
    pad = browser.open(f"{url}/autoencoder", context).page
    draw_by_keys(pad, down)
    assert drawn(pad) > 100
    return tokens, pad, said


def all_there(tokens: Page, pad: Page, said: str, words: str = WORDS) -> None:
    for label, written in (("Your text", words), ("Paste a text to learn from", OWN)):
        expect(tokens.get_by_role("textbox", name=label, exact=True)).to_have_value(written, timeout=WORKER)
    read = tokens.locator(".st-key-own_text_read").inner_text()
    assert "tale.txt" in read and own_files.LINE in read
    assert said in guesses(tokens) and drawn(pad) > 100
    assert stopped(tokens) == stopped(pad) == 0


def click(page: Page) -> None:
    """What used to set everything back: any click that asks the server. It answers."""
    assert reveal_next(page)
    settle(page)


@pytest.mark.long
def test_a_cut_link_and_a_killed_server_cost_nothing_of_what_was_made(
    forgetful: Server, proxy: Proxy, browser: Browser
) -> None:
    ada = browser.visitor()
    tokens, pad, said = work(ada, browser, proxy.url)
    words = WORDS + MORE
    tokens.get_by_role("textbox", name="Your text", exact=True).focus()
    tokens.keyboard.press("Control+End")
    tokens.keyboard.type(MORE)

    proxy.cut()
    expect(pad.locator("p.line")).to_have_text(re.compile("link to the server is lost"), timeout=WORKER)
    focused = pad.evaluate("document.activeElement.tagName")
    pad.wait_for_timeout(CUT * 1000)
    proxy.mend()
    expect(pad.locator("p.line")).to_have_text(re.compile("Back again"), timeout=WORKER)
    assert pad.evaluate("document.activeElement.tagName") == focused
    for page in (tokens, pad):
        page.bring_to_front()
        settle(page)
        assert page is pad or text(page, "Your text") == words
        click(page)
    all_there(tokens, pad, said, words)

    forgetful.stop(kill=True)
    forgetful.start()
    for page in (tokens, pad):
        page.bring_to_front()
        expect(page.locator("[data-testid=stApp]")).to_have_attribute(
            "data-test-connection-state", "CONNECTED", timeout=WORKER
        )
        settle(page)
        click(page)
    all_there(tokens, pad, said, words)

    another_tab = browser.open(f"{proxy.url}/tokens?text=Your+own+text", ada).page
    all_there(another_tab, pad, said, words)

    ben = browser.visitor()  # another browser finds nothing of it
    tokens = browser.open(f"{proxy.url}/tokens?text=Your+own+text", ben).page
    assert text(tokens, "Your text") != WORDS and text(tokens, "Paste a text to learn from") == ""
    assert tokens.locator(".st-key-own_text_read").count() == 0
    assert guesses(tokens) == [] and drawn(browser.open(f"{proxy.url}/autoencoder", ben).page) == 0
    assert "Traceback" not in forgetful.log()


def test_a_page_that_the_server_forgot_answers_again(proxy: Proxy, browser: Browser) -> None:
    """Its session ended while the link was cut; a part of the page that asks for itself alone is known to nobody then."""
    page = browser.open(f"{proxy.url}/autoencoder").page
    proxy.cut()
    expect(page.locator("p.line")).to_have_text(re.compile("link to the server is lost"), timeout=WORKER)
    page.wait_for_timeout(6_000)
    proxy.mend()
    expect(page.locator("p.line")).to_have_text(re.compile("Back again"), timeout=WORKER)
    settle(page)
    click(page)
    assert stopped(page) == 0


def files(home: Path) -> list[Path]:
    return [path for path in (home / "learners").rglob("*") if path.is_file()]


def test_a_learner_may_start_again_and_be_forgotten(forgetful: Server, browser: Browser) -> None:
    ada = browser.visitor()
    before = set(files(forgetful.home))
    tokens, pad, said = work(ada, browser, forgetful.url, down=6)
    mine = set(files(forgetful.home)) - before
    assert mine and all(path.stat().st_mode & 0o077 == 0 and path.parent.stat().st_mode & 0o077 == 0 for path in mine)

    pad.get_by_text("Your work: where it is kept").click()
    pad.get_by_role("button", name="Start this page again").click()
    settle(pad)
    assert drawn(pad) == 0
    pad.get_by_role("button", name=re.compile("Undo: bring")).click()
    settle(pad)
    all_there(tokens, pad, said)

    pad.get_by_role("button", name="Forget me …").click()
    dialog = pad.get_by_role("dialog")
    expect(dialog).to_contain_text("things that you wrote")
    dialog.get_by_role("button", name="Delete all of it").click()
    expect(pad.get_by_text("You are forgotten")).to_be_visible(timeout=WORKER)
    settle(pad)
    assert drawn(pad) == 0 and not mine & set(files(forgetful.home))
    tokens = browser.open(f"{forgetful.url}/tokens?text=Your+own+text", ada).page
    assert guesses(tokens) == [] and text(tokens, "Paste a text to learn from") == ""


def test_whoever_has_the_link_of_a_run_may_look_and_copy_and_only_its_owner_pauses_it(
    forgetful: Server, browser: Browser
) -> None:
    page = browser.open(f"{forgetful.url}/training?text=Your+own+text&size=tiny&steps=4000").page
    write(page, "Paste a text", OWN)
    train = page.get_by_role("button", name="Train", exact=True)
    expect(train).to_be_enabled(timeout=WORKER)
    train.click()
    expect(page.get_by_text(re.compile(r"Step \d+ of 4,000")).first).to_be_visible(timeout=WORKER)

    other = browser.visitor().new_page()
    other.goto(page.url)  # a page on which something trains never stands still
    expect(other.get_by_text("You are following this run by its link")).to_be_visible(timeout=WORKER)
    assert other.get_by_role("button", name=re.compile("Pause|Stop training|Continue|One step")).count() == 0
    expect(other.get_by_role("button", name="Make my own copy")).to_be_visible()

    page.get_by_role("button", name="Pause").click()
    go_on = page.get_by_role("button", name="Continue")
    expect(go_on).to_be_visible(timeout=WORKER)
    expect(page.get_by_text(re.compile(r"At step [\d,]+ it writes")).first).to_be_visible()
    becomes(page, lambda: page.locator("button[kind=primary]").all_inner_texts() == ["Continue"])
    assert other.get_by_role("button", name="Continue").count() == 0
    end = time.monotonic() + PATIENCE
    other.get_by_role("button", name="Make my own copy").click()
    theirs = re.search(r"run=([^&]+)", page.url)
    while not (mine := re.search(r"run=([^&]+)", other.url)) or not theirs or mine[1] == theirs[1]:
        assert time.monotonic() < end, "the copy was not opened"
        other.wait_for_timeout(200)
    expect(other.get_by_role("button", name="Stop training")).to_be_visible(timeout=WORKER)
    other.get_by_role("button", name="Stop training").click()


def test_who_lost_the_place_while_away_is_told_so_and_goes_on_when_it_is_their_turn(
    proxy: Proxy, browser: Browser
) -> None:
    page = browser.open(f"{proxy.url}/tokens").page
    page.route("**/_glassbox/line", lambda route: route.fulfill(json={"place": 1_003}))
    proxy.cut()
    expect(page.get_by_text("every place is taken now. Your place in the queue: 1,003.")).to_be_visible(timeout=WORKER)
    page.unroute("**/_glassbox/line")
    proxy.mend()
    expect(page.get_by_text("Back again.")).to_be_visible(timeout=WORKER)
    assert stopped(page) == 0
