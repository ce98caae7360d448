"""Letters that do not arrive whole: three decoders against Python's own decoding, and three rules against each other."""

import pytest

from core.data.declaration import ARTICLE
from core.measure.broken_letters import UNREADABLE, pieces, readings, silent
from tests.pages.test_pages import AWKWARD

TEXTS = ["für 語 कि", "🙂👩‍👩‍👧", *ARTICLE.values(), *(text for text in AWKWARD if text.isprintable() and text)]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_decoder_that_waits_reads_every_text_and_never_more_than_there_is(text: str, size: int) -> None:
    data = text.encode()
    read = list(readings(data[at : at + size] for at in range(0, len(data), size)))
    assert read[-1].waits == text
    assert all(text.startswith(one.waits) for one in read)
    for number, one in enumerate(read, 1):
        assert one.waits == data[: size * number].decode("utf-8", "ignore")


def test_read_byte_by_byte_each_byte_of_a_long_letter_is_a_sign_and_dropped() -> None:
    *_, last = readings(bytes([byte]) for byte in "aü語".encode())
    assert last.alone == "a" + 5 * UNREADABLE and last.drops == "a" and last.waits == "aü語"
    assert silent(readings(bytes([byte]) for byte in "aü語".encode())) == 3


def test_whole_letters_are_read_alike_by_all() -> None:
    *_, last = readings(["für".encode(), " 語".encode()])
    assert last.alone == last.waits == last.drops == "für 語"


@pytest.mark.parametrize("language", ARTICLE)
def test_marks_break_words_by_one_rule_and_by_the_other_never(language: str) -> None:
    found, words = pieces(ARTICLE[language]), len(ARTICLE[language].split())
    assert found.marked == words + 1  # the full stop is one more
    assert found.letters == found.marked if language == "English" else found.letters > 2 * words
    assert found.graphemes > found.marked
