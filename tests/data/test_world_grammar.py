import pytest

from core.data.world import Fact, World, sentences
from core.data.world_grammar import person_words


@pytest.fixture(scope="module")
def world() -> World:
    return World(0)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_speech_stays_with_its_speaker() -> None:
    assert cut('"Who is there?" yelled Mira. "It is me," said Tolo.') == [
        '"Who is there?" yelled Mira.',
        '"It is me," said Tolo.',
    ]
    assert cut('"It is late. Come in," said Mira. It rained.') == ['"It is late. Come in," said Mira.', "It rained."]
    assert cut('"Go!" Then he ran.') == ['"Go!"', "Then he ran."]


def test_lines_and_loose_ends_are_sentences_of_their_own() -> None:
    assert cut("Mira ran\nTolo sang. He") == ["Mira ran", "Tolo sang.", "He"]
    assert cut('  "Never closed, said Mira. She ran.') == ['"Never closed, said Mira.', "She ran."]


@pytest.mark.parametrize(
    ("women", "named", "sentence"),
    [
        (["Mira"], [], "He gave her his hat."),
        (["Tolo"], [], "She gave him her hat."),
        (["Mira"], ["Mira"], "He gave {Mira} his hat."),
        (["Mira"], ["Tolo"], "{Tolo} gave her his hat."),
    ],
)
def test_pronouns_follow_sex_and_the_first_becomes_the_name(women: list[str], named: list[str], sentence: str) -> None:
    assert person_words("{He} gave {her/him} {his} hat.", women, named) == sentence


def test_pronouns_must_agree_with_the_name(world: World) -> None:
    woman, man = world.women[0], world.men[0]
    assert world.grammatical(f"{woman} was on the way home when she saw a lamp.")
    assert world.grammatical(f"{man} was on the way home when he saw a lamp.")
    assert not world.grammatical(f"{woman} was on the way home when he saw a lamp.")
    assert world.grammatical(f"{woman} was angry with {man}.") and world.grammatical(
        f"{woman} was angry with {world.women[1]}."
    )
    assert not world.grammatical(f"{woman} was angry with {woman}.")


def test_synonyms_are_interchangeable_and_other_words_are_not(world: World) -> None:
    for word, right in (("big", True), ("large", True), ("hot", False), ("lamp", False)):
        assert world.grammatical(f"A {word} tree fell on the road.") is right


@pytest.mark.parametrize(
    "change", [(".", ""), (".", "!"), (" fell", "  fell"), ("A ", "a "), ("A ", " A "), ("tree", "tree,")]
)
def test_every_space_and_mark_counts(world: World, change: tuple[str, str]) -> None:
    sentence = "A big tree fell on the road."
    assert world.grammatical(sentence) and not world.grammatical(sentence.replace(*change))


def test_a_stranger_is_not_of_this_grammar_but_their_claims_are_read(world: World) -> None:
    assert not world.grammatical(f"Ozymandias lives in {world.towns[0]}.")
    claims = world.claims(f"Ozymandias lives in {world.towns[0]}. He keeps a goat.")
    assert [claim.fact.subject for claim in claims] == ["Ozymandias", "Ozymandias"]
    assert {claim.truth for claim in claims} == {"nobody"}


def test_a_pronoun_without_anybody_is_nobody(world: World) -> None:
    assert [(c.fact, c.truth) for c in world.claims("She keeps a goat.")] == [(Fact("she", "pet", "goat"), "nobody")]


def test_each_scene_has_people_of_its_own(world: World) -> None:
    claims = world.claims(f"{world.women[0]} keeps a goat.\nShe keeps a dog.")
    assert [claim.fact.subject for claim in claims] == [world.women[0], "she"]


def test_she_and_he_are_told_apart(world: World) -> None:
    woman, man = world.women[0], world.men[0]
    claims = world.claims(f"{woman} was angry with {man}. He keeps a dog. She keeps a goat.")
    assert [(c.fact.subject, c.fact.value) for c in claims] == [(man, "dog"), (woman, "goat")]


def test_a_person_in_place_of_a_town_is_false_and_no_land_has_their_name(world: World) -> None:
    woman, man = world.women[0], world.men[0]
    assert world.claims(f"{woman} lives in {man}.")[0].truth == "false"
    assert world.claims(f"The capital of {woman} is {world.towns[0]}.")[0].truth == "nobody"
