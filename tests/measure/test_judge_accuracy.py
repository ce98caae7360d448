"""The judge of truth against a thousand texts whose claims are known from how they were made."""

import pytest

from benchmarks import judge as benchmark
from core.data.world import World
from core.measure.judge_accuracy import Case, cases, judged, share, unmet


@pytest.fixture(scope="module")
def world() -> World:
    return World(0)


def test_a_thousand_texts_are_read_as_they_were_meant(world: World) -> None:
    shares, mistakes = judged(world, cases(world))
    assert sum(one.texts for one in shares) == 1_000 and share(shares) >= 0.99
    assert all(mistake.reason for mistake in mistakes) and len(mistakes) == sum(one.texts - one.right for one in shares)
    assert all(one.right / one.texts >= 0.95 for one in shares)


def test_half_of_the_kinds_of_text_state_nothing_or_something_false(world: World) -> None:
    truths = [truth for case in cases(world) for *_, truth in case.stated]
    silent = sum(not case.stated for case in cases(world))
    assert silent > 200 and min(truths.count(truth) for truth in ("true", "false")) > 300 and "nobody" in truths


def test_the_labels_are_the_same_every_time(world: World) -> None:
    assert list(cases(world)) == list(cases(world)) and list(unmet(world)) == list(unmet(world))


def test_the_labels_hold_in_other_worlds_too() -> None:
    for seed in (1, 2):
        world = World(seed)
        made = [case for case in cases(world, seed) if "by hand" not in case.group]
        assert share(judged(world, made)[0]) >= 0.99


def test_in_wordings_never_met_it_misses_much_and_invents_little(world: World) -> None:
    facts, silent = judged(world, unmet(world))[0]
    assert facts.right / facts.texts < 0.8 and silent.right / silent.texts > 0.9


def test_a_wrong_judge_is_found_out(world: World) -> None:
    """A text with a label that it does not deserve counts as a mistake."""
    subject = world.people[0]
    wrong = Case("wrong", f"{subject} sings.", frozenset({(subject, "pet", "cat", "true")}))
    shares, mistakes = judged(world, [wrong])
    assert share(shares) == 0 and mistakes[0].reason.startswith("It knows no such wording")


def test_the_benchmark_says_how_many_and_which() -> None:
    first, *others = list(benchmark.run())
    assert first["name"] == "judge" and first["value"] >= benchmark.WANTED
    assert any(line["name"] == "judge_mistake" and line["reason"] for line in others)
