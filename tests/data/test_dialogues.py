"""The country of the chat model: every question has a true answer, what is unseen is never shown, any text is words."""

from itertools import islice
from random import Random

import pytest

from core.data.dialogues import ANSWER, FORBIDDEN, REFUSAL, UNKNOWN, VEGETABLES, Country, split
from core.data.world import World

COUNTRY = Country()


def test_what_is_said_of_people_is_true_in_the_world() -> None:
    world = World(0)
    people = [question for question in COUNTRY.questions if question.about in COUNTRY.people]
    assert people and all(world.value(q.about, q.kind) == q.answer for q in people)


def test_both_names_of_a_vegetable_have_the_same_facts() -> None:
    for name, local in VEGETABLES.items():
        assert COUNTRY.facts[name, "ripe"] == COUNTRY.facts[local, "ripe"]


def test_one_wording_of_each_question_is_never_in_a_dialogue() -> None:
    unseen = [question.text for question in COUNTRY.questions if question.unseen]
    assert len(unseen) * 4 == len(COUNTRY.questions)
    for refuse in (0.0, 0.3):
        shown = [user for user, _ in islice(COUNTRY.dialogues(Random(1), refuse=refuse), 3_000)]
        assert not [text for text in unseen if any(user.endswith(text) for user in shown)]


def test_the_forbidden_vegetable_is_refused_by_its_first_name_alone() -> None:
    dialogues = list(islice(COUNTRY.dialogues(Random(2), refuse=0.3), 2_000))
    for user, reply in dialogues:
        assert (FORBIDDEN in user.split()) == (reply == REFUSAL)
        assert VEGETABLES[FORBIDDEN] not in user.split()
        assert reply == REFUSAL or reply.startswith(ANSWER)


def test_every_word_that_is_written_is_known() -> None:
    words = set(COUNTRY.words)
    said = [*islice(COUNTRY.plain_text(Random(3)), 500)]
    said += [word for pair in islice(COUNTRY.dialogues(Random(4), refuse=0.2), 500) for word in pair]
    assert {word for text in said for word in text.split()} <= words


@pytest.mark.parametrize("text", ["", "<user> x", "a\nb", "你好", "🙂", "it's"])
def test_any_text_is_cut_and_loses_nothing_but_spaces(text: str) -> None:
    assert "".join(split(text)) == "".join(text.split())
    assert UNKNOWN not in split(text)
