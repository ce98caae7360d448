"""Who is told of: shares of groups add up, follow the tellings, and see what no sentence told."""

from collections import Counter

import pytest

from core.data.world import Fact, World
from core.measure import represented
from core.measure.represented import GROUPS, KINDS, SEXES, TENTHS, TOWNS, shares


@pytest.fixture(scope="module")
def world() -> World:
    return World(seed=3, people=20, towns=4)


@pytest.fixture(scope="module")
def told(world: World) -> Counter[Fact]:
    return world.told(world.text(40_000, seed=3))


@pytest.mark.parametrize("by", GROUPS)
def test_every_share_adds_up_to_one(world: World, told: Counter[Fact], by: str):
    rows = shares(world, told, told, by)
    for one in ("world", "text", "model"):
        assert sum(getattr(row, one) for row in rows) == pytest.approx(1)
    assert all(row.ratio is None or row.ratio == pytest.approx(1) for row in rows)  # it says what the text says


def test_a_town_has_its_people_and_its_tellings(world: World):
    facts = [fact for fact in world.facts if fact.kind == "home"]
    one = facts[0]
    rows = {row.group: row for row in shares(world, {one: 3, facts[1]: 1}, None, TOWNS)}
    same = one.value == facts[1].value
    assert rows[one.value].text == (1.0 if same else 0.75) and rows[one.value].model is None
    assert rows[one.value].world == sum(fact.value == one.value for fact in facts) / len(facts)


def test_the_first_tenth_is_the_most_told(world: World, told: Counter[Fact]):
    rows = shares(world, told, None, TENTHS)
    assert [row.group for row in rows] == [f"tenth {n}" for n in range(1, 11)]
    assert [row.text for row in rows] == sorted((row.text for row in rows), reverse=True)
    assert sum(represented.of_people(world, told).values()) == sum(
        n for f, n in told.items() if f.subject in world.people
    )


def test_kinds_and_sexes_cover_everything_that_they_can(world: World, told: Counter[Fact]):
    assert {row.group for row in shares(world, told, None, SEXES)} == {"women", "men"}
    assert len(shares(world, told, None, KINDS)) == 5


def test_what_no_sentence_told_is_found(world: World, told: Counter[Fact]):
    untold = represented.never(world, told)
    assert untold and all(fact in world.facts and fact not in told for fact in untold)
    assert len(represented.never(world, {})) == len(world.facts)


def test_a_model_that_says_nothing_has_no_share_and_no_group_is_made_up(world: World, told: Counter[Fact]):
    assert all(row.model is None for row in shares(world, told, {}, TENTHS))
    with pytest.raises(ValueError, match="no groups called"):
        shares(world, told, None, "cats")
