"""Find a Chromium for the browser tests, or install one: Debian's where packages may be installed, else Playwright's own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def of_the_system() -> str | None:
    """The path of a browser that the system has, or None: then Playwright starts its own."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def installed() -> str | None:
    """The path of a browser that is already here, or None."""
    if found := of_the_system():
        return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install() -> None:
    """Try the two ways of getting a browser; each may fail, and `installed` tells afterwards."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Chromium for the browser tests ...", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "chromium"], check=False, env=quiet, stdout=subprocess.DEVNULL
        )
    if not installed():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


if __name__ == "__main__":
    if not installed():
        install()
    if not installed():
        sys.exit("The browser tests need Chromium. Install the package `chromium` and run `make test` again.")
