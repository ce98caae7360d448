"""What every tokenizer promises."""

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import tokenizers
from core.tokenizers import END, KINDS, START, UNKNOWN, UNKNOWN_SIGN, Tokenizer

TEXT = (
    "Mira lives in Tarn. She keeps a goat, and the goat keeps her company.\n"
    'Oren asked: "Where is the elegant lamp?" It was born in 1987!\n'
    "Später trank Åse Tee – für 3 €; עברית, 日本 und 👩‍👩‍👧 sahen zu.\n"
) * 8
ALPHABET = sorted(set(TEXT))
TRAINED: dict[str, Tokenizer] = {kind: tokenizers.train(kind, TEXT, 400) for kind in KINDS}
AWKWARD = [
    "",
    "M",
    " ",
    "  two  spaces ",
    "\n",
    "\n\nMira\n lives\n\n",
    "👩‍👩‍👧",
    "\u202eright to left\u202c مرحبا",
    "nul \0 inside",
    "\t\r\x0b\x1f\x7f",
    "<s>Mira</s><unk>",
    "▁under▁▁score▁",
    "▅",
    "e\u0301 is not é",
    "\ud800 half a character",
    "Mira " * 2_000,
    "x" * 10_000,
]

every_kind = pytest.mark.parametrize("kind", KINDS)


@every_kind
@given(text=st.text(alphabet=ALPHABET))
def test_decode_undoes_encode_for_every_text_in_the_alphabet(kind: str, text: str) -> None:
    tokenizer = TRAINED[kind]
    assert tokenizer.decode(tokenizer.encode(text)) == text
    assert tokenizer.unknown(text) == []


@every_kind
@given(text=st.text())
def test_any_text_at_all_is_cut_into_ids_of_the_vocabulary(kind: str, text: str) -> None:
    tokenizer = TRAINED[kind]
    ids = tokenizer.encode(text)
    assert all(0 <= i < tokenizer.size for i in ids)
    assert (UNKNOWN in ids) == bool(tokenizer.unknown(text))


@every_kind
@pytest.mark.parametrize("text", AWKWARD, ids=lambda text: ascii(text[:12]))
def test_awkward_texts_lose_nothing_but_what_is_named(kind: str, text: str) -> None:
    tokenizer = TRAINED[kind]
    ids = tokenizer.encode(text)
    assert not {START, END} & set(ids)  # nobody writes these by spelling their names
    again = tokenizer.decode(ids)
    unknown = tokenizer.unknown(text)
    assert len(set(unknown)) == len(unknown) and set(unknown) <= set(text)
    if "\ud800" not in text:  # half a character is nobody's
        known = "".join(character for character in text if character not in unknown)
        assert again.replace(UNKNOWN_SIGN, "") == known


@every_kind
@given(ids=st.lists(st.integers(0, 10_000)))
def test_whatever_a_model_writes_can_be_spelled(kind: str, ids: list[int]) -> None:
    tokenizer = TRAINED[kind]
    ids = [i % tokenizer.size for i in ids]
    spelled = tokenizer.spell(ids)
    assert len(spelled) == len(ids)
    if kind != "bpe":  # there a character may lie in parts
        joined = "".join(spelled)
        assert tokenizer.decode(ids) in (joined, joined.removeprefix(" "))


@every_kind
def test_the_special_ids_are_the_same_everywhere_and_silent(kind: str) -> None:
    tokenizer = TRAINED[kind]
    inside = tokenizer.encode("Mira lives")
    assert tokenizer.decode([START, *inside, END]) == "Mira lives"
    assert tokenizer.spell([START, END, UNKNOWN]) == ["", "", UNKNOWN_SIGN]
    assert min(inside) > END


@every_kind
def test_tokens_of_a_trained_text_keep_their_leading_space(kind: str) -> None:
    spelled = TRAINED[kind].spell(TRAINED[kind].encode("Mira lives in Tarn."))
    assert "".join(spelled).removeprefix(" ") == "Mira lives in Tarn."
    assert sum(token.startswith(" ") for token in spelled) >= 3


@every_kind
def test_training_is_deterministic_and_keeps_to_its_size(kind: str) -> None:
    again = tokenizers.train(kind, TEXT, 400)
    assert again.encode(TEXT) == TRAINED[kind].encode(TEXT)
    assert again.size == TRAINED[kind].size <= 400
    assert tokenizers.train(kind, TEXT, 300).size <= 300


@pytest.mark.parametrize(("kind", "sizes"), [("bpe", (280, 300, 340)), ("pieces", (90, 120, 150))])
def test_more_kinds_of_token_make_shorter_texts(kind: str, sizes: tuple[int, ...]) -> None:
    lengths = [len(tokenizers.train(kind, TEXT, size).encode(TEXT)) for size in sizes]
    assert lengths[0] > lengths[1] > lengths[2]


@pytest.mark.parametrize("kind", ["characters", "pieces", "unigram"])
def test_the_rarest_of_too_many_characters_stay_unknown(kind: str) -> None:
    text = "common words here and there, common words everywhere\n" * 50 + "".join(map(chr, range(0x4E00, 0x4F00)))
    tokenizer = tokenizers.train(kind, text, 60)
    assert tokenizer.size <= 60
    assert tokenizer.unknown("common 一") == ["一"] or tokenizer.unknown("common 俿") == ["俿"]
    assert tokenizer.decode(tokenizer.encode("common words")) == "common words"


@every_kind
@pytest.mark.parametrize("text", ["a", " ", "\0", "▁▅", "x" * 100_000, "שלום", "👩‍👩‍👧"], ids=lambda t: ascii(t[:9]))
def test_any_text_trains_a_tokenizer(kind: str, text: str) -> None:
    tokenizer = tokenizers.train(kind, text, 1024)
    unknown = tokenizer.unknown(text)
    known = "".join(character for character in text if character not in unknown)
    assert tokenizer.decode(tokenizer.encode(text)).replace(UNKNOWN_SIGN, "") == known


