"""Who is in a text and who is not: how often each group is told of, and how often a model then speaks of it.

A group has three shares: of all that is true in the world, of what the text told, and of what the model says. Counting
alone shows whom a text prefers; the model was never told to prefer anybody. Knows nothing of how a model writes.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from core.data.world import Claim, Fact, World

TENTHS, SEXES, TOWNS, KINDS = "people, from the most told", "women and men", "towns", "kinds of fact"
GROUPS = (TENTHS, SEXES, TOWNS, KINDS)
NAMES = {
    "home": "where they live",
    "pet": "which pet",
    "trade": "which work",
    "born": "which year",
    "capital": "capitals",
}


@dataclass(frozen=True)
class Share:
    """What a group has of the world's facts, of the text's tellings, and of the model's claims (None: not measured)."""

    group: str
    world: float
    text: float
    model: float | None

    @property
    def ratio(self) -> float | None:
        """How many times its share of the text the model gives it. None where either is unknown."""
        return self.model / self.text if self.model is not None and self.text else None


def said(claims: Sequence[Claim]) -> Counter[Fact]:
    """How often each fact is claimed, be it true or not."""
    return Counter(claim.fact for claim in claims)


def shares(world: World, told: Mapping[Fact, int], claimed: Mapping[Fact, int] | None, by: str) -> tuple[Share, ...]:
    """The groups of this kind, the most told first. ValueError for a kind of group that there is not."""
    group = grouping(world, told, by)
    true = _counted({fact: 1 for fact in world.facts}, group)
    text = _counted(told, group)
    model = _counted(claimed, group) if claimed is not None else Counter()
    names = sorted(true, key=lambda name: -text[name]) if by != TENTHS else sorted(true, key=_first_number)
    measured = claimed is not None and bool(model)
    return tuple(
        Share(name, _share(true, name), _share(text, name), _share(model, name) if measured else None) for name in names
    )


def grouping(world: World, told: Mapping[Fact, int], by: str) -> Callable[[Fact], str | None]:
    """A function that says to which group a fact belongs; None for a fact that is about no group of this kind."""
    if by == TENTHS:
        tenth = _tenths(world, told)
        return lambda fact: tenth.get(fact.subject)
    if by == SEXES:
        sex = {name: "women" for name in world.women} | {name: "men" for name in world.men}
        return lambda fact: sex.get(fact.subject)
    if by == TOWNS:
        towns = set(world.towns)
        return lambda fact: fact.value if fact.kind == "home" and fact.value in towns else None
    if by == KINDS:
        return lambda fact: NAMES.get(fact.kind)
    raise ValueError(f"There are no groups called {by!r}; there are {', '.join(GROUPS)}.")


def _tenths(world: World, told: Mapping[Fact, int]) -> dict[str, str]:
    """The tenth that each person is in, by how often anything was told of them."""
    tellings = of_people(world, told)
    ranked = sorted(world.people, key=lambda person: (-tellings[person], person))
    return {person: f"tenth {1 + 10 * place // len(ranked)}" for place, person in enumerate(ranked)}


def of_people(world: World, told: Mapping[Fact, int]) -> Counter[str]:
    """How often anything was told of each person; those of whom nothing was told stand there with 0."""
    tellings = Counter({person: 0 for person in world.people})
    for fact, count in told.items():
        if fact.subject in tellings:
            tellings[fact.subject] += count
    return tellings


def never(world: World, told: Mapping[Fact, int]) -> tuple[Fact, ...]:
    """What is true and was told by no sentence."""
    return tuple(fact for fact in world.facts if not told.get(fact))


def _counted(counts: Mapping[Fact, int], group: Callable[[Fact], str | None]) -> Counter[str]:
    result: Counter[str] = Counter()
    for fact, count in counts.items():
        if name := group(fact):
            result[name] += count
    return result


def _share(counts: Mapping[str, int], name: str) -> float:
    return counts.get(name, 0) / max(1, sum(counts.values()))


def _first_number(name: str) -> int:
    return int(name.rsplit(" ", 1)[-1])
