"""How SentencePiece's pieces came to be, and all ways to cut a word: held against the library and against counting."""

from math import exp, fsum
from random import Random

import pytest

from core.data import reference
from core.data.world import World
from core.tokenizers.pieces import ENOUGH, SPACE, Branch, Pieces, Unigram, _enough, _lines

TEXT = World(0, 20, 4).text(40_000)
WORDS = ["strawberry", "lives", "unbelievable", "x", "teachers", "Yito"]


@pytest.fixture(scope="module")
def unigram() -> Unigram:
    return Unigram.train(TEXT, 300)


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces.train(TEXT, 400)


def every_way(unigram: Unigram, word: str) -> list[tuple[tuple[str, ...], float]]:
    """By trying them all."""
    if not word:
        return [((), 0.0)]
    return [
        ((edge.text, *rest), edge.score + score)
        for edge in unigram.lattice(word)
        if edge.start == 0
        for rest, score in every_way(unigram, word[edge.end :])
    ]


def test_the_best_way_is_the_librarys(unigram: Unigram) -> None:
    for word in WORDS:
        theirs = [piece.replace(SPACE, " ") for piece in unigram.processor.encode(word, out_type=str)]
        assert list(unigram.ways(f" {word}")[0].pieces) == theirs


def test_probabilities_are_shares_of_all_ways(unigram: Unigram) -> None:
    for word in (" lives", " Yito"):
        ways = sorted(every_way(unigram, word), key=lambda way: -way[1])
        total = fsum(exp(score) for _, score in ways)
        found = unigram.ways(word, most=5)
        assert [way.probability for way in found] == pytest.approx([exp(score) / total for _, score in ways[:5]])
        assert sum(way.probability for way in unigram.ways(word, most=10_000)) == pytest.approx(1)


def test_the_pieces_of_a_way_are_the_word_and_an_unknown_letter_is_the_poorest(unigram: Unigram) -> None:
    for word in (" 🙂x", " zzz", " lives", " "):
        for way in unigram.ways(word):
            assert "".join(way.pieces) == word
    assert unigram.ways("") == []
    unknown = next(edge for edge in unigram.lattice("🙂"))
    assert unknown.token == 0 and unknown.score < min(unigram.scores.values())


def test_every_piece_has_a_tree_of_pieces_that_were_learned_before(pieces: Pieces) -> None:
    def letters(branch: Branch) -> str:
        assert all(part.rank < branch.rank for part in branch.parts)
        return "".join(letters(part) for part in branch.parts) or branch.text

    for token in range(4, pieces.size):
        tree = pieces.tree(token)
        assert letters(tree) == pieces.texts[token]
        assert tree.rank >= 0 or len(tree.text) == 1


@pytest.mark.parametrize("text", ["", "x", " x", "a\0b", "🙂👩‍👩‍👧", "line\n\nline", "▁", "مرحبا hello", "word " * 50])
def test_surfaces_are_the_text_with_a_space_before_it(pieces: Pieces, unigram: Unigram, text: str) -> None:
    for tokenizer in (pieces, unigram):
        surfaces = tokenizer.surfaces(text)
        assert len(surfaces) == len(tokenizer.encode(text))
        assert not text or len("".join(surfaces)) == len(text) + 1


def test_texts_that_come_with_the_app_are_learned_from_every_line() -> None:
    for text in (World(0).text(1_500_000), reference.text()):
        assert _enough(text) == list(_lines(text))


@pytest.mark.parametrize("alphabet", ["abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz   "])
def test_of_letters_by_chance_only_some_lines_are_learned_from_all_over_the_text(alphabet: str) -> None:
    rng = Random(0)
    text = "\n".join("".join(rng.choices(alphabet, k=500)) for _ in range(1_000))
    some = _enough(text)
    assert sum(map(len, {word for line in some for word in line.split(" ")})) <= ENOUGH
    lines = text.split("\n")
    assert some == lines[:: len(lines) // len(some)] and len(some) > 100
