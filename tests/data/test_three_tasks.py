"""Three tasks for one model: what is tested stands in no example, and more examples begin with the fewer ones."""

from typing import Any

import pytest

from core.data.three_tasks import KINDS, OFTEN, TASKS, task
from core.data.world import World

WORLD = World(0, people=60, towns=8)
TOLD = WORLD.told(WORLD.text(150_000))


@pytest.mark.parametrize("name", TASKS)
def test_what_is_tested_is_in_no_example(name: str) -> None:
    found = task(WORLD, TOLD, name, 64, 100, seed=1)
    assert len(found.learned) == 64 and 10 < len(found.tested) <= 100
    assert len(set(found.tested)) == len(found.tested)
    assert not {pair.given for pair in found.learned} & {pair.given for pair in found.tested}


def test_the_words_to_sort_and_the_people_to_ask_are_others() -> None:
    def words(pairs: Any) -> set[str]:
        known = {word for kind in KINDS.values() for word in kind}
        return {word.strip('.,"') for pair in pairs for word in pair.given.split()} & known

    def people(pairs: Any) -> set[str]:
        return {word.strip('.,"?') for pair in pairs for word in pair.given.split()} & set(WORLD.people)

    sort, answer = (task(WORLD, TOLD, name, 256, 100, seed=0) for name in ("sort", "answer"))
    assert words(sort.learned) and not words(sort.learned) & words(sort.tested)
    assert people(answer.learned) and not people(answer.learned) & people(answer.tested)


def test_an_answer_is_true_and_was_told_often() -> None:
    facts = {(fact.subject, fact.value): TOLD[fact] for fact in WORLD.facts}
    for pair in task(WORLD, TOLD, "answer", 32, 50, seed=3).tested:
        told = [count for (who, value), count in facts.items() if who in pair.given and f"{value}." == pair.wanted]
        assert max(told) >= OFTEN, pair


def test_more_examples_begin_with_the_fewer_ones() -> None:
    for name in TASKS:
        few, many = (task(WORLD, TOLD, name, count, 20, seed=2) for count in (8, 32))
        assert many.learned[:8] == few.learned and many.tested == few.tested


def test_a_world_that_told_nothing_often_has_no_questions() -> None:
    assert task(WORLD, {}, "answer", 8, 20, seed=0).tested == ()


def test_there_is_no_other_task() -> None:
    with pytest.raises(ValueError, match="no task called 'sing'; there are sort, answer, rewrite"):
        task(WORLD, TOLD, "sing", 1, 1, seed=0)
