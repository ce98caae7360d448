"""What a word is: marks belong to their letters, scripts without spaces are cut by the sign, English stays as it was."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.data import reference
from core.data.world import World
from core.words import chunks, listed, parts, spelled, unspaced, words
from tests.data.own_files import STORIES

# what words were by Python's own \w, on which tokenizers and recordings depend that come with the app
BEFORE = {
    chunks: r" ?\w{1,40}| ?[^\w\s]{1,40}|\s",
    listed: r" ?\w{1,40}| ?[^\w\s]{1,40}|\s",
    words: r"\w+",
    spelled: r"[^\W\d_]+",
}


@pytest.mark.parametrize("cut", BEFORE, ids=lambda cut: cut.__name__)
def test_the_texts_that_come_with_the_app_have_the_words_that_they_had(cut) -> None:  # type: ignore[no-untyped-def]
    for text in (World(0).text(200_000), reference.text()[:200_000]):
        assert cut(text) == re.findall(BEFORE[cut], text)


def test_their_parts_are_the_same_too() -> None:
    text = World(0).text(50_000) + reference.text()[:50_000]
    assert [part[0] for part in parts(text)] == re.findall(r"\w+|[^\w\s]|\n", text)


@pytest.mark.parametrize("language", ["Hindi", "Korean", "German"])
def test_a_language_with_spaces_has_the_words_between_them(language: str) -> None:
    between = [word.strip(".,।:") for word in STORIES[language].split()]
    assert words(STORIES[language]) == between
    assert len(chunks(STORIES[language])) <= len(between) + sum(map(STORIES[language].count, ".,।:"))


@pytest.mark.parametrize("language", ["Chinese", "Japanese", "Thai"])
def test_a_language_without_spaces_has_a_word_a_sign(language: str) -> None:
    found = words(STORIES[language])
    letters = [c for c in STORIES[language] if unicodedata.category(c)[0] == "L"]
    assert len(found) == len(letters) and all(map(unspaced, found))
    assert max(map(len, chunks(STORIES[language]))) > 5  # a tokenizer may join them


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("don't", ["don", "t"]),
        ("cafe\u0301 ok", ["cafe\u0301", "ok"]),  # an accent of its own
        ("نمی\u200cخواهم", ["نمی\u200cخواهم"]),  # a joiner within a Persian word
        ("第12章 ok", ["第", "12", "章", "ok"]),
        ("〇カタカナ", ["〇", "カタカナ"]),
        ("👩\u200d👩 ❤\ufe0f", []),
    ],
)
def test_awkward_words(text: str, found: list[str]) -> None:
    assert words(text) == found


@given(st.text())
def test_no_character_gets_lost_or_stands_twice(text: str) -> None:
    assert "".join(chunks(text)) == text == "".join(listed(text))
    assert [part[0] for part in parts(text)] == [text[part.start() : part.end()] for part in parts(text)]


@pytest.mark.parametrize("text", ["x" * 100, "ก" * 100, "न" * 100, "न" + "ि" * 100, "!" * 100])
def test_no_stretch_is_longer_than_a_tokenizer_s_piece_may_be(text: str) -> None:
    assert max(map(len, chunks(text))) <= 41
