"""A page with all its answers in sight is not too long for a lesson of a school."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1.element_tree import Block

from core.lessons.parts import part
from tests.pages.test_pages import PAGES, revealed

TEXTS = ("title", "header", "subheader", "markdown")
FOLDS = ("expander", "popover")  # nobody reads them who does not open them
TAG = re.compile(r"<[^>]*>")
PARAGRAPH = re.compile(r"<(p|li|h\d)\b.*?</\1>", re.S)  # what a model wrote stands in boxes of its own
CITED = re.compile(r"^- \[.*\]\(http.*$", re.M)  # an item whose link leads to what is cited
# Words, at most, on a lesson's first page and on a further one; and on those whose four or five experiments need more, or whose
# laws and studies are cited one by one.
FIRST, FURTHER = 920, 1020
LONGER = {
    "deepfakes": 1070, "safeguards": 1070, "society": 1030, "deepfakes_deeper": 1220, "families_deeper": 1150,
    "melodies_deeper": 1170, "molecules_deeper": 1080, "safeguards_deeper": 1100, "tokens_deeper": 1210,
    "hallucination_deeper": 1080,
}  # fmt: skip


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))


def read(block: Block) -> Iterator[str]:
    """What stands on the page to be read: no words in a picture, on a control or in a fold."""
    for child in block.children.values():
        if isinstance(child, Block):
            if child.type not in FOLDS:
                yield from read(child)
        elif child.type in TEXTS:
            yield CITED.sub("", TAG.sub(" ", child.value))
        elif child.type == "html":
            yield from (TAG.sub(" ", found[0]) for found in PARAGRAPH.finditer(child.proto.body))


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_with_all_its_answers_is_not_too_long(name: str) -> None:
    """At the choices that it opens with."""
    words = sum(len(text.split()) for text in read(revealed(name).main))
    assert words <= LONGER.get(name, FURTHER if part(name) else FIRST)
