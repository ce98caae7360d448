"""A pupil's file, whatever it is: the right text is shown before training, or one sentence says why it cannot be used."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import FilePayload, Page, expect

from benchmarks.server import Server
from tests.browser.conftest import WORKER, Browser, Engine, settle, stopped
from tests.data import own_files as files

GERMAN, BIG = files.long("German"), (files.STORIES["German"] + "\n") * 40_000
CASES = {  # name -> the file, and what the page shall show
    "cut.txt": (GERMAN.encode()[: GERMAN.encode().rindex("ß".encode()) + 1], files.STORIES["German"]),
    "bad byte.txt": (GERMAN.encode()[:100] + b"\xff" + GERMAN.encode()[100:], "1 byte is not a letter in UTF-8"),
    "utf-16.txt": (files.long("Chinese").encode("utf-16-le"), files.STORIES["Chinese"]),
    "sjis.txt": (files.long("Japanese").encode("cp932"), files.STORIES["Japanese"]),
    "gb.txt": (files.long("Chinese").encode("gb18030"), files.STORIES["Chinese"]),
    "thai.txt": (files.long("Thai").encode("cp874"), files.STORIES["Thai"]),
    "<b>letter</b>.docx": (files.word(), files.LINE),
    "film.srt": (files.subtitles(), "The times of 80 subtitles were left out."),
    "bomb.zip": (files.bomb(), "packed so tightly"),
    "empty.txt": (b"", "There is no text in it."),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + bytes(900), "This is not text"),
    "1251.txt": (files.long("Russian").encode("cp1251"), files.STORIES["Russian"]),
}


@pytest.fixture(scope="module")
def box(server: Server, chromium: Engine) -> Iterator[Page]:
    browser = Browser(chromium)
    page = browser.open(f"{server.url}/training?text=Your+own+text", width=390, height=844).page
    expect(page.get_by_text("The workers are starting")).to_have_count(0, timeout=WORKER)
    yield page
    browser.close()


def choose(page: Page, name: str, data: bytes) -> None:
    chosen: FilePayload = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(chosen)


def about(page: Page):  # type: ignore[no-untyped-def]
    return page.locator(".st-key-own_text_read")


def test_every_file_shows_its_text_or_one_sentence(box: Page) -> None:
    for name, (data, shown) in CASES.items():
        choose(box, name, data)
        expect(about(box), name).to_contain_text(shown, timeout=WORKER)
        assert stopped(box) == 0, name
    wide = box.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, "the page scrolls sideways"


def test_another_encoding_shows_another_text_at_once(box: Page) -> None:
    """Goes on with Windows-1251, which the test before chose last."""
    begins = about(box).locator(".gb-begins")
    expect(begins).to_contain_text(files.STORIES["Russian"][:40])
    box.get_by_role("combobox", name=re.compile("letters wrong")).press("ArrowDown")
    box.keyboard.type("KOI8")
    box.keyboard.press("Enter")
    expect(begins).not_to_contain_text(files.STORIES["Russian"][:40], timeout=WORKER)
    expect(begins).to_contain_text("ф")


def test_a_big_text_is_read_once(server: Server, box: Page) -> None:
    """A rerun with five megabytes there shows what the worker said, and the web process never reads them."""
    choose(box, "big.txt", BIG.encode()[: 5 * 2**20 - 200])
    expect(about(box)).to_contain_text("2,000,000", timeout=WORKER)
    read = list((server.home / "texts").glob("*/read.json"))
    assert len(read) == 1  # what was chosen before is forgotten
    first = read[0].stat().st_mtime_ns
    box.get_by_role("radio", name="AdamW", exact=True).click()
    settle(box)
    expect(about(box)).to_contain_text("2,000,000")
    assert read[0].stat().st_mtime_ns == first
    assert oct(read[0].with_name("text.txt").stat().st_mode)[-3:] == "600"
