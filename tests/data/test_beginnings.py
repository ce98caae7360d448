"""Words to begin with, out of texts of many scripts; and out of texts that are hardly any."""

import pytest

from core.data.beginnings import first_words, same_word_twice
from core.data.paragraphs import PARAGRAPHS

AWKWARD = ("", " ", "\n\n", ".", "a", "🙂", "x" * 5_000, "!!!\n???", "one\ntwo\nthree", "\u0301\u0301")


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_a_beginning_is_the_start_of_the_text_in_every_script(language: str) -> None:
    text = PARAGRAPHS[language]
    words = first_words(text, 4)
    assert text.startswith(words) and 4 <= len(words) < 60


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_a_word_is_found_in_two_sentences_where_there_is_one(language: str) -> None:
    text = PARAGRAPHS[language]
    run_on = text.translate(str.maketrans(".!。！।", ";;；；;"))  # the same words in one long sentence
    found = same_word_twice(f"{text}\n{run_on}")
    assert found is not None
    first, second, word = found
    assert first != second and word and word in first and word in second


@pytest.mark.parametrize("text", AWKWARD, ids=range(len(AWKWARD)))
def test_any_text_has_some_beginning_or_none(text: str) -> None:
    assert len(first_words(text, 15)) <= 60
    assert same_word_twice(text) is None


def test_words_that_cannot_be_read_are_passed_over() -> None:
    assert first_words("Zürich ist weit.\nBern ist nah.", 2, lambda words: "ü" not in words) == "Bern ist"
    assert first_words("Zürich ist weit.", 2, lambda words: False) == "Zürich ist"
