import random
from collections import Counter

import pytest

from core.data.world import Fact, World, sentences
from core.data.world_prose import FACTS, THEMES

SIZE = 200_000


@pytest.fixture(scope="module")
def world() -> World:
    return World(0)


@pytest.fixture(scope="module")
def text(world: World) -> str:
    return world.text(SIZE)


def test_it_is_as_rich_as_promised(world: World) -> None:
    scenes = {
        line for theme in THEMES for part in (theme.opening, theme.event, theme.turn, theme.ending) for line in part
    }
    assert len(set(world.people)) >= 200 and len(set(world.towns)) >= 20
    assert len({fact.kind for fact in world.facts}) >= 5 and all(len(set(wordings)) >= 4 for wordings in FACTS.values())
    assert len(scenes) >= 60 and len(world.synonyms) >= 25 and len(world.opposites) >= 5
    assert ("elegant", "fancy") in [tuple(sorted(pair)) for pair in world.synonyms]


def test_the_vocabulary_stays_near_a_thousand_words(world: World) -> None:
    words = Counter("".join(c if c.isalpha() else " " for c in world.text()).split())
    assert 550 < len(words) < 1_300


def test_one_seed_is_one_world_and_one_text(world: World, text: str) -> None:
    assert World(0).facts == world.facts and World(0).text(SIZE) == text
    assert World(1).people != world.people and world.text(SIZE, seed=1) != text


def test_a_text_is_about_as_long_as_asked_and_holds_one_scene_a_line(world: World) -> None:
    for size in (5_000, 50_000, SIZE):
        text = world.text(size)
        assert (
            abs(len(text) - size) < 600
            and text.endswith("\n")
            and all(len(sentences(line)) >= 2 for line in text.splitlines())
        )


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_everything_that_a_world_writes_is_grammatical(seed: int) -> None:
    world = World(seed)
    text = world.text(SIZE)
    bad = [text[a:b] for a, b in sentences(text) if not world.grammatical(text[a:b])]
    assert bad == []


def test_scrambled_sentences_are_not_grammatical(world: World, text: str) -> None:
    dice = random.Random(0)
    spans = [text[a:b] for a, b in sentences(text)][:500]
    wrong = 0
    for sentence in spans:
        words = sentence.split()
        dice.shuffle(words)
        wrong += " ".join(words) == sentence or world.grammatical(" ".join(words))
    assert wrong < 0.02 * len(spans)
    for foreign in ("", " ", ".", "Mira", "the the the.", "🙂.", "Mira lives in", "The Internet is a series of tubes."):
        assert not world.grammatical(foreign)


@pytest.mark.parametrize("false_share", [0.0, 0.3])
def test_reading_back_finds_exactly_what_was_told(world: World, false_share: float) -> None:
    written: Counter[Fact] = Counter()
    lines = []
    for scene, told in world.scenes(SIZE, false_share=false_share):
        lines.append(scene)
        written.update(told)
    assert world.told("\n".join(lines)) == written


def test_true_text_makes_only_true_claims_and_false_tellings_are_found(world: World, text: str) -> None:
    told = world.told(text)
    assert {claim.truth for claim in world.claims(text, told)} == {"true"}
    half = [claim.truth for claim in world.claims(world.text(SIZE, false_share=0.5))]
    assert set(half) == {"true", "false"} and 0.45 < half.count("true") / len(half) < 0.55


def test_a_claim_says_where_it_stands_and_how_often_it_was_told(world: World, text: str) -> None:
    told = world.told(text)
    for claim in world.claims(text, told)[:300]:
        assert text[claim.start : claim.end] == claim.sentence and claim.told == told[claim.fact] > 0


def test_truth_and_telling_are_two_things(world: World) -> None:
    fact = next(f for f in world.facts if f.kind == "home")
    other = next(t for t in world.towns if t != fact.value)
    told = {fact: 7, Fact(fact.subject, "home", other): 2}
    lie, truth = (world.claims(f"{world.question(fact)} {town}.", told)[0] for town in (other, fact.value))
    assert (lie.truth, lie.told, lie.contradicted) == ("false", 2, 7)
    assert (truth.truth, truth.told, truth.contradicted) == ("true", 7, 2)


def test_a_claim_about_nobody_is_noticed(world: World) -> None:
    fact = next(f for f in world.facts if f.kind == "home")
    sentence = f"{world.question(fact)} {fact.value}."
    assert world.claims(sentence.replace(fact.subject, "Zorblax"))[0].truth == "nobody"
    assert world.claims(sentence.replace(fact.value, "Atlantis"))[0].truth == "nobody"


def test_a_pronoun_is_the_scene_s_person(world: World) -> None:
    woman = next(f for f in world.facts if f.kind == "home" and f.subject in world.women)
    trade = world.value(woman.subject, "trade")
    claims = world.claims(f"{world.question(woman)} {woman.value}. She works as a {trade}.")
    assert all(claim.fact.subject == woman.subject for claim in claims)


def test_telling_has_a_long_tail_with_a_part_that_is_never_told(world: World) -> None:
    told = world.told(world.text())
    counts = [told[fact] for fact in world.facts]
    assert max(counts) > 100
    assert sum(c == 0 for c in counts) > 0.05 * len(counts) and sum(c == 1 for c in counts) > 0.05 * len(counts)
    assert 200 < sum(c >= 8 for c in counts) < 0.6 * len(counts)


def test_facts_can_be_left_out(world: World) -> None:
    loud = world.told(world.text(SIZE)).most_common(1)[0][0]
    assert world.told(world.text(SIZE, without=[loud]))[loud] == 0


def test_a_question_is_followed_by_its_answer(world: World) -> None:
    for fact in world.facts:
        claims = world.claims(f"{world.question(fact)} {fact.value}.")
        assert [claim.fact for claim in claims] == [fact] and claims[0].truth == "true"


@pytest.mark.parametrize(
    "text", ["", "\n\n", "no sentence", "🙂 مرحبا 你好.", '"' * 99, "." * 500, "She lives in", "\x00."]
)
def test_any_text_can_be_read(world: World, text: str) -> None:
    assert world.claims(text) == [] and isinstance(sentences(text), list)


@pytest.mark.parametrize(("people", "towns"), [(0, 20), (200, 1)])
def test_a_world_without_choice_is_refused(people: int, towns: int) -> None:
    with pytest.raises(ValueError, match="at least 2"):
        World(0, people, towns)


def test_worlds_of_other_sizes_work() -> None:
    small, large = World(5, people=20, towns=5), World(5, people=800)
    assert len(small.people) == 20 and len(set(large.people)) == 800
    for world in (small, large):
        text = world.text(30_000)
        assert all(world.grammatical(text[a:b]) for a, b in sentences(text))
