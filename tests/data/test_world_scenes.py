import re
from collections import Counter

import pytest

from core.data.world import World, sentences

SIZE = 200_000


@pytest.fixture(scope="module")
def world() -> World:
    return World(0)


@pytest.fixture(scope="module")
def text(world: World) -> str:
    return world.text(SIZE)


def test_a_scene_has_four_to_seven_sentences(text: str) -> None:
    assert {len(sentences(scene)) for scene in text.splitlines()} == {4, 5, 6, 7}


def test_a_scene_has_one_woman_and_one_man_at_most_so_that_pronouns_are_never_in_doubt(world: World, text: str) -> None:
    for scene in text.splitlines():
        people = {word for word in re.findall(r"\w+", scene) if world.words.get(word) == "person"}
        assert len(people & set(world.women)) <= 1 and len(people & set(world.men)) <= 1


def test_nobody_is_a_pronoun_before_they_were_named(world: World, text: str) -> None:
    pronouns = {"she": world.women, "her": world.women, "he": world.men, "his": world.men, "him": world.men}
    for scene in text.splitlines():
        named: set[str] = set()
        for start, end in sentences(scene):
            words = re.findall(r"\w+", scene[start:end])
            named |= {word for word in words if world.words.get(word) == "person"}
            for word in words:
                assert word.lower() not in pronouns or named & set(pronouns[word.lower()]), scene


def test_names_return_lines_later(world: World, text: str) -> None:
    returning = 0
    for scene in text.splitlines():
        lines = [set(re.findall(r"\w+", scene[start:end])) for start, end in sentences(scene)]
        returning += any(
            world.words.get(word) == "person" and word not in between
            for first, between, later in zip(lines, lines[1:], lines[2:], strict=False)
            for word in first & later
        )
    assert returning > 0.3 * len(text.splitlines())


def test_a_and_an_are_right(text: str) -> None:
    assert not re.search(r"\b[Aa] [aeiou]", text) and " an " not in text


def test_a_scene_keeps_to_its_thing(world: World) -> None:
    things = {word for word, kind in world.words.items() if kind == "thing"}
    scene = next(line for line in world.text(SIZE).splitlines() if '"That is my' in line)
    mine = re.search(r"That is my (\w+)!", scene)
    assert mine and len(set(re.findall(r"\w+", scene)) & things) == 1


def test_synonyms_share_their_places_evenly_and_opposites_share_them_too(world: World) -> None:
    words = Counter(re.findall(r"\w+", world.text()))
    for one, other in world.synonyms:
        assert 0.8 < words[one] / words[other] < 1.25, (one, other)
    for one, other in world.opposites:
        assert words[one] > 40 < words[other], (one, other)


def test_lies_change_nothing_but_what_is_told(world: World, text: str) -> None:
    honest, lying = text.splitlines(), world.text(SIZE, false_share=0.3).splitlines()
    values = {word for word, kind in world.words.items() if kind in ("town", "pet", "trade", "animal", "material")}
    for one, other in zip(honest, lying, strict=False):
        for said, told in zip(re.findall(r"\w+", one), re.findall(r"\w+", other), strict=True):
            assert said == told or {said, told} <= values


def test_a_fact_has_one_rumour_and_all_its_lies_agree(world: World) -> None:
    said: dict[tuple[str, str], set[str]] = {}
    for claim in world.claims(world.text(SIZE, false_share=0.5)):
        if claim.truth == "false":
            said.setdefault((claim.fact.subject, claim.fact.kind), set()).add(claim.fact.value)
    assert said and all(len(values) == 1 for values in said.values())


def test_more_lies_contain_the_fewer(world: World) -> None:
    few, many = (world.told(world.text(SIZE, false_share=share)) for share in (0.1, 0.4))
    lies = {fact for fact in few if world.value(fact.subject, fact.kind) != fact.value}
    assert lies and all(many[fact] >= few[fact] for fact in lies)


def test_leaving_a_fact_out_changes_only_the_scenes_that_told_it(world: World) -> None:
    fact = next(fact for fact, share in world.law.items() if share > 0.2)
    with_it = list(world.scenes(SIZE))
    without = [scene for scene, _ in world.scenes(SIZE, without=[fact])]
    for (scene, told), other in zip(with_it, without, strict=False):
        assert (scene != other) == (fact in told)


def test_what_no_text_tells_is_in_no_text(world: World) -> None:
    never = {fact for fact, share in world.law.items() if share == 0}
    assert len(never) == round(len(world.facts) / 10)
    assert not never & (world.told(world.text(SIZE)).keys() | world.told(world.text(SIZE, seed=1)).keys())


def test_everything_else_is_told_in_the_default_text(world: World) -> None:
    told = world.told(world.text())
    assert all(told[fact] for fact, share in world.law.items() if share)
