"""Reading statements that are not in the country's own words."""

import pytest

from core.data.world import World


@pytest.fixture(scope="module")
def world() -> World:
    return World(0)


def read(world: World, text: str) -> list[tuple[str, str, str]]:
    return [(claim.fact.subject, claim.fact.kind, claim.fact.value) for claim in world.claims(text)]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("In Dinford lives Bama.", [("Bama", "home", "Dinford")]),
        ("Bama, who lives in Dinford, keeps a goat.", [("Bama", "home", "Dinford"), ("Bama", "pet", "goat")]),
        ("Bama lives in Dinford, and Beso in Kivholm.", [("Bama", "home", "Dinford"), ("Beso", "home", "Kivholm")]),
        ("Bama does not live in Dinford.", []),
        ("Bama is not a potter, she is a smith.", [("Bama", "trade", "smith")]),
        ("Does Bama live in Dinford?", []),
        ("They say that Bama lives in Dinford.", []),
        ("Beso knows that Bama lives in Dinford.", [("Bama", "home", "Dinford")]),
        ("Bama's sister lives in Dinford.", []),
        ("«In Dinford I live», said Bama.", [("Bama", "home", "Dinford")]),
        ("Мира calls Dinford home.", [("Мира", "home", "Dinford")]),
        ("<img src=x onerror=alert(1)> Bama owns a goat.", [("Bama", "pet", "goat")]),
    ],
)
def test_what_is_stated_is_read_and_nothing_else(world: World, text: str, stated: list) -> None:
    assert read(world, text) == stated


@pytest.mark.parametrize(
    "text", ["", "🙂", '"""', "I.", "a " * 50_000, "Bama " * 5_000 + "lives in Dinford.", "<" * 999, "\x00 \u202e"]
)
def test_any_text_can_be_read(world: World, text: str) -> None:
    assert read(world, text) == []


def test_a_pronoun_and_an_i_are_whoever_was_named(world: World) -> None:
    said = 'Bama smiled. "I have a house in Dinford." By trade she is a potter.'
    assert read(world, said) == [("Bama", "home", "Dinford"), ("Bama", "trade", "potter")]


def test_the_training_text_is_counted_by_the_grammar_alone(world: World) -> None:
    assert not world.told("In Dinford lives Bama.") and not world.claims("In Dinford lives Bama.", other_words=False)
