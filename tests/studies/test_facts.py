"""The small model of facts: its text tells what it says it tells, and its training is repeatable."""

import numpy as np

from core.studies import facts


def test_every_fact_is_told_as_often_as_its_group_says() -> None:
    people = facts.town(0)
    rows = facts.documents(people, 0, passes=1, false_share=0.0)
    plain = rows[rows[:, 0] == facts.START]
    assert len(plain) == sum(facts.TELLINGS) * facts.GROUP == len(rows) - len(plain)
    for i in (0, facts.GROUP, 3 * facts.GROUP, len(people.told) - 1):
        first, last = people.people[i] + (facts.FIRST, facts.LAST)
        mine = plain[(plain[:, 1] == first) & (plain[:, 2] == last)]
        assert len(mine) == people.told[i] and (mine == facts.TOWN + people.homes[i]).any(1).all()


def test_who_is_forgotten_is_not_told_of_and_the_text_keeps_its_length() -> None:
    people = facts.town(1)
    whole, without = (facts.documents(people, 1, 1, 0.0, forget) for forget in (None, 64))
    assert whole.shape == without.shape
    assert (without[:, 0] == facts.START).sum() == (whole[:, 0] == facts.START).sum() - 64 * facts.GROUP


def test_false_tellings_are_as_many_as_asked_for() -> None:
    people = facts.town(2)
    rows = facts.documents(people, 2, 1, 0.3)
    homes = {tuple(p): h for p, h in zip(people.people.tolist(), people.homes.tolist(), strict=True)}
    plain = rows[rows[:, 0] == facts.START]
    false = [facts.TOWN + homes[row[1] - facts.FIRST, row[2] - facts.LAST] not in row for row in plain]
    assert abs(np.mean(false) - 0.3) < 0.02


def test_a_note_says_what_comes_after_it() -> None:
    rows = facts.documents(facts.town(3), 3, 1, 0.0)
    for row in rows[rows[:, 0] == facts.NOTE][:50]:
        towns = [word for word in row if facts.TOWN <= word < facts.TOWN + facts.TOWNS]
        assert len(towns) == 2 and towns[0] == towns[1]
