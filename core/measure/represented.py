"""Who is in a text and who is not: how often each group is told of, and how often a model then speaks of it.

A group has three shares: of all that is true in the world, of what the text told, and of what the model says. Counting
alone shows whom a text prefers; the model was never told to prefer anybody. Knows nothing of how a model writes.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from core.data.world import Claim, Fact, World
from core.outcomes import band

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


def preference(rows: Sequence[Share]) -> str:
    """What a model makes of its text's preference, in a word: silent, equal, quieted, evens, repeats or more.

    The model is `silent` where it spoke of none of the groups. A text tells of them `equal`ly where the most told group
    has less than 1.15 times its share of the world. The quietest group is `quieted` where the model gives it less than a
    quarter of its share of the text. Else the preference is how much larger the most told group's share is than in the
    world, and the model's is held against the text's: less than half, up to a quarter more, or beyond.

    Args:
        rows: the most told group first.
    """
    first, last = rows[0], rows[-1]
    if first.model is None or last.model is None:
        return "silent"
    if first.text < 1.15 * first.world:
        return "equal"
    if last.text and last.model < last.text / 4:
        return "quieted"
    kept = (first.model - first.world) / (first.text - first.world)
    return band(kept, {"evens": 0.5, "repeats": 1.25, "more": float("inf")})


def turned_down(last_at_one: float, last_when_cold: float) -> str:
    """What a low temperature does to the least told tenth, in a word: vanish (less than a quarter is left), less, as_before.

    Less is a share of the text that is smaller by a fifth.
    """
    if not last_at_one:
        return "vanish"
    return band(last_when_cold / last_at_one, {"vanish": 0.25, "less": 0.8, "as_before": float("inf")})


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
