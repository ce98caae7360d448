"""Counting words: by hand on a small text, and two laws on the large ones."""

import pytest

from core.measure.word_counts import MOST, Counted, counted, example, runs_out, seen, texts, words_of

SMALL = Counted("a b c a b d a b c a".split())


def test_a_small_text_by_hand() -> None:
    one, two, three = SMALL.ladder(["x", "a", "b"])
    assert (one.words, one.places, one.follows) == (("b",), 3, {"c": 2, "d": 1})
    assert (two.words, two.places, two.favourite) == (("a", "b"), 3, "c")
    assert (three.words, three.places, three.favourite) == (("x", "a", "b"), 0, "")


def test_a_run_at_the_very_start_is_found_and_the_end_has_no_follower() -> None:
    assert [rung.places for rung in SMALL.ladder(["a", "b", "c"])] == [2, 2, 2]
    assert [rung.places for rung in SMALL.ladder(["c", "a"])] == [3, 1]  # at the end of the text nothing follows


@pytest.mark.parametrize("typed", ["", "   "])
def test_nothing_has_no_rungs(typed: str) -> None:
    assert SMALL.ladder(words_of(typed)) == []


def test_shares_by_hand() -> None:
    shares = SMALL.seen("a b c x a b d d".split())
    assert shares[:3] == pytest.approx([7 / 8, 4 / 7, 2 / 6])


@pytest.mark.parametrize("source", ["world", "python"])
def test_longer_runs_stand_in_fewer_places(source: str) -> None:
    assert list(seen(source)) == sorted(seen(source), reverse=True) and len(seen(source)) == MOST
    for number in range(20):
        places = [rung.places for rung in counted(source).ladder(words_of(example(source, number)))]
        assert places == sorted(places, reverse=True)


def test_a_text_has_seen_all_of_itself_and_a_wrap_of_64_bits_mixes_nothing_up() -> None:
    learned, unseen = texts("world")
    assert Counted(learned).seen(learned) == [1.0] * MOST
    some = {tuple(learned[place : place + 5]) for place in range(len(learned) - 4)}
    there = [tuple(unseen[place : place + 5]) in some for place in range(len(unseen) - 4)]
    assert seen("world")[4] == pytest.approx(sum(there) / len(there))


def test_when_it_runs_out() -> None:
    assert [runs_out(shares) for shares in ([0.9, 0.4], [0.9] * 6 + [0.4], [0.9] * 8)] == ["soon", "late", "never"]
