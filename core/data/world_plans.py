"""Plans a text of the invented country: which scenes there are, and which facts each one tells. Writes nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from core.data.world_facts import Fact

ASIDES = 0.12  # of the facts about people are told in somebody else's scene
SCENE_SIZE = 204  # characters of a scene with its line end: a little over the average, so that all of a plan is written


@dataclass
class Plan:
    """A scene to be written: about whom, with whom, and the facts to tell, of either of them or of a land."""

    person: str
    other: str  # always of the other sex, so that "she" and "he" are never in doubt
    facts: list[Fact] = field(default_factory=list)


def plans(law: Mapping[Fact, float], women: Sequence[str], men: Sequence[str], size: int, rng: Random) -> list[Plan]:
    """The scenes of a text of about `size` characters, in the order in which they stand.

    A person has as many scenes as their most told fact needs; their other facts are spread over these scenes at random.
    """
    personal: dict[str, list[Fact]] = {person: [] for person in (*women, *men)}
    for fact in law:
        if fact.subject in personal:
            personal[fact.subject].append(fact)
    scenes_per_telling = (1 - ASIDES) * sum(max(law[fact] for fact in facts) for facts in personal.values())
    most = size / SCENE_SIZE / scenes_per_telling  # tellings of the first fact
    tellings = {fact: int(most * share + rng.random()) if share else 0 for fact, share in law.items()}

    scenes: list[Plan] = []
    asides: list[Fact] = []
    for person, facts in personal.items():
        own = {fact: sum(rng.random() >= ASIDES for _ in range(tellings[fact])) for fact in facts}
        their = [Plan(person, "") for _ in range(max(own.values()))]
        for fact, count in own.items():
            asides += [fact] * (tellings[fact] - count)
            for scene in rng.sample(their, count):
                scene.facts.append(fact)
        scenes += their
    rng.shuffle(scenes)
    add_others(scenes, asides, women, men, rng)
    capitals = [fact for fact in law if fact.subject not in personal for _ in range(tellings[fact])]
    for scene, fact in zip(roomy(scenes, rng), capitals, strict=False):
        scene.facts.append(fact)
    return scenes


def add_others(
    scenes: Sequence[Plan], asides: Sequence[Fact], women: Sequence[str], men: Sequence[str], rng: Random
) -> None:
    """Give every scene its other person: the subject of a fact that is told aside, or somebody who comes up seldom."""
    seen = Counter(scene.person for scene in scenes)
    for persons, others in ((women, men), (men, women)):
        theirs = [scene for scene in scenes if scene.person in persons]
        waiting = [fact for fact in asides if fact.subject in others]
        for scene, fact in zip(roomy(theirs, rng), waiting, strict=False):
            scene.other = fact.subject
            scene.facts.append(fact)
        for scene in theirs:
            scene.other = scene.other or min(rng.choices(others, k=3), key=seen.__getitem__)
            seen[scene.other] += 1


def roomy(scenes: Sequence[Plan], rng: Random) -> list[Plan]:
    """The scenes in a random order, but those that tell little come before those that tell much."""
    return sorted(rng.sample(scenes, len(scenes)), key=lambda scene: len(scene.facts) > 2)
