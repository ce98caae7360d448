"""Where words come from: the suffix array is sorted, and every piece stands where it is said to stand."""

import re

import numpy as np
import pytest

from core.data.world import World
from core.measure.provenance import Sources, copied, suffix_array

TEXT = "Mira lives in Milford. She keeps a goat.\nTolo lives in Tesdale. He keeps a raven.\nMira lives in Milford.\n"
AWKWARD = [
    "",
    " ",
    "x",
    "🙂👩‍👩‍👧",
    "<b>Mira</b> lives",
    "مرحبا Mira",
    "Mira\nlives",
    "Mira  lives\tin",
    "Mira lives in " * 300,
]


@pytest.mark.parametrize("seed", range(5))
def test_places_are_sorted_by_what_follows_them(seed: int) -> None:
    words = np.random.default_rng(seed).integers(0, 4, 60)
    slowly = sorted(range(60), key=lambda place: words[place:].tolist())
    assert suffix_array(words).tolist() == slowly


@pytest.mark.parametrize("words", [[], [7], [1, 1, 1, 1]])
def test_short_and_even_rows_are_sorted_too(words: list[int]) -> None:
    assert suffix_array(np.array(words, dtype=np.int64)).tolist() == sorted(range(len(words)), key=lambda i: words[i:])


def test_a_text_is_cut_into_the_longest_pieces() -> None:
    written = "Tolo lives in Milford. She keeps a raven."
    found = [(written[p.start : p.end], p.words, p.count) for p in Sources(TEXT).pieces(written)]
    assert found == [("Tolo lives in", 3, 1), ("Milford. She keeps a", 5, 1), ("raven.", 2, 1)]


def test_every_piece_stands_where_it_is_said_to_stand() -> None:
    text = World(0).text(40_000)
    sources = Sources(text)
    for written in World(0).text(4_000, seed=5).splitlines():
        pieces = sources.pieces(written)
        assert "".join(written[p.start : p.end] for p in pieces).replace(" ", "") == written.replace(" ", "")
        for piece in pieces:
            words = written[piece.start : piece.end]
            first, last = (r"\b" * words[at].isalnum() for at in (0, -1))  # whole words only
            assert len(re.findall(rf"{first}{re.escape(words)}{last}", text)) == piece.count
            assert all(text[place:].startswith(words) for place in piece.places)
            assert all(words in told.sentence for told in sources.told(piece))


def test_no_shorter_cut_is_possible() -> None:
    """Against all cuts, by counting the fewest pieces from the right."""
    text = World(0).text(20_000)
    sources, written = Sources(text), World(0).text(1_500, seed=5).splitlines()[0]
    words = re.findall(r"\w+|[^\w\s]", written)
    whole = " ".join(re.findall(r"\w+|[^\w\s]|\n", text))
    fewest = [0] * (len(words) + 1)
    for at in reversed(range(len(words))):
        ends = [end for end in range(at + 1, len(words) + 1) if f" {' '.join(words[at:end])} " in f" {whole} "]
        fewest[at] = 1 + min((fewest[end] for end in ends), default=fewest[at + 1])
    assert len(sources.pieces(written)) == fewest[0]


def test_a_planted_line_is_found_in_one_piece() -> None:
    """MEM-3 asks for this: the planted line is the only source, every time."""
    rng = np.random.default_rng(0)
    lines = [" ".join(rng.choice(list("abcdefgh"), 12)) for _ in range(20)]
    scenes = World(0).text(20_000).splitlines()
    sources = Sources("\n".join(scenes + lines))
    for line in lines:
        (piece,) = sources.pieces(line)
        assert piece.words == 12 and line in sources.told(piece)[0].sentence


@pytest.mark.parametrize("written", AWKWARD)
def test_any_text_is_cut(written: str) -> None:
    pieces = Sources(TEXT).pieces(written)
    assert all(a.end <= b.start for a, b in zip(pieces, pieces[1:], strict=False))
    assert copied(pieces)["longest"] <= sum(piece.words for piece in pieces)


@pytest.mark.parametrize("text", ["", "\n\n", "x"])
def test_a_text_of_nothing_holds_nothing(text: str) -> None:
    (piece,) = Sources(text).pieces("Mira")
    assert piece.count == 0 and Sources(text).told(piece) == [] and Sources(text).nearest("Mira.") == []


def test_the_nearest_sentence_shares_the_rare_words() -> None:
    near = Sources(TEXT).nearest("Tolo keeps a raven.")
    assert near[0].sentence == "He keeps a raven." and near[0].times == 1
    assert all(one.sentence != "Mira lives in Milford." for one in Sources(TEXT).nearest("Mira lives in Milford."))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("从前有一个小红帽，人人都喜欢小红帽。小红帽去看外婆。", "小红帽"),
        ("एक बार की बात है, मीरा नदी के पास रहती थी। मीरा गाती थी।", "मीरा"),
        ("กาลครั้งหนึ่งมีเด็กชื่อมะลิ มะลิรักแม่ แม่รักมะลิ", "มะลิ"),
        ("むかし桃太郎がいました。桃太郎は川へ行きました。", "桃太郎"),
    ],
)
def test_a_name_is_found_as_often_as_it_stands_there_in_any_script(text: str, name: str) -> None:
    (piece,) = Sources(text).pieces(name)
    assert piece.count == text.count(name) == len(piece.places)
    assert all(text[place:].startswith(name) for place in piece.places)
