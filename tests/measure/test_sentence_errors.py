"""What is wrong with a sentence: each kind of mistake, made on purpose in sentences of the country's own."""

import re

import pytest

from core.data.world import World
from core.measure import sentence_errors
from core.measure.sentence_errors import ERRORS, Slip, first_error, forgiving, judged, shares


@pytest.fixture(scope="module")
def world() -> World:
    return World(0)


@pytest.fixture(scope="module")
def person(world: World) -> str:
    return next(name for name in world.people if world.value(name, "home"))


def claims(world: World, sentence: str) -> list:
    return world.claims(sentence, other_words=False)


def error(world: World, sentence: str) -> str:
    return first_error(world, sentence, claims(world, sentence))


def test_the_countrys_own_text_has_no_mistake(world: World) -> None:
    found = judged(world, world.text(20_000).splitlines())
    assert len(found) > 200 and {one.error for one in found} == {"none"}
    assert shares(found) == {name: float(name == "none") for name in ERRORS}


def test_a_text_in_which_all_is_false_has_nothing_but_wrong_facts(world: World) -> None:
    found = judged(world, world.text(20_000, false_share=1.0).splitlines())
    assert {one.error for one in found} == {"none", "fact"}


def test_each_kind_of_mistake_is_told_from_the_others(world: World, person: str) -> None:
    home = world.value(person, "home")
    wrong = next(town for town in world.towns if town != home)
    assert error(world, f"{person} lives in {home}.") == "none"
    assert error(world, f"{person} lives in {wrong}.") == "fact"
    assert error(world, f"{person} lives in goat.") == "kind"
    assert error(world, f"{person} lives {home} in.") == "order"
    assert error(world, f"{person} livves in {home}.") == "letters"


def test_another_pronoun_is_a_wrong_form(world: World) -> None:
    man, woman = world.men[0], world.women[0]
    assert error(world, f"{man} has a turtle that follows him.") in ("none", "fact")
    assert error(world, f"{man} has a turtle that follows her.") == "form"
    assert error(world, f"{woman} has a turtle that follows him.") == "form"


def test_a_forgiven_word_makes_the_sentence_grammatical(world: World) -> None:
    """Put what is expected in the place of each word that slipped, and the sentence fits."""
    grammar = forgiving(world)
    broken = f"{world.people[0]} lives in goat."
    slips = list(grammar.slips(broken))
    assert Slip("goat", "town", True) in slips
    for slip in slips:
        words = sorted(grammar.words[slip.expected]) if slip.kind else [slip.expected]
        mended = [re.sub(rf"\b{slip.written}\b", word, broken) for word in words]
        assert any(world.grammatical(sentence) for sentence in mended), slip


@pytest.mark.parametrize("sentence", ["", ".", "!?", "goat", "  ", "Ünïcödé wörds.", '"', "a" * 500])
def test_whatever_comes_has_an_answer(world: World, sentence: str) -> None:
    assert error(world, sentence) in ERRORS
    assert isinstance(judged(world, [sentence]), list)


def test_a_last_sentence_that_was_cut_short_is_left_out(world: World) -> None:
    (one,) = judged(world, [f"{world.people[0]} lives in goat. {world.people[1]} lives"])
    assert one.error == "kind" and shares([]) == {}
    assert sentence_errors.known_words(world) >= {"goat", "lives", world.people[0].casefold()}
