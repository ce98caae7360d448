import json
import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.data import own_text, reference
from core.data.own_text import LEAST, MOST, Refused, apart, described, read
from core.data.own_text.apart import read_apart
from tests.data import own_files as files

STORY = "Äpfel, Öl und süße Brötchen – “quoted”, she said.\n" * 60


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_common_encodings_are_recognised(encoding: str) -> None:
    assert read(STORY.encode(encoding)).text == STORY.strip()


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("Russian", "cp1251"), ("Russian", "koi8_r"), ("Russian", "utf-16-le"), ("Russian", "utf-16"),
        ("Japanese", "cp932"), ("Japanese", "euc_jp"), ("Japanese", "utf-16-be"), ("Chinese", "gb18030"),
        ("Chinese", "utf-16-le"), ("Taiwanese", "big5hkscs"), ("Thai", "cp874"), ("Korean", "cp949"),
        ("German", "cp1252"), ("Hindi", "utf-8"),
    ],
)  # fmt: skip
def test_every_script_is_read_in_its_old_encodings(language: str, encoding: str) -> None:
    found = read(files.long(language).encode(encoding), "story.txt")
    assert found.text == files.long(language).strip()
    assert found.encoding == {"utf-16": "utf-16-le"}.get(encoding, encoding)


def test_an_old_encoding_is_read_with_a_note_and_may_be_changed() -> None:
    found = read(STORY.encode("cp1252"))
    assert "Windows-1252" in str(found.notes[0]) and found.encoding == "cp1252"
    assert read(STORY.encode("cp1252"), encoding="cp850").text != found.text
    assert read(files.long("Russian").encode("koi8_r"), encoding="koi8_r").text == files.long("Russian").strip()


@pytest.mark.parametrize("letter", ["ß", "–", "🙂", "中"])
def test_utf8_that_ends_within_a_letter_is_utf8_all_the_same(letter: str) -> None:
    whole = (STORY + letter).encode()
    for cut in range(1, len(letter.encode())):
        found = read(whole[:-cut])
        left = len(letter.encode()) - cut
        assert (
            found.text == STORY.strip() and found.encoding == "utf-8" and str(found.notes[0]).startswith(f"{left} byte")
        )


@pytest.mark.parametrize("bad", [b"\xff", b"\x80", b"\xc3", b"\xe2\x82"])
def test_one_bad_byte_costs_no_other_letter(bad: bytes) -> None:
    data = STORY.encode()
    found = read(data[:500] + bad + b" " + data[500:])
    assert found.encoding == "utf-8" and "left out" in str(found.notes[0])
    assert found.text.count("süße") >= 59 and "Ã" not in found.text and "\ufffd" not in found.text


@pytest.mark.parametrize("script", ["🙂👩‍👩‍👧 ", "مرحبا بالعالم ", "你好，世界。", "<b>bold</b> $x$ **y** ", "नमस्ते "])
def test_every_script_and_all_markup_stay_literally(script: str) -> None:
    text = (script * LEAST).strip()
    assert read(text.encode()).text == text[:MOST] == read(text).text


def test_line_ends_and_blank_lines_are_tidied() -> None:
    assert read("a\r\nb\rc\n\n\n\n\nd  \n" + "x" * LEAST).text.startswith("a\nb\nc\n\nd\nx")


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x1f", "\x85", "\u2028", "\u2029", "\t"])
def test_signs_between_words_separate_them(sign: str) -> None:
    assert read(f"illegal.{sign}The" + " word" * LEAST).text.split()[:2] == ["illegal.", "The"]


def test_a_few_control_characters_go_with_a_note() -> None:
    result = read("a\x00b\x07" + "word " * LEAST)
    assert result.text.startswith("abword") and "2 control characters" in str(result.notes[0])


@pytest.mark.parametrize(
    "data", [os.urandom(50_000), b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 500, b"\x7fELF" + b"\0\1\2" * 3000]
)
def test_binary_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(Refused, match="This is not text"):
        read(data)


@pytest.mark.parametrize("data", [b"", "", "too short", b"\xff\xfe", " \n" * 5_000])
def test_a_text_that_is_too_short_is_refused_with_the_limit(data: bytes | str) -> None:
    with pytest.raises(Refused, match="2,000"):
        read(data)


def test_a_huge_text_is_cut_and_says_so() -> None:
    result = read("word " * 500_000)
    assert len(result.text) == MOST and "left out" in str(result.notes[0])


@given(st.binary(max_size=3_000))
def test_any_bytes_give_a_text_or_a_refusal(data: bytes) -> None:
    try:
        text = own_text.read(data).text
        assert len(text) >= LEAST and text.encode("utf-8")
    except Refused as refusal:
        assert str(refusal).endswith(".")


def test_half_a_character_does_no_harm_and_is_told() -> None:
    found = read("\ud800" + "x" * LEAST)
    assert "?" in found.text and "1 half character" in str(found.notes[0])


def test_the_reference_is_readable_and_long_enough() -> None:
    text = reference.text()
    assert len(text) > 300_000 and "\n\n\n" not in text and "\x00" not in text
    assert 'The "for" statement' in text


# --- kinds of file


