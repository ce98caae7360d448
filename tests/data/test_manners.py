"""Answers in many manners say the same truth."""

from itertools import islice
from random import Random

import pytest

from core.data import manners
from core.data.dialogues import Country

COUNTRY = Country()


def test_every_word_of_every_manner_is_the_countrys_own() -> None:
    for said, reply in islice(manners.dialogues(COUNTRY, Random(0)), 2_000):
        assert set(said.split()) | set(reply.split()) <= set(COUNTRY.words)


def test_an_answer_in_any_manner_is_right_and_that_of_another_question_is_not() -> None:
    rng = Random(1)
    for question in COUNTRY.questions:
        assert manners.is_right(question, manners.answer(question, rng))
    one, other = (q for q in COUNTRY.questions if (q.about, q.wording) in {("leeks", 0)} and q.kind in ("sold", "ripe"))
    assert not manners.is_right(one, manners.answer(other, rng))


def test_one_question_is_answered_in_many_ways() -> None:
    rng, question = Random(2), COUNTRY.questions[0]
    assert len({manners.answer(question, rng) for _ in range(400)}) > 30


def test_no_dialogue_has_a_question_that_is_unseen() -> None:
    unseen = {question.text for question in COUNTRY.questions if question.unseen}
    for said, _ in islice(manners.dialogues(COUNTRY, Random(3)), 3_000):
        assert not any(said.endswith(f" {text}") or said == text for text in unseen)


def test_an_unknown_judge_is_said_in_words() -> None:
    with pytest.raises(ValueError, match="no judge called 'kind'"):
        manners.liking("kind", "yes .")
