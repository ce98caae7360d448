import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.data import own_text, reference
from core.data.own_text import LEAST, MOST, Refused, read

STORY = "Äpfel, Öl und süße Brötchen – “quoted”, she said.\n" * 60


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_common_encodings_are_recognised(encoding: str) -> None:
    assert read(STORY.encode(encoding)).text == STORY.strip()


def test_an_old_encoding_is_read_with_a_note() -> None:
    assert "Windows-1252" in read(STORY.encode("cp1252")).notes[0]


@pytest.mark.parametrize("script", ["🙂👩‍👩‍👧 ", "مرحبا بالعالم ", "你好，世界。", "<b>bold</b> $x$ **y** ", "नमस्ते "])
def test_every_script_and_all_markup_stay_literally(script: str) -> None:
    text = (script * LEAST).strip()
    assert read(text.encode()).text == text[:MOST] == read(text).text


def test_line_ends_and_blank_lines_are_tidied() -> None:
    assert read("a\r\nb\rc\n\n\n\n\nd  \n" + "x" * LEAST).text.startswith("a\nb\nc\n\nd\nx")


def test_a_few_control_characters_go_with_a_note() -> None:
    result = read("a\x00b\x07" + "word " * LEAST)
    assert result.text.startswith("abword") and "2 control characters" in result.notes[0]


@pytest.mark.parametrize(
    "data", [os.urandom(50_000), b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 500, b"PK\x03\x04" + b"\0\1\2" * 3000]
)
def test_binary_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(Refused, match="plain text"):
        read(data)


@pytest.mark.parametrize("data", [b"", "", "too short", b"\xff\xfe", " \n" * 5_000])
def test_a_text_that_is_too_short_is_refused_with_the_limit(data: bytes | str) -> None:
    with pytest.raises(Refused, match="2,000"):
        read(data)


def test_a_huge_text_is_cut_and_says_so() -> None:
    result = read("word " * 500_000)
    assert len(result.text) == MOST and "left out" in result.notes[0]


@given(st.binary(max_size=3_000))
def test_any_bytes_give_a_text_or_a_refusal(data: bytes) -> None:
    try:
        text = own_text.read(data).text
        assert len(text) >= LEAST and text.encode("utf-8")
    except Refused as refusal:
        assert str(refusal).endswith(".")


def test_half_a_character_does_no_harm() -> None:
    assert "?" in read("\ud800" + "x" * LEAST).text


def test_the_reference_is_readable_and_long_enough() -> None:
    text = reference.text()
    assert len(text) > 300_000 and "\n\n\n" not in text and "\x00" not in text
    assert 'The "for" statement' in text