@pytest.mark.parametrize(
    ("name", "data", "left_out"),
    [
        ("a.docx", files.word(), "The words of the document were kept"),
        ("no ending", files.word(), "The words of the document were kept"),  # what a file is, its content says
        ("a.odt", files.open_document(), "The words of the document were kept"),
        ("a.pdf", files.pdf(), "pictures and the layout"),
        ("A.SRT", files.subtitles(), "The times of 80 subtitles"),
        ("a.vtt", files.subtitles(point=".", head="WEBVTT\n\n"), "The times of 80 subtitles"),
        ("a.md", f"# *{files.LINE}*\n\n[link](x) ![p](q)\n\n{files.STORY}".encode(), "symbols for headings"),
        ("a.csv", f'"{files.LINE}";12\n'.encode() * 80, "Each row"),
        ("a.json", json.dumps([{"name": files.LINE, "n": 1}] * 80).encode(), "80 texts"),
        ("a.zip", files.packed({"a.txt": files.STORY, "b/c.docx": files.word(), "d.png": b"\x89PNG\0"}), "Left out: d.png"),
    ],
)  # fmt: skip
def test_each_kind_of_file_gives_its_words_and_says_what_was_left_out(name: str, data: bytes, left_out: str) -> None:
    found = read(data, name)
    assert found.text.startswith(files.LINE) and found.text.count(files.LINE) >= 80
    assert left_out in " ".join(map(str, found.notes))
    assert not any(sign in found.text for sign in ("-->", "<i>", "![", "w:p", '{"', "\ufffd"))


def test_the_cells_of_a_table_are_kept() -> None:
    assert "wolf  forest" in read(files.word(), "a.docx").text


@pytest.mark.parametrize("data", [files.word_with_notes(), files.open_document_with_notes(), files.pdf_with_notes()])
def test_of_a_document_neither_notes_nor_comments_nor_who_wrote_them_nor_what_was_deleted_is_kept(data: bytes) -> None:
    text = read(data).text
    assert text.startswith(f"{files.SAID}\n") and not [word for word in files.UNSAID if word in text]


def test_what_stands_in_a_text_box_and_in_a_cell_is_kept_once_and_apart() -> None:
    assert "\n\nBeside the box.\n\nIn the box.\n\n" in read(files.open_document_with_notes()).text
    assert "\nwolf bear  forest" in read(files.word_with_notes()).text


@pytest.mark.parametrize("name", ["a.py", "a.txt", "a.html", "letter", "a.srt", "a.json"])
def test_whatever_holds_text_is_taken_as_it_is(name: str) -> None:
    assert read(files.STORY.encode(), name).text == files.STORY.strip()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (files.bomb(), "packed so tightly"),
        (files.words_of_its_own(), "packed so tightly"),
        (files.packed({str(i): "x" for i in range(201)}), "201 files"),
        (files.packed({"inner.zip": files.packed({"a.txt": files.STORY})}), "None of the files"),
        (files.locked_zip(), "password"),
        (files.locked_pdf(), "password"),
        (files.packed({"a.txt": files.STORY})[:-30], "damaged"),
        (files.word()[:-300], "damaged"),
        (files.pdf()[:400], "damaged"),
        (files.pdf(text=""), "pictures of pages"),
        (files.packed({"xl/workbook.xml": "<x/>"}), "Excel"),
        (b"\xd0\xcf\x11\xe0" + bytes(3_000), "old Office file"),
        (b"{\\rtf1 hello}", ".rtf"),
        (b"", "no text in it"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence_of_plain_words(data: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says) as refused:
        read(data, "whatever")
    assert str(refused.value).endswith(".") and "/" not in str(refused.value)


def test_a_file_is_read_the_same_in_a_process_of_its_own() -> None:
    assert read_apart(files.word(), "a.docx") == read(files.word(), "a.docx")
    with pytest.raises(Refused, match="packed so tightly"):
        read_apart(files.bomb(), "-x.zip\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limits")
@pytest.mark.parametrize("greed", ["[0] * 10**10", "open('/tmp/glassbox-greed', 'w').write('x')"])
def test_that_process_gets_no_more_than_its_share(greed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may neither take memory without end nor write files; whoever asked gets a sentence."""
    code = f"from core.data.own_text.apart import limit; limit(); {greed}"
    monkeypatch.setattr(apart, "COMMAND", ("-c", code))
    with pytest.raises(Refused):
        read_apart(b"x")


def test_a_reader_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "COMMAND", ("-c", "while True: pass"))
    with pytest.raises(Refused, match="so busy"):
        read_apart(b"x", patience=0.5)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limits")
def test_a_reader_that_works_too_long_is_ended_by_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "from core.data.own_text import apart; apart.SECONDS = 1; apart.limit()\nwhile True: pass"
    monkeypatch.setattr(apart, "COMMAND", ("-c", code))
    with pytest.raises(Refused, match="too long"):
        read_apart(b"x")


@pytest.mark.parametrize(
    ("language", "script"),
    [("German", "Latin"), ("Russian", "Cyrillic"), ("Japanese", "Japanese"), ("Chinese", "Chinese"), ("Thai", "Thai")],
)
def test_a_text_is_described_in_its_script(language: str, script: str) -> None:
    said = " ".join(map(str, described(files.STORIES[language])))
    assert f"mostly {script}" in said and ("each of its characters" in said) == (
        language in ("Japanese", "Chinese", "Thai")
    )
