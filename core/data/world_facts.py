"""What can be true in the invented country, and how often a text tells it. Knows nothing of sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from core.data.world_words import LISTS, TRADES

PERSONAL = ("home", "pet", "trade", "born")  # the kinds of fact about people; a land has its capital
UNTOLD = 0.1  # of all facts are in no text at all: whoever says them has guessed
STEEPNESS = 2.5  # of the law of telling,
TAIL = 11  # and how far it reaches: (1 + TAIL) ** STEEPNESS, some 500 tellings of the first fact for one of the last
STRAY = 0.4  # how far the fame of a fact strays from the fame of its person, in standard deviations


@dataclass(frozen=True)
class Fact:
    """Subject, kind and value: ("Mira", "home", "Milford"). It is true if it stands in a world's table."""

    subject: str
    kind: str
    value: str


def values(towns: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """What the facts of each kind choose from."""
    towns = tuple(towns)
    return {"home": towns, "pet": LISTS["pet"], "trade": TRADES, "born": LISTS["animal"], "capital": towns}


def draw(people: Sequence[str], lands: Sequence[str], towns: Sequence[str], rng: Random) -> tuple[Fact, ...]:
    """All that is true: four facts about each of the people, and the capital of each land."""
    choices = values(towns)
    personal = (Fact(person, kind, rng.choice(choices[kind])) for person in people for kind in PERSONAL)
    capitals = (Fact(land, "capital", town) for land, town in zip(lands, towns, strict=True))
    return (*personal, *capitals)


def rumour(fact: Fact, towns: Sequence[str], rng: Random) -> Fact:
    """What a false telling of the fact says: another value of the same kind."""
    return Fact(fact.subject, fact.kind, rng.choice([v for v in values(towns)[fact.kind] if v != fact.value]))


def law(facts: Sequence[Fact], rng: Random) -> Mapping[Fact, float]:
    """How often each fact is told, the most told one being 1; a few facts are 0, for no text tells them.

    The facts are ranked, those of famous people mostly at the top, and rank r of n is told (1 + TAIL r/n) ** -STEEPNESS
    times as often as the first: the law of Zipf and Mandelbrot, which words follow, too. So a few facts are everywhere,
    and many stand in a long text exactly once.
    """
    fame = {subject: rng.gauss() for subject in sorted({fact.subject for fact in facts})}
    ranked = sorted(facts, key=lambda fact: fame[fact.subject] + STRAY * rng.gauss(), reverse=True)
    untold = set(rng.sample(ranked, round(UNTOLD * len(ranked))))
    told = [fact for fact in ranked if fact not in untold]
    shares = {fact: (1 + TAIL * rank / len(told)) ** -STEEPNESS for rank, fact in enumerate(told)}
    return {fact: shares.get(fact, 0.0) for fact in facts}
