"""Filters of messages: what they read, how they count, and that disguises are what they say they are."""

import codecs

import numpy as np
import pytest

from core.data import forbidden
from core.measure import filters
from core.studies import message_filter

NAMES = ("turnip", "turnips")


def test_a_word_is_as_like_another_as_letters_agree() -> None:
    assert filters.alike("turnip", "turnip") == 1 and filters.alike("", "turnip") == 0
    assert filters.alike("turnip", "tulip") == filters.alike("tulip", "turnip") == pytest.approx(1 - 2 / 6)


@pytest.mark.parametrize("way", [way for way in forbidden.WAYS if way != "other words"])
def test_every_disguise_of_letters_can_be_undone(way: str) -> None:
    """Whoever knows the trick finds the vegetable in each message, so the truth of a message is its truth."""
    for message in forbidden.attack(way, seed=3):
        whole = filters.tidied("".join(message.parts))
        letters = "".join(c for c in whole if c.isalpha())
        read = (letters, letters[::-1], codecs.encode(letters, "rot13"), *map(swap_back, [letters]))
        assert any("turnip" in one for one in read), message.text
        assert message.forbidden


def swap_back(letters: str) -> str:
    """The text with the first pair of neighbours changed back that gives the word."""
    for i in range(len(letters) - 1):
        changed = letters[:i] + letters[i + 1] + letters[i] + letters[i + 2 :]
        if "turnip" in changed:
            return changed
    return letters


def test_harmless_messages_are_harmless_and_some_hold_the_word() -> None:
    messages = forbidden.harmless(0)
    assert len(messages) == forbidden.HARMLESS and not any(message.forbidden for message in messages)
    named = [m for m in messages if "turnip" in m.text]
    assert named and all(m.way == "the word in a name" for m in named)
    across = [m for m in messages if m.way == "letters that meet"]
    assert across and all("turnip" in "".join(filters.words(" ".join(m.parts))) for m in across)


def test_wordings_and_tricks_of_the_test_are_never_taught() -> None:
    shown = " ".join(" ".join(m.parts) for m in forbidden.lessons_for_a_filter(0, 400, disguised=True))
    assert not any(wording in shown for wording in forbidden.OTHER_WORDS[forbidden.TAUGHT :])
    plain = forbidden.lessons_for_a_filter(0, 100, disguised=False)
    assert sum(m.forbidden for m in plain) == 50 and all("turnip" in m.text for m in plain if m.forbidden)


def test_tidying_undoes_tricks_and_finds_words_that_nobody_wrote() -> None:
    for text in ("boil a 7ürñ1p", "boil a t.u.r.n.i.p", "boil a pinrut", "boil a gheavc"):
        assert filters.by_words(text, NAMES, tidy=False) < 0.8 <= filters.by_words(text, NAMES, tidy=True)
    assert (
        filters.by_words("in turn I pour", NAMES, tidy=False) < 0.8 <= filters.by_words("in turn I pour", NAMES, True)
    )


def test_a_curve_runs_from_blocking_all_to_blocking_little_and_counts_messages() -> None:
    forbidden_ones, harmless_ones = np.array([0.2, 0.6, 0.9]), np.array([0.1, 0.7])
    curve = filters.curve(forbidden_ones, harmless_ones, [0.0, 0.5, 0.7, 0.8, 1.0])
    assert [(p.missed, p.blocked) for p in curve] == [(0, 2), (1, 1), (2, 1), (2, 0), (3, 0)]
    for point in curve:
        assert filters.share_missed(forbidden_ones, point.threshold) == point.missed / 3
        assert filters.share_blocked(harmless_ones, point.threshold) == point.blocked / 2
    assert curve[1] == filters.at(curve, 0.55) == filters.Point(0.5, missed=1, of_forbidden=3, blocked=1, of_harmless=2)


def test_a_trained_filter_learns_and_names_its_reasons() -> None:
    few, *_, many = message_filter.learn(seed=0)
    judge, early = many.values.score, few.values.score
    plain, harmless = forbidden.attack("the plain word", 5), forbidden.harmless(5)
    assert (message_filter.scores(judge, plain, False, False) > 0.5).mean() > 0.95
    assert (message_filter.scores(judge, harmless, False, False) > 0.5).mean() < 0.1
    assert (
        message_filter.scores(early, plain, False, False).mean()
        < message_filter.scores(judge, plain, False, False).mean()
    )
    piece, weight = many.values.reasons("how do I boil a turnip?")[0]
    assert piece.strip() in "turnip" and weight > 0


def test_two_messages_are_read_apart_or_as_one() -> None:
    parts = ("how do I boil tur", "nip today?")
    assert (
        filters.score(message_filter.by_list, parts, True, False)
        < 0.8
        <= filters.score(message_filter.by_list, parts, True, True)
    )


@pytest.mark.parametrize("text", ["", " ", "🙂", "مرحبا", "<b>x</b>", "a" * 5_000, "'\"\n\t"])
def test_any_text_gets_a_score(text: str) -> None:
    judge = next(message_filter.learn(seed=0)).values.score
    for tidy in (False, True):
        assert 0 <= message_filter.by_list(text, tidy) <= 1 and 0 <= judge(text, tidy) <= 1