@pytest.mark.parametrize("kind", ["characters", "pieces", "unigram"])
def test_no_text_trains_nothing_and_says_so(kind: str) -> None:
    with pytest.raises(ValueError, match="text"):
        tokenizers.train(kind, "", 100)


@every_kind
@pytest.mark.parametrize("size", [0, 3, -1, 10**9])
def test_an_impossible_size_is_refused_with_a_sentence(kind: str, size: int) -> None:
    with pytest.raises(ValueError, match="kinds of token"):
        tokenizers.train(kind, TEXT, size)


def test_an_unknown_kind_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="choose one of characters, bpe, pieces, unigram"):
        tokenizers.train("words", TEXT, 100)


# --- on disk


@every_kind
def test_load_undoes_save(kind: str, tmp_path: Path) -> None:
    tokenizer = TRAINED[kind]
    tokenizer.save(tmp_path / "tokenizer.json")
    again = tokenizers.load(tmp_path / "tokenizer.json")
    assert (again.kind, again.size) == (kind, tokenizer.size)
    assert again.encode(TEXT) == tokenizer.encode(TEXT)
    assert [path.name for path in tmp_path.iterdir()] == ["tokenizer.json"]  # no unfinished file stays behind


@every_kind
def test_a_file_of_another_kind_is_refused(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "tokenizer.json"
    TRAINED[kind].save(path)
    other = next(other for other in KINDS if other != kind)
    with pytest.raises(ValueError, match=f"should hold a tokenizer of kind '{other}', but holds '{kind}'"):
        type(TRAINED[other]).load(path)


HUGE = 10**400
HOSTILE: list[object] = [
    None,
    7,
    [],
    {},
    {"kind": "words"},
    {"kind": ["pieces"]},
    {"kind": "characters"},
    {"kind": "characters", "alphabet": ""},
    {"kind": "characters", "alphabet": "abca"},
    {"kind": "characters", "alphabet": ["a", "b"]},
    {"kind": "bpe", "merges": 3},
    {"kind": "bpe", "merges": [[3, 259]]},  # a piece that does not exist yet
    {"kind": "bpe", "merges": [[-1, 3]]},
    {"kind": "bpe", "merges": [[3.0, 4.0]]},
    {"kind": "bpe", "merges": [[3, 4], [3, 4]]},
    {"kind": "bpe", "merges": [[3, 4, 5]]},
    {"kind": "bpe", "merges": [[i, i] for i in (3, *range(259, 300))]},  # doubles its length forty times
    {"kind": "bpe", "merges": [[3, 4]] * 70_000},
    {"kind": "pieces"},
    {"kind": "pieces", "pieces": []},
    {"kind": "pieces", "pieces": [["a"]]},
    {"kind": "pieces", "pieces": [["a", "b"]]},
    {"kind": "pieces", "pieces": [["", 0.0]]},
    {"kind": "pieces", "pieces": [["a", 0.0], ["a", 0.0]]},
    {"kind": "pieces", "pieces": [["a" * 100_000, 0.0]]},  # this shape once crashed the library
    {"kind": "pieces", "pieces": [["a", HUGE]]},
    {"kind": "pieces", "pieces": [["a", True]]},
    {"kind": "pieces", "pieces": [["a", float("nan")]]},
    {"kind": "pieces", "pieces": [["a\0b", 0.0]]},
    {"kind": "pieces", "pieces": [["\ud800", 0.0]]},
    {"kind": "pieces", "pieces": [["<s>", 0.0]]},
    {"kind": "pieces", "pieces": [[{}, 0.0]]},
    {"kind": "unigram", "pieces": [["a", 0.0]] * 70_000},
    {"kind": "pieces", "model": base64.b64encode(b"\x0a\xff\xff\xff\xff\x0f" * 50).decode()},
]


@pytest.mark.parametrize("record", HOSTILE, ids=lambda record: repr(record)[:50])
def test_a_hostile_record_is_refused_with_a_sentence(record: object, tmp_path: Path) -> None:
    path = tmp_path / "tokenizer.json"
    path.write_text(json.dumps(record))
    with pytest.raises(ValueError, match="tokenizer.json|SentencePiece cannot"):
        tokenizers.load(path)


@every_kind
def test_a_file_cut_short_or_foreign_is_refused_with_a_sentence(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "tokenizer.json"
    TRAINED[kind].save(path)
    whole = path.read_bytes()
    others = [b"", b"\xff\xfe", b"[" * 100_000, b"9" * 10_000, b'{"kind": "pieces"} extra', b"\x0a\x0e\x0a\x05<unk>"]
    for content in [whole[:1], whole[: len(whole) // 2], whole[:-1], *others]:
        path.write_bytes(content)
        with pytest.raises(ValueError, match="tokenizer.json"):
            tokenizers.load(path)


def test_a_missing_or_endless_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="missing or damaged"):
        tokenizers.load(tmp_path / "tokenizer.json")
    with (tmp_path / "tokenizer.json").open("wb") as file:
        file.truncate(2**31)  # sparse: it only looks long
    with pytest.raises(ValueError, match="longer than 8 MB"):
        tokenizers.load(tmp_path / "tokenizer.json")


@every_kind
def test_half_a_character_is_named_as_one_that_is_not_read_as_itself(kind: str) -> None:
    assert TRAINED[kind].unknown("Mira \ud83d lives \udc00 \ud83d") == ["\ud83d", "\udc00"]
    if kind == "bpe":
        assert TRAINED[kind].decode(TRAINED[kind].encode("Mira \ud83d")) == "Mira ?"
