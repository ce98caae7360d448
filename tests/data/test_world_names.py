from random import Random

import pytest

from core.data.world import World
from core.data.world_names import VOWELS, names


@pytest.mark.parametrize("kind", ["woman", "man", "town", "land"])
def test_names_differ_in_their_consonants(kind: str) -> None:
    found = names(kind, 60, Random(0))
    assert len({"".join(letter for letter in name if letter not in VOWELS) for name in found}) == 60


def test_short_names_come_first_and_longer_ones_when_they_run_out() -> None:
    found = names("woman", 300, Random(0))
    assert all(len(name) <= 5 for name in found[:80]) and all(len(name) >= 6 for name in found[-80:])


def test_the_ending_tells_women_from_men() -> None:
    world = World(3)
    assert {name[-1] for name in world.women} == {"a"} and {name[-1] for name in world.men} == {"o"}


def test_no_word_means_two_things() -> None:
    world = World(0)
    known = [*world.people, *world.towns, *world.lands]
    assert len(set(known)) == len(known)
    assert not {name.lower() for name in known} & {word for word, kind in world.words.items() if word.islower()}
