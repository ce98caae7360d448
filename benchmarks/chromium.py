"""A browser for a benchmark, without a card that draws for it: so it is measured alike everywhere."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from scripts.browser import of_the_system


@contextmanager
def started() -> Iterator[Browser]:
    """Chromium, until the block ends. Within it the thread has an event loop of Playwright's, and cannot run another."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=of_the_system(), args=["--no-sandbox", "--disable-gpu"])
