"""The playful texts: large enough to learn from, the same for the same seed, and not the same thing over and over."""

import re
import zlib
from collections import Counter

import pytest

from core.data import playful
from core.data.playful.mysteries import CLUES
from core.training.corpus import PLAIN, corpus
from core.training.recipe import TextChoice

KINDS = pytest.mark.parametrize("name", list(playful.WRITERS))
PARTS = re.compile(r"\s*\n\s*|(?<=[.!?”:])\s+")


@KINDS
def test_a_text_is_large_and_the_same_for_the_same_seed(name: str) -> None:
    text = playful.text(name)
    assert playful.SIZE <= len(text) < playful.SIZE + 5_000
    playful.text.cache_clear()
    assert playful.text(name) == text
    assert playful.text(name, seed=1)[:2_000] != text[:2_000]


@KINDS
def test_no_piece_stands_there_twice_and_no_sentence_in_every_piece(name: str) -> None:
    text = playful.text(name)
    pieces = text.split("\n\n")
    assert len(pieces) == len(set(pieces)) >= 150
    sentences = Counter(part for part in PARTS.split(text) if len(part.split()) > 3)
    assert max(sentences.values()) < len(pieces) / 2
    assert len(sentences) > 1_000
    assert len(zlib.compress(text.encode(), 9)) > 0.08 * len(text)  # mere repetition would leave a hundredth


@KINDS
def test_every_place_was_filled_and_every_letter_is_plain(name: str) -> None:
    text = playful.text(name)
    assert not re.search(r"[{}<>_]|  |None|\ba [aeio]\w", text)
    assert set(text) - set("“”’–'") <= set(map(chr, range(32, 127))) | {"\n"}


@KINDS
def test_it_can_be_chosen_for_a_run(name: str) -> None:
    assert name in PLAIN
    found = corpus(TextChoice(name))
    assert found.world is None and len(found.documents) > 100 and len(found.unseen) > 5


def test_who_did_it_is_the_one_of_the_trade_that_leaves_the_clue() -> None:
    for case in playful.text("mysteries").split("\n\n"):
        trades = {who: trade for who, trade in re.findall(r"said (\w+) the ([a-z ]+)\.", case)}
        clue = re.search(r"Inspector \w+ found (.+?)\. “Only", case)
        culprit = re.search(r"“It was you, (\w+)!”", case)
        assert len(trades) == 3 and clue and culprit
        assert CLUES[trades[culprit[1]]] == clue[1]


def test_the_goals_of_a_match_add_up_in_the_order_of_their_minutes() -> None:
    for match in playful.text("matches").split("\n\n"):
        home, away = map(int, re.search(r"^\D+(\d+), \D+(\d+)\n", match).groups())  # type: ignore[union-attr]
        scores = [tuple(map(int, score)) for score in re.findall(r": (\d+)–(\d+)\.", match)]
        assert scores[-1] == (home, away) and [sum(score) for score in scores] == list(range(1, home + away + 1))


def test_a_recipe_uses_what_it_needs() -> None:
    for recipe in playful.text("recipes").split("\n\n"):
        _, _, needs, steps, _ = recipe.split("\n")
        things = [thing.split()[-1] for thing in needs.rstrip(".").partition(": ")[2].split(", ")]
        assert sum(thing in steps for thing in things) >= min(4, len(things) - 2), recipe
