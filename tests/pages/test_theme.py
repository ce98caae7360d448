"""The style of all pages: what is asked of the whole page costs with every change of it."""

import re
from pathlib import Path

import pytest

from pages.kit import theme

ROOT = Path(__file__).resolve().parents[2]
WHOLE = re.compile(r"(?:^|[\s,(>])(?::root|html|body|\.stApp|\.stMain)[^\s,{>+~]*:has\(", re.MULTILINE)
SHEETS = {"of all pages": theme.sheet()} | {
    file.stem: file.read_text("utf-8") for file in sorted((ROOT / "assets" / "components").glob("*.css"))
}


@pytest.mark.parametrize("name", SHEETS)
def test_no_style_looks_for_something_in_the_whole_page(name: str) -> None:
    """Chromium then goes through all styles anew whenever anything changes: each letter of a figure took 5 ms, not 0.25."""
    assert not WHOLE.search(SHEETS[name])


@pytest.mark.parametrize("selector", [":root:has(.a) p", ":root:not(:has(.a)) p", "p, .stApp.b:has(.a)", "html:has(b)"])
def test_what_looks_so_is_found(selector: str) -> None:
    assert WHOLE.search(f"{selector} {{ margin: 0; }}")


def test_the_style_stands_once_in_the_page() -> None:
    assert theme.sheet().count("#first_words {") == 1 and "</style" not in theme.sheet()
