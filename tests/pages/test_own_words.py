"""However long a text is, little of it reaches the tokenizer, once, and the address stays short. Counted, not timed."""

from collections import Counter
from collections.abc import Sequence

import pytest
from streamlit.testing.v1 import AppTest

from core import lessons
from core.lessons import page_files
from core.opened import model
from core.opened.model import MOST
from core.tokenizers.pieces import Pieces
from pages.kit import address, own_words
from pages.kit.lesson import PAGES
from pages.text.tokens import tokenizers
from tests.pages.test_address import in_address
from tests.patience import PATIENCE

SHELL = str(PAGES / "shell.py")
FILES = page_files(PAGES)
LETTERS = "".join(chr(97 + i * i % 26) for i in range(1_000))  # no space in them
TOO_MUCH = {
    "letters": LETTERS * 1_000,
    "words": "word " * 1_000_000,
    "emoji": "🙂👩‍👩‍👧" * 100_000,
    "one letter": "a" * 500_000,
}
READERS = ["transformer", "transformer_deeper", "attention", "attention_deeper", "generation"]


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many letters reached the open model's tokenizer, call by call."""
    lengths: list[int] = []
    encode = Pieces.encode

    def counting(self: Pieces, text: str) -> list[int]:
        lengths.append(len(text))
        return encode(self, text)

    monkeypatch.setattr(Pieces, "encode", counting)
    return lengths


def opened(page: str) -> AppTest:
    at = AppTest.from_file(SHELL, default_timeout=PATIENCE).run()
    return at.switch_page(str(FILES[page])).run()


def write(at: AppTest, text: str) -> AppTest:
    return at.text_area[0].set_value(text).run()


@pytest.mark.parametrize("page", READERS)
@pytest.mark.parametrize("text", TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_a_text_is_encoded_once_and_no_more_of_it_than_the_box_takes(page: str, text: str, encoded: list[int]):
    at = opened(page)
    model._read.cache_clear()
    encoded.clear()
    write(at, text)
    assert not at.exception
    long = [length for length in encoded if length > 100]
    assert long == [len(text[:MOST].rstrip())]
    encoded.clear()
    at.run()  # another click on the page
    assert [length for length in encoded if length > 100] == []


def test_strange_letters_are_looked_for_where_the_model_reads(encoded: list[int]):
    """Each different letter costs a call of the tokenizer, and Chinese has tens of thousands."""
    at = opened("transformer")
    encoded.clear()
    write(at, "".join(map(chr, range(0x4E00, 0x4E00 + 20_000))))
    assert sum(length == 1 for length in encoded) <= own_words.LOOKED_AT
    assert any("never met these characters" in text.value for text in at.text)


@pytest.mark.parametrize("page", READERS)
def test_a_short_text_stands_in_the_address_and_a_long_one_stays_out_of_it(page: str):
    at = opened(page)
    key = at.text_area[0].key
    write(at, "word " * 1_000)
    said = lessons.frame().say("stays here", letters=address.LONGEST)
    assert said in [text.value for text in at.text]
    assert at.text_area[0].value == "word " * 1_000  # and it is still there
    assert key not in in_address(at)
    write(at, "A short one")
    assert in_address(at)[key] == "A short one"
    assert said not in [text.value for text in at.text]


def test_one_may_go_on_writing_after_a_long_beginning():
    at = opened("generation")
    write(at, "word " * 1_000)
    assert not at.button(key="draw").disabled
    at.button(key="draw").click().run()
    assert not at.exception and not at.button(key="back").disabled


def test_a_text_is_cut_in_six_ways_only_up_to_a_limit(monkeypatch: pytest.MonkeyPatch):
    lengths: Counter[str] = Counter()
    cut = tokenizers.measure.cut

    def counting(tokenizer: object, text: str) -> object:
        lengths[type(tokenizer).__name__] += len(text)
        return cut(tokenizer, text)  # type: ignore[arg-type]

    monkeypatch.setattr(tokenizers.measure, "cut", counting)
    at = write(opened("tokens"), LETTERS * 1_001)
    assert not at.exception
    assert lengths and max(lengths.values()) <= 2 * tokenizers.MOST  # once for the words before, once for these
    assert any(f"only the first {tokenizers.MOST:,} are cut" in text.value for text in at.markdown)


def test_every_box_whose_words_reach_a_model_says_how_much_it_takes():
    """A box without a limit would be one for a million words."""
    unlimited: Sequence[str] = [
        f"{name}: {box.key}"
        for name in FILES
        for box in (lambda at: [*at.text_area, *at.text_input])(opened(name))
        if not box.proto.max_chars
    ]
    assert unlimited == ["tokens: words"]  # it says in a sentence how much of it is cut
